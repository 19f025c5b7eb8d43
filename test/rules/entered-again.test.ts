import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** What brings a failure back to the function it happened in, without a loop and without naming it. */
const told = (main: string): readonly string[] =>
  analyse({ files: { 'package.json': '{ "dependencies": { "ws": "8", "mongodb": "6" } }', 'main.ts': main } })
    .findings.filter(({ rule }) => /^(?:retry-without-backoff|unbounded-retry)$/.test(rule))
    .map(({ rule, severity, at }) => `${main.slice(0, at.start).split('\n').length} ${rule} ${severity}`);

const bounded = '{ signal: AbortSignal.timeout(1000) }';

const socket = (listening: string, handler: string): string => `
  import WebSocket from 'ws';
  export class Feed {
    socket?: WebSocket;
    constructor(private url: string) {}
    open() {
      const socket = new WebSocket(this.url, { handshakeTimeout: 1000 });
      ${listening}
      this.socket = socket;
    }
    again = () => { ${handler} };
    wait() { setTimeout(() => this.open(), 1000); }
  }
`;

test.each([
  ['a field', 'socket.onclose = this.again;', 'this.open();', ['11 retry-without-backoff warning', '11 unbounded-retry error']],
  [
    'a method that is bound',
    'socket.onerror = this.again.bind(this);',
    'this.open();',
    ['11 retry-without-backoff warning', '11 unbounded-retry error'],
  ],
  ['a field that pauses', 'socket.onclose = this.again;', 'this.wait();', []],
  ['a field that reports', 'socket.onclose = this.again;', "console.error('closed');", []],
  ['a field, of what arrives', 'socket.onmessage = this.again;', 'this.open();', []],
])('a listener that is %s', (_, listening, handler, found) => {
  expect(told(socket(listening, handler))).toEqual(found);
});

const emitter = (listener: string, event = 'gone'): string => `
  import { EventEmitter } from 'node:events';
  export class Feed extends EventEmitter {
    constructor(private url: string) {
      super();
      ${listener}
    }
    async load() {
      try {
        return await fetch(this.url, ${bounded});
      } catch {
        this.emit('${event}');
      }
    }
  }
`;

test.each([
  ['heard at once', "this.on('gone', () => this.load());", ['6 retry-without-backoff warning', '6 unbounded-retry error']],
  ['heard with a pause', "this.on('gone', () => setTimeout(() => this.load(), 1000));", ['6 unbounded-retry error']],
  ['another one', "this.on('back', () => this.load());", []],
  ['heard on something else', "process.on('gone', () => this.load());", []],
])('an event that is %s', (_, listener, found) => {
  expect(told(emitter(listener))).toEqual(found);
});

const callback = (test: string, hands: string): string => `
  import { MongoClient } from 'mongodb';
  export function connect(uri: string, tries: number) {
    MongoClient.connect(uri, (error: Error | null, client: MongoClient) => {
      if (${test}) connect(uri, ${hands});
    });
  }
`;

test.each([
  ['an error alone', 'error', 'tries', ['5 retry-without-backoff warning', '5 unbounded-retry error']],
  [
    'an error of a kind',
    "error && error.name === 'MongoNetworkError'",
    'tries',
    ['5 retry-without-backoff warning', '5 unbounded-retry error'],
  ],
  // Nobody lowers it: it comes to the same in every round.
  ['a number that is handed on as it is', 'error && tries > 0', 'tries', ['5 retry-without-backoff warning', '5 unbounded-retry error']],
  ['a number that is read anew', 'error && tries > 0', 'Number(process.env.TRIES)', []],
])('a callback that asks for %s', (_, test, hands, found) => {
  expect(told(callback(test, hands))).toEqual(found);
});

test('a handler of a promise that asks for its error alone', () => {
  const main = `
    export function load(url: string): Promise<Response> {
      return fetch(url, ${bounded}).catch((error) => {
        if (error.name === 'TypeError') return load(url);
        throw error;
      });
    }
  `;
  expect(told(main)).toEqual(['4 retry-without-backoff warning', '4 unbounded-retry error']);
});

const poller = (body: string): string => `
  export class Poller {
    private jobs: any[] = [];
    async tick() {
      ${body}
    }
  }
`;

test.each([
  ['in the handler', `try { await fetch('https://x.test', ${bounded}); setTimeout(() => this.tick(), 5000); } catch { this.tick(); }`, 1],
  ['after the end of the promise', `fetch('https://x.test', ${bounded}).catch(console.error).finally(() => this.tick());`, 1],
  ['with a pause', `fetch('https://x.test', ${bounded}).catch(console.error).finally(() => setTimeout(() => this.tick(), 1000));`, 0],
  [
    'with a pause in the handler',
    `try { await fetch('https://x.test', ${bounded}); setTimeout(() => this.tick(), 5000); } catch { setTimeout(() => this.tick(), 9000); }`,
    0,
  ],
  [
    'with the next job of a queue',
    `const job = this.jobs.shift(); fetch(job.url, ${bounded}).catch(console.error).finally(() => this.tick());`,
    0,
  ],
  [
    'with the next jobs of a queue',
    `while (this.jobs.length > 3) { const { url } = this.jobs.shift(); fetch(url, ${bounded}).catch(console.error).finally(() => this.tick()); }`,
    0,
  ],
  ['by a timer beside it', `setTimeout(() => this.tick(), 5000); try { await fetch('https://x.test', ${bounded}); } catch {}`, 0],
  ['until a switch is turned', `try { await fetch('https://x.test', ${bounded}); setTimeout(() => this.tick(), 5000); } catch {}`, 0],
])('a poller that begins again %s', (_, body, count) => {
  expect(told(poller(body))).toEqual(Array(count).fill('5 retry-without-backoff info'));
});
