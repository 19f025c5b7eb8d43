import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import { analyse } from '../harness/check';

/** How loud the missing bounds of a program's calls are. */
const told = (main: string, files: Record<string, string> = {}): readonly string[] =>
  analyse({ files: { 'package.json': '{ "dependencies": { "express": "5" } }', ...files, 'main.ts': main } })
    .findings.filter((finding) => finding.rule === 'missing-timeout')
    .map((finding) => finding.severity);

const asked = (address: string, before = ''): string => `${before}\nexport const ask = (port: number, path: string) => fetch(${address});`;

test.each([
  ["import bent from 'bent';\nconst ask = bent('GET', `http://127.0.0.1:${process.env.PORT}`, 'json', 200);", 'ask("/x")', 'info'],
  ["import bent from 'bent';\nconst ask = bent('GET', process.env.URL, 'json', 200);", 'ask("/x")', 'error'],
  [
    "import { MongoClient } from 'mongodb';\nconst client = new MongoClient('mongodb://localhost:27017');",
    "client.db('a').collection('b').findOne({})",
    'info',
  ],
  [
    "import { MongoClient } from 'mongodb';\nconst client = new MongoClient(process.env.URL ?? 'mongodb://localhost:27017');",
    "client.db('a').collection('b').findOne({})",
    'error',
  ],
])('an instance that is made with an address: %s', (made, call, severity) => {
  expect(told(`${made}\nexport const run = () => ${call};`)).toEqual([severity]);
});

test.each([
  ['a text put together from parts', asked("'http://' + 'localhost:' + port + path"), 'info'],
  ['a host of its own name', asked('`http://${host}:${port}/x`', "const host = '127.0.0.1';"), 'info'],
  ['one of several hosts here', asked('`http://${host}/x`', "const host = process.argv[2] === 'six' ? '[::1]' : '0.0.0.0';"), 'info'],
  [
    'one of several hosts, not all here',
    asked('`http://${host}/x`', "const host = process.argv[2] === 'far' ? 'a.test' : 'localhost';"),
    'error',
  ],
  ['a host that is not known', asked('`http://${host}/x`', 'declare const host: string;'), 'error'],
  ['a helper', asked('urlOf(path)', 'const urlOf = (path: string) => `http://localhost:${process.env.PORT}${path}`;'), 'info'],
  [
    'a helper that may lead elsewhere',
    asked('urlOf(path)', 'const urlOf = (path: string) => `http://${process.env.API}${path}`;'),
    'error',
  ],
  ['an object of the platform', asked('new URL(path, `http://localhost:${port}`)'), 'info'],
  ['an object of the platform, completed elsewhere', asked('new URL(path, process.env.API)'), 'error'],
  [
    'its own server, where a setting names the host',
    asked("`http://${process.env.HOST || 'localhost'}:${process.env.PORT || 5055}/api`"),
    'info',
  ],
  [
    'another server, where a setting names the host',
    asked("`http://${process.env.HOST || 'localhost'}:${process.env.API_PORT || 5055}/api`"),
    'error',
  ],
  ['a setting of another kind', asked("`http://${process.env.API_HOST || 'localhost'}:${process.env.PORT || 5055}/api`"), 'error'],
  ['what the cloud keeps beside the machine', asked("'http://169.254.169.254/latest/meta-data/'"), 'info'],
  ['the same by the name that the cloud gives it', asked("'http://metadata.google.internal/computeMetadata/v1/'"), 'info'],
  ['a name that only begins like it', asked("'http://metadata.example.com/'"), 'error'],
  ['what a container of the cloud keeps there', asked('`${process.env.ECS_CONTAINER_METADATA_URI_V4}/task`'), 'info'],
  ['another setting', asked('`${process.env.METADATA_URI}/task`'), 'error'],
  ['a socket of the system in the address', asked("'unix:/var/run/it.sock'"), 'info'],
])('%s', (_, main, severity) => {
  expect(told(main)).toEqual([severity]);
});

test.each([
  ['`http://localhost:${port}`', 'info'],
  ['`http://${process.env.PEER}:${port}`', 'error'],
])('a field that holds %s', (address, severity) => {
  const main = `
    export class Peer {
      private readonly base: string;
      constructor(port: number) {
        this.base = ${address};
      }
      async ask() {
        return await fetch(\`\${this.base}/x\`);
      }
    }
    export const peer = new Peer(1).ask();
  `;
  expect(told(main)).toEqual([severity]);
});

test.each([
  ["await ask('http://localhost:1'); await ask('http://127.0.0.1:2');", 'info'],
  ["await ask('http://localhost:1'); await ask('http://a.test');", 'error'],
  ["await ask('http://localhost:1'); await ask(process.argv[2]);", 'error'],
])('a parameter, of which callers give: %s', (calls, severity) => {
  const files = { 'ask.ts': 'export const ask = (base: string) => fetch(`${base}/x`);' };
  expect(told(`import { ask } from './ask';\n${calls}`, files)).toEqual([severity]);
});

const checking = (test: string): string => `
  const isLoopbackHost = (host: string) => host === 'localhost' || host === '127.0.0.1';
  function allowed(given: { url: string }) {
    const url = given.url.trim();
    const parsed = new URL(url);
    ${test}
    return { url };
  }
  export async function ask(given: { url: string }) {
    const it = allowed(given);
    return await fetch(it.url);
  }
`;

test.each([
  ['lets only the machine through', "if (!isLoopbackHost(parsed.hostname)) throw new Error('no');", 'info'],
  [
    'asks for something else as well',
    "if (parsed.protocol !== 'http:' || !isLoopbackHost(parsed.hostname)) throw new Error('no');",
    'info',
  ],
  ['lets the machine through, too', "if (parsed.protocol !== 'http:' && !isLoopbackHost(parsed.hostname)) throw new Error('no');", 'error'],
  ['refuses the machine', "if (isLoopbackHost(parsed.hostname)) throw new Error('no');", 'error'],
  ['looks at something else', "if (!isLoopbackHost('localhost')) throw new Error('no');", 'error'],
  ['only tells', "if (!isLoopbackHost(parsed.hostname)) console.warn('far');", 'error'],
])('a check on the way that %s', (_, check, severity) => {
  expect(told(checking(check))).toEqual([severity]);
});

test.each([
  ["net.connect({ path: join(tmpdir(), 'it.sock') })", 'info'],
  ["tls.connect({ path: '/x', host: 'a.test', port: 1 })", 'error'],
  ["tls.connect({ host: 'a.test', port: 1 })", 'error'],
  // The system gives up connecting, and what comes over it is a session.
  ["net.connect({ host: 'a.test', port: 1 })", 'info'],
  ['net.connect({ port: 80 })', 'info'],
  ["http.request({ socketPath: '/var/run/docker.sock', path: '/info' })", 'info'],
  ["http.request({ socketPath: process.env.SOCKET, hostname: 'a.test' })", 'error'],
  ["http.request({ hostname: 'a.test', path: '/info' })", 'error'],
])('%s', (call, severity) => {
  const main = `
    import http from 'node:http';
    import net from 'node:net';
    import tls from 'node:tls';
    import { tmpdir } from 'node:os';
    import { join } from 'node:path';
    export const ask = () => ${call};
  `;
  expect(told(main)).toEqual([severity]);
});

test('a Knex without a connection builds texts for others to send', () => {
  const local = (options: string) => {
    const text = `import knex from 'knex';\nconst { extra } = await import('./extra');\nconst db = knex({ client: 'pg'${options} });\nexport const users = () => db.select('id').from('users');\n`;
    const [call] = openWorkspace({ root: '/project', files: { 'main.ts': text } }).analyse().calls;
    return call?.site.traits.includes('local');
  };
  expect(local('')).toBe(true);
  expect(local(", connection: 'postgres://db.test'")).toBe(false);
  expect(local(', ...extra')).toBe(false);
});

describe('what keeps things in memory unless it is given a store', () => {
  const head =
    "import KeyvRedis, { Keyv as Theirs } from '@keyv/redis';\nimport { Keyv } from 'keyv';\nimport { createClient } from 'redis';\nimport { kept } from './kept';\n";
  const bound = (made: string): readonly string[] =>
    openWorkspace({
      root: '/project',
      files: { 'main.ts': `${head}const cache = ${made};\nexport const get = (key: string) => cache.get(key);\n` },
    })
      .analyse()
      .calls.map(({ profile }) => profile.timeout.is);
  test.each([
    ['new Keyv()', []],
    ['new Keyv({ ttl: 5000 })', []],
    ['new Theirs()', []],
    ['new Keyv(kept)', ['unknown']],
    ['new Keyv({ ...kept })', ['unknown']],
    ['new Keyv({ store: new Map() })', ['unknown']],
    ["new Keyv({ store: new KeyvRedis('redis://cache.test') })", ['absent']],
    ['new Theirs(new KeyvRedis(process.env.REDIS_URL))', ['absent']],
    ['process.env.REDIS_URL ? new Keyv(new KeyvRedis(process.env.REDIS_URL)) : new Keyv()', ['absent']],
    // An object that is written out is options, and a client has its own.
    ['new Keyv(new KeyvRedis({ url: kept }))', ['absent']],
    ['new Keyv(new KeyvRedis({ url: kept, socket: { socketTimeout: 700 } }))', ['present']],
    ['new Keyv(new KeyvRedis(createClient({ url: kept })))', ['absent']],
    ['new Keyv(new KeyvRedis(createClient({ url: kept, socket: { socketTimeout: 700 } })))', ['present']],
    ['new KeyvRedis(kept)', ['unknown']],
  ])('%s', (made, bounds) => expect(bound(made)).toEqual(bounds));
});

describe('a description that is read from a file', () => {
  const text = (made: string): string =>
    `import path from 'node:path';\nimport { fileURLToPath } from 'node:url';\nimport { createClientAsync } from 'soap';\nconst described = path.join(__dirname, 'service.wsdl');\nexport const client = () => ${made};\n`;
  test.each([
    'createClientAsync(described)',
    "createClientAsync(path.resolve('wsdl', name))",
    'createClientAsync(`${__dirname}/service.wsdl`)',
    "createClientAsync('./wsdl/service.wsdl')",
    "createClientAsync('service.wsdl')",
    "createClientAsync(require.resolve('@x/wsdl/service.wsdl'))",
    "createClientAsync(fileURLToPath(new URL('./service.wsdl', import.meta.url)))",
  ])('%s', (made) => expect(told(text(made))).toEqual(['info']));
  test.each([
    "createClientAsync('https://x.test/service?wsdl')",
    'createClientAsync(process.env.WSDL!)',
    'createClientAsync(`${process.env.HOST}/service?wsdl`)',
  ])('and one that is asked for: %s', (made) => expect(told(text(made))).toEqual(['error']));
  test('what is joined behind an address, or resolved against one, is an address', () => {
    const asks = (given: string): string =>
      `import path from 'node:path';\nimport url, { resolve } from 'node:url';\nconst base = process.env.API_URL!;\nexport const ask = (id: string) => fetch(${given});\n`;
    expect(told(asks('path.join(base, id)'))).toEqual(['error']);
    expect(told(asks("path.join('https://x.test', id)"))).toEqual(['error']);
    expect(told(asks("url.resolve('https://x.test', id)"))).toEqual(['error']);
    expect(told(asks("resolve('https://x.test', id)"))).toEqual(['error']);
    expect(told(text('createClientAsync(path.join(process.env.WSDL_BASE!, "a.wsdl"))'))).toEqual(['error']);
  });
  test('handed on by whoever asks', () => {
    const opened = (url: string) => text(`opened(${url});\nconst opened = (url: string) => createClientAsync(url)`);
    expect(told(opened('described'))).toEqual(['info']);
    expect(told(opened("'https://x.test/service?wsdl'"))).toEqual(['error']);
  });
});

const libsql = (options: string, before = ''): string =>
  `import { createClient } from '@libsql/client';\nimport path from 'node:path';\n${before}\nconst db = createClient(${options});\nexport const ask = () => db.execute('select 1');`;

test.each([
  ['a database in a file', libsql("{ url: 'file:///tmp/a.db' }"), 'info'],
  ['a file whose path is known later', libsql("{ url: `file:${path.resolve('a.db')}` }"), 'info'],
  ['a database in memory', libsql("{ url: ':memory:', authToken: process.env.TOKEN }"), 'info'],
  ['one of two files', libsql('{ url }', "const url = process.argv[2] === 'b' ? 'file:b.db' : 'file:a.db';"), 'info'],
  ['a replica of what lies elsewhere', libsql("{ url: 'file:a.db', syncUrl: 'libsql://a.test' }"), 'error'],
  ['a file unless a setting names a server', libsql("{ url: process.env.DB_URL || 'file:a.db' }"), 'error'],
  ['a server', libsql("{ url: 'libsql://a.test' }"), 'error'],
  ['a name that only begins like it', libsql("{ url: 'files.test' }"), 'error'],
])('%s', (_, main, severity) => {
  expect(told(main)).toEqual([severity]);
});
