import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** What a retry is told of, where a queue, a promise or a stranger carries the failure to the next try. */
const told = (rule: string, main: string, files: Record<string, string> = {}): readonly string[] =>
  analyse({ files: { 'package.json': '{ "dependencies": { "express": "5", "ws": "8" } }', ...files, 'main.ts': main } })
    .findings.filter((finding) => finding.rule === rule)
    .map(({ severity, at }) => `${severity} ${main.slice(at.start, at.end)}`);

const send = "await fetch('https://a.example', { method: 'POST', body: item.body, signal: AbortSignal.timeout(1000) })";

test.each([
  ['put back without a limit', '', ['info while']],
  ['put back so often', 'if (item.tries++ < 3)', []],
  ['put back where there is room', 'if (queue.length < 100)', []],
])('what fails is %s into the queue that its loop takes from', (_, limit, found) => {
  const main = `
    interface Item { body: string; tries: number }
    const queue: Item[] = [];
    export function add(item: Item) { queue.push(item); }
    export async function flush() {
      while (queue.length > 0) {
        const item = queue.shift()!;
        try {
          ${send};
        } catch {
          ${limit} queue.push(item);
        }
      }
    }
  `;
  expect(told('unbounded-retry', main)).toEqual(found.map((one) => one.replace('info', 'error')));
});

test.each([
  ['put back', 'this.queue.unshift(item);', ['info this.queue.unshift']],
  ['put back through a method', 'this.enqueue(item);', ['info this.enqueue']],
  ['put back until it is too old', 'if (item.retries++ < 10) this.queue.unshift(item);', []],
  ['put where nobody takes it from', 'this.failed.push(item);', []],
])('what fails is %s into the queue that a timer works off', (_, put, found) => {
  const main = `
    interface Item { body: string; retries: number }
    export class Sender {
      private queue: Item[] = [];
      private failed: Item[] = [];
      start() { setInterval(() => this.flush(), 5000); }
      enqueue(item: Item) { this.queue.push(item); }
      private flush() {
        const due = this.queue;
        this.queue = [];
        for (const item of due) void this.send(item);
      }
      private async send(item: Item) {
        try {
          ${send};
        } catch {
          ${put}
        }
      }
    }
  `;
  expect(told('unbounded-retry', main)).toEqual(found);
});

test('a batch that failed is kept for the next time', () => {
  const main = `
    let pending: string[] = [];
    export const track = (event: string) => { pending.push(event); };
    async function flush() {
      const batch = pending.splice(0);
      try {
        await fetch('https://a.example', { method: 'POST', body: JSON.stringify(batch), signal: AbortSignal.timeout(1000) });
      } catch {
        pending.unshift(...batch);
      }
    }
    setInterval(flush, 5000);
  `;
  expect(told('unbounded-retry', main)).toEqual(['info pending.unshift']);
  // Who takes it next is no second try of this one that could be told to pause, or that would do a write twice.
  expect(['retry-without-backoff', 'unsafe-retry', 'retry-without-jitter'].flatMap((rule) => told(rule, main))).toEqual([]);
});

test('a consumer that puts something else into its queue retries nothing', () => {
  const main = `
    const queue: string[] = [];
    export async function crawl() {
      while (queue.length > 0) {
        const url = queue.shift()!;
        const answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
        for (const link of await answer.json()) queue.push(link);
      }
    }
  `;
  expect(told('unbounded-retry', main)).toEqual([]);
});

test.each([
  ['its handler', 'try { await open(); } catch { resolve(); }', ['info while']],
  ['its handler, after a pause', 'try { await open(); } catch { setTimeout(resolve, 1000); }', []],
  ['what goes well, too', 'try { await open(); resolve(); } catch { resolve(); }', []],
])('a loop waits for a promise that is settled by %s', (_, body, found) => {
  const main = `
    let closing = false;
    const open = () => fetch('https://a.example', { signal: AbortSignal.timeout(1000) });
    export async function listen() {
      while (!closing) {
        await new Promise<void>(async (resolve) => {
          ${body}
        });
      }
    }
    export const stop = () => { closing = true; };
  `;
  expect(told('retry-without-backoff', main)).toEqual(found);
});

test.each([
  ['at once', '', ['info while']],
  ['after a pause', 'await new Promise((resolve) => setTimeout(resolve, 1000));', []],
])('a loop opens a socket again %s when it closed', (_, pause, found) => {
  const main = `
    import WebSocket from 'ws';
    let closing = false;
    export async function listen() {
      while (!closing) {
        await new Promise<void>((resolve) => {
          const socket = new WebSocket('wss://a.example', { handshakeTimeout: 1000 });
          socket.on('error', console.error);
          socket.on('close', () => resolve());
        });
        ${pause}
      }
    }
    export const stop = () => { closing = true; };
  `;
  expect(told('retry-without-backoff', main)).toEqual(found);
});

const helper = (name: string, pause = '', until = ''): string => `
  export async function ${name}<T>(task: () => Promise<T>): Promise<T> {
    for (let i = 0; ${until}; i++) {
      try {
        return await task();
      } catch (error) {
        ${pause}
      }
    }
    throw new Error('no success');
  }
`;

test.each([
  ['unbounded-retry', 'withRetries', helper('withRetries'), ['info for']],
  ['retry-without-backoff', 'withRetries', helper('withRetries', '', 'i < 5'), ['info for']],
  ['retry-without-backoff', 'with a pause', helper('withRetries', 'await new Promise((r) => setTimeout(r, 100));', 'i < 5'), []],
  ['unbounded-retry', 'with a pause that grows', helper('withRetries', 'await new Promise((r) => setTimeout(r, 100 * 2 ** i));'), []],
  ['retry-without-backoff', 'a name that says something else', helper('untilDone', '', 'i < 5'), []],
])('%s: a helper that runs what other packages hand it, %s', (rule, _, main, found) => {
  expect(told(rule, main)).toEqual(found);
});

test('a helper that is handed nothing but work on the disk repeats no call', () => {
  const files = {
    'use.ts':
      "import { rm } from 'node:fs/promises';\nimport { withRetries } from './main';\nexport const clean = () => withRetries(() => rm('out'));\n",
  };
  expect(told('unbounded-retry', helper('withRetries'), files)).toEqual([]);
});

test('a helper that a known call comes by is told as loudly as ever', () => {
  const files = {
    'use.ts': "import { withRetries } from './main';\nexport const get = () => withRetries(() => fetch('https://a.example'));\n",
  };
  expect(told('unbounded-retry', helper('withRetries'), files)).toEqual(['error for']);
});

test.each([
  ['publish', 'info'],
  ['publishAsync', 'error'],
])('a message that MQTT keeps until its broker is back, handed over by `%s`', (method, severity) => {
  const main = `
    import express from 'express';
    import mqtt from 'mqtt';
    const client = mqtt.connect('mqtt://a.test');
    const app = express();
    app.post('/', async (_, answer) => {
      await client.${method}('a', 'b');
      answer.end();
    });
    app.listen(3000);
  `;
  expect(told('missing-timeout', main).map((one) => one.split(' ')[0])).toEqual([severity]);
});

test('what is sent is looked at once for the queue it may come from, not on each of the ways to it', () => {
  // Each name is given the next one twenty times: there are 20 to the power of 8 ways to the last one.
  const names = Array.from({ length: 9 }, (_, n) => `let part${n}: unknown;`);
  const gives = Array.from({ length: 8 }, (_, n) => `if (more()) part${n} = part${n + 1};\n`.repeat(20));
  const main = `
    const queue: unknown[] = [];
    declare function more(): boolean;
    export async function flush() {
      ${names.join('\n')}
      ${gives.join('')}
      try {
        await fetch('https://a.example', { method: 'POST', body: part0 as string, signal: AbortSignal.timeout(1000) });
      } catch {
        queue.push(part0);
      }
    }
  `;
  expect(told('unbounded-retry', main)).toEqual([]);
});
