import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, createServer as listen, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

/**
 * What a server can do to a caller. `silent`: it reads the request and never answers. `body`: headers, a few
 * bytes, then nothing. `trickle`: one byte every quarter of a second. `hole`: the connection is never accepted.
 * `mute`: it accepts the connection and never says a word. `dropped`: it accepts the connection and ends it at once. A number is answered at once.
 */
export type Fault = 'silent' | 'body' | 'trickle' | 'hole' | 'mute' | 'reset' | 'refused' | 'dropped' | 200 | 404 | 429 | 500 | 503;

/** A server of one claim's own, so that what it counts belongs to that claim. */
export interface Place {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** When each request (or, for a mute place, each connection) came, in milliseconds since the place was made. */
  readonly came: number[];
  /** The heads and bodies of the requests, as text. */
  readonly said: string[];
  /** How many requests were given up by the caller before an answer was complete. */
  left: number;
  /** To be run when the claim has been judged: closing a client stops its reconnects. */
  readonly after: (tidy: () => unknown) => void;
  readonly close: () => Promise<void>;
}

const host = '127.0.0.1';

export async function place(fault: Fault, body = '{}'): Promise<Place> {
  if (fault === 'hole') return made(await hole(), [], () => {});
  if (fault === 'refused') return made(await closedPort(), [], () => {});
  if (fault === 'dropped') return mute((socket) => socket.destroy());
  return fault === 'mute' ? mute() : speaking(fault, body);
}

/** Puts the parts of a place together; wire servers use it too. */
export function made(port: number, came: number[], stop: () => void): Place {
  const tidies: (() => unknown)[] = [];
  return {
    url: `http://${host}:${port}`,
    host,
    port,
    came,
    said: [],
    left: 0,
    after: (tidy) => tidies.push(tidy),
    close: async () => {
      const tidied = tidies.map((tidy) =>
        Promise.resolve()
          .then(tidy)
          .catch(() => {}),
      );
      // A client that cannot say goodbye to a silent server is left behind.
      await Promise.race([Promise.all(tidied), new Promise((resolve) => setTimeout(resolve, 300))]);
      stop();
    },
  };
}

async function speaking(fault: Fault, body: string): Promise<Place> {
  const start = performance.now();
  const came: number[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    came.push(performance.now() - start);
    response.on('close', () => {
      if (!response.writableFinished && fault !== 'reset') spot.left += 1;
    });
    spot.said.push(JSON.stringify([request.url, request.headers]));
    request.on('data', (data) => spot.said.push(String(data)));
    answer(fault, request, response, body);
  });
  server.on('connection', (socket) => track(sockets, socket));
  const port = await listening(server);
  const spot = made(port, came, () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return spot;
}

function answer(fault: Fault, request: IncomingMessage, response: ServerResponse, body: string): void {
  if (fault === 'silent') return;
  if (fault === 'reset') request.socket.resetAndDestroy();
  else if (fault === 'body' || fault === 'trickle') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' });
    response.write('{"a":"');
    if (fault === 'body') return;
    const timer = setInterval(() => response.write('a'), 250);
    response.on('close', () => clearInterval(timer));
  } else {
    const wait = fault === 429 ? { 'retry-after': '1' } : {};
    response.writeHead(Number(fault), { 'content-type': 'application/json', ...wait });
    response.end(fault === 200 ? body : refusal(Number(fault)));
  }
}

/** SDKs that look for their own kind of error find it here. */
const refusal = (status: number): string =>
  JSON.stringify({ object: 'error', status, code: 'service_unavailable', message: 'planned', error: { message: 'planned' } });

/** A TCP server that accepts and says nothing, or what `speak` makes it say. */
export async function mute(speak?: (socket: Socket) => void): Promise<Place> {
  const start = performance.now();
  const came: number[] = [];
  const sockets = new Set<Socket>();
  const server = listen((socket) => {
    came.push(performance.now() - start);
    track(sockets, socket);
    // A connection is all that can be seen here: it is given up when its caller ends it.
    socket.on('end', () => {
      spot.left += 1;
    });
    socket.on('data', () => {});
    speak?.(socket);
  });
  const port = await listening(server);
  const spot = made(port, came, () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return spot;
}

function track(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket);
  socket.on('error', () => {});
  socket.on('close', () => sockets.delete(socket));
}

async function listening(server: ReturnType<typeof listen>): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const server = listen();
  const port = await listening(server);
  server.close();
  return port;
}

/** The same place under a name, which nobody need resolve. */
export const named = async (fault: Fault): Promise<Place> => {
  const spot = await place(fault);
  return { ...spot, url: `http://evidence.test:${spot.port}` };
};

/** It takes the connection and reads nothing of what is sent, so that a long body is never written to its end. */
export const unread = (fault: Fault): Promise<Place> => (fault === 'silent' ? mute((socket) => socket.pause()) : place(fault));

let full: Promise<number> | undefined;

/** A listener on a thread that sleeps for ever accepts nobody; once its backlog is full, the kernel drops every further SYN. */
function hole(): Promise<number> {
  full ??= new Promise((resolve, reject) => {
    const worker = new Worker(
      `const { createServer } = require('node:net');
       const { parentPort } = require('node:worker_threads');
       const server = createServer().listen({ port: 0, host: '${host}', backlog: 1 }, () => {
         parentPort.postMessage(server.address().port);
         setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 50);
       });`,
      { eval: true },
    );
    worker.once('error', reject);
    worker.once('message', (port: number) => {
      worker.unref();
      setTimeout(() => {
        for (let i = 0; i < 4; i++)
          connect(port, host)
            .on('error', () => {})
            .unref();
        setTimeout(() => resolve(port), 300);
      }, 200);
    });
  });
  return full;
}
