import type { Socket } from 'node:net';
import { type Fault, mute, type Place, place } from './faults';
import { load } from './packages/load.mjs';

/** Servers that shake hands in a database's own language, and then (as `silent`) never answer a question. */

/** What a healthy server says to a question; nothing to what is none. */
type Reply = (data: Buffer) => Buffer | string | undefined;

/** `mute` does not even shake hands, `200` answers every question with next to nothing; the other faults are those of any TCP server. */
export const wire =
  (speak: (socket: Socket) => void, reply: Reply) =>
  (fault: Fault): Promise<Place> => {
    if (fault !== 200) return fault === 'silent' ? mute(speak) : place(fault);
    return mute((socket) => {
      speak(socket);
      socket.on('data', (data) => {
        const said = reply(data);
        if (said !== undefined) socket.write(said);
      });
    });
  };

const text = (value: string): Buffer => Buffer.from(`${value}\0`);

function postgresMessage(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const settled = (words: string, state: 'I' | 'T'): Buffer =>
  Buffer.concat([postgresMessage('C', text(words)), postgresMessage('Z', Buffer.from(state))]);

/** Authentication succeeds, the server is ready, and no query is answered, unless it is one that opens a transaction and may. */
const postgresThat = (begins: boolean) =>
  wire(
    (socket) => {
      let greeted = false;
      socket.on('data', (data) => {
        if (greeted) {
          if (begins && /^Q....BEGIN/s.test(data.toString('latin1'))) socket.write(settled('BEGIN', 'T'));
          return;
        }
        if (data.length === 8 && data.readInt32BE(4) === 80877103) {
          socket.write('N');
          return;
        }
        greeted = true;
        const ok = Buffer.alloc(4);
        const key = Buffer.from([0, 0, 0, 1, 0, 0, 0, 2]);
        const parameters = [
          ['server_version', '16.3'],
          ['client_encoding', 'UTF8'],
          ['standard_conforming_strings', 'on'],
        ].map(([name = '', value = '']) => postgresMessage('S', text(name), text(value)));
        socket.write(
          Buffer.concat([postgresMessage('R', ok), ...parameters, postgresMessage('K', key), postgresMessage('Z', Buffer.from('I'))]),
        );
      });
    },
    (data) => (data.toString('latin1', 0, 1) === 'Q' ? settled('SELECT 0', 'I') : undefined),
  );

export const postgres = postgresThat(false);

/** It opens transactions, and answers nothing that is asked in them. */
export const postgresBegun = postgresThat(true);

function mysqlPacket(sequence: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUIntLE(payload.length, 0, 3);
  head[3] = sequence;
  return Buffer.concat([head, payload]);
}

let threads = 0;

/** Greets, accepts any password and any setting, and no other command is ever answered. */
export const mysql = wire(
  (socket) => {
    // Pools tell their connections apart by this number.
    const thread = Buffer.alloc(4);
    threads += 1;
    thread.writeUInt32LE(threads);
    const greeting = Buffer.concat([
      Buffer.from([10]),
      text('8.0.36'),
      thread,
      Buffer.from('12345678'),
      Buffer.from([0]),
      // Protocol 4.1, secure connections, plugin authentication, transactions and databases.
      Buffer.from([0x0d, 0xa2]),
      Buffer.from([0x21, 2, 0]),
      Buffer.from([0x08, 0x00, 21]),
      Buffer.alloc(10),
      Buffer.from('123456789012\0'),
      text('mysql_native_password'),
    ]);
    socket.write(mysqlPacket(0, greeting));
    let accepted = false;
    socket.on('data', (data) => {
      // 3 is the command that carries a text.
      if (accepted && !(data[4] === 3 && /^set /i.test(data.toString('latin1', 5, 9)))) return;
      accepted = true;
      socket.write(mysqlPacket((data[3] ?? 1) + 1, Buffer.from([0, 0, 0, 2, 0, 0, 0])));
    });
  },
  (data) =>
    data[4] === 3 && /^select /i.test(data.toString('latin1', 5, 12)) ? mysqlPacket(1, Buffer.from([0, 0, 0, 2, 0, 0, 0])) : undefined,
);

/** The introductions of Redis clients are answered, their questions are not. */
export const redis = wire(
  (socket) => {
    socket.on('data', (data) => {
      for (const [, word] of data
        .toString()
        .toUpperCase()
        .matchAll(/\*\d+\r\n\$\d+\r\n(HELLO|CLIENT|INFO|SELECT|AUTH)\r/g)) {
        const info = 'redis_version:7.2.0\r\nloading:0\r\nrole:master\r\n';
        if (word === 'HELLO') socket.write('-ERR unknown command\r\n');
        else socket.write(word === 'INFO' ? `$${info.length}\r\n${info}\r\n` : '+OK\r\n');
      }
    });
  },
  (data) => (/\r\nGET\r/i.test(data.toString()) ? '$1\r\n1\r\n' : undefined),
);

const { BSON } = await load('mongodb');

type Heard = (socket: Socket, asked: string) => void;

/** `hello` is answered as by a lone writable server; what else is asked is heard, and not answered. */
const hello =
  (heard: Heard) =>
  (socket: Socket): void => {
    socket.on('data', (data) => {
      const asked = data.toString('latin1');
      if (!isHello(data)) {
        heard(socket, asked);
        return;
      }
      const answer = BSON.serialize({
        ok: 1,
        helloOk: true,
        isWritablePrimary: true,
        ismaster: true,
        setName: 'r',
        hosts: [`${socket.localAddress}:${socket.localPort}`],
        me: `${socket.localAddress}:${socket.localPort}`,
        maxBsonObjectSize: 16777216,
        maxMessageSizeBytes: 48000000,
        maxWriteBatchSize: 100000,
        localTime: new Date(),
        minWireVersion: 0,
        maxWireVersion: 21,
        readOnly: false,
        logicalSessionTimeoutMinutes: 30,
        connectionId: 1,
      });
      // A monitor that streams its hellos would be told of no change for a long time, which is silence enough.
      if (!/topologyVersion/.test(asked)) socket.write(mongoMessage(data, answer));
    });
  };

export const mongo = wire(
  hello(() => {}),
  (data) =>
    isHello(data) ? undefined : mongoMessage(data, BSON.serialize({ ok: 1, cursor: { id: BSON.Long.ZERO, ns: 'a.b', firstBatch: [] } })),
);

function isHello(data: Buffer): boolean {
  return /hello|ismaster/i.test(data.toString('latin1'));
}

/** In the manner of the question: the old one or the new. */
function mongoMessage(asked: Buffer, body: Uint8Array): Buffer {
  const legacy = asked.readInt32LE(12) === 2004;
  const head = Buffer.alloc(legacy ? 36 : 21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(asked.readInt32LE(4), 8);
  head.writeInt32LE(legacy ? 1 : 2013, 12);
  if (legacy) head.writeInt32LE(1, 32);
  return Buffer.concat([head, Buffer.from(body)]);
}

/** As `dropped` it hangs up on every command, and counts those rather than connections. */
export async function mongoDropping(fault: Fault): Promise<Place> {
  if (fault !== 'dropped') return mongo(fault);
  const start = performance.now();
  const came: number[] = [];
  const spot = await mute(
    hello((socket, asked) => {
      if (/endSessions/.test(asked)) return;
      came.push(performance.now() - start);
      socket.destroy();
    }),
  );
  return { ...spot, came };
}
