import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';

const start: Readonly<Record<string, string>> = {
  'package.json': '{"dependencies":{"axios":"1.7.0","p-retry":"6.0.0"}}',
  'src/http.ts': `import axios from 'axios';\nexport const api = axios.create({ baseURL: 'https://a.test', timeout: 2000 });\nexport default api;\n`,
  'src/setup.ts': `import axios from 'axios';\naxios.defaults.timeout = 3000;\n`,
  'src/wrap.ts': `export const get = (url: string, init?: RequestInit) => fetch(url, init);\nexport async function again<T>(work: () => Promise<T>): Promise<T> { for (let i = 0; i < 3; i++) { try { return await work(); } catch { await pause(100); } } throw new Error('gone'); }\nconst pause = (ms: number) => new Promise((r) => setTimeout(r, ms));\n`,
  'src/users.ts': `import { api } from './http';\nimport { get, again } from './wrap';\nexport const user = (id: string) => api.get('/users/' + id);\nexport const page = () => again(() => get('https://b.test', { signal: AbortSignal.timeout(1000) }));\n`,
  'src/jobs.ts': `import { get } from './wrap';\nimport axios from 'axios';\nexport const job = () => get('https://c.test');\nexport const raw = (ids: string[]) => Promise.all(ids.map((id) => axios.get('https://d.test/' + id)));\n`,
  'src/spare.ts': `import axios from 'axios';\nexport const api = axios.create({ baseURL: 'https://s.test', timeout: 900 });\n`,
  'src/base.ts': `import axios, { type AxiosInstance } from 'axios';\nexport class Base { protected http: AxiosInstance; constructor(options: object) { this.http = axios.create(options); } load() { return this.http.get('/x'); } }\n`,
  'src/child.ts': `import { Base } from './base';\nexport class Child extends Base { constructor() { super({ timeout: 100 }); } save() { return this.http.post('/y', {}); } }\n`,
  'src/ring.ts': `import axios from 'axios';\nexport let one: object = { timeout: 1000 };\nexport let two: object = {};\nexport let three: object = { timeout: 0 };\nexport const turn = () => { one = two; two = three; three = one; };\nexport const last = () => axios.get('https://r.test/last', three);\n`,
  'src/forth.ts': `import { api } from './http';\nimport { back } from './back';\nexport const forth = (n: number, o: object) => { if (n > 0) back(n - 1, o); return api.get('/forth', o); };\n`,
  'src/back.ts': `import { api } from './http';\nimport { forth } from './forth';\nexport const back = (n: number, o: object) => { if (n > 0) forth(n - 1, o); return api.get('/back', o); };\nback(2, {});\n`,
  'src/store.js': `const readAll = async () => 1;\nconst uploadInbound = async () => await fetch('https://u.test');\nmodule.exports = { readAll, uploadInbound };\n`,
  'src/desk.js': `const store = require('./store');\nconst list = require('./list');\nmodule.exports = async () => [await store.readAll(), await list.readReport()];\n`,
  'src/list/index.js': `module.exports = { readReport: require('./readReport'), readUser: require('./readUser') };\n`,
  'src/list/readReport.js': `module.exports = async () => 1;\n`,
  'src/list/readUser.js': `module.exports = async function readUserInfo() { return await fetch('https://v.test'); };\n`,
  'src/prices.ts': `export * from './price-table';\n`,
  'src/price-table.ts': `class PriceTable { async load() { return await fetch('https://w.test'); } }\nexport default PriceTable;\n`,
  'test/store.test.js': `const { uploadInbound } = require('../src/store');\ntest('it', async () => await uploadInbound());\n`,
};

/** Files that come and go; each is given one of its texts, or taken away. */
const guests: Readonly<Record<string, readonly string[]>> = {
  'src/late.ts': [
    `import { user } from './users';\nexport async function late() { for (let i = 0; i < 4; i++) { try { return await user('1'); } catch { continue; } } }\n`,
    `import axios from 'axios';\naxios.defaults.timeout = 700;\n`,
  ],
  'src/again.ts': [
    `import axios from 'axios';\nimport { one } from './ring';\nimport { forth } from './forth';\nexport const again = () => axios.get('https://r.test/one', one);\nforth(1, { timeout: 1000 });\n`,
    `import axios from 'axios';\nimport { two } from './ring';\nimport { back } from './back';\nexport const again = () => axios.get('https://r.test/two', two);\nback(1, { timeout: 0 });\n`,
  ],
  'src/shop.ts': [
    `import { uploadInbound } from './store';\nimport PriceTable from './price-table';\nexport const shop = async () => [await uploadInbound(), await new PriceTable().load()];\n`,
    `import * as list from './list';\n// uploadInbound();\nexport const shop = async (name: string) => (list as any)[name]();\n`,
  ],
  'src/index.ts': [`export * from './wrap';\nexport * from './http';\n`, `export { api } from './spare';\n`],
};

/** Each changes one file's text in a way that means something, or nothing at all. */
const edits: readonly (readonly [file: string, from: string | RegExp, to: string])[] = [
  ['src/http.ts', 'timeout: 2000', 'timeout: 0'],
  ['src/http.ts', ', timeout: 2000', ''],
  ['src/http.ts', 'timeout: 0', 'timeout: 2000'],
  ['src/http.ts', /^/, '// a line more\n'],
  ['src/setup.ts', 'axios.defaults.timeout = 3000;', 'axios.defaults.headers = {};'],
  ['src/setup.ts', 'axios.defaults.headers = {};', 'axios.defaults.timeout = 3000;'],
  ['src/wrap.ts', 'i < 3', 'true'],
  ['src/wrap.ts', '; true;', '; i < 3;'],
  ['src/wrap.ts', 'fetch(url, init)', 'fetch(url, { ...init, signal: AbortSignal.timeout(500) })'],
  ['src/wrap.ts', '{ ...init, signal: AbortSignal.timeout(500) }', 'init'],
  ['src/users.ts', ', { signal: AbortSignal.timeout(1000) }', ''],
  ['src/users.ts', "get('https://b.test')", "get('https://b.test', { signal: AbortSignal.timeout(1000) })"],
  ['src/users.ts', /$/, "export const more = () => get('https://e.test');\n"],
  ['src/users.ts', /$/, "export const mine = () => api.get('/me');\n"],
  ['src/jobs.ts', "get('https://c.test')", "get('https://c.test', { signal: AbortSignal.timeout(9) })"],
  ['src/jobs.ts', 'ids.map', 'ids.slice(0, 3).map'],
  ['src/jobs.ts', /^/, '\n\n'],
  ['src/base.ts', 'axios.create(options)', 'axios.create()'],
  ['src/base.ts', 'axios.create()', 'axios.create(options)'],
  ['src/child.ts', '{ timeout: 100 }', '{}'],
  ['src/child.ts', '{}', '{ timeout: 100 }'],
  ['src/users.ts', "import { api } from './http';", "import { api } from './spare';"],
  ['src/users.ts', "import { api } from './spare';", "import { api } from './index';"],
  ['src/users.ts', "import { api } from './index';", "import { api } from './http';"],
  ['src/users.ts', "from './wrap';", "from './index';"],
  ['src/users.ts', "again } from './index';", "again } from './wrap';"],
  [
    'src/jobs.ts',
    "import { get } from './wrap';",
    "import { get } from './wrap';\nimport { user } from './users';\nexport const both = () => Promise.race([user('2'), new Promise((_, no) => setTimeout(no, 50))]);",
  ],
  ['src/spare.ts', 'timeout: 900', 'timeout: 0'],
  ['src/spare.ts', 'timeout: 0', 'timeout: 900'],
  ['src/ring.ts', 'axios.get', 'axios.put'],
  ['src/ring.ts', 'axios.put', 'axios.get'],
  ['src/ring.ts', 'three = one;', ''],
  ['src/ring.ts', 'three; }', 'three; three = one; }'],
  ['src/back.ts', 'back(2, {})', 'back(2, { timeout: 0 })'],
  ['src/back.ts', 'back(2, { timeout: 0 })', 'back(2, {})'],
  ['src/forth.ts', /^/, '// a line more\n'],
  ['src/forth.ts', 'back(n - 1, o)', 'back(n - 1, {})'],
  ['src/forth.ts', 'back(n - 1, {})', 'back(n - 1, o)'],
  ['src/desk.js', 'store.readAll()', 'store.uploadInbound()'],
  ['src/desk.js', 'store.uploadInbound()', 'store[name]()'],
  ['src/desk.js', 'store[name]()', 'store.readAll()'],
  ['src/desk.js', 'list.readReport()', 'list.readUser()'],
  ['src/desk.js', 'list.readUser()', 'list.readReport()'],
  ['src/desk.js', /$/, '// store.uploadInbound(); list.readUser(); new PriceTable();\n'],
  ['src/store.js', 'async () => 1;', 'async () => await uploadInbound();'],
  ['src/store.js', 'async () => await uploadInbound();', 'async () => 1;'],
  ['src/list/index.js', 'module.exports =', "require('./readUser')();\nmodule.exports ="],
  ['src/list/index.js', "require('./readUser')();\n", ''],
  ['src/prices.ts', "export * from './price-table';", "export { default as Table } from './price-table';"],
  ['src/prices.ts', 'export { default as Table }', 'export *'],
  ['src/child.ts', "import { Base } from './base';", "import { Base } from './base';\nimport './setup';"],
];

test.each([1, 2, 3, 4, 5, 6])(
  'after any edits the answer is that of a cold run (seed %i)',
  (seed) => {
    const random = generator(seed);
    const files: Record<string, string> = { ...start };
    const kept = openWorkspace({ root: '/project', files: start, today: '2026-01-01' });
    kept.analyse();
    for (let i = 0; i < 25; i++) {
      const names = Object.keys(guests);
      const guest = names[Math.floor(random() * names.length * 5)];
      const [file, from, to] = edits[Math.floor(random() * edits.length)]!;
      if (guest === undefined) {
        files[file] = files[file]!.replace(from, to);
        kept.update(file, files[file]);
      } else {
        const text = guests[guest]![Math.floor(random() * 3)];
        if (text === undefined) delete files[guest];
        else files[guest] = text;
        kept.update(guest, text);
      }
      const cold = openWorkspace({ root: '/project', files, today: '2026-01-01' });
      expect(told(kept), `edit ${i} of seed ${seed}: ${guest ?? file}`).toEqual(told(cold));
    }
  },
  120_000,
);

/** Configurations that come and go; they change what is said of everything. */
const settings: Readonly<Record<string, readonly string[]>> = {
  'package.json': [start['package.json']!, '{"dependencies":{"axios":"0.19.0","p-retry":"6.0.0"},"bin":"src/jobs.ts"}'],
  'breakwater.config.json': ['{ "rules": { "missing-timeout": "info" } }', '{ "context": "cli" }'],
};

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'a run that takes what it can from the one before says what a cold one says (seed %i)',
  (seed) => {
    const random = generator(seed);
    let files: Record<string, string> = { ...start };
    let left: Uint8Array | undefined;
    let before = files;
    let taken = 0;
    for (let i = 0; i < 25; i++) {
      files = { ...files };
      const strangers = { ...guests, ...settings };
      const names = Object.keys(strangers);
      const stranger = names[Math.floor(random() * names.length * 5)];
      const [file, from, to] = edits[Math.floor(random() * edits.length)]!;
      if (stranger === undefined) files[file] = files[file]!.replace(from, to);
      else {
        const text = strangers[stranger]![Math.floor(random() * 3)];
        if (text === undefined) delete files[stranger];
        else files[stranger] = text;
      }
      const earlier = { changed: changedSources(before, files), read: () => left };
      const warm = openWorkspace({ root: '/project', files, today: '2026-01-01', earlier });
      const cold = openWorkspace({ root: '/project', files, today: '2026-01-01' });
      const what = `edit ${i} of seed ${seed}: ${stranger ?? file}`;
      expect(told(warm), what).toEqual(told(cold));
      const { files: counts } = warm.analyse();
      expect(counts, what).toEqual(cold.analyse().files);
      const fixesOf = (workspace: typeof warm) => workspace.analyse().findings.map((finding) => workspace.fixes(finding));
      expect(fixesOf(warm), what).toEqual(fixesOf(cold));
      left = warm.leave();
      expect(left, what).toBeDefined();
      if (earlier.changed !== undefined) taken++;
      before = files;
    }
    expect(taken).toBeGreaterThan(10);
  },
  120_000,
);

test('a run after an edit does not even read the summary of what the edit means nothing to', () => {
  const first = openWorkspace({ root: '/project', files: start, earlier: { changed: undefined, read: () => undefined } });
  first.analyse();
  const left = first.leave();
  const files = { ...start, 'src/spare.ts': `${start['src/spare.ts']}export const more = () => api.get('/more');\n` };
  const asked = new Set<string>();
  const counting = {
    get: (file: string) => void asked.add(file),
    has: () => false,
    put: () => {},
    save: () => {},
  };
  const warm = openWorkspace({ root: '/project', files, cache: counting, earlier: { changed: ['src/spare.ts'], read: () => left } });
  expect(told(warm)).toEqual(told(openWorkspace({ root: '/project', files })));
  expect(asked.has('src/spare.ts')).toBe(true);
  expect(['src/child.ts', 'src/ring.ts'].filter((file) => asked.has(file))).toEqual([]);
  // One that is torn, or of another list of files, is worth nothing.
  for (const bytes of [left?.subarray(0, 1000), Buffer.from('something else')]) {
    const torn = openWorkspace({ root: '/project', files, earlier: { changed: ['src/spare.ts'], read: () => bytes } });
    expect(told(torn)).toEqual(told(warm));
  }
});

test('a file is reached through what another passes on, however that is edited', () => {
  const files: Record<string, string> = {
    'package.json': '{"dependencies":{"axios":"1.7.0"}}',
    'src/app.ts': `import axios from 'axios';\nimport { setup } from './index';\nconst api = axios.create();\nsetup(api);\n`,
    'src/index.ts': `export { setup } from './one';\n`,
    'src/one.ts': `export function setup(api: any) { return api.get('https://a.test/1'); }\n`,
    'src/two.ts': `export function setup(api: any) { return api.get('https://a.test/2'); }\n`,
  };
  const kept = openWorkspace({ root: '/project', files, today: '2026-01-01', resident: true });
  kept.analyse();
  for (const door of ['./two', './one', './two']) {
    files['src/index.ts'] = `export { setup } from '${door}';\n`;
    kept.update('src/index.ts', files['src/index.ts']);
    expect(told(kept), door).toEqual(told(openWorkspace({ root: '/project', files, today: '2026-01-01' })));
  }
  files['src/index.ts'] = `export * from './two';\n`;
  kept.update('src/index.ts', files['src/index.ts']);
  expect(told(kept)).toEqual(told(openWorkspace({ root: '/project', files, today: '2026-01-01' })));
});

/** The sources that are others, if nothing else is. */
function changedSources(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): string[] | undefined {
  const changed = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((name) => before[name] !== now[name]);
  const same = changed.every((name) => before[name] !== undefined && now[name] !== undefined && name.endsWith('.ts'));
  return same ? changed : undefined;
}

test('an edit that nothing rests on works nothing out anew', () => {
  const kept = openWorkspace({ root: '/project', files: start });
  kept.analyse();
  kept.update('src/jobs.ts', `${start['src/jobs.ts']}// one\n`);
  const [before] = kept.analyse().calls.filter((call) => call.site.at.file === 'src/child.ts');
  kept.update('src/jobs.ts', `${start['src/jobs.ts']}// two\n`);
  const [after] = kept.analyse().calls.filter((call) => call.site.at.file === 'src/child.ts');
  expect(before).toBeDefined();
  expect(after).toBe(before);
});

function told(workspace: ReturnType<typeof openWorkspace>): unknown {
  const { findings, calls, problems } = workspace.analyse();
  const place = ({ file, start }: { file: string; start: number }): string => `${file}:${start}`;
  return [
    ...findings.map((one) => `${one.rule} ${one.severity} ${place(one.at)} ${one.fingerprint} ${JSON.stringify(one)}`),
    ...calls.map((one) => `${place(one.site.at)} ${JSON.stringify(one)}`),
    ...problems.map((one) => JSON.stringify(one)),
  ];
}

/** A small generator with a seed, so that a failure can be seen again. */
function generator(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}
