import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** A library that leaves the bound to those who install it has none by default, which is worth a remark to its authors. */

const library = JSON.stringify({ name: 'replies', version: '1.2.0', main: './src/index.js', dependencies: { axios: '1.7.9' } });

const told = (source: string, manifest = library): readonly string[] =>
  analyse({ files: { 'package.json': manifest, 'src/index.ts': source } })
    .findings.filter(({ rule }) => rule === 'missing-timeout')
    .map(({ severity, message }) => `${severity} ${message}`);

const remark = (name: string): string =>
  `info \`${name}\` may hang forever unless whoever calls hands in a bound: there is none by default.`;

test.each([
  ['options that are passed on', 'export const ask = (url: string, init: RequestInit) => fetch(url, init);', 'fetch'],
  [
    'one option',
    "import axios from 'axios';\nexport const ask = (url: string, timeout?: number) => axios.get(url, { timeout });",
    'axios.get',
  ],
  [
    'a socket under a condition',
    `import net from 'node:net';
     export function open(options: net.NetConnectOpts, timeout?: number) {
       const socket = net.connect(options);
       if (timeout) socket.setTimeout(timeout, () => socket.destroy());
       return socket;
     }`,
    'net.connect',
  ],
  [
    'options of a class',
    "import axios, { type AxiosRequestConfig } from 'axios';\nexport class Client {\n  constructor(private options: AxiosRequestConfig) {}\n  ask(url: string) { return axios.get(url, this.options); }\n}",
    'axios.get',
  ],
  [
    'options inside of a promise',
    'export const ask = (url: string, init: RequestInit) => new Promise((resolve, reject) => { fetch(url, init).then(resolve, reject); });',
    'fetch',
  ],
])('%s', (_, source, name) => {
  expect(told(source)).toEqual([remark(name)]);
});

test.each([
  ['a value by default', "import axios from 'axios';\nexport const ask = (url: string, timeout = 5000) => axios.get(url, { timeout });"],
  [
    'a client that has a bound by itself',
    "import ky from 'ky';\nexport const ask = (url: string, options: object) => ky.get(url, options);",
  ],
  [
    'a contract with another package',
    "import axios from 'axios';\nimport type { Transport } from 'replies-core';\nexport class Wire implements Transport {\n  ask(url: string, timeout?: number) { return axios.get(url, { timeout }); }\n}",
  ],
  [
    'a function that is handed about',
    `export class Client {
       ask(url: string, ms = 5000) {
         const timed = async (to: string, init: RequestInit) => {
           const timer = setTimeout(() => this.stop(), ms);
           try { return await fetch(to, init); } finally { clearTimeout(timer); }
         };
         return this.run(timed, url);
       }
       stop() {}
       run(work: (to: string, init: RequestInit) => Promise<Response>, url: string) { return this.chain.reduce((w) => w, work)(url, {}); }
       private chain: never[] = [];
     }`,
  ],
  [
    'a function that is given back',
    'export const wrap = (send: typeof fetch) => async (to: string, init: RequestInit) => fetch(to, init);',
  ],
  [
    'a race that nobody can read',
    "import axios from 'axios';\nimport { within } from 'replies-core';\nexport const ask = (url: string, timeout?: number) => within(() => axios.get(url, { timeout }));",
  ],
])('nothing is said of %s', (_, source) => {
  expect(told(source)).toEqual([]);
});

test('a program leaves it to nobody: what may be handed in is not missing', () => {
  const source = 'export const ask = (url: string, init: RequestInit) => fetch(url, init);';
  expect(told(source, JSON.stringify({ name: 'app', private: true, dependencies: { express: '5.0.0' } }))).toEqual([]);
});

test('calls through one client of a library are one remark, where it is made', () => {
  const source = `
    import Redis, { type RedisOptions } from 'ioredis';
    export class Store {
      private redis: Redis;
      constructor(options: RedisOptions) { this.redis = new Redis(options); }
      get(key: string) { return this.redis.get(key); }
      size(key: string) { return this.redis.llen(key); }
    }
  `;
  expect(told(source)).toEqual([
    'info Calls through this client may hang forever unless whoever calls hands in a bound: there is none by default.',
  ]);
});
