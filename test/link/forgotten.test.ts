import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

const server = { 'package.json': '{ "private": true, "dependencies": { "express": "5" } }' };
const library = {
  'package.json': '{ "name": "it", "version": "1.0.0", "main": "dist/index.js", "types": "dist/index.d.ts", "exports": "./dist/index.js" }',
};

const told = (files: Record<string, string>): readonly string[] =>
  analyse({ files: { ...server, ...files } })
    .findings.filter((finding) => finding.rule === 'missing-timeout')
    .map((finding) => finding.severity);

const app = {
  'src/main.ts': "import { near } from './lib/near';\nimport { other } from './lib/user';\nexport const go = () => [near, other];",
  'src/lib/near.ts': 'export const near = 1;',
};
const user = 'export const other = 1;\nexport const readUserOf = (id: string) => fetch(`https://a.test/${id}`);';

test.each([
  ['nobody', {}, 'info'],
  ['a test', { 'src/lib/user.test.ts': "import { readUserOf } from './user';\nreadUserOf('1');" }, 'info'],
  [
    'a line of another file that was commented out',
    {
      'src/near.ts':
        "// import { readUserOf } from './lib/user';\nexport const all = () => {\n  /* readUserOf('1'); */\n};\n/** See readUserOf. */",
    },
    'info',
  ],
  // Everybody has the module by names, and none of them this one.
  ['a text of whoever does not have it', { 'src/near.ts': "export const all = (it: any) => it['readUserOf']('1');" }, 'info'],
  [
    'a text, where the module is had as a whole',
    {
      'src/near.ts': "import * as user from './lib/user';\nimport { all } from './all';\nall(user);",
      'src/all.ts': "export const all = (it: any) => it['readUserOf']('1');",
    },
    'error',
  ],
  [
    'a part of a text, where the module is loaded as a whole',
    {
      'src/near.ts': "import { all } from './all';\nall(require('./lib/user'), '');",
      'src/all.ts': 'export const all = (it: any, which: string) => it[`readUserOf ${which}`];',
    },
    'error',
  ],
  [
    'what is taken out of a module',
    { 'src/near.ts': "export const all = async () => { const { readUserOf: it } = await import('./lib/user'); return it('1'); };" },
    'error',
  ],
  [
    'an element of a page',
    { 'src/near.tsx': "import { readUserOf } from './lib/user';\nexport const Page = () => <form action={readUserOf} />;" },
    'error',
  ],
  ['a script', { 'scripts/user.ts': "import { readUserOf } from '../src/lib/user';\nawait readUserOf('1');" }, 'info'],
  ['another file', { 'src/near.ts': "import { readUserOf } from './lib/user';\nexport const all = () => readUserOf('1');" }, 'error'],
  ['an index that passes it on', { 'src/lib/index.ts': "export { readUserOf } from './user';" }, 'info'],
  [
    'an index that imports it and passes it on',
    { 'src/lib/index.ts': "import { readUserOf } from './user';\nexport { readUserOf };" },
    'info',
  ],
  [
    'an index that passes it on to another file',
    {
      'src/lib/index.ts': "export { readUserOf } from './user';",
      'src/near.ts': "import { readUserOf } from './lib';\nexport const all = () => readUserOf('1');",
    },
    'error',
  ],
  [
    'an index that keeps it, too',
    { 'src/lib/index.ts': "import { readUserOf } from './user';\nexport { readUserOf };\nexport const all = [readUserOf];" },
    'error',
  ],
])('a function that is named by %s', (_, files, severity) => {
  expect(told({ ...app, 'src/lib/user.ts': user, ...files })).toEqual([severity]);
});

const upload = 'module.exports = async function (url) { return await fetch(url); };';
const usual = {
  'src/main.js': "const near = require('./store/near');\nmodule.exports = near;",
  'src/store/near.js': 'module.exports = 1;',
};

test.each([
  ['nobody loads', 'src/store/single-store.js', upload, {}, 'info'],
  [
    'only a test loads',
    'src/store/single-store.js',
    upload,
    { 'src/store/single-store.test.js': "require('./single-store')('https://a.test');" },
    'info',
  ],
  [
    'somebody loads',
    'src/store/single-store.js',
    upload,
    { 'src/far.js': "module.exports = require('./store/single-store')('https://a.test');" },
    'error',
  ],
  ['a text names', 'src/store/single-store.js', upload, { 'src/far.js': "module.exports = ['store', 'single-store'].join('/');" }, 'error'],
  ['a comment names', 'src/store/single-store.js', upload, { 'src/far.js': '// See single-store.\nmodule.exports = 1;' }, 'info'],
  // Who imports whom is told by the text, and a line that was commented out still counts there.
  [
    'a comment loads',
    'src/store/single-store.js',
    upload,
    { 'src/far.js': "// module.exports = require('./store/single-store')('https://a.test');\nmodule.exports = 1;" },
    'error',
  ],
  [
    'a pattern finds by a part of its name',
    'src/shop/single.resolvers.js',
    upload,
    {
      'src/main2.js': "require('./shop/near');",
      'src/shop/near.js': 'module.exports = 1;',
      'src/far.js': 'module.exports = load(`${__dirname}/shop/**/*.resolvers.*`);',
    },
    'error',
  ],
  [
    'a pattern finds by a part of a plainer name',
    'src/store/single-store.js',
    upload,
    { 'src/far.js': "module.exports = load('store/*-store.js');" },
    'error',
  ],
  [
    'stands in a folder of which nothing is imported',
    'src/shelf/single-store.js',
    upload,
    { 'src/shelf/two-store.js': 'module.exports = 2;' },
    'error',
  ],
  [
    'stands where a framework looks',
    'src/api/single-store.js',
    upload,
    { 'src/main2.js': "require('./api/near');", 'src/api/near.js': 'module.exports = 1;' },
    'error',
  ],
  [
    'exports a name that another file has',
    'src/store/single-store.js',
    'exports.upload = async (url) => await fetch(url);',
    { 'src/far.js': 'module.exports = (it) => it.upload();' },
    'error',
  ],
  ['exports a name that no other file has', 'src/store/single-store.js', 'exports.upload = async (url) => await fetch(url);', {}, 'info'],
  [
    'begins its work by itself',
    'src/store/single-store.js',
    'async function go(url) { console.log(await fetch(url)); }\nconst all = [go(process.argv[2])];\nmodule.exports = all;',
    {},
    'error',
  ],
  [
    'listens when it is loaded',
    'src/store/single-store.js',
    "const app = require('express')();\napp.get('/', async (request, answer) => answer.send(await load(request.url)));\napp.listen(3000);\nasync function load(url) { return await fetch(url); }\nmodule.exports = { load };",
    {},
    'error',
  ],
  [
    'holds a class that nobody makes',
    'src/store/single-store.js',
    'module.exports = class { async load(url) { return await fetch(url); } };',
    {},
    'info',
  ],
  [
    'holds a class on top of another',
    'src/store/single-store.js',
    "const { Base } = require('base');\nmodule.exports = class extends Base { async load(url) { return await fetch(url); } };",
    {},
    'error',
  ],
])('a module that %s', (_, file, text, files, severity) => {
  expect(told({ ...usual, [file]: text, ...(files as Record<string, string>) })).toEqual([severity]);
});

test.each([
  ['offers', 'export const readUserOf = (id: string) => fetch(`https://a.test/${id}`);', 'error'],
  [
    'keeps to itself and uses',
    'const readUserOf = (id: string) => fetch(`https://a.test/${id}`);\nexport const all = () => readUserOf("1");',
    'error',
  ],
  ['keeps to itself and forgot', 'const readUserOf = (id: string) => fetch(`https://a.test/${id}`);\nexport const all = 1;', 'info'],
  [
    'keeps to itself in a file without exports, and forgot',
    "import { other } from 'other';\nconst readUserOf = (id: string) => fetch(`https://a.test/${id}`);\nconsole.log(other);",
    'info',
  ],
  ['may leave to other scripts', 'const readUserOf = (id: string) => fetch(`https://a.test/${id}`);\nconsole.log(1);', 'error'],
  ['offers as a member', 'export const tool = { readUser: async (id: string) => await fetch(`https://a.test/${id}`) };', 'error'],
  [
    'offers under another name',
    'const readUserOf = (id: string) => fetch(`https://a.test/${id}`);\nexport { readUserOf as all };',
    'error',
  ],
])('a function that a library %s', (_, text, severity) => {
  expect(told({ ...library, 'src/index.ts': text })).toEqual([severity]);
});

test('what others may install counts as used by whoever tries it out', () => {
  const files = (manifest: object): Record<string, string> => ({
    ...app,
    'src/lib/user.ts': user,
    'src/lib/user.test.ts': "import { readUserOf } from './user';\nreadUserOf('1');",
    'package.json': JSON.stringify({ dependencies: { express: '5' }, ...manifest }),
  });
  expect(told(files({ main: 'index.js' }))).toEqual(['info']);
  expect(told(files({ main: 'index.js', exports: './index.js' }))).toEqual(['error']);
  expect(told(files({ main: 'index.js', exports: './index.js', private: true }))).toEqual(['info']);
});

test.each([
  ['are named one by one, and it is none of them', {}, {}, 'info'],
  ['are named one by one, and it is one', { './read-user': './dist/read-user.mjs' }, {}, 'error'],
  ['are named by a pattern', { './*': './dist/*.js' }, {}, 'error'],
  [
    'are named one by one, and one of them passes it on',
    {},
    { 'src/index.ts': "export * from './lib/near';\nexport * from './lib/read-user';" },
    'error',
  ],
  [
    'are named one by one, and a test has it',
    {},
    { 'src/lib/read-user.test.ts': "import { readUserOf } from './read-user';\nreadUserOf('1');" },
    'info',
  ],
  [
    'are named one by one, and a text names it',
    {},
    { 'src/lib/near.ts': "export const near = () => new Worker('./read-user.js');" },
    'error',
  ],
])('a module of a library, whose beginnings %s', (_, more, others: Record<string, string>, severity) => {
  const files: Record<string, string> = {
    'package.json': JSON.stringify({
      name: 'it',
      version: '1.0.0',
      types: 'dist/index.d.ts',
      exports: { '.': './dist/index.js', ...more },
    }),
    'src/index.ts': "export * from './lib/near';",
    'src/lib/near.ts': 'export const near = 1;',
    'src/lib/read-user.ts': user,
    ...others,
  };
  const found = analyse({ files }).findings.filter((finding) => finding.rule === 'missing-timeout');
  expect(found.map((finding) => finding.severity)).toEqual([severity]);
});

test.each([
  ['its own folder', 'src/lib/live.ts'],
  // The index of the folder lists all that is to be found there.
  ['a folder that frameworks look into', 'src/controllers/live.ts'],
])('what a function of a module that nobody loads hands on is handed on by nobody: %s', (_, file) => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const files: Record<string, string> = {
    ...app,
    'src/main.ts': "import { all } from './controllers';\nimport { near } from './lib/near';\nexport const go = () => [all, near];",
    ...Object.fromEntries(names.map((name) => [`src/controllers/${name}.ts`, `export const ${name} = 1;`])),
    'src/controllers/index.ts': `${names.map((name) => `import { ${name} } from './${name}';`).join('\n')}\nexport const all = [${names.join(', ')}];`,
    [file]:
      "import router from 'express/lib/router';\nexport default ({ url }: any) => { const app = router(); const up = async (req: any, res: any) => { const r = await fetch(url); res.send(await r.text()); }; app.put('/x', up); return app; };",
  };
  expect(told(files)).toEqual(['info']);
  expect(told({ ...files, 'src/near.ts': `import live from './${file.slice(4, -3)}';\nexport const it = live;` })).toEqual(['error']);
});

test('a package under a name that frameworks look for is no such folder', () => {
  const inApi = Object.fromEntries(
    Object.entries({ ...server, ...app, 'src/lib/user.ts': user }).map(([name, text]) => [`packages/api/${name}`, text]),
  );
  const found = analyse({
    files: {
      'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
      ...inApi,
      'packages/api/src/main.ts': app['src/main.ts'].replace("import { other } from './lib/user';", 'const other = 1;'),
    },
  });
  expect(found.findings.filter(({ rule }) => rule === 'missing-timeout').map(({ severity }) => severity)).toEqual(['info']);
});

const syncing = "const send = require('./single-store');\nmodule.exports = async () => await send('https://a.test');\n";

test.each([
  ['one that nobody loads', { 'src/store/old-sync.js': syncing }, 'info'],
  [
    'two, one of which nobody loads',
    { 'src/store/old-sync.js': syncing, 'src/store/older-sync.js': "module.exports = require('./old-sync');\n" },
    'info',
  ],
  [
    'one that is loaded',
    { 'src/store/old-sync.js': syncing, 'src/main2.js': "module.exports = require('./store/old-sync')();\n" },
    'error',
  ],
  [
    'one that a text names',
    { 'src/store/old-sync.js': syncing, 'src/main2.js': "module.exports = load(['store', 'old-sync']);\n" },
    'error',
  ],
  ['one that begins something', { 'src/store/old-sync.js': `${syncing}require('cron').schedule('* * * * *', module.exports);\n` }, 'error'],
  [
    'two, one of which is loaded',
    { 'src/store/old-sync.js': syncing, 'src/store/near.js': "module.exports = require('./single-store');\n" },
    'error',
  ],
])('a module that is loaded by %s', (_, files: Record<string, string>, severity) => {
  expect(told({ ...usual, 'src/store/single-store.js': upload, ...files })).toEqual([severity]);
});

test('a class that nobody loads, on top of another of the project, is left, and one on top of a library may be asked from there', () => {
  const made = (base: string): string =>
    `${base}export class Sender extends Base {\n  async sendAll() { return await fetch('https://a.test'); }\n}\n`;
  const files = {
    'src/main.ts': "import { near } from './store/near';\nexport const go = near;\n",
    'src/store/near.ts': 'export const near = 1;\n',
    'src/store/base.ts': 'export class Base { async other() { return 1; } }\n',
  };
  expect(told({ ...files, 'src/store/single-sender.ts': made("import { Base } from './base';\n") })).toEqual(['info']);
  expect(told({ ...files, 'src/store/single-sender.ts': made("import { Base } from 'framework';\n") })).toEqual(['error']);
});

test.each<[string, string, 'info' | 'error']>([
  ['nobody asks', '', 'info'],
  ['a controller asks', 'use(storage: Storage) { return storage.folderSizeOf("a"); }', 'error'],
])('a method of a class that is handed out under an interface of the project, which hands on to another: %s', (_, member, severity) => {
  const files = {
    'src/main.ts': "import { StorageModule } from './storage.module';\nexport const all = [StorageModule];",
    'src/storage.ts': 'export interface Storage { folderSizeOf(path: string): Promise<string>; }',
    'src/cloud.ts': `import { Storage } from './storage';
export class CloudStorage implements Storage {
  async folderSizeOf(path: string) { return await (await fetch('https://a.test/' + path)).text(); }
}
`,
    'src/storage.service.ts': `import { Injectable } from '@nestjs/common';
import { CloudStorage } from './cloud';
import { Storage } from './storage';
@Injectable()
export class StorageService implements Storage {
  private readonly impl: Storage;
  constructor() { this.impl = new CloudStorage(); }
  folderSizeOf(path: string) { return this.impl.folderSizeOf(path); }
}
`,
    'src/storage.module.ts': `import { Module } from '@nestjs/common';
import { StorageService } from './storage.service';
import { Storage } from './storage';
@Module({ providers: [StorageService] })
export class StorageModule { ${member} }
`,
  };
  expect(told(files)).toEqual([severity]);
});
