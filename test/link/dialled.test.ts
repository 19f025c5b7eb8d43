import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** A timer that ends a socket bounds the wait for it, wherever the socket is made. */

const told = (dial: string, fail: string, more = ''): readonly string[] =>
  analyse(`
    import WebSocket from 'ws';
    function open(url: string, headers: Record<string, string>): WebSocket | null {
      const options = { headers };
      ${more}
      return new WebSocket(url, options);
    }
    export class Line {
      private ws: WebSocket | null = null;
      constructor(private url: string) {}
      connect(): void {
        ${dial}
        this.ws!.on('close', () => this.again());
      }
      private again(): void {
        setTimeout(() => this.connect(), 1000 + Math.random() * 1000);
      }
      private onFailed(error: Error): void {
        ${fail}
      }
    }
  `)
    .findings.filter(({ rule }) => rule === 'missing-timeout')
    .map(({ severity }) => severity);

const timer = 'const timer = setTimeout(() => { this.onFailed(new Error("late")); }, 5000);';
const ends = 'if (this.ws) { this.ws.removeAllListeners(); this.ws.close(); this.ws = null; }';

test.each([
  ['put into a field', `${timer} this.ws = open(this.url, {});`, ends],
  ['put into a field by a name', `${timer} const ws = open(this.url, {}); this.ws = ws;`, ends],
  ['ended by its name', 'const ws = open(this.url, {}); setTimeout(() => ws?.terminate(), 5000); this.ws = ws;', ''],
])('of a socket that a function made and that is %s', (_, dial, fail) => {
  expect(told(dial, fail)).toEqual([]);
});

test.each([
  ['is set nowhere', 'this.ws = open(this.url, {});', ends],
  ['ends nothing', `${timer} this.ws = open(this.url, {});`, 'console.error(error);'],
  ['ends another one', `${timer} this.ws = open(this.url, {});`, 'this.other?.close();'],
  ['is set when the socket stands', `this.ws = open(this.url, {}); this.ws!.on('open', () => { ${timer} });`, ends],
])('a timer that %s bounds nothing', (_, dial, fail) => {
  expect(told(dial, fail)).toEqual(['error']);
});

test('a timer beside the making bounds the first connection and those after a loss', () => {
  const dial = `${timer} this.ws = open(this.url, {}); this.ws!.on('open', () => { this.ws!.on('error', () => this.again()); });`;
  expect(told(dial, ends)).toEqual([]);
});

test('a socket that is told to wait for nothing more once it stands was bounded until then', () => {
  const { calls, findings } = analyse(`
    import net from 'node:net';
    export function open(port: number) {
      const socket = net.connect(port, 'a.test');
      socket.setTimeout(5000, () => {
        socket.setTimeout(0);
        socket.destroy();
      });
      socket.once('connect', () => socket.setTimeout(0));
      return socket;
    }
  `);
  expect(calls[0]?.profile.timeout).toMatchObject({ is: 'present', layer: { ms: 5000 } });
  expect(findings.filter(({ rule }) => rule === 'disabled-timeout')).toEqual([]);
});

test('a socket that is told so at once has no bound', () => {
  const { calls } = analyse(`
    import net from 'node:net';
    export function open(port: number) {
      const socket = net.connect(port, 'a.test');
      socket.setTimeout(0);
      return socket;
    }
  `);
  expect(calls[0]?.profile.timeout.is).toBe('absent');
});
