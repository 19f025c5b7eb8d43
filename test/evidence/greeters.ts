import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttp2, type ServerHttp2Session } from 'node:http2';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type Fault, made, mute, type Place, place } from './faults';
import { load } from './packages/load.mjs';

/** Servers that let a client in by its own protocol, and then (as `silent`) never do what they are asked. */

const host = '127.0.0.1';

/** Says these words to whoever connects. */
export const greeting = (words: string) => (fault: Fault) => (fault === 'silent' ? mute((peer) => peer.write(words)) : place(fault));

const welcome = 'INFO {"server_id":"evidence","version":"2.10.0","proto":1,"headers":true,"max_payload":1048576}\r\n';

/** The first PING of a connection is answered, as the handshake wants it. */
function natsWelcome(peer: Socket): void {
  let answered = false;
  peer.write(welcome);
  peer.on('data', (data) => {
    if (answered || !data.toString().includes('PING')) return;
    answered = true;
    peer.write('PONG\r\n');
  });
}

export const nats = (fault: Fault): Promise<Place> => (fault === 'silent' ? mute(natsWelcome) : place(fault));

/** As `dropped` it welcomes the first connection, ends it soon, and ends every later one at once. */
export function natsLost(fault: Fault): Promise<Place> {
  if (fault !== 'dropped') return nats(fault);
  let connections = 0;
  return mute((peer) => {
    connections += 1;
    if (connections > 1) {
      peer.destroy();
      return;
    }
    natsWelcome(peer);
    setTimeout(() => peer.destroy(), 300);
  });
}

/** HTTP/2 as gRPC speaks it: streams are opened and never answered; `503` refuses each in words of gRPC. */
export const http2 = (fault: Fault): Promise<Place> => grpc(fault, /^$/);

/** The same, but these methods are answered with a message that says nothing, and are not counted. */
export async function grpc(fault: Fault, answered: RegExp): Promise<Place> {
  if (fault !== 'silent' && fault !== 503) return place(fault);
  const unavailable = { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '14', 'grpc-message': 'planned' };
  const start = performance.now();
  const came: number[] = [];
  const sessions = new Set<ServerHttp2Session>();
  const server = createHttp2();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('error', () => {});
    session.on('close', () => sessions.delete(session));
  });
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    if (answered.test(headers[':path'] ?? '')) {
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.end(Buffer.alloc(5));
      return;
    }
    came.push(performance.now() - start);
    if (fault === 503) stream.respond(unavailable, { endStream: true });
  });
  server.listen(0, host);
  await once(server, 'listening');
  return made((server.address() as AddressInfo).port, came, () => {
    for (const session of sessions) session.destroy();
    server.close();
  });
}

/** What may be asked of a server of files. */
const questions = ['OPEN', 'READ', 'WRITE', 'CLOSE', 'STAT', 'LSTAT', 'FSTAT', 'OPENDIR', 'READDIR', 'REALPATH', 'MKDIR', 'REMOVE'];

/** Lets anybody log in and takes every command, of which none ends, and every question about files, of which none is answered. */
export async function ssh(fault: Fault): Promise<Place> {
  if (fault !== 'silent') return place(fault);
  const { Server, utils } = await load('ssh2').then((loaded) => loaded.default);
  const came: number[] = [];
  const start = performance.now();
  const server = new Server({ hostKeys: [utils.generateKeyPairSync('ed25519').private] }, (client: Listener) => {
    came.push(performance.now() - start);
    client.on('error', () => {});
    client.on('authentication', (context) => Object(context).accept());
    client.on('ready', () =>
      client.on('session', (accept) => {
        const session: Listener = Object(accept)();
        session.on('exec', (run) => Object(run)());
        session.on('sftp', (open) => {
          const files: Listener = Object(open)();
          for (const question of questions) files.on(question, () => {});
        });
      }),
    );
  });
  server.listen(0, host);
  await once(server, 'listening');
  return made(server.address().port, came, () => server.close());
}

/** Lets anybody log in, and answers nothing else. */
export async function ldap(fault: Fault): Promise<Place> {
  if (fault !== 'silent') return place(fault);
  const { default: ldapjs } = await load('ldapjs');
  const came: number[] = [];
  const start = performance.now();
  const server = ldapjs.createServer();
  server.bind('cn=a', (_: unknown, answer: { readonly end: () => void }, next: () => void) => {
    answer.end();
    next();
  });
  server.compare('cn=a', () => came.push(performance.now() - start));
  await new Promise<void>((listening) => server.listen(0, host, listening));
  return made(server.address().port, came, () => server.close());
}

interface Listener {
  readonly on: (event: string, heard: (what: unknown) => void) => unknown;
}

/** Speaks as Socket.IO does over a WebSocket, and acknowledges nothing; it counts messages. */
export async function acknowledging(fault: Fault): Promise<Place> {
  if (fault !== 'silent') return place(fault);
  const { WebSocketServer } = await load('ws');
  const came: number[] = [];
  const start = performance.now();
  const server = createHttp();
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (peer: Peer) => {
    peer.on('error', () => {});
    peer.send('0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":100000}');
    peer.on('message', (data) => {
      if (String(data) === '40') peer.send('40{"sid":"b"}');
      if (String(data).startsWith('42')) came.push(performance.now() - start);
    });
  });
  server.listen(0, host);
  await once(server, 'listening');
  return made((server.address() as AddressInfo).port, came, () => {
    for (const peer of sockets.clients) peer.terminate();
    server.close();
  });
}

/** A WebSocket behind which another place is, as a proxy would put it. */
export const tunnelled =
  (within: (fault: Fault) => Promise<Place>) =>
  async (fault: Fault): Promise<Place> => {
    const inner = await within(fault);
    const { WebSocketServer } = await load('ws');
    const server = createHttp();
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (peer: Peer) => {
      const far = connect(inner.port, inner.host);
      far.on('error', () => peer.terminate());
      peer.on('error', () => far.destroy());
      peer.on('message', (data) => far.write(Object(data)));
      peer.on('close', () => far.destroy());
      far.on('data', (data) => peer.send(data));
      far.on('close', () => peer.terminate());
    });
    server.listen(0, host);
    await once(server, 'listening');
    return {
      ...inner,
      port: (server.address() as AddressInfo).port,
      close: async () => {
        await inner.close();
        for (const peer of sockets.clients) peer.terminate();
        server.close();
      },
    };
  };

interface Peer extends Listener {
  readonly send: (data: Buffer | string) => unknown;
  readonly terminate: () => unknown;
}

/** A WebSocket that is opened and then silent; `dropped` closes it with a code that says to come again. */
export async function webSocket(fault: Fault): Promise<Place> {
  if (fault !== 'silent' && fault !== 'dropped') return place(fault);
  const { WebSocketServer } = await load('ws');
  const came: number[] = [];
  const start = performance.now();
  const server = createHttp();
  const sockets = new WebSocketServer({ server, handleProtocols: (offered: Set<string>) => [...offered][0] });
  sockets.on('connection', (peer: { close: (code: number, why: string) => void; on: Listener['on'] }) => {
    came.push(performance.now() - start);
    peer.on('error', () => {});
    if (fault === 'dropped') peer.close(1013, 'come again');
  });
  server.listen(0, host);
  await once(server, 'listening');
  return made((server.address() as AddressInfo).port, came, () => {
    for (const peer of sockets.clients) peer.terminate();
    server.close();
  });
}
