import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { analyse } from '../harness/check';
import { openWorkspace } from '../../src/engine/workspace';

/** A server of twelve files, all of which are loaded from `src/index.ts`. */
const parts = Array.from({ length: 11 }, (_, i) => i);
const server: Record<string, string> = {
  'package.json': '{ "private": true, "scripts": { "start": "node dist/index.js" }, "dependencies": { "express": "5" } }',
  'src/index.ts': `${parts.map((i) => `import { part${i} } from './parts/part${i}';`).join('\n')}
export const all = [${parts.map((i) => `part${i}`).join(', ')}];
all.listen(3000);`,
  ...Object.fromEntries(parts.map((i) => [`src/parts/part${i}.ts`, `export const part${i} = ${i};`])),
};

/** A module that nothing of the server loads, whose names others have as well. */
const left = { 'src/mail/send.ts': 'export const send = (text: string) => fetch("https://a.test", { method: "POST", body: text });' };
const named = { 'src/parts/part1.ts': 'export const part1 = 1;\nexport const send = (all: any) => all.send("it");' };

const told = (files: Record<string, string>): readonly (readonly [string, string])[] =>
  analyse({ files: { ...server, ...named, ...left, ...files } })
    .findings.filter(({ rule, at }) => rule === 'missing-timeout' && at.file.startsWith('src/mail/'))
    .map(({ severity, because }) => [severity, because.at(-1)?.says ?? '']);

const isUnstarted = (files: Record<string, string>): boolean =>
  told(files).some(([, says]) => /^nothing that the program begins/.test(says));

const quiet = [['info', 'nothing that the program begins with loads src/mail/send.ts']];

test.each<[string, Record<string, string>]>([
  ['nobody', {}],
  ['a test', { 'src/mail/send.test.ts': 'import { send } from "./send";\nsend("it");' }],
  ['what is started by hand', { 'src/mail/run.ts': 'import { send } from "./send";\nsend(process.argv[2]!);' }],
  [
    'a chore',
    {
      'src/mail/run.ts': 'import { send } from "./send";\nsend("it");',
      'package.json': server['package.json']!.replace('"scripts": {', '"scripts": { "mail-again": "node dist/mail/run.js",'),
    },
  ],
  ['the index of a folder that nobody has', { 'src/mail/index.ts': 'export * from "./send";' }],
  ['a file that is copied into a container', { Dockerfile: 'COPY src/mail/send.ts /app/\nCMD ["node", "dist/index.js"]' }],
  ['a statement that counts all there is', { 'src/parts/part2.ts': 'export const part2 = "SELECT COUNT(*) FROM send";' }],
  ['an address that ends in anything', { 'src/parts/part2.ts': 'export const part2 = "/api/send/*";' }],
  [
    'an app that the server does without',
    {
      'src/app.ts':
        'import express from "express";\nimport { send } from "./mail/send";\nexport const app = express();\napp.get("/", () => send("it"));',
    },
  ],
])('loaded by %s', (_, files) => {
  expect(isUnstarted(files)).toBe(true);
});

test('the chain tells why', () => {
  expect(told({})).toEqual(quiet);
});

test.each<[string, Record<string, string>]>([
  ['the server', { 'src/parts/part2.ts': 'import { send } from "../mail/send";\nexport const part2 = () => send("it");' }],
  [
    'what a manifest starts',
    {
      'src/mail/run.ts': 'import { send } from "./send";\nsend("it");',
      'package.json': server['package.json']!.replace('"scripts": {', '"scripts": { "worker:mail": "node dist/mail/run.js",'),
    },
  ],
  [
    'what a workflow starts',
    { 'src/mail/run.ts': 'import { send } from "./send";\nsend("it");', '.github/workflows/mail.yml': 'run: npx tsx src/mail/run.ts' },
  ],
  [
    'what a container starts',
    { 'src/mail/run.ts': 'import { send } from "./send";\nsend("it");', 'docker/mail.Dockerfile': 'CMD ["node", "dist/mail/run.js"]' },
  ],
  [
    'what a chart starts',
    { 'src/mail/run.ts': 'import { send } from "./send";\nsend("it");', 'charts/mail/values.yaml': 'command: [node, dist/mail/run]' },
  ],
  ['a function that a platform is told of', { 'infra/functions.yml': 'functions:\n  mail:\n    handler: src/mail/send.send' }],
  ['a page of another language', { 'web/App.vue': '<script>import { send } from "../src/mail/send";</script>' }],
  [
    'a path in a text',
    { 'src/parts/part2.ts': 'import { fork } from "node:child_process";\nexport const part2 = fork("./mail/send.js");' },
  ],
  ['a text that a name is put behind', { 'src/parts/part2.ts': 'export const part2 = (name: string) => import(`../mail/${name}`);' }],
  [
    'a folder that is looked through',
    {
      'src/parts/part2.ts':
        'import { readdirSync } from "node:fs";\nimport { join } from "node:path";\nexport const part2 = readdirSync(join(__dirname, "..", "mail")).map((name) => require(name));',
    },
  ],
  ['a clock of its own', { 'src/mail/run.ts': 'import { send } from "./send";\nsetInterval(() => send("it"), 1000);' }],
  [
    'a server of its own',
    {
      'src/mail/run.ts':
        'import express from "express";\nimport { send } from "./send";\nconst app = express();\napp.get("/", () => send("it"));\napp.listen(80);',
    },
  ],
  ['a name that says it goes on', { 'src/mail/mail-worker.ts': 'import { send } from "./send";\nexport const mail = () => send("it");' }],
  [
    'a framework that looks for it',
    {
      'src/mail/commands/it.ts': 'import { send } from "../send";\nexport const mail = () => send("it");',
      'package.json': server['package.json']!.replace('"express"', '"@oclif/core": "3", "express"'),
    },
  ],
])('loaded by %s, it may run', (_, files) => {
  expect(isUnstarted(files)).toBe(false);
});

const rows = (catalog.searches ?? []).flatMap(({ packages, folders }) =>
  packages.map((name) => ({
    name,
    folder: folders === '*' ? 'services' : (folders[0] ?? ''),
    elsewhere: folders === '*' ? 'money' : 'services',
  })),
);

test.each(rows)('$name looks for files in folders', ({ name, folder, elsewhere }) => {
  const files = (where: string) => ({
    [`src/mail/${where}/it.ts`]: 'import { send } from "../send";\nexport const mail = () => send("it");',
    'package.json': server['package.json']!.replace('"express"', `"${name}": "1", "express"`),
  });
  expect(isUnstarted(files(folder))).toBe(false);
  expect(isUnstarted(files(elsewhere))).toBe(true);
});

test('a program of which most is loaded in a way that is not seen says nothing', () => {
  const { 'src/index.ts': _, ...rest } = server;
  expect(
    told({ ...rest, 'src/index.ts': 'import { part1 } from "./parts/part1";\npart1.listen(3000);' }).map(([severity]) => severity),
  ).toEqual(['error']);
});

test('what is bundled from its beginning loads nothing in another way', () => {
  const rest = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`src/more/more${i}.ts`, `export const more${i} = ${i};`]));
  expect(isUnstarted(rest)).toBe(false);
  expect(isUnstarted({ ...rest, 'wrangler.toml': 'name = "it"\nmain = "src/index.ts"' })).toBe(true);
});

test('who begins to load it is told after an edit, and the other way round', () => {
  const files: Record<string, string> = { ...server, ...named, ...left };
  const workspace = openWorkspace({ root: '/project', files, resident: true });
  const severity = () =>
    workspace.analyse().findings.find(({ rule, at }) => rule === 'missing-timeout' && at.file === 'src/mail/send.ts')?.severity;
  expect(severity()).toBe('info');
  workspace.update('src/parts/part2.ts', 'import { send } from "../mail/send";\nexport const part2 = () => send("it");');
  expect(severity()).toBe('error');
  workspace.update('src/parts/part2.ts', files['src/parts/part2.ts']!);
  expect(severity()).toBe('info');
  // Where the program begins it loads next to nothing any more, so others may be loaded in a way that is not seen.
  workspace.update('src/index.ts', 'import { part1 } from "./parts/part1";\npart1.listen(3000);');
  expect(severity()).toBe('error');
  workspace.update('src/index.ts', files['src/index.ts']!);
  expect(severity()).toBe('info');
});

test('the folder that a package lies in, said within it, loads nothing of it', () => {
  const within = (files: Record<string, string>) =>
    Object.fromEntries(Object.entries(files).map(([file, text]) => [`services/mail-service/${file}`, text]));
  const files = within({
    ...server,
    ...left,
    'src/parts/part2.ts': 'import { readdirSync } from "node:fs";\nexport const part2 = readdirSync("/var/log/mail-service/");',
    'src/parts/part3.ts': 'export const part3 = (all: any) => all.send("it");',
    'src/mail/send.ts': '',
    'src/post/send.ts': left['src/mail/send.ts'],
  });
  const [found] = analyse({ files }).findings.filter(({ rule }) => rule === 'missing-timeout');
  expect(found?.because.at(-1)?.says).toMatch(/^nothing that the program begins with loads services\/mail-service\/src\/post/);
});

test('an app begins a program where nothing else does', () => {
  const { 'src/index.ts': index = '', ...rest } = server;
  const app = 'import { send } from "./mail/send";\nsend("it");\n';
  expect(isUnstarted({ 'src/app.ts': app })).toBe(true);
  const files = { ...rest, ...named, ...left, 'package.json': '{ "private": true }', 'src/app.ts': `${app}${index}` };
  const says = analyse({ files }).findings.flatMap(({ rule, because }) =>
    rule === 'missing-timeout' ? because.map((one) => one.says) : [],
  );
  expect(says.some((one) => one.startsWith('nothing that the program begins'))).toBe(false);
});

test('a part of a program that is called as libraries are offers nothing to others', () => {
  const manifest = (more: object) => ({
    'package.json': JSON.stringify({
      name: 'it',
      main: 'index.js',
      scripts: { start: 'node dist/index.js' },
      dependencies: { cron: '4' },
      ...more,
    }),
  });
  const files = (more: object, use = '// await distribute(all);'): Record<string, string> => ({
    ...server,
    'src/index.ts': server['src/index.ts']!.replace('all.listen(3000);', 'setInterval(() => all.length, 1000);'),
    ...manifest(more),
    'src/lib/run.ts': `import { distribute } from './distribute';\nexport async function runAll(all: string[]) {\n  ${use}\n  return all;\n}\n`,
    'src/lib/distribute.ts': 'export const distribute = async (all: string[]) => (await fetch("https://a.test/" + all.length)).json();\n',
    'src/parts/part2.ts': 'import { runAll } from "../lib/run";\nexport const part2 = runAll(["a"]);',
  });
  const loud = (all: Record<string, string>) =>
    analyse({ files: all }).findings.flatMap(({ rule, severity }) => (rule === 'missing-timeout' ? [severity] : []));
  expect(loud(files({}))).toEqual(['info']);
  expect(loud(files({}, 'await distribute(all);'))).toEqual(['error']);
  // What says that others are to have it is theirs to call.
  expect(loud(files({ exports: './dist/lib/distribute.js' }))).toEqual(['error']);
});
