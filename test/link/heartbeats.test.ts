import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** How loud the missing bound on the handshake of a socket is, whose heartbeat ends it where no pong comes. */
const told = (starts: string, beat: string, more = ''): readonly string[] =>
  analyse(`
    import WebSocket from 'ws';
    class Link {
      private socket?: WebSocket;
      connect(): void {
        this.socket = new WebSocket('wss://feed.example');
        this.socket.on('close', () => setTimeout(() => this.connect(), 1000 + Math.random() * 1000));
        ${starts}
      }
      private startHeartbeat() { ${beat} }
      ${more}
    }
    new Link().connect();
  `)
    .findings.filter(({ rule }) => rule === 'missing-timeout')
    .map(({ severity }) => severity);

const every = "setInterval(() => { this.socket?.send('ping'); setTimeout(() => { this.socket?.terminate(); }, 10_000); }, 30_000);";

test.each([
  ['set in the listener', `this.socket.on('open', () => { ${every} });`, '', ''],
  ['set by what the listener enters', "this.socket.on('open', () => { this.startHeartbeat(); });", every, ''],
  [
    'set by what that enters',
    "this.socket.on('open', () => { this.startHeartbeat(); });",
    'this.expect();',
    'private expect() { setTimeout(() => { this.socket?.terminate(); }, 10_000); }',
  ],
])('a timer that is %s bounds no handshake', (_, starts, beat, more) => {
  expect(told(starts, beat, more)).toEqual(['error']);
});

test.each([
  ['set beside the socket', every, ''],
  ['set by what the same function enters', 'this.startHeartbeat();', every],
  ['set by a listener and by it', "this.startHeartbeat(); this.socket.on('open', () => { this.startHeartbeat(); });", every],
])('a timer that is %s does', (_, starts, beat) => {
  expect(told(starts, beat)).toEqual([]);
});
