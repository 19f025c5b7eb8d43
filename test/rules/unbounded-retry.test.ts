import { expect, test } from 'vitest';
import { clean, faults, noCalls } from '../harness/cases';
import { analyse, check } from '../harness/check';

const rule = 'unbounded-retry';
const sleep = 'const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));\n';

const once = 'signal: AbortSignal.timeout(1000)';

faults(rule, {
  'the same request, of which only the count is left out': `
    export async function list(url: string, tries = 0): Promise<Response> {
      try {
        return await fetch(url, { signal: AbortSignal.timeout(1000) });
      } catch (error) {
        console.warn(tries);
        return list(url);
        //     ^^^^ unbounded-retry
      }
    }
  `,
  'a counter that starts anew with each try': `
    export async function load(url: string): Promise<Response> {
      let tries = 0;
      try {
        return await fetch(url, { signal: AbortSignal.timeout(1000) });
      } catch (error) {
        if (++tries < 3) return load(url);
        //                      ^^^^ unbounded-retry
        throw error;
      }
    }
  `,
  'in the executor of a promise, told by an event': `
    import https from 'node:https';
    export function send(url: string): Promise<unknown> {
      return new Promise((resolve, reject) => {
        const request = https.request(url, { ${once} }, resolve);
        request.on('error', () => {
          setTimeout(() => send(url).then(resolve, reject), 100);
          //               ^^^^ unbounded-retry
        });
        request.end();
      });
    }
  `,
  'in a function that is queued, by the status of an answer that was read': `
    import https from 'node:https';
    declare const queue: { add(work: (done: () => void) => void): void };
    export class Rest {
      request(path: string, soon?: boolean): Promise<string> {
        return new Promise((resolve, reject) => {
          let tries = 0;
          const work = (done: () => void) => {
            const request = https.request({ path, host: 'x.test', ${once} });
            request.once('error', reject).once('response', (answer) => {
              let text = '';
              if (answer.headers.date) console.log(Date.now() - 5000);
              answer.on('data', (part) => { text += part; }).once('end', () => {
                if (answer.statusCode >= 300) {
                  if (answer.statusCode === 502 && ++tries < 4) {
                    setTimeout(() => { this.request(path, true).then(resolve).catch(reject); }, 100);
                    //                 ^^^^^^^^^^^^ unbounded-retry
                    return done();
                  }
                  return reject(new Error(text));
                }
                done();
                resolve(text);
              });
            });
            request.end();
          };
          queue.add(work);
        });
      }
    }
  `,
  'in an async function that is bound and queued, by the status of its answer': `
    declare const queue: { add(work: (done: () => void) => void): void };
    export class Rest {
      request(path: string): Promise<string> {
        let tries = 0;
        return new Promise<string>((resolve, reject) => {
          async function attempt(this: Rest, done: () => void): Promise<void> {
            try {
              const answer = await fetch(path, { ${once} });
              const text = await answer.text();
              if (answer.status > 300) {
                if (answer.status === 502 && ++tries < 4) {
                  setTimeout(() => { this.request(path).then(resolve).catch(reject); }, 100);
                  //                 ^^^^^^^^^^^^ unbounded-retry
                  return done();
                }
                return reject(new Error(text));
              }
              resolve(text);
            } catch (error) {
              reject(error);
            }
          }
          queue.add(attempt.bind(this));
        });
      }
    }
  `,
  'a listener that hears once, and hands the failure to another method': `
    import https from 'node:https';
    function once<T extends Function>(fn: T): T { let done = false; return ((...all: unknown[]) => { if (!done) { done = true; fn(...all); } }) as unknown as T; }
    export class Pool {
      send(path: string, callback: (error: Error | null, answer?: unknown) => void): void {
        const request = https.request({ path, host: 'a.test', ${once} }, (answer) => callback(null, answer));
        request.on('error', once((error: Error) => { this.failed(error, path, callback); }));
        request.end();
      }
      private failed(error: Error, path: string, callback: (error: Error | null, answer?: unknown) => void): void {
        console.error(error.message);
        this.send(path, callback);
      //^^^^^^^^^ unbounded-retry
      }
    }
  `,
  'a helper that tells errors apart, and counts nothing': `
    ${sleep}
    let last: unknown;
    function isGone(error: unknown): boolean {
      last = error;
      return error instanceof TypeError;
    }
    export async function user(url: string) {
      for (;;) {
    //^^^ unbounded-retry
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          if (!isGone(error)) throw error;
          await sleep(100);
        }
      }
    }
  `,
  'success goes on with the loop around it': `
    export async function all(urls: string[]) {
      outer: for (const url of urls) {
        for (;;) {
      //^^^ unbounded-retry
          try {
            await fetch(url, { signal: AbortSignal.timeout(1000) });
            continue outer;
          } catch {}
        }
      }
    }
  `,
  'a flag that only an answer sets, asked at the top': `
    export async function user(url: string) {
      let gone = false;
      for (;;) {
    //^^^ unbounded-retry
        if (gone) return undefined;
        try {
          const response = await fetch(url, { signal: AbortSignal.timeout(1000) });
          if (response.ok) return response;
          if (response.status === 404) gone = true;
        } catch {}
      }
    }
  `,
  'a limit in front of another loop that tries again': `
    export async function all(url: string) {
      const start = Date.now();
      while (true) {
        if (Date.now() - start > 10_000) throw new Error('late');
        for (;;) {
      //^^^ unbounded-retry
          try {
            return await fetch(url, { signal: AbortSignal.timeout(1000) });
          } catch {}
        }
      }
    }
  `,
  'a name for something else than the number of tries': `
    export async function load(url: string, attempt?: number): Promise<Response> {
      try {
        return await fetch(url, { signal: AbortSignal.timeout(1000) });
      } catch (error) {
        const known = error instanceof TypeError;
        if (known) {
          return load(url);
          //     ^^^^ unbounded-retry
        }
        throw error;
      }
    }
  `,
  'a connection that a method opens anew at once': `
    import WebSocket from 'ws';
    export class Feed {
      private socket?: WebSocket;
      constructor(private readonly url: string) {}
      connect() {
        this.socket = new WebSocket(this.url, { handshakeTimeout: 1000 });
        this.socket.on('close', () => this.reopen());
      }
      private reopen() {
        this.socket = undefined;
        this.connect();
    //  ^^^^^^^^^^^^ unbounded-retry
      }
    }
  `,
  'a listener that is a bound method, two methods away': `
    import net from 'node:net';
    export class Link {
      open() {
        const socket = net.connect({ port: 1, host: 'a.test', timeout: 1000 });
        socket.on('close', this.lost.bind(this));
      }
      private lost() {
        this.again();
      }
      private again() {
        this.open();
    //  ^^^^^^^^^ unbounded-retry
      }
    }
  `,
  'a failure that is handed to a function with a timer': `
    export class Sender {
      async send(url: string): Promise<void> {
        try {
          await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch {
          this.later(url);
        }
      }
      private later(url: string) {
        setTimeout(() => this.send(url), 1000);
    //                   ^^^^^^^^^ unbounded-retry
      }
    }
  `,
  'a connection that is opened anew at once when it closes': `
    import WebSocket from 'ws';
    export function connect(url: string) {
      const socket = new WebSocket(url, { handshakeTimeout: 1000 });
      socket.on('close', () => connect(url));
      //                       ^^^^^^^ unbounded-retry
    }
  `,
  'a listener that is the function itself': `
    import net from 'node:net';
    export function link() {
      const socket = net.connect({ port: 1, host: 'a.test', timeout: 1000 });
      socket.on('close', link);
    //^^^^^^^^^ unbounded-retry
    }
  `,
  'a request that an error sends again': `
    import https from 'node:https';
    export function get(url: string) {
      const request = https.get(url, { signal: AbortSignal.timeout(1000) });
      request.on('error', () => setTimeout(() => get(url), 1000));
      //                                         ^^^ unbounded-retry
    }
  `,
  'a counter that is set back': `
    ${sleep}
    export async function user(url: string) {
      let tries = 0;
      for (;;) {
    //^^^ unbounded-retry
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch {
          tries++;
          if (tries > 5) tries = 0;
          await sleep(100);
        }
      }
    }
  `,
  'a loop that never gives up': `
    export async function user(url: string) {
      while (true) {
    //^^^^^ unbounded-retry
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch {
          continue;
        }
      }
    }
  `,
  'a pause does not make an end': `
    ${sleep}
    export async function user(url: string) {
      for (;;) {
    //^^^ unbounded-retry
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch {
          await sleep(1000);
        }
      }
    }
  `,
  'until the answer is a good one': `
    ${sleep}
    export async function user(url: string) {
      while (true) {
    //^^^^^ unbounded-retry
        const answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
        if (answer.ok) return answer.json();
        await sleep(500);
      }
    }
  `,
  'the head asks for a good one': `
    ${sleep}
    export async function user(url: string) {
      let answer: Response;
      do {
    //^^ unbounded-retry
        answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
        await sleep(500);
      } while (!answer.ok);
      return answer;
    }
  `,
  'a result that says whether it is one': `
    export async function user(url: string) {
      let result: { ok: boolean; answer?: Response } = { ok: false };
      while (!result.ok) {
    //^^^^^ unbounded-retry
        try {
          result = { ok: true, answer: await fetch(url, { signal: AbortSignal.timeout(1000) }) };
        } catch (error) {
          if (error instanceof TypeError) continue;
          throw error;
        }
      }
      return result.answer;
    }
  `,
  'a function that calls itself': `
    export async function user(url: string): Promise<Response> {
      try {
        return await fetch(url, { signal: AbortSignal.timeout(1000) });
      } catch {
        return user(url);
    //         ^^^^ unbounded-retry
      }
    }
  `,
  'a rejection handler that starts over': `
    export function user(url: string): Promise<Response> {
      return fetch(url, { signal: AbortSignal.timeout(1000) }).catch(() => user(url));
    //                                                                     ^^^^ unbounded-retry
    }
  `,
  'a timer that starts over': `
    export async function load(url: string): Promise<void> {
      try {
        await fetch(url, { signal: AbortSignal.timeout(1000) });
      } catch {
        setTimeout(() => load(url), 1000);
    //                   ^^^^ unbounded-retry
      }
    }
  `,
  'an option without an end': `
    import pRetry from 'p-retry';
    export const user = (url: string) => pRetry(() => fetch(url, { signal: AbortSignal.timeout(1000) }), { retries: Infinity });
    //                                   ^^^^^^ unbounded-retry
  `,
  forever: `
    import retry from 'async-retry';
    export const user = (url: string) => retry(() => fetch(url, { signal: AbortSignal.timeout(1000) }), { forever: true });
    //                                   ^^^^^ unbounded-retry
  `,
  'a policy without a cap': `
    import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
    const policy = retry(handleAll, { backoff: new ExponentialBackoff() });
    //             ^^^^^ unbounded-retry
    export const user = (url: string) => policy.execute(() => fetch(url, { signal: AbortSignal.timeout(1000) }));
  `,
  'a do loop that goes on while it fails': `
    export async function user(url: string) {
      let answer: Response | undefined;
      do {
    //^^ unbounded-retry
        try {
          answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch {}
      } while (answer === undefined);
      return answer;
    }
  `,
});

clean(rule, {
  'another request, without what the other side knows no more': `
    export async function list(url: string, page: string, token?: string): Promise<Response> {
      try {
        return await fetch(\`\${url}?\${page}&\${token}\`, { signal: AbortSignal.timeout(1000) });
      } catch (error) {
        if ((error as any).status === 410) return list(url, page);
        throw error;
      }
    }
  `,
  'a listener that is taken off, in itself, when something went wrong': `
    import { WebSocket } from 'ws';
    export function tunnel(ws: WebSocket, url: string): Promise<WebSocket> {
      return new Promise((resolve, reject) => {
        const onMessage = async (data: Buffer) => {
          try {
            await fetch(url, { method: 'POST', body: data, signal: AbortSignal.timeout(1000) });
            ws.off('message', onMessage);
            resolve(ws);
          } catch (error) {
            ws.off('message', onMessage);
            reject(error);
          }
        };
        ws.on('message', onMessage);
      });
    }
  `,
  'a counter that is kept outside of what is entered again': `
    export function load(url: string): Promise<Response> {
      let tries = 0;
      const attempt = async (): Promise<Response> => {
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          if (++tries < 3) return attempt();
          throw error;
        }
      };
      return attempt();
    }
  `,
  'a counter that is handed on through an executor': `
    import https from 'node:https';
    export function send(url: string, tries = 0): Promise<unknown> {
      return new Promise((resolve, reject) => {
        const request = https.request(url, { ${once} }, resolve);
        request.on('error', (error) => {
          if (tries > 3) return reject(error);
          setTimeout(() => send(url, tries + 1).then(resolve, reject), 100);
        });
        request.end();
      });
    }
  `,
  'a redirect that an event tells': `
    import https from 'node:https';
    export function load(url: string): Promise<unknown> {
      return new Promise((resolve, reject) => {
        const request = https.get(url, { ${once} });
        request.on('error', reject).on('response', (answer) => {
          if (answer.statusCode >= 300 && answer.statusCode < 400) load(url).then(resolve, reject);
          else resolve(answer);
        });
      });
    }
  `,
  'a failure goes on with the loop around it': `
    export async function all(urls: string[]) {
      outer: for (const url of urls) {
        for (;;) {
          try {
            const answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
            if (answer.headers.get('next') === null) continue outer;
          } catch {
            continue outer;
          }
        }
      }
    }
  `,
  'a number of tries that has a name': `
    export async function load(url: string, attempt?: number): Promise<Response> {
      try {
        return await fetch(url, { signal: AbortSignal.timeout(1000) });
      } catch (error) {
        const known = error instanceof TypeError;
        const tooMany = attempt && attempt > 2;
        if (!tooMany && known) {
          await new Promise((resolve) => setTimeout(resolve, 50));
          const next = attempt ? attempt + 1 : 1;
          return load(url, next);
        }
        throw error;
      }
    }
  `,
  'a poller, whose answers lead back as well': `
    export class Poller {
      poll(url: string) {
        fetch(url, { signal: AbortSignal.timeout(1000) })
          .then(() => this.next(url))
          .catch(() => this.next(url));
      }
      private next(url: string) {
        setTimeout(() => this.poll(url), 1000);
      }
    }
  `,
  'a function for both ends that starts the next round': `
    export class Poller {
      async poll(url: string) {
        try {
          await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          console.error(error);
        }
        this.next(url);
      }
      private next(url: string) {
        setTimeout(() => this.poll(url), 1000);
      }
    }
  `,
  'a request for a new token on the way': `
    export class Api {
      async request(path: string): Promise<Response> {
        try {
          return await fetch('https://a.test' + path, { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          await this.login();
          throw error;
        }
      }
      private async login() {
        await this.request('/login');
      }
    }
  `,
  'a method that counts before it starts over': `
    import WebSocket from 'ws';
    export class Feed {
      private tries = 0;
      constructor(private readonly url: string) {}
      connect() {
        const socket = new WebSocket(this.url, { handshakeTimeout: 1000 });
        socket.on('close', () => this.reopen());
      }
      private reopen() {
        if (this.tries++ > 5) return;
        this.connect();
      }
    }
  `,
  'a connection that was closed on purpose stays closed': `
    import WebSocket from 'ws';
    export class Feed {
      private closed = false;
      constructor(private readonly url: string) {}
      connect() {
        const socket = new WebSocket(this.url, { handshakeTimeout: 1000 });
        socket.on('close', () => this.reopen());
      }
      private reopen() {
        if (this.closed) return;
        this.connect();
      }
      close() {
        this.closed = true;
      }
    }
  `,
  'a connection that comes back after a while': `
    import WebSocket from 'ws';
    export class Feed {
      constructor(private readonly url: string) {}
      connect() {
        const socket = new WebSocket(this.url, { handshakeTimeout: 1000 });
        socket.on('close', () => this.reopen());
      }
      private reopen() {
        setTimeout(() => this.connect(), 1000);
      }
    }
  `,
  'a message that opens another connection': `
    import WebSocket from 'ws';
    export class Feed {
      constructor(private url: string) {}
      connect() {
        const socket = new WebSocket(this.url, { handshakeTimeout: 1000 });
        socket.on('message', (to) => this.move(String(to)));
      }
      private move(to: string) {
        this.url = to;
        this.connect();
      }
    }
  `,
  'a handler that gives up': `
    export class Sender {
      async send(url: string): Promise<void> {
        try {
          await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          this.stop(error);
        }
      }
      private stop(error: unknown) {
        console.error(error);
      }
      async all(urls: string[]) {
        for (const url of urls) await this.send(url);
      }
    }
  `,
  'a bad answer is counted': `
    ${sleep}
    export async function user(url: string) {
      let tries = 0;
      while (true) {
        const answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
        if (answer.ok) return answer.json();
        if (++tries > 5) throw new Error('gone');
        await sleep(500);
      }
    }
  `,
  'a good answer, or enough of them': `
    export async function user(url: string) {
      let tries = 0;
      while (true) {
        const answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
        if (answer.ok || tries++ > 5) return answer.json();
      }
    }
  `,
  'the head looks at the clock too': `
    ${sleep}
    export async function user(url: string) {
      const end = Date.now() + 60_000;
      let answer: Response;
      do {
        answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
        await sleep(500);
      } while (!answer.ok && Date.now() < end);
      return answer;
    }
  `,
  'a signal ends it by throwing': `
    ${sleep}
    export async function user(url: string, signal: AbortSignal) {
      while (true) {
        try {
          return await fetch(url, { signal });
        } catch {}
        signal.throwIfAborted();
        await sleep(500);
      }
    }
  `,
  'a connection that is opened anew after a pause': `
    import WebSocket from 'ws';
    export function connect(url: string) {
      const socket = new WebSocket(url, { handshakeTimeout: 1000 });
      socket.on('close', () => setTimeout(() => connect(url), 5000));
    }
  `,
  'a connection that gives up after some tries': `
    import WebSocket from 'ws';
    export function connect(url: string, tries = 0) {
      const socket = new WebSocket(url, { handshakeTimeout: 1000 });
      socket.on('close', () => {
        if (tries < 5) connect(url, tries + 1);
      });
    }
  `,
  'the end of an answer, which is no failure': `
    import https from 'node:https';
    export function next(url: string) {
      const request = https.get(url, { signal: AbortSignal.timeout(1000) });
      request.on('close', () => next(url));
    }
  `,
  'a counter in a method that is asked': `
    ${sleep}
    export class Client {
      private tries = 0;
      private givesUp() {
        this.tries += 1;
        return this.tries > 5;
      }
      async user(url: string) {
        for (;;) {
          try {
            return await fetch(url, { signal: AbortSignal.timeout(1000) });
          } catch (error) {
            if (this.givesUp()) throw error;
            await sleep(100);
          }
        }
      }
    }
  `,
  'a counter in a local helper': `
    ${sleep}
    export async function user(url: string) {
      let tries = 0;
      const tooMany = () => ++tries > 5;
      for (;;) {
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          if (tooMany()) throw error;
          await sleep(100);
        }
      }
    }
  `,
  'a timer that is set behind answers as well, while it is switched on': `
    declare const pool: { active: boolean };
    export function start(url: string) {
      const check = () => {
        fetch(url, { signal: AbortSignal.timeout(1000) }).then(
          () => {
            if (pool.active) setTimeout(check, 60_000);
          },
          (error) => {
            console.error(error);
            if (pool.active) setTimeout(check, 60_000);
          },
        );
      };
      setTimeout(check, 1000);
    }
  `,
  'a counter in a helper that is told of the failure': `
    ${sleep}
    export function client(url: string, { most = 5, fatal = (error: unknown) => error instanceof TypeError } = {}) {
      let tries = 0;
      function again(error: unknown): boolean {
        if (fatal(error)) throw error;
        if (tries >= most) throw error;
        tries++;
        return true;
      }
      return async () => {
        for (;;) {
          try {
            const answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
            tries = 0;
            return answer;
          } catch (error) {
            if (!again(error)) return;
            await sleep(100);
          }
        }
      };
    }
  `,
  'a counter in a helper that throws when it has had enough': `
    ${sleep}
    export class Client {
      private failures = 0;
      private failed(error: Error) {
        this.failures += 1;
        if (this.failures > 5) throw error;
      }
      async user(url: string) {
        for (;;) {
          try {
            return await fetch(url, { signal: AbortSignal.timeout(1000) });
          } catch (error) {
            this.failed(error as Error);
            await sleep(100);
          }
        }
      }
    }
  `,
  'a lock that is asked for until it is free': `
    import Redis from 'ioredis';
    ${sleep}
    const redis = new Redis({ commandTimeout: 100 });
    export async function lock(key: string) {
      while ((await redis.set(key, '1', 'PX', 1000, 'NX')) === null) await sleep(50);
    }
  `,
  'a game loop that sends where everybody is': `
    ${sleep}
    export async function play(send: () => object, running: () => boolean) {
      while (running()) {
        await fetch('https://a.test/state', { method: 'POST', body: JSON.stringify(send()), signal: AbortSignal.timeout(50) });
        await sleep(16);
      }
    }
  `,
  'a counted loop': `
    export async function user(url: string) {
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch {}
      }
      throw new Error('gone');
    }
  `,
  'a counter in the handler': `
    export async function user(url: string) {
      let attempt = 0;
      while (true) {
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          if (++attempt >= 3) throw error;
        }
      }
    }
  `,
  'a counter that goes down': `
    export async function user(url: string, left = 3) {
      while (left > 0) {
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch {
          left -= 1;
        }
      }
    }
  `,
  'a counter in finally': `
    export async function user(url: string) {
      let tries = 0;
      for (;;) {
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          if (tries > 4) throw error;
        } finally {
          tries++;
        }
      }
    }
  `,
  'a counter that is a member': `
    export class Users {
      private attempts = 0;
      async one(url: string) {
        while (true) {
          try {
            return await fetch(url, { signal: AbortSignal.timeout(1000) });
          } catch (error) {
            this.attempts++;
            if (this.attempts > 5) throw error;
          }
        }
      }
    }
  `,
  'a deadline in the condition': `
    export async function user(url: string) {
      const deadline = Date.now() + 10_000;
      while (Date.now() < deadline) {
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch {}
      }
      throw new Error('late');
    }
  `,
  'a deadline in the handler': `
    export async function user(url: string) {
      const start = Date.now();
      for (;;) {
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          if (Date.now() - start > 10_000) throw error;
        }
      }
    }
  `,
  'a deadline at the top of the body': `
    export async function user(url: string) {
      const start = Date.now();
      while (true) {
        if (Date.now() - start > 10_000) throw new Error('late');
        const response = await fetch(url, { signal: AbortSignal.timeout(1000) });
        if (response.ok) return response;
      }
    }
  `,
  'a counter at the top of the body': `
    export async function user(url: string) {
      let tries = 0;
      for (;;) {
        if (tries++ > 5) break;
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch {}
      }
      throw new Error('gone');
    }
  `,
  'a switch at the top of the body': `
    export class Users {
      closed = false;
      async one(url: string) {
        for (;;) {
          if (this.closed) return undefined;
          try {
            return await fetch(url, { signal: AbortSignal.timeout(1000) });
          } catch {}
        }
      }
    }
  `,
  'a signal that stops it': `
    export async function user(url: string, signal: AbortSignal) {
      while (!signal.aborted) {
        try {
          return await fetch(url, { signal });
        } catch {}
      }
    }
  `,
  'a depth parameter': `
    export async function user(url: string, depth = 0): Promise<Response> {
      try {
        return await fetch(url, { signal: AbortSignal.timeout(1000) });
      } catch (error) {
        if (depth >= 3) throw error;
        return user(url, depth + 1);
      }
    }
  `,
  'a depth parameter that goes down': `
    export async function user(url: string, left = 3): Promise<Response> {
      try {
        return await fetch(url, { signal: AbortSignal.timeout(1000) });
      } catch (error) {
        if (left === 0) throw error;
        return user(url, left - 1);
      }
    }
  `,
  'a guarded rejection handler': `
    export function user(url: string, left = 3): Promise<Response> {
      return fetch(url, { signal: AbortSignal.timeout(1000) }).catch((error) => {
        if (left <= 0) throw error;
        return user(url, left - 1);
      });
    }
  `,
  paging: `
    export async function all(url: string) {
      let next: string | undefined = url;
      const out: unknown[] = [];
      while (next) {
        const page = await (await fetch(next, { signal: AbortSignal.timeout(1000) })).json();
        out.push(page);
        next = page.next;
      }
      return out;
    }
  `,
  'paging without an end in sight': `
    export async function all(url: string) {
      const out: unknown[] = [];
      for (let page = 0; ; page++) {
        const { items } = await (await fetch(url + page, { signal: AbortSignal.timeout(1000) })).json();
        if (items.length === 0) return out;
        out.push(...items);
      }
    }
  `,
  'polling until it is done': `
    ${sleep}
    export async function done(url: string) {
      while (true) {
        const { status } = await (await fetch(url, { signal: AbortSignal.timeout(1000) })).json();
        if (status === 'done') return;
        await sleep(1000);
      }
    }
  `,
  'polling until a flag is set': `
    ${sleep}
    export async function wait(url: string) {
      let ready = false;
      while (!ready) {
        const answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
        ready = (await answer.json()).ready;
        await sleep(500);
      }
    }
  `,
  'a consumer': `
    declare const queue: { take(): Promise<string> };
    export async function consume() {
      while (true) {
        const url = await queue.take();
        await fetch(url, { signal: AbortSignal.timeout(1000) });
      }
    }
  `,
  'a consumer that survives a bad message': `
    declare const queue: { take(): Promise<string> };
    export async function consume() {
      for (;;) {
        const url = await queue.take();
        try {
          await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          console.error(error);
        }
      }
    }
  `,
  'an async iterator': `
    declare const jobs: AsyncIterable<string>;
    export async function consume() {
      for await (const url of jobs) {
        try {
          await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch {}
      }
    }
  `,
  'a list of work': `
    export async function all(urls: string[]) {
      for (const url of urls) {
        try {
          await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          console.error(error);
        }
      }
    }
  `,
  'mirrors, one after the other': `
    export async function first(path: string) {
      for (const host of ['https://a.example.com', 'https://b.example.com']) {
        try {
          return await fetch(host + path, { signal: AbortSignal.timeout(1000) });
        } catch {}
      }
      throw new Error('gone');
    }
  `,
  'a scheduler': `
    export function start(url: string) {
      setInterval(() => fetch(url, { signal: AbortSignal.timeout(1000) }).catch(() => {}), 60_000);
    }
  `,
  'a heartbeat that sets its own timer either way': `
    ${sleep}
    export async function beat(url: string) {
      while (true) {
        await fetch(url, { signal: AbortSignal.timeout(1000) }).catch(() => {});
        await sleep(30_000);
      }
    }
  `,
  'a stream that is read': `
    export async function read(url: string) {
      const answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
      const reader = answer.body!.getReader();
      while (true) {
        const { done, value } = await reader.read();
        if (done) break;
        console.log(value);
      }
    }
  `,
  'redirects followed by hand': `
    export async function follow(url: string): Promise<Response> {
      const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(1000) });
      const next = answer.headers.get('location');
      return next === null ? answer : follow(next);
    }
  `,
  'a tree that is walked': `
    export async function walk(url: string): Promise<void> {
      const { children } = await (await fetch(url, { signal: AbortSignal.timeout(1000) })).json();
      for (const child of children) await walk(child);
    }
  `,
  'a library with its own cap': `
    import pRetry from 'p-retry';
    export const user = (url: string) => pRetry(() => fetch(url, { signal: AbortSignal.timeout(1000) }), { retries: 3 });
  `,
  'a library without options': `
    import pRetry from 'p-retry';
    export const user = (url: string) => pRetry(() => fetch(url, { signal: AbortSignal.timeout(1000) }));
  `,
  'no cap on attempts, but on time': `
    import pRetry from 'p-retry';
    export const user = (url: string) =>
      pRetry(() => fetch(url, { signal: AbortSignal.timeout(1000) }), { retries: Infinity, maxRetryTime: 60_000 });
  `,
  'a number that comes from outside': `
    import pRetry from 'p-retry';
    export const user = (url: string, retries: number) => pRetry(() => fetch(url, { signal: AbortSignal.timeout(1000) }), { retries });
  `,
  'a limit that comes from outside': `
    export async function user(url: string, limit: number) {
      for (let i = 0; i < limit; i++) {
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch {}
      }
    }
  `,
  'one second try': `
    export async function user(url: string) {
      try {
        return await fetch(url, { signal: AbortSignal.timeout(1000) });
      } catch {
        return fetch(url, { signal: AbortSignal.timeout(5000) });
      }
    }
  `,
  'a failure leaves the loop': `
    export async function all(url: string) {
      let page = 0;
      while (true) {
        try {
          await fetch(url + page++, { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          break;
        }
      }
    }
  `,
  'a switch that somebody else turns': `
    let running = true;
    export const stop = () => {
      running = false;
    };
    export async function watch(url: string) {
      while (running) {
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch {}
      }
    }
  `,
});

noCalls(rule, {
  'a lock that is waited for': `
    ${sleep}
    declare const lock: { take(): boolean };
    export async function hold() {
      while (!lock.take()) await sleep(10);
    }
  `,
  'a game loop': 'export function play(draw: () => void) {\n  while (true) draw();\n}\n',
});

test('names the call that is repeated', () => {
  const [finding] = check(
    `
    export async function user(url: string) {
      while (true) {
    //^^^^^ unbounded-retry
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch {}
      }
    }
    `,
    { rule },
  );
  expect(finding?.message).toBe('This loop sends `fetch` again for as long as it fails: nothing limits attempts or time.');
  expect(finding?.severity).toBe('error');
});

clean(rule, {
  'a name that is reckoned from the counter': `
    ${sleep}
    const load = async (url: string, count: number, most: number): Promise<Response> => {
      const next = count + 1;
      const tries = most + 1;
      try {
        return await fetch(url, { signal: AbortSignal.timeout(1000) });
      } catch (error) {
        if (next <= tries) {
          await sleep(100);
          return load(url, next, most);
        }
        throw error;
      }
    };
    export const start = (url: string, most: number) => load(url, 1, most);
  `,
  'a redirect that the head of a loop asks for': `
    declare const lookup: (url: string) => Promise<void>;
    export async function follow(url: string): Promise<Response> {
      let response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(1000) });
      let turns = 0;
      while (response.status >= 300 && response.status < 400 && response.headers.has('location')) {
        if (turns >= 10) throw new Error('too many');
        const next = new URL(response.headers.get('location')!, url).toString();
        await fetch(next, { method: 'HEAD', signal: AbortSignal.timeout(1000) });
        response = await fetch(next, { redirect: 'manual', signal: AbortSignal.timeout(1000) });
        turns++;
      }
      return response;
    }
  `,
});

test('what is repeated once the connection is back is a remark', () => {
  const found = check(
    `
      import Redis from 'ioredis';
      const redis = new Redis({ maxRetriesPerRequest: null, commandTimeout: 1000 });
      //                ^^^^^ unbounded-retry
      export const get = (key: string) => redis.get(key);
    `,
    { rule },
  );
  expect(found.map(({ severity }) => severity)).toEqual(['info']);
});

test.each([
  ['initDatabase', 'info'],
  ['saveAll', 'error'],
])('whoever starts something may try with pauses until it is there: %s', (name, severity) => {
  const text = `const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
    export async function ${name}(url: string) {
      while (true) {
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch {
          await pause(1000);
        }
      }
    }
    ${name}('https://x.test/a').then(console.log);`;
  const found = analyse({ files: { 'src/index.ts': text } }).findings.filter((finding) => finding.rule === 'unbounded-retry');
  expect(found.map((finding) => finding.severity)).toEqual([severity]);
});

const beginning = (entry: string): string => `
  export async function begin(): Promise<void> {
    try {
      await fetch('https://a.test/settings', { signal: AbortSignal.timeout(1000) });
    } catch (error) {
      console.error(error);
      setTimeout(begin, 1000);
    }
  }
  ${entry}
`;

test.each([
  ['at the top of a module', beginning('begin();'), ['info']],
  ['in a handler at the top', beginning('try { begin(); } catch (error) { console.error(error); }'), ['info']],
  ['without a pause', beginning('begin();').replace('setTimeout(begin, 1000)', 'await begin()'), ['error']],
  ['for each request', beginning('app.get("/", async () => { await begin(); }); declare const app: any;'), ['error']],
  [
    'at the top and for each request',
    beginning('begin(); app.get("/", async () => { await begin(); }); declare const app: any;'),
    ['error'],
  ],
])('what a server needs before it serves, begun %s', (_, main, severities) => {
  const files = { 'package.json': '{ "private": true, "dependencies": { "express": "^4.0.0" } }', 'src/main.ts': main };
  expect(
    analyse({ files })
      .findings.filter((one) => one.rule === rule)
      .map((one) => one.severity),
  ).toEqual(severities);
});

/** How loud it is to start over at one failure that the other side tells of. */
test.each([
  [
    'with something put right before',
    'if (error.status === 403) {\n        token = await refresh();\n        return load(url);\n      }',
    ['info'],
  ],
  ['at once', 'if (error.status === 418) return load(url);', ['error']],
  ['with something put right before, whatever it was', 'token = await refresh();\n      return load(url);', ['error']],
])('a failure that is known, %s', (_, handler, severities) => {
  const main = `
    declare const refresh: () => Promise<string>;
    declare const send: (url: string, token: string) => Promise<Response>;
    let token = '';
    const ask = async (url: string) => {
      const answer = await fetch(url, { headers: { token }, signal: AbortSignal.timeout(1000) });
      if (!answer.ok) throw Object.assign(new Error('bad'), { status: answer.status });
      return answer;
    };
    export async function load(url: string): Promise<Response> {
      try {
        return await ask(url);
      } catch (error: any) {
        ${handler}
        throw error;
      }
    }
  `;
  const found = analyse({ files: { 'main.ts': main } }).findings.filter((one) => one.rule === rule);
  expect(found.map(({ severity }) => severity)).toEqual(severities);
});

/** A number of tries that is taken out of options and handed on one lower ends it. */
test.each([
  ['taken out of the options', 'const { url, retries = 2 } = options;', 'retries: retries - 1', 0],
  ['a member of the options', 'const retries = options.retries ?? 2;\n      const { url } = options;', 'retries: retries - 1', 0],
  ['handed on as it is', 'const { url, retries = 2 } = options;', 'retries', 1],
])('a number of tries that is %s', (_, taken, next, findings) => {
  const main = `
    export async function load(options: { url: string; retries?: number }): Promise<Response> {
      ${taken}
      try {
        return await fetch(url, { signal: AbortSignal.timeout(1000) });
      } catch (error) {
        if (retries > 0) return load({ ...options, ${next} });
        throw error;
      }
    }
  `;
  expect(analyse({ files: { 'main.ts': main } }).findings.filter((one) => one.rule === rule)).toHaveLength(findings);
});

const pausing = (pause: string): string => `
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
export async function devices(): Promise<Response> {
  try {
    return await fetch('https://a.test', { signal: AbortSignal.timeout(1_000) });
  } catch {
    ${pause}
  }
}
`;

test.each([
  ['half a minute', 'await sleep(30_000);\n    return devices();', 'warning'],
  ['ten seconds', 'await sleep(10_000);\n    return devices();', 'warning'],
  ['five seconds', 'await sleep(5_000);\n    return devices();', 'error'],
  ['a time that is set elsewhere', 'await sleep(Number(process.env.PAUSE));\n    return devices();', 'error'],
  ['nothing', 'return devices();', 'error'],
])('no storm comes of tries with a long pause between two: %s', (_, pause, severity) => {
  const found = analyse({ files: { 'src/a.ts': pausing(pause) } }).findings.filter(({ rule }) => rule === 'unbounded-retry');
  expect(found.map((finding) => finding.severity)).toEqual([severity]);
});
