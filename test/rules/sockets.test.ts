import { expect, test } from 'vitest';
import { callsIn } from '../harness/check';

/** Whether a bound is there, call by call, in the order of the text. */
const bounds = (text: string): readonly string[] =>
  [...(callsIn({ 'main.ts': text }).get('main.ts') ?? [])].map(({ site, profile }) => `${site.name} ${profile.timeout.is}`);

test('a socket that is made first is pending: it connects by a member, and is told its bound by others', () => {
  const made = (before: string, after = '', options = '') =>
    bounds(`
      import net from 'node:net';
      export function ask(host: string, port: number) {
        const socket = new net.Socket(${options});
        ${before}
        socket.connect(port, host);
        ${after}
        return socket;
      }
    `);
  expect(made('')).toEqual(['socket.connect absent']);
  expect(made('socket.setTimeout(5000);')).toEqual(['socket.connect absent']);
  expect(made('socket.setTimeout(5000);', "socket.on('timeout', () => socket.destroy());")).toEqual(['socket.connect present']);
  expect(made('socket.setTimeout(5000, () => socket.destroy());')).toEqual(['socket.connect present']);
  expect(made('setTimeout(() => socket.destroy(), 5000);')).toEqual(['socket.connect present']);
  expect(made('', '', '{ signal: AbortSignal.timeout(5000) }')).toEqual(['socket.connect present']);
});

test('of a socket that is there, what stands beside the address bounds nothing', () => {
  expect(
    bounds(`
      import { Socket } from 'node:net';
      export const ask = (host: string, port: number) => new Socket().connect({ host, port, signal: AbortSignal.timeout(5000) });
    `),
  ).toEqual(['net.connect absent']);
});

test('a socket that is kept under a name of its object is told its bound anywhere in the file', () => {
  expect(
    bounds(`
      import * as net from 'net';
      export class Gauge {
        private socket = new net.Socket();
        start(host: string) {
          this.socket.connect(3551, host);
          this.socket.setTimeout(1000);
          this.socket.once('timeout', () => this.socket.destroy());
        }
      }
    `),
  ).toEqual(['this.socket.connect present']);
});

test('of a socket that somebody hands in nothing is known', () => {
  expect(
    bounds(`
      import type { Socket } from 'node:net';
      export const open = (socket: Socket, port: number) => socket.connect(port);
    `),
  ).toEqual(['socket.connect unknown']);
});

test('who opens a socket of Socket.IO connects at once, and gives up each try after 20 s unless it is told otherwise', () => {
  const opened = (options: string) =>
    callsIn({ 'main.ts': `import { io } from 'socket.io-client';\nexport const socket = io('https://a.test'${options});\n` })
      .get('main.ts')
      ?.map(({ site, layers, profile: { timeout } }) => [
        site.name,
        timeout.is === 'present' ? timeout.layer.ms : timeout.is,
        layers.some((layer) => layer.kind === 'retry' && layer.reconnect === true && layer.attempts === 'unbounded'),
      ]);
  expect(opened('')).toEqual([['io', 20_000, true]]);
  expect(opened(', { timeout: 3000, reconnection: false }')).toEqual([['io', 3000, false]]);
  expect(opened(', { timeout: false }')).toEqual([['io', 'absent', true]]);
});

test.each([
  ['sets a time', "socket.setTimeout(500); socket.on('timeout', () => request.destroy());", 'present'],
  ['hands it on', 'guard(socket);', 'present'],
  ['keeps it', 'held.one = socket;', 'present'],
  ['puts it into an object', 'told({ socket });', 'present'],
  ['waits for what it says', "socket.on('secureConnect', () => { request.socket = socket; });", 'absent'],
  ['looks at it', 'if (socket.connecting) note();', 'absent'],
])('a listener of its socket that %s', (_, does, is) => {
  expect(
    bounds(`
      import http from 'node:http';
      declare const held: any; declare function guard(it: unknown): void; declare function told(it: unknown): void; declare function note(): void;
      const request: any = http.request({ host: 'a.test' });
      request.on('socket', (socket: any) => { ${does} });
      request.end();
    `),
  ).toEqual([`http.request ${is}`]);
});
