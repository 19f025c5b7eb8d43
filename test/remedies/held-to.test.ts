import { describe, expect, test } from 'vitest';
import { moduleText } from '../../src/remedies/module/module-text';
import { openWorkspace } from '../../src/engine/workspace';
import type { Fix } from '../../src/model/remedy';
import { checkFix, noFix } from '../harness/check-fix';

/** What a change is held against in the project: tests, a linter, the types at hand, an address that is a setting. */

function fixes(files: Readonly<Record<string, string>>, remedy: string): readonly Fix[] {
  const workspace = openWorkspace({ root: '/project', files });
  const findings = workspace.findings().filter(({ call }) => call?.context !== 'test');
  return findings.flatMap((finding) => workspace.fixes(finding)).filter((fix) => fix.remedy === remedy);
}

const safety = (files: Readonly<Record<string, string>>, remedy: string): string | undefined => fixes(files, remedy)[0]?.safety;

describe('a test that says to the letter what was given', () => {
  const ask = `export const user = async (id: string) => (await fetch('https://api.x.test/users/' + id)).json();\n`;
  const tested = (says: string, file = 'test/unit/user.spec.ts') =>
    safety({ 'src/user.ts': ask, [file]: `import { user } from '../src/user';\n${says}\n` }, 'abort-signal');

  test.each([
    "expect(fetch).toHaveBeenCalledWith('https://api.x.test/users/1');",
    "expect(global.fetch as jest.Mock).toHaveBeenCalledWith(\n  'https://api.x.test/users/1',\n);",
    "expect(mockFetch).toHaveBeenNthCalledWith(1, 'https://api.x.test/users/1');",
    "expect(fetchStub.calledOnceWithExactly('https://api.x.test/users/1')).to.be.true;",
    "expect(fetchStub.args).to.deep.equal([['https://api.x.test/users/1']]);",
    "expect(fetchMock.mock.calls[0]).toEqual(['https://api.x.test/users/1']);",
    "const options = { method: 'GET' };\nexpect(fetchStub.calledWith(url, options)).to.be.true;",
    "expect(fetchStub.calledWith(url, { method: 'GET' })).to.be.true;",
  ])('%s', (says) => expect(tested(says)).toBe('dangerous'));

  test.each([
    "expect(fetch).toHaveBeenCalledWith('https://api.x.test/users/1', expect.objectContaining({}));",
    "expect(fetch).toHaveBeenCalledWith('https://api.x.test/users/1', expect.anything());",
    "expect(fetch).toHaveBeenCalledWith('https://another.test/users/1');",
    "expect(save).toHaveBeenCalledWith('1');\nfetch.mockResolvedValue({});",
    "expect(fetchStub.calledWith('https://api.x.test/users/1')).to.be.true;",
    'expect(fetchStub.calledWith(url, options)).to.be.true;',
    'expect(fetch).toHaveBeenCalledTimes(1);',
  ])('lets more be there: %s', (says) => expect(tested(says)).toBe('safe'));

  test("the client's own retries are not switched off past it either", () => {
    const files = (says: string) => ({
      'src/plan.ts': `import Stripe from 'stripe';\nimport pRetry from 'p-retry';\nconst stripe = new Stripe(process.env.KEY!);\nexport const plan = (id: string) => pRetry(() => stripe.subscriptions.retrieve(id), { retries: 3 });\n`,
      'src/plan.test.ts': `import { plan } from './plan';\n${says}\n`,
    });
    expect(safety(files("expect(stripe.subscriptions.retrieve).toHaveBeenCalledWith('sub_1');"), 'one-retry')).toBe('dangerous');
    expect(safety(files('expect(stripe.subscriptions.retrieve).toHaveBeenCalledTimes(1);'), 'one-retry')).toBe('suggestion');
  });

  test('no argument is said to the letter as well, where the matcher means all of them', () => {
    const files = (says: string) => ({
      'src/search.ts': `import { SearchClient, AzureKeyCredential } from '@azure/search-documents';\nconst client = new SearchClient('https://a.test', 'i', new AzureKeyCredential('k'));\nexport const count = () => client.getDocumentsCount();\n`,
      'src/search.test.ts': `import { count } from './search';\n${says}\n`,
    });
    expect(safety(files('expect(getDocumentsCountMock).toHaveBeenCalledWith();'), 'abort-signal')).toBe('dangerous');
    expect(safety(files('expect(getDocumentsCountStub.calledWith()).to.be.true;'), 'abort-signal')).not.toBe('dangerous');
    expect(safety(files('expect(getDocumentsCountMock).toHaveBeenCalledOnce();'), 'abort-signal')).not.toBe('dangerous');
  });

  test('a stand-in for what is handed in as `fetch` is called so, whatever the function calls its parameter', () => {
    const files = (says: string) => ({
      'src/file.ts': 'export const load = (origFetch: typeof fetch) => origFetch("https://api.x.test/file");\n',
      'src/file.test.ts': `import { load } from './file';\n${says}\n`,
    });
    expect(safety(files('expect(dummySuccessFetch).toHaveBeenCalledWith(url);'), 'abort-signal')).toBe('dangerous');
    expect(safety(files('expect(dummySuccessLoad).toHaveBeenCalledWith(url);'), 'abort-signal')).not.toBe('dangerous');
  });

  test('the test of another file, or of another package, says nothing', () => {
    const says = "expect(fetch).toHaveBeenCalledWith('https://api.x.test/users/1');";
    expect(tested(says.replace('api.x', 'another'), 'test/unit/team.spec.ts')).toBe('safe');
    expect(tested(says.replace(/'https[^']*'/, 'url'), 'test/unit/team.spec.ts')).toBe('safe');
    expect(tested(says, 'src/__tests__/user.ts')).toBe('dangerous');
    const other = { 'a/package.json': '{}', 'a/user.ts': ask, 'b/package.json': '{}', 'b/user.test.ts': says };
    expect(safety(other, 'abort-signal')).toBe('safe');
  });

  test('a test of another name that loads the file by its path speaks of it', () => {
    const says = `import { user } from '../src/user';\nexpect(fetch).toHaveBeenCalledWith('https://api.x.test/users/1');\n`;
    expect(safety({ 'src/user.ts': ask, 'test/team.spec.ts': says }, 'abort-signal')).toBe('dangerous');
    expect(safety({ 'src/user/index.ts': ask, 'test/team.spec.ts': says }, 'abort-signal')).toBe('dangerous');
    expect(safety({ 'src/user/it.ts': ask, 'test/team.spec.ts': says.replace(/'https[^']*'/, 'url') }, 'abort-signal')).toBe('safe');
  });

  test('a test of whoever is answered by the file speaks of it where it names the same host', () => {
    const files = (says: string) => ({
      'src/geo.ts': `import axios from 'axios';\nconst BASE = 'https://geo.x.test';\nexport const town = (id: string) => axios.get(\`\${BASE}/towns/\${id}\`);\n`,
      'src/__tests__/towns.integration.ts': says,
    });
    const said = "expect(axios.get).toHaveBeenCalledWith('https://geo.x.test/towns/1');\n";
    expect(safety(files(said), 'client-timeout')).toBe('dangerous');
    expect(safety(files(said.replace('.get', '.post')), 'client-timeout')).toBe('safe');
    expect(safety(files(said.replace('geo.x', 'maps.x')), 'client-timeout')).toBe('safe');
  });

  test('what spies on a constructor speaks of what is made', () => {
    const text = `import Redis from 'ioredis';\nconst redis = new Redis(process.env.REDIS_URL!);\nexport const user = () => redis.get('user');\n`;
    const told = (says: string) =>
      fixes({ 'src/api.ts': text, 'src/api.test.ts': `${says}\n` }, 'client-timeout').map(({ safety: is }) => is);
    expect(told('expect(constructorSpy).toHaveBeenCalledWith(config.uri);')).toEqual(['dangerous']);
    expect(told('expect(otherSpy).toHaveBeenCalledWith(config.uri);')).toEqual(['suggestion']);
  });

  test('nor is an instance given one option more', () => {
    const made = (says: string) => {
      const text = `import axios from 'axios';\nconst api = axios.create({ baseURL: 'https://x.test' });\nexport const user = () => api.get('/user');\n`;
      const offers = fixes({ 'src/api.ts': text, 'src/api.test.ts': `${says}\n` }, 'client-timeout');
      return offers.map(({ title, safety: is }) => `${is}: ${/on.*/.exec(title)?.[0]}`);
    };
    // The call itself is another one.
    expect(made("expect(axios.create).toHaveBeenCalledWith({ baseURL: 'https://x.test' });")).toEqual([
      'safe: on this call',
      'dangerous: on `api`',
    ]);
    expect(made("expect(axios.create).toHaveBeenCalledWith(expect.objectContaining({ baseURL: 'https://x.test' }));")).toEqual([
      'safe: on this call',
      'safe: on `api`',
    ]);
  });
});

describe('a stand-in of a test for what is chained', () => {
  const ask = `const request = require('superagent');\nexports.ports = () => request.get('https://x.test/ports').retry(2).then((answer) => answer.body);\n`;
  const tested = (says: string) => safety({ 'utils/ports.js': ask, 'test/unit/utils/ports.test.js': `${says}\n` }, 'client-timeout');

  test.each([
    "sinon.stub(superagent, 'get').resolves({ body: [] });",
    'const stub = { get: sinon.stub(), retry: () => stub, then: (next) => next({}) };',
  ])('knows no such member: %s', (says) => expect(tested(`this.timeout(5000);\n${says}`)).toBe('dangerous'));

  test.each([
    'const stub = { get: sinon.stub(), retry: () => stub, timeout: () => stub };',
    "nock('https://x.test').get('/ports').reply(200, []);\nsinon.stub(logger, 'get');",
    "sinon.stub(logger, 'log');",
  ])('knows it, or is none: %s', (says) => expect(tested(says)).toBe('safe'));

  test('which puts it in the place of the whole module, whatever file it is a test of', () => {
    const mocked = (module: string, more = '') =>
      safety(
        {
          'package.json': '{ "dependencies": { "superagent": "10.0.0", "express": "5.0.0" } }',
          'src/ports.js': ask,
          'test/login.test.js': `jest.mock('${module}', () => ({ get: jest.fn(() => ({ retry: () => Promise.resolve({}) })) }));\n${more}`,
        },
        'client-timeout',
      );
    expect(mocked('superagent')).toBe('dangerous');
    expect(mocked('superagent', 'const knows = { timeout: () => ({}) };\n')).toBe('safe');
    expect(mocked('axios')).toBe('safe');
  });
});

describe('a signal that runs on while others are waited for', () => {
  const both = (first: string) =>
    safety(
      {
        'src/main.ts': `const other = async () => 1;\nexport const both = async () => {\n  const [a, b] = await Promise.all([${first}, other()]);\n  return [a, b];\n};\nexport const read = async (answer: Response) => answer.json();\n`,
      },
      'abort-signal',
    );

  test('is held back where the body is read behind them', () => expect(both("fetch('https://x.test')")).toBe('dangerous'));
  test('is none of a function beside them that reads it itself', () =>
    expect(both("(async () => {\n    const answer = await fetch('https://x.test');\n    return answer.json();\n  })()")).toBe('safe'));
  test('is held back behind another element', () =>
    expect(both("fetch('https://y.test', { method: 'GET' }), fetch('https://x.test')")).toBe('dangerous'));
  test('is none where it is read at once', () => expect(both("fetch('https://x.test').then((answer) => answer.json())")).toBe('safe'));
});

describe('a linter that wants every number named', () => {
  const before = `export const user = async () => (await fetch('https://x.test')).json();\n`;
  const named = `const REQUEST_TIMEOUT_MS = 5000;\n\nexport const user = async () => (await fetch('https://x.test', { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) })).json();\n`;
  const plain = `export const user = async () => (await fetch('https://x.test', { signal: AbortSignal.timeout(5000) })).json();\n`;

  test.each([
    ['its configuration says so', { '.eslintrc.json': '{ "rules": { "no-magic-numbers": ["error", { "ignore": [0] }] } }' }],
    ['the manifest says so', { 'package.json': '{ "eslintConfig": { "rules": { "@typescript-eslint/no-magic-numbers": 2 } } }' }],
    ['it is off in a part', { 'test/eslint.config.mjs': "export default [{ rules: { 'no-magic-numbers': 'off' } }];\n" }],
    ['a neighbour is excused', { 'src/days.ts': '/* eslint-disable no-magic-numbers */\nexport const day = 86400;\n' }],
  ])('%s', (_, more) => {
    checkFix('abort-signal', { 'src/user.ts': before, ...more }, { 'src/user.ts': named });
  });

  test.each([
    ['switched off', { '.eslintrc.json': '{ "rules": { "no-magic-numbers": "off" } }' }],
    ['another rule', { 'eslint.config.mjs': "export default [{ rules: { 'no-console': 'error' } }];\n" }],
  ])('%s: a number as it is', (_, more) => {
    checkFix('abort-signal', { 'src/user.ts': before, ...more }, { 'src/user.ts': plain });
  });

  test('the longer bound, too', () => {
    const text = (name: string, top = '') =>
      `${top}export const downloadLogo = async () => (await fetch('https://x.test'${name})).text();\n`;
    const more = { '.eslintrc.json': '{ "rules": { "no-magic-numbers": "error" } }' };
    checkFix(
      'abort-signal',
      { 'src/logo.ts': text(''), ...more },
      { 'src/logo.ts': text(', { signal: AbortSignal.timeout(LONG_REQUEST_TIMEOUT_MS) }', 'const LONG_REQUEST_TIMEOUT_MS = 60000;\n\n') },
    );
  });
});

describe('types without the DOM', () => {
  const ask = `import axios from 'axios';\nexport const user = async (url: string) => (await fetch(url)).json();\n`;
  const asked = (config: object, types?: string) =>
    safety(
      {
        'src/user.ts': ask,
        'tsconfig.json': JSON.stringify(config),
        'package.json': JSON.stringify(types === undefined ? {} : { devDependencies: { '@types/node': types } }),
      },
      'abort-signal',
    );
  const es = { compilerOptions: { lib: ['es2022'] } };

  // Read in the packages: `throwIfAborted` came with 18.16.20 and 20.3.0, `onabort` and `reason` with it.
  test.each([
    ['18.15.7', 'dangerous'],
    ['18.16.20', 'safe'],
    ['19.9.0', 'dangerous'],
    ['20.2.0', 'dangerous'],
    ['^20.3.0', 'safe'],
    ['^24.0.0', 'safe'],
    [undefined, 'dangerous'],
  ])('@types/node %s', (types, is) => expect(asked(es, types)).toBe(is));

  test.each([
    ['what extends the base of a Node', { extends: '@tsconfig/node14/tsconfig.json' }, 'dangerous'],
    ['with the DOM after all', { extends: '@tsconfig/node14/tsconfig.json', compilerOptions: { lib: ['ES2022', 'DOM'] } }, 'safe'],
    ['without a word of libraries', { compilerOptions: { strict: true } }, 'safe'],
  ])('%s', (_, config, is) => expect(asked(config, '14.18.40')).toBe(is));

  // Read in the packages: the DOM of 4.8 does not hold `AbortSignal.timeout`, that of 4.9 does.
  test.each([
    ['4.7.4', 'dangerous'],
    ['4.8.4', 'dangerous'],
    ['4.9.5', 'safe'],
    ['^4.3.5', 'safe'],
    ['6.0.0', 'safe'],
  ])('the DOM of TypeScript %s', (typescript, is) => {
    const manifest = { 'package.json': JSON.stringify({ devDependencies: { typescript } }) };
    expect(safety({ 'src/user.ts': ask, 'tsconfig.json': '{}', ...manifest }, 'abort-signal')).toBe(is);
    expect(safety({ 'src/user.js': ask, ...manifest }, 'abort-signal')).toBe('safe');
  });

  test('what is inherited counts, and no module is written that would not compile', () => {
    const files = {
      'packages/a/src/users.ts': `import { createClient } from '@libsql/client';\nconst db = createClient({ url: 'libsql://x.test' });\nexport const a = () => db.execute('select 1');\nexport const b = () => db.execute('select 2');\n`,
      'packages/a/tsconfig.json': '{ "extends": "../../tsconfig.base.json", /* here */ "include": ["src"] }',
      'packages/a/package.json': '{ "devDependencies": { "@types/node": "16.18.0" } }',
    };
    expect(fixes({ ...files, 'tsconfig.base.json': JSON.stringify(es) }, 'module-timeout')).toEqual([]);
    expect(fixes({ ...files, 'tsconfig.base.json': '{}' }, 'module-timeout')).not.toEqual([]);
  });
});

describe('where `AbortSignal.timeout` is not there', () => {
  const ask = (client = '') => `${client}export const user = async (url: string) => (await fetch(url)).json();\n`;
  const nodeFetch = "import fetch from 'node-fetch';\n";
  const run = (manifest: object, client = nodeFetch) =>
    safety({ 'src/user.ts': ask(client), 'package.json': JSON.stringify(manifest) }, 'abort-signal');

  test.each([
    ['React Native, which brings a fetch', { dependencies: { 'react-native': '0.81.5' } }, '', 'dangerous'],
    ['an old Electron', { devDependencies: { electron: '13.4.0' } }, nodeFetch, 'dangerous'],
    ['a new Electron', { devDependencies: { electron: '20.0.0' } }, nodeFetch, 'safe'],
    ['a package that runs on Node 14, too', { engines: { node: '>=14' } }, nodeFetch, 'dangerous'],
    ['or on early releases of 16', { engines: { node: '^16.13.0 || >=18' } }, nodeFetch, 'dangerous'],
    ['one that does not', { engines: { node: '>=16.15' } }, nodeFetch, 'safe'],
    // Node brings its fetch since 18.
    ['one that says so and asks by the fetch of the language', { engines: { node: '>=14' } }, '', 'safe'],
    ['one that says nothing', {}, nodeFetch, 'safe'],
  ])('%s', (_, manifest, client, is) => expect(run(manifest, client)).toBe(is));

  test.each([
    ['`.nvmrc`', { '.nvmrc': 'v12.19\n' }, 'dangerous'],
    ['a newer `.nvmrc`', { '.nvmrc': '20\n' }, 'safe'],
    ['an image', { Dockerfile: 'FROM --platform=linux/amd64 node:12.19.0-alpine AS base\nRUN npm ci\n' }, 'dangerous'],
    ['an image of another kind', { Dockerfile: 'FROM alpine:3\n' }, 'safe'],
    ['the manifest before all others', { '.nvmrc': '12', 'package.json': '{ "engines": { "node": ">=20" } }' }, 'safe'],
  ])('what says which Node it is: %s', (_, files, is) => {
    expect(safety({ 'src/user.ts': ask(nodeFetch), 'package.json': '{}', ...files }, 'abort-signal')).toBe(is);
  });

  test('nor is the module written, which asks for the same', () => {
    const web3 = `import Web3 from 'web3';\n\nconst web3 = new Web3('https://x.test');\nexport const block = async () => await web3.eth.getBlockNumber();\n`;
    const files = { 'src/chain.ts': web3, 'package.json': '{}' };
    expect(fixes(files, 'module-timeout')).not.toEqual([]);
    expect(fixes({ ...files, '.nvmrc': '12' }, 'module-timeout')).toEqual([]);
  });

  test('nor does a race get one there', () => {
    const race = `export const user = (url: string) =>\n  Promise.race([fetch(url), new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 1000))]);\n`;
    const asked = (manifest: object) => safety({ 'src/user.ts': race, 'package.json': JSON.stringify(manifest) }, 'racing-signal');
    expect(asked({ dependencies: { 'react-native': '0.81.5' } })).toBe('dangerous');
    expect(asked({})).toBe('suggestion');
  });
});

describe('an answer that nobody reads', () => {
  const asked = (callback: string) =>
    safety(
      {
        'main.ts': `import { request } from 'node:https';\nexport const reboot = () =>\n  new Promise<void>((done, fail) => {\n    const sent = request('https://x.test/reboot', { method: 'GET' }${callback});\n    sent.on('error', fail);\n    sent.end();\n  });\n`,
      },
      'abort-signal',
    );

  test.each([
    ', (res) => { console.log(res.statusCode); done(); }',
    ', () => done()',
    ", function (res) { res.on('end', done); }",
    ", (res: IncomingMessage) => { res.on('error', fail); done(res.statusCode); }",
  ])('does not end, and a signal would fire after it: %s', (callback) => expect(asked(callback)).toBe('dangerous'));

  test.each([
    ', (res) => { res.resume(); done(); }',
    ", (res) => { res.on('data', () => {}); res.on('end', done); }",
    ', (res) => { read(res).then(done); }',
    ', async (res) => { for await (const part of res) keep(part); done(); }',
    ', (res) => { res.destroy(); done(); }',
    // Whoever handles it may read it, and without a handler Node lets it go.
    ', handle',
    '',
  ])('is read, or let go: %s', (callback) => expect(asked(callback)).not.toBe('dangerous'));
});

describe('a request whose failure nobody hears gets no signal, which would swallow it', () => {
  const asked = (code: string) =>
    safety(
      {
        'main.ts': `import { get } from 'node:https';\nimport type { ClientRequest } from 'node:http';\ndeclare function kept(one: ClientRequest): void;\nexport const image = (done: (text: string) => void, fail: (error: Error) => void) => {\n  ${code}\n};\n`,
      },
      'abort-signal',
    );
  const sent = "get('https://x.test/a.png', (res) => {\n    res.on('data', () => {});\n    res.on('end', () => done(''));\n  })";
  test.each([`${sent};`, `const request = ${sent};\n  request.setHeader('a', 'b');`])('%s', (code) =>
    expect(asked(code)).toBe('dangerous'),
  );
  test.each([
    `${sent}.on('error', fail);`,
    `${sent}\n    .once('error', fail)\n    .setHeader('a', 'b');`,
    `const request = ${sent};\n  request.on('error', fail);`,
    `const request = ${sent};\n  kept(request);`,
    `kept(${sent});`,
    `return ${sent};`,
  ])('is heard, or may be: %s', (code) => expect(asked(code)).not.toBe('dangerous'));
});

describe('a release that refuses an option', () => {
  const made = `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';\nconst client = new S3Client({ region: 'a' });\nexport const read = () => client.send(new GetObjectCommand({ Bucket: 'a', Key: 'b' }));\n`;
  const asked = (file: string, version: string) =>
    fixes(
      { [file]: made, 'package.json': JSON.stringify({ type: 'module', dependencies: { '@aws-sdk/client-s3': version } }) },
      'client-timeout',
    );

  test.each(['src/s3.ts', 'src/s3.js'])('where it runs, too: %s', (file) => {
    expect(asked(file, '3.321.1')).toEqual([]);
    expect(asked(file, '3.600.0')).not.toEqual([]);
    // A range lets newer ones in.
    expect(asked(file, '^3.306.0')).not.toEqual([]);
  });

  test('also where the handler is known by its own release', () => {
    const at = (client: string, handler: string) =>
      fixes(
        {
          'src/s3.ts': made,
          'package.json': JSON.stringify({ dependencies: { '@aws-sdk/client-s3': client, '@smithy/node-http-handler': handler } }),
        },
        'client-timeout',
      ).map(({ title }) => title);
    expect(at('3.360.0', '1.0.2')).toEqual([]);
    expect(at('3.600.0', '3.1.0')).toEqual([expect.stringContaining('requestHandler')]);
  });

  test('and is not said at each of several calls instead', () => {
    const text = `${made}export const more = () => client.send(new GetObjectCommand({ Bucket: 'a', Key: 'c' }));\n`;
    const at = (version: string, code: string) =>
      safety({ 'src/s3.ts': code, 'package.json': JSON.stringify({ dependencies: { '@aws-sdk/client-s3': version } }) }, 'abort-signal');
    expect(at('3.321.1', text)).toBe('dangerous');
    expect(at('3.321.1', made)).toBe('suggestion');
  });
});

describe('an address that may say the same is up to whoever writes it', () => {
  const made = (uri: string) =>
    safety(
      {
        'main.ts': `import { MongoClient } from 'mongodb';\nconst client = new MongoClient(${uri});\nexport const all = () => client.db('a').collection('b').findOne({});\n`,
      },
      'client-timeout',
    );
  test('a setting', () => expect(made('process.env.MONGO_URL!')).toBe('dangerous'));
  test('a template of settings', () => expect(made('`mongodb://${process.env.HOST}/a`')).toBe('dangerous'));
  test('written out', () => expect(made("'mongodb://localhost/a'")).toBe('suggestion'));
  test('nor is it said at each statement instead', () => {
    const files = {
      'main.ts': `import { MongoClient } from 'mongodb';\nconst client = new MongoClient(process.env.MONGO_URL!);\nexport const all = () => client.db('a').collection('b').findOne({});\n`,
    };
    expect(['client-timeout', 'abort-signal'].flatMap((remedy) => fixes(files, remedy)).every(({ safety: is }) => is === 'dangerous')).toBe(
      true,
    );
  });
});

test('options of an instance that a caller brings are for a person to choose', () => {
  const text = `import { Pool, type PoolConfig } from 'pg';\nexport function open(options?: PoolConfig) {\n  const config = { max: 4, ...options };\n  const pool = new Pool({ ...config });\n  return pool;\n}\nexport const all = () => open().query('select 1');\n`;
  const alone = text.replace('{ max: 4, ...options }', '{ max: 4 }');
  const bounds = (source: string) =>
    fixes({ 'main.ts': source }, 'client-timeout').filter(({ title }) => /`query_timeout: 60000`/.test(title));
  expect(bounds(text).map(({ safety: is }) => is)).toEqual(['dangerous']);
  expect(bounds(alone).map(({ safety: is }) => is)).toEqual(['suggestion']);
});

test('a call that goes on behind the end of the wait is for a person to choose, with the module there or not', () => {
  const text = `import { Web3 } from 'web3';\n\nconst web3 = new Web3('https://x.test');\nexport const ask = async () => await web3.eth.getBlockNumber();\n`;
  const there = { 'src/resilience.ts': moduleText({ form: 'typescript' }, 'withTimeout') };
  expect(safety({ 'src/a.ts': text, 'src/b.ts': text }, 'module-timeout')).toBe('dangerous');
  expect(safety({ 'src/a.ts': text, 'src/b.ts': text, ...there }, 'module-timeout')).toBe('dangerous');
});

describe('a loop that is left by an error', () => {
  const queue = (behind: string, head = '') => `let busy = false;
export async function drain(all: string[]) {
  busy = true;
  ${head}while (true) {
    const next = all.shift();
    if (next === undefined) break;
    while (true) {
      try {
        await fetch(next, { signal: AbortSignal.timeout(1000) });
        break;
      } catch {}
    }
  }
  ${behind}
}
`;
  test('leaves nothing switched that is switched back behind it', () => {
    noFix('retry-limit', queue('busy = false;'));
    expect(fixes({ 'main.ts': queue('console.log(busy);') }, 'retry-limit')).toHaveLength(1);
    // What is done in any case is done then, too.
    expect(fixes({ 'main.ts': queue('console.log(1);\n  } finally {\n  busy = false;\n  }', 'try {\n  ') }, 'retry-limit')).toHaveLength(1);
  });

  test('nor does a function that starts itself again', () => {
    const text = (behind: string) => `let busy = false;
export async function send(url: string) {
  if (busy) return;
  busy = true;
  try {
    await fetch(url, { signal: AbortSignal.timeout(1000) });
  } catch {
    ${behind}
    await send(url);
  }
  busy = false;
}
`;
    noFix('retry-limit', text('busy = false;'));
    expect(fixes({ 'main.ts': text('').replaceAll(/\n {2}(?:if \(busy\) return|busy = \w+);/g, '') }, 'retry-limit')).toHaveLength(1);
  });
});

describe('a linter or a compiler that does not know the signal in JavaScript', () => {
  const ask = `export const user = async (id) => (await fetch('https://api.x.test/users/' + id)).json();\n`;
  const told = (manifest: object, more: Readonly<Record<string, string>> = {}, text = ask) =>
    safety({ 'package.json': JSON.stringify({ engines: { node: '>=18' }, ...manifest }), 'src/user.js': text, ...more }, 'abort-signal');

  test.each([
    ['Standard before 17', { devDependencies: { standard: '^16.0.3' } }],
    ['ESLint before 7.32', { devDependencies: { eslint: '6.8.0' } }],
  ])('%s', (_, manifest) => {
    expect(told(manifest)).toBe('dangerous');
    expect(told({ ...manifest, standard: { globals: ['AbortSignal'] } })).toBe('safe');
    expect(told(manifest, {}, `${ask}export const never = AbortSignal.abort();\n`)).toBe('safe');
    expect(told({ devDependencies: { standard: '^17.0.0', eslint: '^8.0.0' } })).toBe('safe');
  });

  test('a compiler that checks JavaScript, too', () => {
    const old = { devDependencies: { typescript: '4.5.5' } };
    const config = (checkJs: boolean) => ({ 'tsconfig.json': JSON.stringify({ compilerOptions: { allowJs: true, checkJs } }) });
    expect(told(old, config(true))).toBe('dangerous');
    expect(told(old, config(false))).toBe('safe');
  });
});

describe('a helper that bounds requests is at hand', () => {
  const ask = (imported: string) =>
    `${imported}export const user = async (id: string) => (await fetch('https://api.x.test/users/' + id)).json();\n`;
  const helpers = 'export async function fetchWithTimeout(url: string) {\n  return url;\n}\nexport const other = 1;\n';
  const told = (imported: string, there = helpers) => safety({ 'src/user.ts': ask(imported), 'src/utils.ts': there }, 'abort-signal');

  test('in the file, or where it imports from', () => {
    expect(told("import { fetchWithTimeout } from 'kit';\nexport { fetchWithTimeout };\n")).toBe('dangerous');
    expect(told("import { other } from './utils';\nexport { other };\n")).toBe('dangerous');
    expect(told("import { other } from './utils';\nexport { other };\n", helpers.replace('export async', 'async'))).toBe('safe');
    expect(told('')).toBe('safe');
  });
});

describe('a signal counts while its call stands in line', () => {
  const text = (module: string, all: string) =>
    `import { Octokit } from '${module}';\nconst octokit = new Octokit();\nconst topics = (repo: string) => octokit.rest.repos.getAllTopics({ owner: 'a', repo });\nexport const all = async (repos: readonly string[]) => ${all};\n`;
  const told = (module: string, all: string) => safety({ 'main.ts': text(module, all) }, 'abort-signal');
  const fan = 'Promise.all(repos.map((repo) => topics(repo)))';
  test('many at once through a client that lets few through', () => expect(told('octokit', fan)).toBe('dangerous'));
  test.each([
    ['one after the other', 'octokit', "topics('a')"],
    ['a few that are written down', 'octokit', "Promise.all([topics('a'), topics('b')])"],
    ['a client that lets all through', '@octokit/rest', fan],
  ])('but not %s', (_, module, all) => expect(told(module, all)).not.toBe('dangerous'));
});

describe('what a connection serves, and how its file makes others', () => {
  const pool = `import pg from 'pg';\nexport const pool = new pg.Pool({ max: 2 });\nexport const old = () => pool.query('delete from notes where seen');\n`;
  test.each([
    ['packages/note-cleaner/src/index.ts', 'dangerous'],
    ['src/purge.ts', 'dangerous'],
    ['packages/readmodel-checker/src/index.ts', 'dangerous'],
    ['packages/notes/src/index.ts', 'suggestion'],
  ])('one statement over all there is may take as long as there are rows: %s', (file, is) => {
    expect(safety({ [file]: pool }, 'client-timeout')).toBe(is);
  });

  const sns = (made: string) => `
    import { PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
    import { shared } from './shared';
    export const join = (arn: string) => new SNSClient({ ...shared, region: 'a' }).send(new SubscribeCommand({ TopicArn: arn, Protocol: 'sqs' }));
    export const tell = (arn: string) => ${made}.send(new PublishCommand({ TopicArn: arn }));
  `;
  const told = (made: string) =>
    fixes({ 'package.json': '{ "dependencies": { "@aws-sdk/client-sns": "3.800.0" } }', 'src/sns.ts': sns(made) }, 'client-timeout').map(
      (fix) => fix.safety,
    );
  test('options that the others of the file take up are not written anew beside them', () => {
    expect(told("new SNSClient({ region: 'a' })")).toEqual(['dangerous']);
    expect(told("new SNSClient({ ...shared, region: 'b' })")).not.toContain('suggestion');
  });
});

test('what several parts of a page ask Next for is asked once, as long as no signal is told', () => {
  const ask = 'export const load = async (id: string) => (await fetch(process.env.API + id)).json();\n';
  const part = (name: string) =>
    `import { load } from '../lib/load';\nexport default async function ${name}() { return <b>{(await load('1')).name}</b>; }\n`;
  const app = (files: Readonly<Record<string, string>>) =>
    safety(
      { 'package.json': '{ "dependencies": { "next": "15.0.0", "react": "19.0.0" } }', 'src/lib/load.ts': ask, ...files },
      'abort-signal',
    );
  expect(app({ 'src/app/page.tsx': part('Page'), 'src/app/layout.tsx': part('Layout') })).toBe('dangerous');
  expect(app({ 'src/app/page.tsx': part('Page') })).not.toBe('dangerous');
  expect(
    app({
      'src/app/page.tsx': part('Page'),
      'src/app/a/route.ts': "import { load } from '../../lib/load';\nexport const GET = () => load('1');\n",
    }),
  ).not.toBe('dangerous');
});

describe('a helper of the project that makes the signals of several calls', () => {
  const files = (users: number): Readonly<Record<string, string>> => ({
    'package.json': '{ "private": true, "dependencies": { "express": "5.0.0" } }',
    'src/outward.ts':
      'export async function outward<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {\n  const controller = new AbortController();\n  const timer = setTimeout(() => controller.abort(), 4000);\n  try {\n    return await work(controller.signal);\n  } finally {\n    clearTimeout(timer);\n  }\n}\n',
    'src/main.ts': "export const user = async () => (await fetch('https://x.test/user')).json();\n",
    ...Object.fromEntries(
      Array.from({ length: users }, (_, i) => [
        `src/part${i}.ts`,
        `import { outward } from './outward';\nexport const part${i} = () => outward(async (signal) => (await fetch('https://x.test/${i}', { signal })).json());\n`,
      ]),
    ),
  });

  test('goes before a bound of their own', () => expect(safety(files(3), 'abort-signal')).toBe('dangerous'));
  test("of one is that one's own", () => expect(safety(files(1), 'abort-signal')).toBe('safe'));
});
