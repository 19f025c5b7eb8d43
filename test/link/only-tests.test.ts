import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import { analyse } from '../harness/check';

/** What nothing but tests calls is told in a remark that says so; what anything else may call stays as loud as it is. */

const server = { 'package.json': '{ "private": true, "dependencies": { "express": "5" } }' };

type Files = Readonly<Record<string, string>>;

const found = (files: Files) => analyse({ files: { ...server, ...files } }).findings.filter(({ rule }) => rule === 'missing-timeout');

const told = (files: Files): readonly string[] => found(files).map(({ severity }) => severity);

const storage = {
  'src/main.js': "const { readAll } = require('./storage');\nmodule.exports = async () => await readAll();",
  'src/storage.js':
    "const readAll = async () => 1;\nconst uploadInbound = async () => await fetch('https://a.test');\nmodule.exports = { readAll, uploadInbound };",
  'test/storage.test.js': "const { uploadInbound } = require('../src/storage');\ntest('it', () => uploadInbound());",
};

test.each([
  ['only a test takes', {}, 'info'],
  [
    'a line that was commented out takes',
    { 'src/far.js': "// const { uploadInbound } = require('./storage');\nmodule.exports = 1;" },
    'info',
  ],
  ['another takes', { 'src/far.js': "const { uploadInbound } = require('./storage');\nmodule.exports = uploadInbound;" }, 'error'],
  [
    'another takes by a member',
    { 'src/far.js': "const storage = require('./storage');\nmodule.exports = () => storage.uploadInbound();" },
    'error',
  ],
  [
    'another takes by a text',
    { 'src/far.js': "const storage = require('./storage');\nmodule.exports = () => storage['uploadInbound']();" },
    'error',
  ],
  [
    'others take by any name',
    { 'src/far.js': "const storage = require('./storage');\nmodule.exports = (which) => storage[which]();" },
    'error',
  ],
  ['others are handed', { 'src/far.js': "const storage = require('./storage');\nmodule.exports = (run) => run(storage);" }, 'error'],
  ['others take in a loop', { 'src/far.js': "module.exports = Object.values(require('./storage'));" }, 'error'],
  ['others are spread', { 'src/far.js': "module.exports = { ...require('./storage') };" }, 'error'],
  ['the file itself calls', { 'src/storage.js': storage['src/storage.js'].replace('=> 1', '=> await uploadInbound()') }, 'error'],
])('a member of what a module exports that %s', (_, files: Files, severity) => {
  expect(told({ ...storage, ...files })).toEqual([severity]);
});

const helpers = {
  'src/main.js': "const helpers = require('./helpers');\nhelpers.readReport();",
  'src/helpers/index.js': "module.exports = {\n  readReport: require('./readReport'),\n  readUser: require('./readUser'),\n};",
  'src/helpers/readReport.js': 'module.exports = function readReport() { return 1; };',
  'src/helpers/readUser.js': "module.exports = async function readUserInfo() { return await fetch('https://a.test'); };",
  'features/steps/user.test.js': "const helpers = require('../../src/helpers');\ntest('it', () => helpers.readUser());",
};

test.each([
  ['only a test asks it for', {}, 'info'],
  ['another asks it for', { 'src/far.js': "const helpers = require('./helpers');\nmodule.exports = () => helpers.readUser();" }, 'error'],
  ['another takes out of it', { 'src/far.js': "const { readUser } = require('./helpers');\nmodule.exports = () => readUser();" }, 'error'],
  ['another loads by itself', { 'src/far.js': "const user = require('./helpers/readUser');\nmodule.exports = () => user();" }, 'error'],
  [
    'anybody may ask it for',
    { 'src/far.js': "const helpers = require('./helpers');\nmodule.exports = (name) => helpers[name]();" },
    'error',
  ],
  [
    'the index uses, too',
    { 'src/helpers/index.js': `${helpers['src/helpers/index.js']}\nmodule.exports.now = async () => await require('./readUser')();` },
    'error',
  ],
])('a module that an index lists, and which %s', (_, files: Files, severity) => {
  expect(told({ ...helpers, ...files })).toEqual([severity]);
});

const certificate = {
  'src/main.js': "require('./storage/repos/export')();",
  'src/storage/repos/export.js': "module.exports = () => { throw new Error('It must be complete to issue a certificate.'); };",
  'src/storage/repos/certificate.js':
    "const uploadCertificate = async () => await fetch('https://a.test');\nmodule.exports = { uploadCertificate };",
  'test/certificate.test.js':
    "const { uploadCertificate } = require('../src/storage/repos/certificate');\ntest('it', () => uploadCertificate());",
};

test.each([
  ['a sentence happens to hold', {}, 'info'],
  ['is a part of another', { 'src/far.js': "module.exports = { first: 'first-certificate', event: 'it.certificate.requested' };" }, 'info'],
  ['a key names', { 'src/far.js': 'module.exports = (load, which) => load({ certificate: 1 }[which]);' }, 'error'],
  ['a path names', { 'src/far.js': "module.exports = (load) => load('./storage/repos/certificate');" }, 'error'],
  ['a word names', { 'src/far.js': "module.exports = (load) => load(['certificate']);" }, 'error'],
  ['a command names', { 'src/far.js': "module.exports = (run) => run('node storage/repos/certificate.js');" }, 'error'],
])('a module whose name %s', (_, files: Files, severity) => {
  expect(told({ ...certificate, ...files })).toEqual([severity]);
});

const pool = {
  'src/main.ts': "import { Pool } from './pool';\nnew Pool().one();\n// new Pool().removeFromPool();",
  'src/pool.ts':
    "export class Pool {\n  one() { return 1; }\n  async removeFromPool() {\n    console.log('[Pool/removeFromPool] It goes');\n    console.log('Pool.removeFromPool');\n    await fetch('https://a.test');\n  }\n}",
  'test/pool.test.ts': "import { Pool } from '../src/pool';\ntest('it', () => new Pool().removeFromPool());",
};

test.each([
  ['only logs name', {}, 'info'],
  ['logs of others name', { 'src/far.ts': "export const it = () => console.log('Now removeFromPool is done.');" }, 'info'],
  ['a text names', { 'src/far.ts': "export const it = (pool: any) => pool['removeFromPool']();" }, 'error'],
  ['another calls', { 'src/far.ts': "import { Pool } from './pool';\nexport const it = () => new Pool().removeFromPool();" }, 'error'],
  ['a text with code calls', { 'src/far.ts': 'export const it = \'<button onclick="removeFromPool()">It goes</button>\';' }, 'error'],
])('a method that %s', (_, files: Files, severity) => {
  expect(told({ ...pool, ...files })).toEqual([severity]);
});

const prices = {
  'src/main.ts': "import { other } from './prices';\nother();\n// new PriceFetcher();",
  'src/prices/index.ts': "export * from './price-fetcher';\nexport * from './other';",
  'src/prices/other.ts': 'export const other = () => 1;',
  'src/prices/price-fetcher.ts':
    "class PriceFetcher {\n  async fetch() { return this.query(); }\n  private async query() { return await fetch('https://a.test'); }\n}\nexport default PriceFetcher;",
  'src/prices/price-fetcher.spec.ts': "import PriceFetcher from './price-fetcher';\ntest('it', () => new PriceFetcher().fetch());",
};

test.each([
  ['only its test makes', {}, 'info'],
  ['another makes', { 'src/far.ts': "import It from './prices/price-fetcher';\nexport const it = () => new It().fetch();" }, 'error'],
  ['another passes on', { 'src/far.ts': "export { default as It } from './prices/price-fetcher';" }, 'error'],
  [
    'another has with all of its module',
    { 'src/far.ts': "import * as all from './prices/price-fetcher';\nexport const it = all;" },
    'error',
  ],
  [
    'another imports and never uses',
    { 'src/far.ts': "import { it } from './it';\nimport PriceFetcher from './prices/price-fetcher';\nit();\n" },
    'info',
  ],
  [
    'a container is asked for by its type',
    {
      'src/far.ts':
        "import PriceFetcher from './prices/price-fetcher';\nexport class Far {\n  constructor(private readonly fetcher: PriceFetcher) {}\n}\n",
    },
    'error',
  ],
  [
    'a container is asked for by its name',
    { 'src/far.ts': "import PriceFetcher from './prices/price-fetcher';\nexport const it = (all: any) => all.resolve('PriceFetcher');\n" },
    'error',
  ],
  [
    'another loads later',
    { 'src/far.ts': "export const it = async () => new (await import('./prices/price-fetcher')).default().fetch();" },
    'error',
  ],
])('a class as a default that %s', (_, files: Files, severity) => {
  expect(told({ ...prices, ...files })).toEqual([severity]);
});

test.each([
  ['a command whose beginning is the command itself', { main: 'dist/index.js', bin: { it: 'dist/index.js' }, files: ['dist'] }, 'info'],
  ['a package that others import', { main: 'dist/api.js', bin: { it: 'dist/index.js' }, files: ['dist'] }, 'error'],
  ['a package that gives others its types', { main: 'dist/index.js', bin: { it: 'dist/index.js' }, types: 'dist/index.d.ts' }, 'error'],
])('a method that only tests call, of %s', (_, manifest, severity) => {
  const files = { ...pool, 'package.json': JSON.stringify({ name: 'it', dependencies: { express: '5' }, ...manifest }) };
  expect(told(files)).toEqual([severity]);
});

const speech = {
  'src/main.ts': "import { readAll } from './services';\nreadAll();\n",
  'src/services/index.ts': "export * from './generateSpeech';\nexport * from './readAll';\n",
  'src/services/readAll.ts': 'export const readAll = () => 1;\n',
  'src/services/generateSpeech.ts': "export async function generateSpeech() { return await fetch('https://a.test'); }\n",
};

test.each([
  ['an index alone hands on', {}, 'info'],
  [
    'another loads by a path of its name, for something else',
    { 'src/far.ts': "import type { Speech } from './services/generateSpeech';\nexport type Far = Speech;\n" },
    'info',
  ],
  ['another imports and never calls', { 'src/far.ts': "import { generateSpeech } from './services';\nconsole.log(1);\n" }, 'info'],
  ['another takes', { 'src/far.ts': "import { generateSpeech } from './services';\nconsole.log(await generateSpeech());\n" }, 'error'],
  [
    'another takes as a whole, under its name',
    { 'src/far.ts': "import * as generateSpeech from './services/generateSpeech';\nrun(generateSpeech);\n" },
    'error',
  ],
  ['a text names', { 'src/far.ts': "import * as services from './services';\nrun(services, 'generateSpeech');\n" }, 'error'],
])('a function in a file of its name that %s', (_, files: Files, severity) => {
  expect(told({ ...speech, ...files })).toEqual([severity]);
});

test.each([
  ['a function', storage, 'nothing outside of tests calls `uploadInbound`'],
  ['a module', helpers, 'nothing outside of tests calls `readUserInfo`'],
  ['a file', certificate, 'nothing outside of tests loads src/storage/repos/certificate.js'],
  ['a method', pool, 'nothing outside of tests calls `removeFromPool`'],
  ['a class', prices, 'nothing outside of tests makes a `PriceFetcher`'],
])('the remark says what it rests on: %s', (_, files, says) => {
  expect(found(files).map(({ because }) => because.at(-1)?.says)).toEqual([says]);
});

test('what only a script calls is told so', () => {
  const files = { ...pool, 'scripts/empty.ts': "import { Pool } from '../src/pool';\nawait new Pool().removeFromPool();" };
  expect(found(files).map(({ because }) => because.at(-1)?.says)).toEqual(['only scripts call `removeFromPool`']);
});

test('an edit elsewhere makes it loud, and another quiet again', () => {
  const workspace = openWorkspace({ root: '/project', files: { ...server, ...storage } });
  const now = (): readonly string[] => workspace.findings().flatMap(({ rule, severity }) => (rule === 'missing-timeout' ? [severity] : []));
  const main = storage['src/main.js'];
  expect(now()).toEqual(['info']);
  workspace.update('src/main.js', main.replaceAll('readAll', 'uploadInbound'));
  expect(now()).toEqual(['error']);
  workspace.update('src/main.js', main);
  expect(now()).toEqual(['info']);
});

const lambda = {
  'serverless.yml':
    'functions:\n  report:\n    handler: src/report.sendReport\n    timeout: 900\n    events:\n      - schedule: rate(1 day)\n',
  'src/report.ts': "export const sendReport = async () => { await fetch('https://a.test'); };",
  'test/report.test.ts': "import { sendReport } from '../src/report';\ntest('it', () => sendReport());",
};

test.each([
  ['a configuration', {}, 'error'],
  ['the configuration of a stage', { 'serverless.yml': '', 'serverless.prod.yml': lambda['serverless.yml'] }, 'error'],
  [
    'the configuration that a script is given',
    {
      'serverless.yml': '',
      'serverless.purple.yml': lambda['serverless.yml'],
      'package.json':
        '{ "private": true, "dependencies": { "express": "5" }, "scripts": { "deploy": "serverless deploy --config serverless.purple.yml" } }',
    },
    'error',
  ],
  ['nothing', { 'serverless.yml': 'functions:\n  report:\n    handler: src/other.sendReports\n' }, 'info'],
  [
    'who deploys it',
    {
      'serverless.yml': '',
      'package.json':
        '{ "private": true, "dependencies": { "express": "5" }, "scripts": { "deploy": "gcloud functions deploy it --entry-point sendReport" } }',
    },
    'error',
  ],
  [
    'perhaps a platform, which hands it what happened',
    { 'serverless.yml': '', 'src/report.ts': lambda['src/report.ts'].replace('()', '(event: unknown)') },
    'error',
  ],
])('a function that only a test imports, and %s names', (_, files: Files, severity) => {
  expect(told({ ...lambda, ...files })).toEqual([severity]);
});

test('a function that a platform finds by a name of its own is loud, whoever tries it out', () => {
  const files = Object.fromEntries(Object.entries(lambda).map(([file, text]) => [file, text.replaceAll('sendReport', 'handler')]));
  expect(told({ ...files, 'serverless.yml': '' })).toEqual(['error']);
});

const graph = {
  'src/main.js': "const setup = require('./graph');\nmodule.exports = async () => (await setup()).readAll();",
  'src/graph.js':
    "function Graph() {}\nGraph.prototype.readAll = function () { return 1; };\nGraph.prototype.listCalendars = async function () { return await fetch('https://a.test'); };\nmodule.exports = () => new Graph();",
  'src/graph_mock.js': 'function Graph() {}\nGraph.prototype.listCalendars = async function () {};\nmodule.exports = () => new Graph();',
};

test.each([
  ['nobody calls, though a stand-in has it as well', {}, 'info'],
  ['another calls', { 'src/far.js': 'module.exports = (graph) => graph.listCalendars();' }, 'error'],
  ['another takes out of it', { 'src/far.js': 'module.exports = ({ listCalendars }) => listCalendars();' }, 'error'],
  ['another hands on', { 'src/far.js': 'module.exports = (graph, run) => run(graph.listCalendars);' }, 'error'],
  ['a text names', { 'src/far.js': "module.exports = (graph) => graph['listCalendars']();" }, 'error'],
  [
    'another has from the prototype',
    { 'src/far.js': 'module.exports = (it, of) => { it.listCalendars = of.prototype.listCalendars; };' },
    'error',
  ],
  ['the file itself calls', { 'src/graph.js': graph['src/graph.js'].replace('return 1', 'return this.listCalendars()') }, 'error'],
])('a method on a prototype that %s', (_, files: Files, severity) => {
  expect(told({ ...graph, ...files })).toEqual([severity]);
});

const withCaller = (text: string): string => `${text}\nGraph.prototype.listForToday = function () { return this.listCalendars(); };`;

const twice = {
  'src/main.js':
    "const { makeGraph } = require('./graph');\nconst { makeOther } = require('./other');\nmodule.exports = async () => { await makeGraph().readAll(); await makeOther().listCalendars(); };",
  'src/graph.js':
    "function Graph() {}\nGraph.prototype.readAll = function () { return 1; };\nGraph.prototype.listCalendars = async function () { return await fetch('https://a.test'); };\nmodule.exports = { makeGraph: () => new Graph() };",
  'src/other.js':
    'function Other() {}\nOther.prototype.listCalendars = function () { return []; };\nmodule.exports = { makeOther: () => (process.env.NONE ? null : new Other()) };',
};

test.each([
  ['is called of another that is made', {}, 'info'],
  [
    'is called of an object',
    { 'src/far.js': 'const it = { listCalendars: () => [] };\nmodule.exports = () => it.listCalendars();' },
    'info',
  ],
  [
    'is called of a field that somebody else fills',
    { 'src/far.js': 'class Far {\n  graph = null;\n  run() { return this.graph.listCalendars(); }\n}\nmodule.exports = new Far().run();' },
    'error',
  ],
  ['is called of what is not known', { 'src/far.js': 'module.exports = (it) => it.listCalendars();' }, 'error'],
  [
    'is called of either',
    {
      'src/far.js':
        "const { makeGraph } = require('./graph');\nconst { makeOther } = require('./other');\nmodule.exports = (which) => (which ? makeGraph() : makeOther()).listCalendars();",
    },
    'error',
  ],
  [
    'is called by its own base',
    {
      'src/graph.js':
        `function Base() {}\nBase.prototype.readAll = function () { return this.listCalendars(); };\n${twice['src/graph.js']}`.replace(
          'Graph.prototype.readAll = function () { return 1; };',
          'Graph.prototype = Object.create(Base.prototype);',
        ),
    },
    'error',
  ],
  ['only a method that nobody calls names', { 'src/graph.js': withCaller(twice['src/graph.js']) }, 'info'],
  [
    'only a method that nobody calls has to hand',
    { 'src/graph.js': withCaller(twice['src/graph.js']).replace('this.listCalendars()', '[1].map(this.listCalendars)') },
    'info',
  ],
  [
    'a method names that is called',
    {
      'src/graph.js': withCaller(twice['src/graph.js']),
      'src/far.js': "const { makeGraph } = require('./graph');\nmodule.exports = () => makeGraph().listForToday();",
    },
    'error',
  ],
])('a method whose name %s', (_, files: Files, severity) => {
  expect(told({ ...twice, ...files })).toEqual([severity]);
});
