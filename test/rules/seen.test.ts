import { expect, test } from 'vitest';
import { clean, faults, noCalls } from '../harness/cases';
import { analyse } from '../harness/check';

/** Shapes met in public code that were once judged wrongly; each is drawn as small as it can be. */

const bounded = 'signal: AbortSignal.timeout(1000)';

clean('retry-without-backoff', {
  'pages, where a bad status ends it': `
    export async function all(url: string) {
      const files: string[] = [];
      let token: string | undefined;
      do {
        const response = await fetch(url + token, { ${bounded} });
        if (!response.ok) throw new Error(response.statusText);
        const data = await response.json();
        files.push(...data.files);
        token = data.next;
      } while (token && files.length < 100);
      return files;
    }
  `,
  'batches, where a bad status is thrown out of the handler': `
    export async function send(url: string, batches: number) {
      for (let i = 0; i < batches; i++) {
        try {
          const response = await fetch(url, { method: 'PUT', ${bounded} });
          if (!response.ok) throw new Error(response.statusText);
        } catch (error) {
          console.error(error);
          throw error;
        }
      }
    }
  `,
  'redirects followed by hand': `
    export async function get(url: string, most: number) {
      let hops = 0;
      while (hops <= most) {
        const response = await fetch(url, { redirect: 'manual', ${bounded} });
        if (response.status < 300 || response.status >= 400) return response;
        const location = response.headers.get('location');
        if (!location) return response;
        hops++;
        url = new URL(location, url).href;
      }
      throw new Error('too far');
    }
  `,
  'asking until it is done, where a bad status goes to a helper that throws': `
    export class Job {
      fail(status: number): void {
        throw new Error('job failed with ' + status);
      }
      async wait(url: string) {
        let done = false;
        while (!done) {
          const response = await fetch(url, { ${bounded} });
          if (response.status === 200) {
            const body = await response.json();
            if (body.state === 'completed') {
              done = true;
              return body;
            }
            await new Promise((resolve) => setTimeout(resolve, 2000));
          } else {
            this.fail(response.status);
          }
        }
      }
    }
  `,
});

clean('retry-without-timeout', {
  'pages of things, each of which may fail by itself': `
    export async function migrate(from: string, to: string) {
      let cursor: string | undefined;
      while (true) {
        const page = await (await fetch(from + cursor, { ${bounded} })).json();
        for (const item of page.items) {
          try {
            const response = await fetch(to, { method: 'POST', body: item });
            if (!response.ok) throw new Error('upload failed');
          } catch (error) {
            console.error(error);
          }
        }
        if (!page.next) break;
        cursor = page.next;
      }
    }
  `,
});

faults('retry-without-backoff', {
  'a bad status that goes round': `
    export async function get(url: string) {
      for (let i = 0; i < 3; i++) {
    //^^^ retry-without-backoff
        const response = await fetch(url, { ${bounded} });
        if (response.ok) return response;
      }
      throw new Error('down');
    }
  `,
});

clean('unbounded-retry', {
  'a delay of zero stops got': `
    import got from 'got';
    const last = 3;
    export const post = (url: string) =>
      got.post(url, {
        timeout: { request: 1000 },
        retry: {
          calculateDelay: ({ attemptCount }) => {
            if (attemptCount === last) return 0;
            return 1000 * attemptCount;
          },
        },
      });
  `,
});

clean('unbounded-fanout', {
  'a number of workers rather than a collection': `
    export async function upload(url: string, concurrency: number, parts: string[]) {
      const workers = [...new Array(concurrency).keys()];
      await Promise.all(
        workers.map(async () => {
          while (parts.length > 0) await fetch(url, { method: 'PUT', body: parts.pop(), ${bounded} });
        }),
      );
    }
  `,
  'workers made from a length': `
    export async function upload(url: string, limit: number, parts: string[]) {
      await Promise.all(
        Array.from({ length: Math.min(limit, parts.length) }, async () => {
          while (parts.length > 0) await fetch(url, { method: 'PUT', body: parts.pop(), ${bounded} });
        }),
      );
    }
  `,
});

clean('retry-blind-to-status', {
  'the status lies one member deeper': `
    import { HttpClient } from '@actions/http-client';
    async function once(url: string) {
      const http = new HttpClient('x', [], { allowRetries: false, socketTimeout: 1000 });
      const response = await http.get(url);
      if (response.message.statusCode !== 200) throw new Error('status ' + response.message.statusCode);
      return response;
    }
    export async function get(url: string) {
      for (let i = 0; i < 3; i++) {
        try {
          return await once(url);
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 1000));
        }
      }
    }
  `,
});

clean('missing-timeout', {
  'a timer that destroys the request': `
    import https from 'node:https';
    export const tags = (url: string, timeout: number) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          request.destroy();
          resolve(undefined);
        }, timeout);
        const request = https.get(url, (response) => {
          response.on('end', () => {
            clearTimeout(timer);
            resolve(response);
          });
        });
      });
  `,
  'a named listener that destroys the request': `
    import http from 'node:http';
    export const wait = (host: string, done: (up: boolean) => void) => {
      const request = http.request({ host, timeout: 1000 }, () => done(true));
      const give = () => {
        request.destroy();
        done(false);
      };
      request.once('timeout', give);
      request.end();
    };
  `,
});

clean('missing-timeout', {
  'a test that hands over a plain fetch says nothing of the program': {
    files: {
      'url.ts': `
        export async function read(url: URL, get: typeof fetch, signal: AbortSignal) {
          return await fetch(url, { signal });
        }
      `,
      'url.test.ts': `
        import { read } from './url';
        it('reads', () => read(new URL('https://x.example'), fetch, new AbortController().signal));
      `,
    },
  },
  'connecting to MongoDB, which gives up by itself': `
    import { MongoClient } from 'mongodb';
    export async function open(url: string) {
      const client = new MongoClient(url);
      await client.connect();
      return client;
    }
  `,
});

clean('ineffective-timeout', {
  'a named listener': `
    import http from 'node:http';
    export const wait = (host: string, done: (up: boolean) => void) => {
      const request = http.request({ host, timeout: 1000 }, () => done(true));
      const give = () => {
        request.destroy();
        done(false);
      };
      request.once('error', give);
      request.once('timeout', give);
      request.end();
    };
  `,
});

clean('client-per-request', {
  'a script that fills a database': `
    import { PrismaClient } from '@prisma/client';
    export async function customSeed() {
      const client = new PrismaClient();
      await client.user.count();
      client.$disconnect();
    }
  `,
  'a directory connection of its own for each login, closed behind it': `
    import ldap from 'ldapjs';
    export function login(url: string, name: string, password: string, done: (error?: Error) => void) {
      const client = ldap.createClient({ url, timeout: 1000, connectTimeout: 1000 });
      client.bind(name, password, (error) => {
        client.destroy();
        done(error);
      });
    }
  `,
});

test('what stays on the machine is a remark', () => {
  const found = analyse(`export const health = () => fetch('http://localhost:3000/health');`).findings;
  expect(found.filter((f) => f.rule === 'missing-timeout').map((f) => f.severity)).toEqual(['info']);
});

clean('unbounded-fanout', {
  'as many as a query was asked for': {
    files: {
      'rows.ts': `
        declare const db: { link: { findMany(how: object): Promise<{ url: string }[]> } };
        export const due = () => db.link.findMany({ where: { done: false }, take: 5 });
      `,
      'main.ts': `
        import { due } from './rows';
        export async function run() {
          const links = await due();
          await Promise.all(links.map((link) => fetch(link.url, { ${bounded} })));
        }
      `,
    },
  },
  'as many as a builder was told': `
    declare const table: { where(how: object): { limit(n: number): Promise<{ url: string }[]> } };
    export async function run() {
      const links = await table.where({ done: false }).limit(5);
      await Promise.all(links.map((link) => fetch(link.url, { ${bounded} })));
    }
  `,
  'what a function for one batch is handed': `
    export async function sendBatch(links: string[]) {
      await Promise.allSettled(links.map((link) => fetch(link, { ${bounded} })));
    }
  `,
});

faults('unbounded-fanout', {
  'as many as a query was asked for, which are many': `
    declare const db: { link: { findMany(how: object): Promise<{ url: string }[]> } };
    export async function run() {
      const links = await db.link.findMany({ take: 5000 });
      await Promise.all(links.map((link) => fetch(link.url, { ${bounded} })));
      //                ^^^^^^^^^ unbounded-fanout
    }
  `,
});

clean('missing-timeout', {
  'a listener for the end of a signal that destroys the request': `
    import https from 'node:https';
    export function get(url: string) {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 3000);
      const request = https.request(url, (response) => response.on('end', () => clearTimeout(timer)));
      controller.signal.addEventListener('abort', () => { request.destroy(); }, { once: true });
      request.end();
    }
  `,
  'a named listener for a signal from elsewhere': `
    import https from 'node:https';
    export function get(url: string, signal: AbortSignal) {
      const request = https.request(url);
      const stop = () => request.destroy();
      signal.addEventListener('abort', stop);
      request.end();
    }
  `,
});

noCalls('missing-timeout', {
  'a file that is delivered with the code': `
    export const font = () => fetch(new URL('./font.woff', import.meta.url)).then((answer) => answer.arrayBuffer());
  `,
  'an address that holds its answer': `export const empty = () => fetch('data:text/plain;base64,' + btoa('a'));`,
  'something a page holds': 'export const read = (blob: Blob) => fetch(URL.createObjectURL(blob));',
  'a file of an extension': `export const page = () => fetch(chrome.runtime.getURL('page.html'));`,
});

faults('missing-timeout', {
  'an address that only starts from where the code lies': `
    export const away = () => fetch(new URL('https://a.test/x', import.meta.url));
    //                        ^^^^^ missing-timeout
  `,
  'an address that is made anew from itself': `
    import https from 'node:https';
    export function download(url: URL, redirects = 0) {
      const request = https.request(url, (answer) => {
      //              ^^^^^^^^^^^^^ missing-timeout
        if (answer.headers.location !== undefined && redirects < 5) download(new URL(answer.headers.location, url), redirects + 1);
      });
      request.end();
    }
  `,
  'a listener for another event': `
    import https from 'node:https';
    export function get(url: string, signal: AbortSignal) {
      const request = https.request(url);
      //              ^^^^^^^^^^^^^ missing-timeout
      signal.addEventListener('done', () => request.destroy());
      request.end();
    }
  `,
});

test('what is known to stay on the machine is a remark, what may leave it is none', () => {
  const severity = (code: string): readonly string[] =>
    analyse(code)
      .findings.filter(({ rule }) => rule === 'missing-timeout' || rule === 'unbounded-retry')
      .map(({ rule, severity: loud }) => `${rule} ${loud}`)
      .sort();
  expect(severity("export const up = () => fetch('http://localhost:3000/health');")).toEqual(['missing-timeout info']);
  expect(severity(`export const up = (port: number) => fetch('http://127.0.0.1:' + port + '/health');`)).toEqual(['missing-timeout info']);
  expect(severity("export const up = () => fetch((process.env.HOST ?? 'http://localhost:3000') + '/health');")).toEqual([
    'missing-timeout error',
  ]);
  expect(severity("export const up = () => fetch('http://localhost.example.com/health');")).toEqual(['missing-timeout error']);
  const request = (host: string) =>
    `import http from 'node:http';\nexport const up = () => http.request({ hostname: '${host}', port: 80 });`;
  expect(severity(request('127.0.0.1'))).toEqual(['missing-timeout info']);
  expect(severity(request('a.test'))).toEqual(['missing-timeout error']);
  const loop = (url: string): string =>
    `export async function load() { for (;;) { try { return await fetch('${url}'); } catch { await new Promise((r) => setTimeout(r, 500)); } } }`;
  expect(severity(loop('http://localhost:3000'))).toEqual(['missing-timeout info', 'unbounded-retry info']);
  expect(severity(loop('http://a.test'))).toEqual(['missing-timeout error', 'unbounded-retry error']);
});

clean('unsafe-retry', {
  'a write that was not let in, sent again with a new token': `
    declare function login(): Promise<void>;
    export class Client {
      async send(url: string, body: string, again = 0): Promise<Response> {
        try {
          const response = await fetch(url, { method: 'POST', body, ${bounded} });
          if (!response.ok) throw Object.assign(new Error('bad'), { status: response.status });
          return response;
        } catch (error) {
          if ((error as { status: number }).status === 401 && again < 2) {
            await login();
            return this.send(url, body, again + 1);
          }
          throw error;
        }
      }
    }
  `,
  'a write that was one too many, after a guard': `
    export async function send(url: string, body: string, again = 0): Promise<unknown> {
      try {
        return await fetch(url, { method: 'POST', body, ${bounded} });
      } catch (error) {
        if ((error as { status: number }).status !== 429 || again > 2) throw error;
        await new Promise((r) => setTimeout(r, 1000));
        return send(url, body, again + 1);
      }
    }
  `,
  'a loop that goes round for a limit of its rate only': `
    export async function send(url: string, body: string) {
      for (let i = 0; i < 3; i++) {
        const response = await fetch(url, { method: 'POST', body, ${bounded} });
        if (response.status === 429) {
          await new Promise((r) => setTimeout(r, 1000 * 2 ** i));
          continue;
        }
        if (!response.ok) throw new Error('bad');
        return response;
      }
    }
  `,
});

faults('unsafe-retry', {
  'a write that was not let in, or that failed over there': `
    export async function send(url: string, body: string, again = 0): Promise<unknown> {
      try {
        return await fetch(url, { method: 'POST', body, ${bounded} });
        //           ^^^^^ unsafe-retry
      } catch (error) {
        const { status } = error as { status: number };
        if ((status === 401 || status >= 500) && again < 2) return send(url, body, again + 1);
        throw error;
      }
    }
  `,
  'a loop that goes round for failures, too': `
    export async function send(url: string, body: string) {
      for (let i = 0; i < 3; i++) {
        try {
          const response = await fetch(url, { method: 'POST', body, ${bounded} });
          //                     ^^^^^ unsafe-retry
          if (response.status === 429) continue;
          return response;
        } catch {
          await new Promise((r) => setTimeout(r, 1000));
        }
      }
    }
  `,
});

clean('retry-without-backoff', {
  'a pause where the answer is refused, while a failure leaves the loop': `
    const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));
    export async function get(url: string) {
      for (let i = 0; i <= 3; i++) {
        const response = await fetch(url, { ${bounded} });
        if (response.status === 429) {
          if (i === 3) throw new Error('too many');
          await sleep(2 ** i * 1000);
          continue;
        }
        if (!response.ok) throw new Error('bad');
        return response;
      }
    }
  `,
});

faults('retry-without-backoff', {
  'no pause where the answer is refused': `
    export async function get(url: string) {
      for (let i = 0; i <= 3; i++) {
    //^^^ retry-without-backoff
        const response = await fetch(url, { ${bounded} });
        if (response.status === 429) continue;
        if (!response.ok) throw new Error('bad');
        return response;
      }
    }
  `,
});

clean('signal-cannot-fire', {
  'signals that are gathered one by one': `
    const either = (all: AbortSignal[]) => (all.length > 1 ? AbortSignal.any(all) : all[0]);
    export function get(url: string, timeout?: number) {
      const signals: AbortSignal[] = [];
      if (timeout) {
        const own = new AbortController();
        setTimeout(() => own.abort(), timeout);
        signals.push(own.signal);
      }
      return fetch(url, { signal: either(signals) });
    }
  `,
});

clean('unbounded-fanout', {
  'what is left of a written list': `
    export async function hook(known: Set<string>) {
      const kinds = ['created', 'changed', 'deleted'];
      const missing = kinds.filter((kind) => !known.has(kind));
      await Promise.all(missing.map((kind) => fetch('https://a.test/' + kind, { ${bounded} })));
    }
  `,
});

clean('client-per-request', {
  'what is made from a client that is shared': `
    import Redis from 'ioredis';
    const redis = new Redis({ commandTimeout: 100 });
    export async function drop(keys: string[]) {
      const pipeline = redis.pipeline();
      for (const key of keys) pipeline.del(key);
      await pipeline.exec();
    }
  `,
});

clean('missing-timeout', {
  'options from outside, or none instead': `
    import { S3Client, ListBucketsCommand } from '@aws-sdk/client-s3';
    export class Files {
      private client: S3Client;
      constructor(config?: ConstructorParameters<typeof S3Client>[0]) {
        this.client = new S3Client(config ?? {});
      }
      list = () => this.client.send(new ListBucketsCommand({}));
    }
  `,
  'pages that are turned with a client from outside': `
    import { paginateQuery, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
    export async function rows(client: DynamoDBClient) {
      for await (const page of paginateQuery({ client }, { TableName: 'a' })) console.log(page);
    }
  `,
});

clean('unbounded-retry', {
  'starting over for an error that only the program itself throws': `
    export class TokenExpired extends Error {}
    declare function analytics(): Promise<object>;
    export async function load(url: string): Promise<unknown> {
      try {
        const answer = await analytics();
        await fetch(url, { method: 'PUT', body: JSON.stringify(answer), ${bounded} });
        return answer;
      } catch (error) {
        if (error instanceof TokenExpired) return load(url);
      }
    }
  `,
});

clean('unbounded-retry', {
  'starting over once, as a flag tells': `
    export async function load(url: string, again = false): Promise<unknown> {
      try {
        return await fetch(url, { ${bounded} });
      } catch (error) {
        if (again) throw error;
        return load(url, true);
      }
    }
  `,
});

faults('unbounded-retry', {
  'starting over for all but an error of the program': `
    export class Fatal extends Error {}
    export async function load(url: string): Promise<unknown> {
      try {
        return await fetch(url, { ${bounded} });
      } catch (error) {
        if (error instanceof Fatal) throw error;
        return load(url);
        //     ^^^^ unbounded-retry
      }
    }
  `,
});

clean('unbounded-retry', {
  'a counter that is raised before it is handed on, and asked at the top': `
    const most = 3;
    export async function load(url: string, tries = 0): Promise<unknown> {
      if (tries > most) throw new Error('gone');
      try {
        return await fetch(url, { ${bounded} });
      } catch {
        tries++;
        return load(url, tries);
      }
    }
  `,
});

clean('retry-blind-to-status', {
  'a status that is looked at behind a handler of the failure': `
    export async function load(url: string) {
      for (let i = 0; i < 3; i++) {
        try {
          const answer = await fetch(url, { ${bounded} }).catch((error) => { throw new Error('gone', { cause: error }); });
          if (answer.status !== 200) throw new Error('bad');
          return await answer.json();
        } catch {
          await new Promise((r) => setTimeout(r, 1000));
        }
      }
    }
  `,
});

clean('missing-timeout', {
  'a request that brings its own bound': `
    export const load = (url: string) => fetch(new Request(url, { ${bounded} }));
  `,
  'a request that somebody else made': `
    export const load = (request: Request) => fetch(request);
  `,
});

faults('missing-timeout', {
  'a request that brings no bound': `
    export const load = (url: string) => fetch(new Request(url, { method: 'POST' }));
    //                                   ^^^^^ missing-timeout
  `,
  'an address that is made of parts': `
    export const load = (url: string) => fetch(new URL('/x', url));
    //                                   ^^^^^ missing-timeout
  `,
});

clean('unbounded-retry', {
  'a poller that goes round when all went well, too': `
    declare const take: (rows: unknown) => void;
    export class Sequencer {
      async poll(url: string): Promise<void> {
        try {
          take(await fetch(url, { ${bounded} }));
          void this.poll(url);
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 1000));
          void this.poll(url);
        }
      }
    }
  `,
  'a stream that is opened anew, and what is asked on its way': `
    declare function open(): AsyncIterable<string>;
    export async function start(url: string): Promise<void> {
      try {
        for await (const event of open()) await fetch(url + event, { ${bounded} });
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 1000));
        return start(url);
      }
    }
  `,
  'the same with something else in its place': `
    declare const second: string;
    export async function load(url: string): Promise<Response> {
      try {
        return await fetch(url, { ${bounded} });
      } catch {
        return load(url.replace('//a.', '//b.'));
      }
    }
  `,
});

clean('unsafe-retry', {
  'a query that is asked by POST': `
    export async function ask(body: string) {
      for (let i = 0; i < 3; i++) {
        try {
          return await fetch('https://a.test/graphql', { method: 'POST', body, ${bounded} });
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** i * Math.random()));
        }
      }
    }
  `,
  'words that a model is asked for': `
    export async function embedAll(url: string, body: string) {
      for (let i = 0; i < 3; i++) {
        try {
          return await fetch(url + '/v1/embeddings', { method: 'POST', body, ${bounded} });
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** i * Math.random()));
        }
      }
    }
  `,
});

clean('missing-timeout', {
  'a request that somebody signed': `
    interface Signer { sign(input: unknown, init?: RequestInit): Promise<any> }
    export const signing = (signer: Signer) => async (input: string, init?: RequestInit) => {
      const signed = await signer.sign(input, init);
      return fetch(signed);
    };
  `,
  'a request that is handed on': `
    export const logged = (log: (x: unknown) => void) => async (request: any) => {
      log(request);
      return await fetch(request);
    };
  `,
});

noCalls('missing-timeout', {
  'a socket for a connection that came in': `
    import { WebSocket } from 'ws';
    export const upgraded = () => new WebSocket(null, undefined, { autoPong: true });
  `,
});

test('what may be an opinion only is told as one', () => {
  const loud = (code: string, files: Record<string, string> = {}): readonly string[] =>
    analyse({ files: { 'package.json': '{}', ...files, 'main.ts': code } })
      .findings.filter(({ rule }) => /^(?:missing-timeout|unbounded-retry|unbounded-fanout|limiter-per-call|excessive-timeout)$/.test(rule))
      .map(({ rule, severity }) => `${rule} ${severity}`);
  const library = { 'package.json': '{"name":"a","main":"main.js"}' };
  const own = `export class Api {
    private readonly send: typeof fetch;
    constructor(options?: { fetch?: typeof fetch }) { this.send = options?.fetch ?? fetch; }
    user(url: string) { return this.send(url, { method: 'GET' }); }
  }`;
  // Whoever installs the library may hand in what bounds it.
  expect(loud(own, library)).toEqual(['missing-timeout info']);
  expect(loud(own)).toEqual(['missing-timeout error']);
  expect(loud(`export const trackEvent = (url: string) => fetch(url, { method: 'POST' });`)).toEqual(['missing-timeout info']);
  expect(loud(`import { Client } from 'ssh2'; const c = new Client(); c.on('ready', () => c.shell(() => {}));`)).toEqual([
    'missing-timeout info',
  ]);
  const poll = (name: string) =>
    `export async function ${name}(u: string): Promise<Response> { try { return await fetch(u, { ${bounded} }); } catch { await new Promise((r) => setTimeout(r, 500)); return ${name}(u); } }`;
  expect(loud(poll('load'))).toEqual(['unbounded-retry error']);
  expect(loud(poll('waitUntilUp'))).toEqual(['unbounded-retry info']);
  const within = (ms: number) => `export const user = (u: string) => fetch(u, { signal: AbortSignal.timeout(${ms}) });`;
  expect(loud(within(90_000))).toEqual(['excessive-timeout info']);
  expect(loud(within(3_600_000))).toEqual(['excessive-timeout warning']);
});

clean('unbounded-retry', {
  'a failure that a function on the way keeps to itself': `
    const resolve = async (url: string) => {
      try {
        return await fetch(url, { ${bounded} });
      } catch (error) {
        console.error(error);
        return undefined;
      }
    };
    declare function other(x: unknown): Promise<void>;
    export async function start(url: string): Promise<void> {
      try {
        await other(await resolve(url));
      } catch {
        await new Promise((done) => setTimeout(done, 1000));
        return start(url);
      }
    }
  `,
});

clean('signal-not-forwarded', {
  'a signal that goes on under another name': `
    declare function request(options: unknown): Promise<unknown>;
    export async function load(url: string, cancellation: AbortSignal) {
      let signal: AbortSignal | undefined;
      if (!cancellation.aborted) signal = cancellation;
      await request({ signal });
      return await fetch(url, { signal: AbortSignal.timeout(1000) });
    }
  `,
});

test('what there are few of is not told to grow', () => {
  const said = (list: string): readonly boolean[] =>
    analyse(`export const all = (${list}: string[]) => Promise.all(${list}.map((one) => fetch('https://a.test/' + one, { ${bounded} })));`)
      .findings.filter(({ rule }) => rule === 'unbounded-fanout')
      .map(({ message }) => message.includes('a long list exhausts'));
  expect(said('regions')).toEqual([false]);
  expect(said('monitorRegions')).toEqual([false]);
  expect(said('users')).toEqual([true]);
  expect(said('recipients')).toEqual([true]);
});

test('whoever installs a library may hand in the options of its client', () => {
  const loud = (made: string): readonly string[] =>
    analyse({
      files: {
        'package.json': '{"name":"a","main":"main.js"}',
        'main.ts': `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
          export class Store {
            private client: S3Client;
            constructor(config: { region?: string; sdk?: object } = {}) { this.client = ${made}; }
            get(input: any) { return this.client.send(new GetObjectCommand(input)); }
          }
          export const store = new Store();`,
      },
    })
      .findings.filter(({ rule }) => rule === 'missing-timeout')
      .map(({ severity }) => severity);
  // Nobody need be alarmed; its authors are told that there is none by default.
  expect(loud('new S3Client(config.sdk ?? {})')).toEqual(['info']);
  expect(loud('new S3Client({ ...config.sdk })')).toEqual(['info']);
  expect(loud('new S3Client({ region: config.region })')).toEqual(['error']);
});

test('what a library ends by itself does not hang, whatever it is that ends it', () => {
  const told = (dependencies: string, text: string): readonly string[] =>
    analyse({ files: { 'package.json': `{"dependencies":{${dependencies}}}`, 'main.ts': text } })
      .findings.filter(({ rule }) => rule === 'missing-timeout')
      .map(({ severity }) => severity);
  const query = "import { BigQuery } from '@google-cloud/bigquery';\nexport const rows = () => new BigQuery().query('select 1');";
  expect(told('"@google-cloud/bigquery":"^7.9.3"', query)).toEqual([]);
  expect(told('"@google-cloud/bigquery":"^8.0.0"', query)).toEqual(['error']);
  const v2 =
    "import { v2 } from '@google-cloud/translate';\nexport const say = (text: string) => new v2.Translate().translate(text, 'de');";
  expect(told('"@google-cloud/translate":"8.5.1"', v2)).toEqual([]);
  expect(told('"@google-cloud/translate":"9.4.2"', v2)).toEqual(['error']);
  const flush = "import { connect } from 'nats';\nexport const end = async () => { const nc = await connect(); await nc.flush(); };";
  expect(told('"nats":"2.29.3"', flush)).toEqual([]);
});

clean('unsafe-retry', {
  'steps from state to state, until one of a list of words is reached': `
    const over = new Set<string>(['done', 'failed']);
    interface Step { id: string; status: string; version: number }
    declare function find(id: string): Promise<Step | undefined>;
    async function advance(step: Step) {
      return await fetch('https://a.test', { method: 'POST', body: step.id, ${bounded} });
    }
    export async function run(first: Step) {
      let current = first;
      for (let step = 0; step < 12; step += 1) {
        await advance(current);
        const next = await find(current.id);
        if (!next || over.has(next.status)) return;
        if (next.version === current.version) return;
        current = next;
      }
      throw new Error('too many steps');
    }
  `,
});

test('an answer whose status is one of a list of numbers is sent for again', () => {
  const { findings } = analyse(`
    const passing = new Set([502, 503]);
    export async function load(url: string) {
      for (let tries = 0; tries < 12; tries += 1) {
        const response = await fetch(url, { ${bounded} });
        if (!passing.has(response.status)) return response;
      }
      throw new Error('no');
    }
  `);
  expect(findings.map(({ rule }) => rule)).toContain('retry-without-backoff');
});

clean('unbounded-retry', {
  'whoever sits in front of it is asked whether to go on': `
    import { prompt } from 'gluegun';
    export async function asked(url: string) {
      for (;;) {
        try {
          return await fetch(url, { ${bounded} });
        } catch {
          const { again } = await prompt.ask({ type: 'confirm', name: 'again' });
          if (!again) break;
        }
      }
      return undefined;
    }
  `,
  'pages, of which each item is put away by itself': `
    declare const items: { put(item: unknown): Promise<void> };
    declare function nextOf(page: unknown): string | undefined;
    export async function pull(first: string) {
      let url = first;
      let more = true;
      let failures = 0;
      do {
        const page = await fetch(url, { ${bounded} }).then((response) => response.json());
        for (const item of page.items) {
          try {
            await fetch(item.url, { method: 'PUT', ${bounded} });
          } catch {
            failures++;
          }
        }
        const next = nextOf(page);
        if (next) url = next;
        else more = false;
      } while (more);
      return failures;
    }
  `,
});

test('what a handler only logs, and a list that is the same in each round, end nothing', () => {
  const told = (source: string): readonly string[] =>
    analyse(source)
      .findings.filter(({ rule }) => rule === 'unbounded-retry')
      .map(({ severity }) => severity);
  expect(
    told(`
      export async function load(url: string) {
        const again = isOn();
        for (;;) {
          try {
            return await fetch(url, { ${bounded} });
          } catch (error) {
            const text = String(error);
            if (!text) break;
          }
        }
        return again;
      }
      declare function isOn(): boolean;
    `),
  ).toHaveLength(1);
  expect(
    told(`
      export async function first(urls: string[]) {
        let done = false;
        do {
          for (const url of urls) {
            try {
              await fetch('https://a.test', { method: 'PUT', ${bounded} });
              done = true;
            } catch {
              console.log(url);
            }
          }
        } while (!done);
      }
    `),
  ).toHaveLength(1);
});

clean('retry-without-timeout', {
  'what went wrong is written down in the place of what went well': `
    declare function work(): Promise<void>;
    declare const url: string;
    const save = (task: { state: string }) => fetch(url, { method: 'PUT', body: JSON.stringify(task) });
    export async function run(task: { state: string }) {
      try {
        task.state = 'running';
        await save(task);
        await work();
        task.state = 'done';
        await save(task);
      } catch {
        task.state = 'failed';
        await save(task);
      }
    }
  `,
  'the same is asked of another, with a client of its own': `
    import { WebClient } from '@slack/web-api';
    declare function tokenOf(user: string): Promise<string>;
    async function clientOf(user: string) {
      return new WebClient(await tokenOf(user));
    }
    export async function open(first: string, second: string) {
      const users = [first, second];
      let client;
      for (let i = 0; i < users.length; i++) {
        const user = users[i];
        client = await clientOf(user);
        try {
          return await client.auth.test();
        } catch (error) {
          console.error(error);
        }
      }
      return undefined;
    }
  `,
});

test('a second try with the same work is one, and so is a client that is made anew for each try', () => {
  const told = (source: string): number => analyse(source).findings.filter(({ rule }) => rule === 'retry-without-timeout').length;
  expect(
    told(`
      declare const url: string;
      const save = (task: { state: string }) => fetch(url, { method: 'PUT', body: JSON.stringify(task) });
      export async function run(task: { state: string }) {
        try {
          await save(task);
        } catch {
          await save(task);
        }
      }
    `),
  ).toBe(1);
  expect(
    told(`
      import { WebClient } from '@slack/web-api';
      export async function open(token: string) {
        let client;
        for (let i = 0; i < 3; i++) {
          client = new WebClient(token);
          try {
            return await client.auth.test();
          } catch (error) {
            console.error(error);
          }
        }
        return undefined;
      }
    `),
  ).toBe(1);
});

test('a class that counts and asks whether it is connected breaks no circuit', () => {
  const told = (asks: string, makes: string): number =>
    analyse(`
      export class Store {
        private state: unknown;
        private used = 0;
        start() { this.state = ${makes}; }
        count() { this.used++; return Date.now(); }
        run(work: () => Promise<unknown>) {
          if (${asks}) throw new Error('no');
          this.count();
          return work();
        }
      }
      declare function connect(): unknown;
      const store = new Store();
      export const load = (url: string) => store.run(() => fetch(url));
    `).findings.filter(({ rule }) => rule === 'breaker-without-timeout').length;
  expect(told('!this.state', 'connect()')).toBe(0);
  expect(told("this.state === 'open'", "'open'")).toBe(1);
});
