import { expect, test } from 'vitest';
import { clean, faults, noCalls } from '../harness/cases';
import { analyse, check } from '../harness/check';

const rule = 'missing-timeout';

faults(rule, {
  'an address that is asked whether it is a text': `
    const https = require('node:https');
    exports.a = (target, done) => {
      if (typeof target !== 'string') return;
      https.get(target, (answer) => done(answer)).on('error', done);
    //^^^^^^^^^ missing-timeout
    };
  `,
  'an address that is asked what only a text can be asked': `
    const http = require('node:http');
    const https = require('node:https');
    exports.a = (target, done) => {
      const way = target.startsWith('https:') ? https : http;
      way.get(target, (answer) => done(answer)).on('error', done);
    //^^^^^^^ missing-timeout
    };
  `,
  'a timer beside something else that ends the socket': `
    import WebSocket from 'ws';
    export class Shard {
      ws?: WebSocket;
      connect(url: string) {
        this.ws = new WebSocket(url);
        //            ^^^^^^^^^ missing-timeout
        this.ws.on('error', console.error);
      }
      watch() {
        setTimeout(() => this.end(), 5000);
      }
      end() {
        this.ws?.terminate();
      }
    }
  `,
  'a hook that sets something else on each request': `
    import got from 'got';
    const api = got.extend({ hooks: { beforeRequest: [async (options) => { options.http2 = true; }] } });
    export const user = () => api.get('https://x.test');
    //                        ^^^^^^^ missing-timeout
  `,
  'a timer that is set when the socket stands': `
    import WebSocket from 'ws';
    export const open = (url: string) => {
      const socket = new WebSocket(url);
      //                 ^^^^^^^^^ missing-timeout
      socket.on('open', () => {
        setTimeout(() => socket.terminate(), 31_000);
      });
      return socket;
    };
  `,
  'a timer for something else beside the socket': `
    import WebSocket from 'ws';
    export const open = async (url: string) => {
      const socket = new WebSocket(url);
      //                 ^^^^^^^^^ missing-timeout
      await new Promise<void>((resolve, reject) => {
        setTimeout(() => console.log('still opening'), 5_000);
        socket.once('open', () => resolve());
        socket.once('error', reject);
      });
      return socket;
    };
  `,
  'a race in which the socket does not run': `
    import WebSocket from 'ws';
    export const open = async (url: string) => {
      const socket = new WebSocket(url);
      //                 ^^^^^^^^^ missing-timeout
      await Promise.race([ready(), new Promise((_, late) => setTimeout(() => late(new Error('late')), 5_000))]);
      await new Promise<void>((resolve, reject) => {
        socket.onopen = () => resolve();
        socket.onerror = reject;
      });
      return socket;
    };
    declare const ready: () => Promise<void>;
  `,
  'what is done with a socket that stands, under its property': `
    import WebSocket from 'ws';
    export const open = (url: string) => {
      const socket = new WebSocket(url);
      //                 ^^^^^^^^^ missing-timeout
      socket.onopen = () => {
        setTimeout(() => socket.terminate(), 31_000);
      };
      return socket;
    };
  `,
  'a helper that is given the socket and bounds nothing': `
    import WebSocket from 'ws';
    const opened = (socket: WebSocket) =>
      new Promise<void>((resolve, reject) => {
        socket.on('open', () => resolve());
        socket.on('error', reject);
      });
    export const open = async (url: string) => {
      const socket = new WebSocket(url);
      //                 ^^^^^^^^^ missing-timeout
      await opened(socket);
      return socket;
    };
  `,
  'what a type does not name': `
    import WebSocket from 'ws';
    export interface Options {
      headers: Record<string, string>;
    }
    export const open = (url: string, options: Options) => new WebSocket(url, options);
    //                                                         ^^^^^^^^^ missing-timeout
  `,
  'a socket of the class beside another that is bounded': `
    import net from 'node:net';
    export class Line {
      private socket: net.Socket | undefined;
      open(other: { line: net.Socket }) {
        this.socket = net.createConnection({ host: 'api.example.com', port: 80 });
        //            ^^^^^^^^^^^^^^^^^^^^ missing-timeout
        other.line.setTimeout(1000, () => other.line.destroy());
      }
    }
  `,
  'somebody else cancels, passed on by hand': `
    const load = (url: string, signal: AbortSignal) => {
      const controller = new AbortController();
      signal.addEventListener('abort', () => controller.abort());
      return fetch(url, { signal: controller.signal });
      //     ^^^^^ missing-timeout
    };
    export const user = (url: string) => {
      const leaving = new AbortController();
      process.on('exit', () => leaving.abort());
      return load(url, leaving.signal);
    };
  `,
  'a bare fetch': `
    export const user = () => fetch('https://api.example.com/user');
    //                        ^^^^^ missing-timeout
  `,
  'options without a signal': `
    export const save = (body: string) => fetch('https://api.example.com/a', { method: 'POST', body });
    //                                    ^^^^^ missing-timeout
  `,
  // `handedOn`: what came in holds an address, headers and a body.
  'a proxy that hands on what came in': `
    import { proxy } from 'hono/proxy';
    export const relay = (c: { req: object }) => proxy('https://api.example.com', { ...c.req, headers: { accept: '*/*' } });
    //                                           ^^^^^ missing-timeout
  `,
  'options that are an address taken apart': `
    import { request } from 'node:https';
    import url from 'node:url';
    export const user = (address: string) => {
      const options = url.parse(address);
      options.headers = { accept: '*/*' };
      return request(options).on('error', () => {}).end();
      //     ^^^^^^^ missing-timeout
    };
  `,
  'a spread of known options': `
    const base = { headers: { accept: 'application/json' } };
    export const user = (url: string) => fetch(url, { ...base, method: 'PUT' });
    //                                   ^^^^^ missing-timeout
  `,
  'an alias of the global': `
    const { fetch: send } = globalThis;
    export const user = (url: string) => send(url);
    //                                   ^^^^ missing-timeout
  `,
  'the library by its default export': `
    import axios from 'axios';
    export const user = () => axios.get('https://api.example.com/user');
    //                        ^^^^^^^^^ missing-timeout
  `,
  'an instance without a default': `
    import axios from 'axios';
    const api = axios.create({ baseURL: 'https://api.example.com' });
    export const user = () => api.get('/user');
    //                        ^^^^^^^ missing-timeout
  `,
  'an option that is undefined': `
    import axios from 'axios';
    export const user = () => axios.get('/user', { timeout: undefined });
    //                        ^^^^^^^^^ missing-timeout
  `,
  'a timeout in the body': `
    import axios from 'axios';
    export const save = () => axios.post('/user', { timeout: 3000 });
    //                        ^^^^^^^^^^ missing-timeout
  `,
  CommonJS: `
    const axios = require('axios');
    module.exports.user = () => axios.get('https://api.example.com/user');
    //                          ^^^^^^^^^ missing-timeout
  `,
  'a wrapper whose only caller brings none': `
    const http = (url: string, init?: RequestInit) => fetch(url, init);
    //                                                ^^^^^ missing-timeout
    export const user = () => http('https://api.example.com', { method: 'POST' });
  `,
  'a wrapper of which one caller brings none': `
    const http = (url: string, init?: RequestInit) => fetch(url, init);
    //                                                ^^^^^ missing-timeout
    export const user = () => http('https://api.example.com', { signal: AbortSignal.timeout(1000) });
    export const list = () => http('https://api.example.com/list');
  `,
  'node:http': `
    import http from 'node:http';
    export const user = () => http.get('http://api.example.com', (r) => r.resume());
    //                        ^^^^^^^^ missing-timeout
  `,
  'a client in another file': {
    files: {
      'api.ts': "import axios from 'axios';\nexport const api = axios.create({ baseURL: 'https://api.example.com' });\n",
      'user.ts': `
    import { api } from './api';
    export const user = () => api.get('/user');
    //                        ^^^^^^^ missing-timeout
      `,
    },
  },
  'a caller who only cancels': `
    export const user = (signal: AbortSignal) => fetch('https://api.example.com', { signal });
    //                                           ^^^^^ missing-timeout
    export const page = () => {
      const leaving = new AbortController();
      addEventListener('unload', () => leaving.abort());
      return user(leaving.signal);
    };
  `,
});

clean(rule, {
  'a target that may be options, or a text': `
    const https = require('node:https');
    exports.a = (target, done) => {
      if (typeof target === 'string') console.log(target);
      https.get(target, (answer) => done(answer)).on('error', done);
    };
  `,
  'a timer beside the socket that ends it by a method': `
    import WebSocket from 'ws';
    export class Shard {
      ws?: WebSocket;
      connecting = true;
      connect(url: string) {
        setTimeout(() => { if (this.connecting) this.end(new Error('late')); }, 5000);
        this.ws = new WebSocket(url);
        this.ws.on('error', console.error);
      }
      end(error: Error) {
        console.error(error);
        this.ws?.terminate();
      }
    }
  `,
  'a bound that a hook sets on each request': `
    import got from 'got';
    const api = got.extend({ hooks: { beforeRequest: [async (options) => { options.timeout = { request: 5000 }; options.http2 = true; }] } });
    export const user = () => api.get('https://x.test');
  `,
  'a timer that ends the socket': `
    import WebSocket from 'ws';
    export const open = async (url: string) => {
      const socket = new WebSocket(url);
      const timer = setTimeout(() => socket.terminate(), 10_000);
      try {
        await new Promise<void>((resolve, reject) => {
          socket.once('open', () => resolve());
          socket.once('close', () => reject(new Error('closed')));
        });
      } finally {
        clearTimeout(timer);
      }
      return socket;
    };
  `,
  'a timer that settles the wait for a socket': `
    import WebSocket from 'ws';
    export const open = async (url: string) => {
      const socket = new WebSocket(url);
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('too late')), 10_000);
        socket.once('open', () => {
          clearTimeout(timer);
          resolve();
        });
      });
      return socket;
    };
  `,
  'a timer that settles the wait for a socket told by its property': `
    import WebSocket from 'ws';
    export const open = (url: string) => {
      const socket = new WebSocket(url);
      return new Promise<WebSocket>((resolve, reject) => {
        setTimeout(() => reject(new Error('too late')), 10_000);
        socket.onopen = () => resolve(socket);
        socket.onerror = reject;
      });
    };
  `,
  'a timer that is raced against the answer of a socket': `
    import WebSocket from 'ws';
    export const ask = async (url: string, question: string) => {
      const socket = new WebSocket(url);
      try {
        return await Promise.race([
          new Promise((resolve, reject) => {
            socket.onopen = () => socket.send(question);
            socket.onmessage = (answer) => resolve(answer.data);
            socket.onerror = reject;
          }),
          new Promise((_, late) => {
            setTimeout(() => late(new Error('too late')), 10_000);
          }),
        ]);
      } finally {
        socket.terminate();
      }
    };
  `,
  'a helper that is given the socket and a time': `
    import WebSocket from 'ws';
    const opened = async (socket: WebSocket, timeoutMs: number): Promise<void> => {
      await new Promise<void>((resolve, reject) => {
        const cleanup = () => {
          socket.off('open', onOpen);
          if (timer) clearTimeout(timer);
        };
        const onOpen = () => {
          cleanup();
          resolve();
        };
        const timer = timeoutMs > 0 ? setTimeout(() => {
          cleanup();
          reject(new Error('too late'));
        }, timeoutMs) : undefined;
        socket.on('open', onOpen);
      });
    };
    export const open = async (url: string, timeoutMs: number) => {
      const socket = new WebSocket(url);
      await opened(socket, timeoutMs);
      return socket;
    };
  `,
  'a number that a type names': `
    import WebSocket from 'ws';
    export interface Options {
      timeoutMs: number;
      retries: number;
    }
    export const open = (url: string, options: Options) => new WebSocket(url, { handshakeTimeout: options.timeoutMs });
  `,
  'a signal with a timer': 'export const user = (url: string) => fetch(url, { signal: AbortSignal.timeout(5000) });',
  'options in a constant': `
    export const user = (url: string) => {
      const options = { method: 'POST', signal: AbortSignal.timeout(3000) };
      return fetch(url, options);
    };
  `,
  'an option on the instance': `
    import axios from 'axios';
    const api = axios.create({ timeout: 2000 });
    export const user = () => api.get('/user');
  `,
  'a default set in another file': {
    files: {
      'setup.ts': "import axios from 'axios';\naxios.defaults.timeout = 5000;\n",
      'user.ts': "import './setup';\nimport axios from 'axios';\nexport const user = () => axios.get('https://api.example.com/user');\n",
    },
  },
  'a default set on an instance later': `
    import axios from 'axios';
    const api = axios.create();
    api.defaults.timeout = 5000;
    export const user = () => api.get('/user');
  `,
  'a wrapper that adds the bound': `
    const http = (url: string, init: RequestInit = {}) => fetch(url, { ...init, signal: AbortSignal.timeout(4000) });
    export const user = () => http('https://api.example.com');
  `,
  'every caller brings a bound': `
    const http = (url: string, init?: RequestInit) => fetch(url, init);
    export const user = () => http('https://api.example.com', { signal: AbortSignal.timeout(1000) });
    export const list = () => http('https://api.example.com/list', { signal: AbortSignal.timeout(2000) });
  `,
  'options that come from outside': "export const user = (options: RequestInit) => fetch('https://api.example.com', options);",
  'options from a function that cannot be read': `
    import { optionsFor } from 'house-rules';
    export const user = () => fetch('https://api.example.com', optionsFor('user'));
  `,
  'a spread that cannot be read': `
    import { common } from 'house-rules';
    export const user = () => fetch('https://api.example.com', { ...common, method: 'POST' });
  `,
  'a signal that comes from outside': "export const user = (signal: AbortSignal) => fetch('https://api.example.com', { signal });",
  'a signal joined with a timer': `
    export const user = (signal: AbortSignal) => fetch('https://api.example.com', { signal: AbortSignal.any([signal, AbortSignal.timeout(1000)]) });
  `,
  'a controller with a timer': `
    export const user = async () => {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 1000);
      try {
        const answer = await fetch('https://api.example.com', { signal: controller.signal });
        return await answer.json();
      } finally {
        clearTimeout(timer);
      }
    };
  `,
  'a proxy with a signal of its own': `
    import { proxy } from 'hono/proxy';
    export const relay = (c: { req: object }) => proxy('https://api.example.com', { ...c.req, signal: AbortSignal.timeout(1000) });
  `,
  'a proxy that spreads something else': `
    import { proxy } from 'hono/proxy';
    export const relay = (c: { init: object }) => proxy('https://api.example.com', { ...c.init });
  `,
  'a bound among the parts of an address': `
    import { request } from 'node:https';
    import url from 'node:url';
    export const user = (address: string) => {
      const options = url.parse(address);
      options.signal = AbortSignal.timeout(1000);
      return request(options).on('error', () => {}).end();
    };
  `,
  'a controller that a helper makes and another bounds': `
    const controllerFrom = (signal: AbortSignal) => {
      const controller = new AbortController();
      signal.addEventListener('abort', () => controller.abort());
      return controller;
    };
    const bound = (controller: AbortController, ms: number) => setTimeout(() => controller.abort(), ms);
    export const user = (signal: AbortSignal) => {
      const controller = controllerFrom(signal);
      bound(controller, 1000);
      return fetch('https://api.example.com', { signal: controller.signal });
    };
  `,
  'a signal from outside, passed on by hand': `
    export const user = (url: string, signal: AbortSignal) => {
      const controller = new AbortController();
      const stop = () => controller.abort();
      signal.addEventListener('abort', stop);
      return fetch(url, { signal: controller.signal });
    };
  `,
  'a socket of the class that is bounded': `
    import net from 'node:net';
    export class Line {
      private socket: net.Socket | undefined;
      open() {
        this.socket = net.createConnection({ host: 'api.example.com', port: 80 });
        this.socket.setTimeout(1000, () => this.socket?.destroy());
      }
    }
  `,
  'a request of the class that is bounded elsewhere in it': `
    import http from 'node:http';
    export class Sender {
      private request: http.ClientRequest | undefined;
      send() {
        const request = http.request({ host: 'api.example.com' });
        this.request = request;
        this.watch();
        request.end();
      }
      private watch() {
        this.request?.setTimeout(1000);
        this.request?.on('timeout', () => this.request?.destroy());
      }
    }
  `,
  'a timer, passed on by hand': `
    export const user = (url: string) => {
      const controller = new AbortController();
      AbortSignal.timeout(1000).addEventListener('abort', () => controller.abort());
      return fetch(url, { signal: controller.signal });
    };
  `,
  'a page whose reader can stop it': `
    import { useRef } from 'react';
    export function useAnswer(url: string) {
      const stopper = useRef<AbortController>();
      const ask = () => {
        const controller = new AbortController();
        stopper.current = controller;
        return fetch(url, { signal: controller.signal });
      };
      return { ask, stop: () => stopper.current?.abort() };
    }
  `,
  'a race with a timer': `
    export const user = (url: string) =>
      Promise.race([fetch(url), new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 1000))]);
  `,
  'a race in a helper': `
    const within = <T>(work: Promise<T>, ms: number) =>
      Promise.race([work, new Promise<never>((_, reject) => setTimeout(() => reject(new Error('late')), ms))]);
    export const user = (url: string) => within(fetch(url), 500);
  `,
  'a library that bounds the wait': `
    import pTimeout from 'p-timeout';
    export const user = (url: string) => pTimeout(fetch(url), { milliseconds: 500 });
  `,
  'a breaker with a timeout of its own': `
    import CircuitBreaker from 'opossum';
    const breaker = new CircuitBreaker((url: string) => fetch(url), { timeout: 3000 });
    export const user = (url: string) => breaker.fire(url);
  `,
  'a breaker with its default timeout': `
    import CircuitBreaker from 'opossum';
    const breaker = new CircuitBreaker((url: string) => fetch(url));
    export const user = (url: string) => breaker.fire(url);
  `,
  'a client that bounds by default': "import ky from 'ky';\nexport const user = () => ky.get('https://api.example.com').json();",
  'got with a bound on the request':
    "import got from 'got';\nexport const user = () => got('https://api.example.com', { timeout: { request: 1000 } }).json();",
  'got, extended twice': `
    import got from 'got';
    const base = got.extend({ timeout: { request: 1000 } });
    const api = base.extend({ prefixUrl: 'https://api.example.com' });
    export const user = () => api.get('user').json();
  `,
  'superagent with a deadline':
    "import request from 'superagent';\nexport const user = () => request.get('https://api.example.com').timeout(5000);",
  'an instance whose options come from outside': `
    import axios from 'axios';
    import { httpOptions } from 'house-rules';
    const api = axios.create(httpOptions);
    export const user = () => api.get('/user');
  `,
  'an instance that is injected': `
    import type { AxiosInstance } from 'axios';
    export class Users {
      constructor(private readonly http: AxiosInstance) {}
      one() {
        return this.http.get('/user');
      }
    }
  `,
  'a bound in a constant of another file': {
    files: {
      'limits.ts': 'export const REQUEST_MS = 5_000;\n',
      'user.ts':
        "import axios from 'axios';\nimport { REQUEST_MS } from './limits';\nexport const user = () => axios.get('/user', { timeout: REQUEST_MS });\n",
    },
  },
  'a bound from the environment': `
    import axios from 'axios';
    export const user = () => axios.get('/user', { timeout: Number(process.env.TIMEOUT_MS) });
  `,
  'a subclass that passes a bound to its base': `
    import axios, { type AxiosInstance } from 'axios';
    class Base {
      protected readonly http: AxiosInstance;
      constructor(timeout: number) {
        this.http = axios.create({ timeout });
      }
    }
    export class Users extends Base {
      constructor() {
        super(2000);
      }
      one() {
        return this.http.get('/user');
      }
    }
  `,
  'a factory that makes the instance': `
    import axios from 'axios';
    const makeClient = (baseURL: string) => axios.create({ baseURL, timeout: 1000 });
    const api = makeClient('https://api.example.com');
    export const user = () => api.get('/user');
  `,
  'a runner that nobody can see through': `
    import { guarded } from 'house-rules';
    export const user = () => guarded(() => fetch('https://api.example.com'));
  `,
  'a bound through default parameters': `
    export const user = (url: string, signal = AbortSignal.timeout(1000)) => fetch(url, { signal });
  `,
  'either branch is bounded': `
    export const user = (fast: boolean) => fetch('https://api.example.com', { signal: AbortSignal.timeout(fast ? 500 : 5000) });
  `,
  'another rule has the word: switched off': "import axios from 'axios';\nexport const user = () => axios.get('/user', { timeout: 0 });",
  'another rule has the word: a signal nobody aborts':
    'export const user = (url: string) => fetch(url, { signal: new AbortController().signal });',
  'another rule has the word: an option fetch does not know':
    'export const user = (url: string) => fetch(url, { timeout: 5000 } as RequestInit);',
  'another rule has the word: a bound on connecting only':
    "import got from 'got';\nexport const user = () => got('https://api.example.com', { timeout: { connect: 500 } });",
});

noCalls(rule, {
  'a parameter of that name': "export const user = (fetch: (url: string) => number) => fetch('x');",
  'a function of that name': "function fetch(url: string) { return url.length; }\nexport const user = () => fetch('x');",
  'a method of that name': "class Store { fetch(key: string) { return key; } }\nexport const user = () => new Store().fetch('x');",
  'an import of that name': "import { fetch } from './store';\nexport const user = () => fetch('x');",
  'a mock': "import axios from './my-axios';\nexport const user = () => axios.get('x');",
  'a type only': "import type { AxiosInstance } from 'axios';\nexport type Api = AxiosInstance;",
});

test('says through what it goes, and why nothing bounds it', () => {
  const [finding] = check(
    `
    import axios from 'axios';
    const api = axios.create({ baseURL: 'https://api.example.com' });
    export const user = () => api.get('/user');
    //                        ^^^^^^^ missing-timeout
    `,
    { rule },
  );
  expect(finding?.message).toBe('`api.get` may hang forever: neither the client it goes through nor this call bounds the wait.');
  expect(finding?.because.some((reason) => reason.from === 'instance')).toBe(true);
  expect(finding?.because.some((reason) => reason.from === 'default' && reason.evidence !== undefined)).toBe(true);
});

test('names the caller that brings no bound, and no other', () => {
  const callers = (source: string) =>
    analyse(source)
      .findings.filter((one) => one.rule === rule)
      .flatMap((one) => one.because)
      .filter((reason) => reason.from === 'caller')
      .map((reason) => reason.says);
  const bare = 'const user = (url: string) => fetch(url);\n';
  const bounded = 'export const soon = (url: string) => pTimeout(user(url), { milliseconds: 500 });\n';
  const open = 'export const late = (url: string) => user(url);\n';
  expect(callers(`import pTimeout from 'p-timeout';\n${bare}${bounded}${open}`)).toEqual(['called from `late`']);
  expect(callers(`import pTimeout from 'p-timeout';\n${bare}${open}`)).toEqual([]);
});

test('is an error on a server, a remark in a browser and in tests', () => {
  const source = "export const user = () => fetch('https://api.example.com');\n";
  const severity = (files: Record<string, string>) => analyse({ files }).findings.find((one) => one.rule === rule)?.severity;
  expect(severity({ 'main.ts': source })).toBe('error');
  expect(severity({ 'package.json': '{"dependencies":{"express":"5"}}', 'src/main.ts': source })).toBe('error');
  expect(severity({ 'package.json': '{"dependencies":{"react-dom":"19"}}', 'src/main.tsx': source })).toBe('info');
  expect(severity({ 'main.test.ts': source })).toBe('info');
});

test.each([
  ['events as they happen', "{ headers: { Accept: 'text/event-stream' } }", 'info'],
  ['events, with other headers', "{ headers: { accept: 'text/event-stream', ...(token ? { Authorization: token } : {}) } }", 'info'],
  ['an answer', "{ headers: { Accept: 'application/json' } }", 'error'],
  ['an answer, best as it is', "{ headers: { Accept: 'application/json, text/event-stream' } }", 'error'],
  ['an answer to a question, word by word', "{ method: 'POST', body: token, headers: { Accept: 'text/event-stream' } }", 'error'],
])('a stream that is meant to stay open is told in a remark: %s', (_, options, severity) => {
  const source = `export const open = (token: string) => fetch('https://x.test/logs', ${options});\n`;
  expect(
    analyse(source)
      .findings.filter((one) => one.rule === rule)
      .map((one) => one.severity),
  ).toEqual([severity]);
});

test.each([
  ['what Node gives up', "const answer = await fetch('https://x.test');", 'info'],
  ['what Node gives up, by undici', "import { request } from 'undici';\nconst answer = await request('https://x.test');", 'info'],
  ['what nothing gives up', "import got from 'node-fetch';\nconst answer = await got('https://x.test');", 'error'],
])('somebody watches a command: %s', (_, code, severity) => {
  const told = (file: string) =>
    analyse({ files: { [file]: `${code}\nconsole.log(await answer.text?.());\n` } })
      .findings.filter((finding) => finding.rule === rule)
      .map((finding) => finding.severity);
  expect(told('bin/user.ts')).toEqual([severity]);
  expect(told('src/server/user.ts')).toEqual(['error']);
});

test.each([
  ['a sum with a text in it', "base + '/users'"],
  ['a sum of what is not known', 'base + path'],
  ['a template that begins with what is not known', '`$' + '{base}/users`'],
  ['options that are not known', 'base'],
])('whether an address that is put together may be options: %s', (name, address) => {
  const code = `const request = require('request');\nexports.load = (base, path) => request(${address}, (error, answer, body) => console.log(error, body));\n`;
  const { calls } = analyse({ files: { 'src/server/load.js': code } });
  expect(calls.map(({ profile }) => profile.timeout.is)).toEqual([name === 'options that are not known' ? 'unknown' : 'absent']);
});
