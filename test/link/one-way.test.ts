import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** What is written to a connection that stands (`one-way`) is listed, and no rule looks at it. */

test.each([
  [
    'a socket',
    "import net from 'node:net'; const it = net.connect({ port: 1, host: 'a.test', signal: AbortSignal.timeout(500) });",
    'write',
  ],
  [
    'a socket that is made first',
    "import net from 'node:net'; const it = new net.Socket(); it.setTimeout(500, () => it.destroy()); it.connect(1, 'a.test');",
    'write',
  ],
  [
    'one over TLS',
    "import tls from 'node:tls'; const it = tls.connect({ port: 1, host: 'a.test', signal: AbortSignal.timeout(500) });",
    'write',
  ],
  ['`ws`', "import WebSocket from 'ws'; const it = new WebSocket('wss://a.test', { handshakeTimeout: 500 });", 'send'],
  ["the platform's own", "const it = new WebSocket('wss://a.test');", 'send'],
  ['one that connects anew', "import Socket from 'partysocket/ws'; const it = new Socket('wss://a.test');", 'send'],
  ['datagrams', "import dgram from 'node:dgram'; const it = dgram.createSocket('udp4');", 'send'],
])('what is said over %s', (_, made, member) => {
  const { calls, findings } = analyse(`${made}
    export async function tell(list: string[]) {
      for (;;) {
        try {
          it.${member}(list[0]!);
          return;
        } catch {}
      }
    }
    export const all = (list: string[]) => Promise.all(list.map((one) => it.${member}(one)));
  `);
  const said = calls.filter(({ site }) => site.name === `it.${member}`);
  // What ends a silent socket is known of one that is made first.
  const bound = made.includes('net.Socket') ? 'present' : 'unknown';
  expect(said.map(({ site, profile }) => [site.effect, profile.timeout.is, profile.retry.is])).toEqual([
    ['write', bound, 'unknown'],
    ['write', bound, 'unknown'],
  ]);
  expect(findings.filter(({ at }) => said.some(({ site }) => site.at.start === at.start))).toEqual([]);
});

test('what a server answers to whoever asks it is none', () => {
  const { calls } = analyse(`
    import net from 'node:net';
    import { WebSocketServer } from 'ws';
    net.createServer((socket) => socket.write('hello')).listen(1);
    new WebSocketServer({ port: 2 }).on('connection', (socket) => socket.send('hello'));
  `);
  expect(calls).toEqual([]);
});
