import { describe, expect, test } from 'vitest';
import { type Fit, fitFor } from '../../src/source/fitting';
import { lineLimitFor } from '../../src/source/line-limit';
import { applied } from '../../src/engine/fixes';
import { openWorkspace } from '../../src/engine/workspace';
import { checkFix } from '../harness/check-fix';

/** What a change makes too long for its line, where Prettier looks after the lines. Each form is as Prettier 3 writes it. */

const prettier = { 'package.json': '{ "dependencies": { "axios": "1.13.0", "@supabase/supabase-js": "2.45.0" } }', '.prettierrc': '{}' };

describe('an object at the end of the arguments', () => {
  const text = (call: string): string =>
    `import axios from 'axios';\n\nexport const users = async (id: string) => {\n  return ${call};\n};\n`;
  const address = '`https://users.example/teams/${id}/members?active=true`';

  test('is broken when the line would be too long', () => {
    checkFix(
      'client-timeout',
      { ...prettier, 'a.ts': text(`axios.get(${address})`) },
      { 'a.ts': text(`axios.get(${address}, {\n    timeout: 5000,\n  })`) },
    );
    checkFix(
      'client-timeout',
      { ...prettier, 'a.ts': text(`axios.get(${address}, { params: { id } })`) },
      { 'a.ts': text(`axios.get(${address}, {\n    params: { id },\n    timeout: 5000,\n  })`) },
    );
  });

  test.each([
    ['it is short', { ...prettier }, "'https://users.example'"],
    ['lines may be longer', { ...prettier, '.prettierrc': '{ "printWidth": 120 }' }, address],
    ['nothing looks after the lines', { 'package.json': prettier['package.json'] }, address],
  ])('stays on its line where %s', (_, files, where) => {
    checkFix(
      'client-timeout',
      { ...files, 'a.ts': text(`axios.get(${where})`) },
      { 'a.ts': text(`axios.get(${where}, { timeout: 5000 })`) },
    );
  });
});

test('what an answer is taken from stands in parentheses of several lines', () => {
  const text = (call: string): string =>
    `import axios from 'axios';\n\nexport const users = async (id: string) => {\n  return (${call}).data;\n};\n`;
  const address = '`https://users.example/teams/${id}/members?active=true`';
  checkFix(
    'client-timeout',
    { ...prettier, 'a.ts': text(`await axios.get(${address})`) },
    { 'a.ts': text(`\n    await axios.get(${address}, {\n      timeout: 5000,\n    })\n  `) },
  );
});

describe('an object behind another that stands over several lines', () => {
  const text = (args: string): string =>
    `import axios from 'axios';\n\nexport const users = async (name: string) => {\n  return axios.post(${args});\n};\n`;
  const google = (args: string): string =>
    `import { google } from 'googleapis';\n\nconst calendar = google.calendar({ version: 'v3' });\nexport const days = async (calendarId: string) => {\n  return calendar.events.list(${args});\n};\n`;
  const files = { 'package.json': '{ "dependencies": { "axios": "1.13.0", "googleapis": "160.0.0" } }', '.prettierrc': '{}' };
  const many = (indent: string): string => `{\n${indent}  calendarId,\n${indent}  maxResults: 100,\n${indent}}`;

  test('puts all on lines of their own', () => {
    checkFix(
      'client-timeout',
      { ...files, 'a.ts': google(many('  ')) },
      { 'a.ts': google(`\n    ${many('    ')},\n    { timeout: 5000 },\n  `) },
    );
    checkFix(
      'client-timeout',
      { ...files, 'a.ts': text("'/users', {\n    name,\n  }") },
      { 'a.ts': text("\n    '/users',\n    {\n      name,\n    },\n    { timeout: 15000 },\n  ") },
    );
  });

  test('leaves them where nothing looks after lines', () => {
    checkFix(
      'client-timeout',
      { 'package.json': files['package.json'], 'a.ts': google(many('  ')) },
      { 'a.ts': google(`${many('  ')}, { timeout: 5000 }`) },
    );
  });
});

describe('an object in a chain', () => {
  const octokit = (call: string): string =>
    `import { Octokit } from '@octokit/rest';\n\nconst octokit = new Octokit({ auth: 'k' });\nexport const user = async () => {\n  const user = await ${call};\n  return user;\n};\n`;
  const files = { 'package.json': '{ "dependencies": { "@octokit/rest": "21.0.0" }, "engines": { "node": ">=20" } }', '.prettierrc': '{}' };

  test('that begins with names is broken after the chain', () => {
    checkFix(
      'abort-signal',
      { ...files, 'a.ts': octokit('octokit.rest.users.getAuthenticated().then((it) => it.data)') },
      {
        'a.ts': octokit(
          'octokit.rest.users\n    .getAuthenticated({ request: { signal: AbortSignal.timeout(5000) } })\n    .then((it) => it.data)',
        ),
      },
    );
  });

  test('that begins with the call is broken alone, and what a callback gives comes back', () => {
    const text = (call: string): string =>
      `export const keys = async (domain: string) => {\n  const answer = await ${call};\n  return answer.keys;\n};\n`;
    checkFix(
      'abort-signal',
      {
        ...files,
        'a.ts': text('fetch(`${domain}/.well-known/jwks.json?at=${domain}`).then((res) =>\n    res.json(),\n  )'),
      },
      {
        'a.ts': text(
          'fetch(`${domain}/.well-known/jwks.json?at=${domain}`, {\n    signal: AbortSignal.timeout(5000),\n  }).then((res) => res.json())',
        ),
      },
    );
  });
});

describe('a call that is put into a function', () => {
  const files = { 'package.json': '{ "dependencies": { "axios": "1.13.0", "cockatiel": "3.2.1" } }' };
  const text = (call: string): string =>
    `import axios from 'axios';\n\nexport const user = async (id: string) => {\n  const answer = await ${call};\n  return answer.data;\n};\n`;
  const many = (indent: string): string => `axios.get('/user', {\n${indent}  timeout: 5000,\n${indent}  params: { id },\n${indent}})`;
  const mended = (config: string, rule: string, call: string): string => {
    const workspace = openWorkspace({ root: '/project', files: { ...files, '.prettierrc': config, 'a.ts': text(call) } });
    const finding = workspace.findings().find((one) => one.rule === rule);
    const fix = finding === undefined ? undefined : workspace.fixes(finding).find(({ remedy }) => remedy === 'cockatiel-retry');
    const edits = fix?.edits.filter(({ span }) => span.file === 'a.ts') ?? [];
    return applied(text(call), edits);
  };

  test('over several lines goes in by a step', () => {
    expect(mended('{}', 'missing-retry', many('  '))).toContain(`await axiosRetry.execute(() =>\n    ${many('    ')},\n  );\n`);
    expect(mended('{ "trailingComma": "es5" }', 'missing-retry', many('  '))).toContain(
      `await axiosRetry.execute(() =>\n    ${many('    ')}\n  );\n`,
    );
  });

  test('that is too long for the line stands on the next', () => {
    const call = "axios.get('/users/with/a/long/address', { timeout: 5000 })";
    expect(mended('{}', 'missing-retry', call)).toContain(`await axiosRetry.execute(() =>\n    ${call},\n  );\n`);
    expect(mended('{ "printWidth": 120 }', 'missing-retry', call)).toContain(`await axiosRetry.execute(() => ${call});\n`);
  });
});

test('what is put at the top of a file is broken, too', () => {
  const files = { 'package.json': '{ "dependencies": { "axios": "1.13.0", "cockatiel": "3.2.1" } }', '.prettierrc': '{}' };
  const user = "import axios from 'axios';\n\nexport const user = async () =>\n  (await axios.get('/a', { timeout: 5000 })).data;\n";
  const joined = `export const user = (url: string, signal: AbortSignal) => fetch(url, { signal });\nexport const page = () => {\n  const leaving = new AbortController();\n  addEventListener('unload', () => leaving.abort());\n  return user('https://x.test', leaving.signal);\n};\n`;
  const mended = (text: string, remedy: string): string => {
    const workspace = openWorkspace({ root: '/project', files: { ...files, 'a.ts': text } });
    const fixes = workspace.findings().flatMap((finding) => workspace.fixes(finding));
    return applied(text, fixes.find((fix) => fix.remedy === remedy)?.edits.filter(({ span }) => span.file === 'a.ts') ?? []);
  };
  expect(mended(user, 'cockatiel-retry')).toContain(
    'const axiosRetry = retry(handleAll, {\n  maxAttempts: 2,\n  backoff: new ExponentialBackoff(),\n});\n',
  );
  expect(mended(joined, 'abort-signal')).toContain(
    'const signalOrTimeout = (\n  signal: AbortSignal | null | undefined,\n  ms: number,\n): AbortSignal => {\n',
  );
});

test('a check that is too long for its line stands on two', () => {
  const text = (more: string): string =>
    `import retry from 'async-retry';\n\nexport const longNamedAnswer = (url: string) =>\n  retry(async () => {\n    const longNamedAnswer = await fetch(url, { signal: AbortSignal.timeout(5000) });\n${more}    return longNamedAnswer.json();\n  });\n`;
  checkFix(
    'thrown-status',
    { 'package.json': '{ "dependencies": { "async-retry": "1.3.3" } }', '.prettierrc': '{}', 'a.ts': text('') },
    {
      'a.ts': text(
        '    if (longNamedAnswer.status === 429 || longNamedAnswer.status >= 500)\n      throw new Error(`fetch answered ${longNamedAnswer.status}`);\n',
      ),
    },
  );
});

describe('a chain', () => {
  const text = (call: string): string =>
    `import { createClient } from '@supabase/supabase-js';\n\nconst db = createClient('https://x.supabase.co', 'k');\nexport const wallets = async (id: string) => {\n  const { data } = await db${call};\n  return data;\n};\n`;

  test('of three calls is broken at each of them', () => {
    checkFix(
      'abort-signal',
      { ...prettier, 'a.ts': text(".from('wallets').select('*, owners(*)').eq('id', id)") },
      {
        'a.ts': text("\n    .from('wallets')\n    .select('*, owners(*)')\n    .abortSignal(AbortSignal.timeout(5000))\n    .eq('id', id)"),
      },
    );
  });

  test('of three calls is broken where an argument stands over several lines, which goes in by a step', () => {
    checkFix(
      'abort-signal',
      { ...prettier, 'a.ts': text(".from('wallets').insert({\n    id,\n  })") },
      { 'a.ts': text("\n    .from('wallets')\n    .insert({\n      id,\n    })\n    .abortSignal(AbortSignal.timeout(15000))") },
    );
  });

  test('whose first arguments stood over several lines has them on one again', () => {
    const list = (call: string): string =>
      `import superagent from 'superagent';\n\nexport const names = async (metadataListUrl: string, token: string) => {\n  const { body: result } = await ${call};\n  return result;\n};\n`;
    checkFix(
      'client-timeout',
      { ...prettier, 'a.ts': list("superagent(\n    'LIST',\n    metadataListUrl,\n  ).set({ 'X-Vault-Token': token })") },
      { 'a.ts': list("superagent('LIST', metadataListUrl)\n    .timeout(5000)\n    .set({ 'X-Vault-Token': token })") },
    );
  });
});

test('an object that begins its own line is broken before a function, too', () => {
  const text = (options: string): string =>
    `const http = require('http');\n\nexports.image = (host, path, done) => {\n  const sent = http.get(\n    ${options},\n    (res) => {\n      res.on('data', () => {});\n      res.on('end', done);\n    },\n  );\n  sent.on('error', done);\n};\n`;
  checkFix(
    'abort-signal',
    { ...prettier, 'a.js': text('{ host: host, path: path, port: 80, family: 4 }') },
    {
      'a.js': text(
        '{\n      host: host,\n      path: path,\n      port: 80,\n      family: 4,\n      signal: AbortSignal.timeout(5000),\n    }',
      ),
    },
  );
});

test.each<[string, Readonly<Record<string, string>>, Fit | undefined]>([
  ['nothing', {}, undefined],
  ['another formatter', { 'package.json': '{ "devDependencies": { "biome": "2" } }' }, undefined],
  ['a tool that nobody told anything', { 'package.json': '{ "devDependencies": { "prettier": "^3.0.0" } }' }, undefined],
  [
    'a configuration that says nothing of it',
    { '.prettierrc.json': '{ "semi": false }' },
    { width: 80, lastComma: true, argumentComma: true, bareParameter: false },
  ],
  [
    'one in YAML, further up',
    { '.prettierrc.yml': 'printWidth: 100\ntrailingComma: none\n' },
    { width: 100, lastComma: false, argumentComma: false, bareParameter: false },
  ],
  [
    'one in a script beside it',
    { '.prettierrc': '{}', 'src/prettier.config.mjs': "export default { printWidth: 120, trailingComma: 'all' };\n" },
    { width: 120, lastComma: true, argumentComma: true, bareParameter: false },
  ],
  [
    'the manifest',
    { 'package.json': '{ "prettier": { "printWidth": 140 } }' },
    { width: 140, lastComma: true, argumentComma: true, bareParameter: false },
  ],
  [
    'an old one',
    { 'package.json': '{ "devDependencies": { "prettier": "1.19.1" } }', '.prettierrc': '{}' },
    { width: 80, lastComma: false, argumentComma: false, bareParameter: true },
  ],
  ['one that is shared, of which nobody knows', { '.prettierrc': '"@acme/prettier-config"\n' }, undefined],
  ['one that the manifest names', { 'package.json': '{ "prettier": "@acme/prettier-config" }' }, undefined],
  ['one that is put together', { 'prettier.config.mjs': "import base from '@acme/base';\nexport default { ...base };\n" }, undefined],
  [
    'one that is put together, and says it',
    { '.prettierrc.js': "module.exports = { ...require('@acme/base'), printWidth: 100 };\n" },
    { width: 100, lastComma: true, argumentComma: true, bareParameter: false },
  ],
])('how Prettier writes a file is read from %s', (_, files, wanted) => {
  expect(fitFor('src/a.ts', (file) => files[file])).toEqual(wanted);
});

test('options with a name are broken where Prettier looks after the lines', () => {
  const text = (options: string): string =>
    `import axios from 'axios';\n\nexport const users = async (token: string) => {\n  const options = ${options};\n  return axios.get('https://x.test', options);\n};\n`;
  checkFix(
    'client-timeout',
    { ...prettier, 'a.ts': text("{ headers: { Authorization: token, Accept: 'a/b' } }") },
    { 'a.ts': text("{\n    headers: { Authorization: token, Accept: 'a/b' },\n    timeout: 5000,\n  }") },
  );
});

describe('where the linter alone sets a limit', () => {
  const manifest = '{ "dependencies": { "axios": "1.13.0" } }';
  const airbnb = { 'package.json': manifest, '.eslintrc.json': '{ "extends": "airbnb-base" }' };
  const text = (call: string): string => `import axios from 'axios';\n\nexport const users = async (id) => {\n  return ${call};\n};\n`;
  const address = '`https://users.example/teams/${id}/members?active=true&page=1&size=50`';

  test('an object that grows beyond it is broken', () => {
    checkFix(
      'client-timeout',
      { ...airbnb, 'a.js': text(`axios.get(${address})`) },
      { 'a.js': text(`axios.get(${address}, {\n    timeout: 5000,\n  })`) },
    );
    checkFix(
      'client-timeout',
      { ...airbnb, 'a.js': text(`axios.get(${address}, { id })`) },
      { 'a.js': text(`axios.get(${address}, {\n    id,\n    timeout: 5000,\n  })`) },
    );
  });

  test('options with a name are broken as well, with the last comma of the file', () => {
    const named = (options: string): string =>
      `import axios from 'axios';\n\nexport const users = async (token, agent) => {\n  const options = ${options};\n  log({\n    token\n  });\n  return axios.get('https://x.test', options);\n};\n`;
    checkFix(
      'client-timeout',
      { ...airbnb, 'a.js': named("{ headers: { Authorization: token, Accept: 'text/plain' }, httpsAgent: agent }") },
      {
        'a.js': named("{\n    headers: { Authorization: token, Accept: 'text/plain' },\n    httpsAgent: agent,\n    timeout: 5000\n  }"),
      },
    );
  });

  test.each([
    ['it fits', `${address.slice(0, 30)}\``],
    ['its line was too long before', `${address.slice(0, -1)}&more=of&what=is&far=too&long=already\``],
  ])('stays on its line where %s', (_, where) => {
    checkFix(
      'client-timeout',
      { ...airbnb, 'a.js': text(`axios.get(${where})`) },
      { 'a.js': text(`axios.get(${where}, { timeout: 5000 })`) },
    );
  });
});

test.each<[string, Readonly<Record<string, string>>, number | undefined]>([
  ['nothing', {}, undefined],
  ['rules that say nothing', { '.eslintrc': '{ "extends": "eslint:recommended" }' }, undefined],
  ["Airbnb's rules", { '.eslintrc.yml': 'extends: airbnb-base\n' }, 100],
  ["Airbnb's rules, further up", { '.eslintrc': '{ "extends": ["airbnb"] }', 'src/.eslintrc': '{ "rules": {} }' }, 100],
  ['rules that go no further up', { '.eslintrc': '{ "extends": ["airbnb"] }', 'src/.eslintrc': '{ "root": true }' }, undefined],
  [
    "Airbnb's rules, told otherwise",
    { '.eslintrc.js': "module.exports = { extends: 'airbnb', rules: { 'max-len': ['error', 120, 2] } };" },
    120,
  ],
  ["Airbnb's rules, switched off", { '.eslintrc.js': "module.exports = { extends: 'airbnb', rules: { 'max-len': 0 } };" }, undefined],
  ['a number', { '.eslintrc.json': '{ "rules": { "max-len": [2, 110] } }' }, 110],
  [
    'a number with a name',
    { 'eslint.config.mjs': "export default [{ rules: { 'max-len': ['warn', { ignoreUrls: true, code: 130 }] } }];" },
    130,
  ],
  ['a number in YAML', { '.eslintrc.yaml': 'rules:\n  max-len:\n    - error\n    - code: 90\n      tabWidth: 2\n  semi: 2\n' }, 90],
  ['a list in YAML', { '.eslintrc.yaml': 'rules:\n  max-len:\n    - 2\n    - 95\n  semi: 2\n' }, 95],
  ['no number', { '.eslintrc.json': '{ "rules": { "max-len": "error" } }' }, 80],
  ['what is switched off', { '.eslintrc.json': '{ "rules": { "max-len": ["off", 90] } }' }, undefined],
  ['a comment', { '.eslintrc.js': "module.exports = {\n  rules: {\n    // 'max-len': [2, 90],\n  },\n};\n" }, undefined],
  ['the manifest', { 'package.json': '{ "eslintConfig": { "extends": "airbnb" }, "devDependencies": { "eslint": "8" } }' }, 100],
  ['rules beside Prettier', { '.eslintrc': '{ "extends": ["airbnb", "prettier"] }' }, undefined],
  [
    'a package with Prettier',
    { '.eslintrc': '{ "extends": "airbnb" }', 'package.json': '{ "devDependencies": { "prettier": "^3.0.0" } }' },
    undefined,
  ],
])('the limit of the linter is read from %s', (_, files, wanted) => {
  expect(lineLimitFor('src/a.js', (file) => files[file])).toBe(wanted);
});

test('where no linter says how wide lines may be, a file of some length shows it', () => {
  const lines = (...widths: readonly number[]): string => `${widths.map((width) => '/'.repeat(width)).join('\n')}\n`;
  const many = Array.from({ length: 60 }, (_, n) => 40 + n);
  const limit = (text: string, eslint?: string) =>
    lineLimitFor('src/a.js', (file) => (file === 'src/a.js' ? text : file === '.eslintrc.json' ? eslint : undefined));
  expect(limit(lines(...many))).toBe(100);
  expect(limit(lines(...many, 101))).toBeUndefined();
  expect(limit(lines(...many.slice(0, 30)))).toBeUndefined();
  expect(limit(lines(...many), '{ "rules": { "max-len": ["off"] } }')).toBeUndefined();
  expect(limit(lines(...many), '{ "rules": { "max-len": [2, 120] } }')).toBe(120);
});
