import type { Socket } from 'node:net';
import { wire } from './wires';

/** Cassandra's own language, version 4: a client learns of this one host, and no other query is answered. */

const asks = { startup: 1, options: 5, query: 7, register: 11 };
const says = { error: 0, ready: 2, supported: 6, result: 8 };

const short = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const long = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const string = (value: string): Buffer => Buffer.concat([short(value.length), Buffer.from(value)]);
const cell = (value: Buffer): Buffer => Buffer.concat([long(value.length), value]);

function frame(asked: Buffer, kind: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x84, 0, asked[2] ?? 0, asked[3] ?? 0, kind]), long(body.length), body]);
}

const varchar = short(13);
const uuid = short(12);
const inet = short(16);
const setOfVarchar = Buffer.concat([short(34), varchar]);

/** What a client asks about the host it has reached. */
const local: readonly (readonly [name: string, type: Buffer, value: Buffer])[] = [
  ['key', varchar, Buffer.from('local')],
  ['cluster_name', varchar, Buffer.from('evidence')],
  ['data_center', varchar, Buffer.from('d')],
  ['rack', varchar, Buffer.from('r')],
  ['release_version', varchar, Buffer.from('4.0.0')],
  ['partitioner', varchar, Buffer.from('org.apache.cassandra.dht.Murmur3Partitioner')],
  ['schema_version', uuid, Buffer.alloc(16, 1)],
  ['host_id', uuid, Buffer.alloc(16, 2)],
  ['rpc_address', inet, Buffer.from([127, 0, 0, 1])],
  ['tokens', setOfVarchar, Buffer.concat([long(1), cell(Buffer.from('0'))])],
];

/** Rows of one table; all columns are of that table. */
function rows(filled: boolean): Buffer {
  const columns = local.flatMap(([name, type]) => [string(name), type]);
  const cells = filled ? local.map(([, , value]) => cell(value)) : [];
  return Buffer.concat([long(2), long(1), long(local.length), string('system'), string('t'), ...columns, long(filled ? 1 : 0), ...cells]);
}

function introduced(socket: Socket, asked: Buffer): void {
  const [version = 0, , , , kind = 0] = asked;
  if (version !== 4) {
    const why = `Invalid or unsupported protocol version (${version}); the lowest supported version is 3 and the greatest is 4`;
    socket.write(frame(asked, says.error, Buffer.concat([long(10), string(why)])));
  } else if (kind === asks.startup || kind === asks.register) socket.write(frame(asked, says.ready, Buffer.alloc(0)));
  else if (kind === asks.options) socket.write(frame(asked, says.supported, short(0)));
  else if (kind === asks.query) {
    const question = asked.toString('latin1', 9).toLowerCase();
    if (question.includes('system.local')) socket.write(frame(asked, says.result, rows(true)));
    else if (question.includes('system')) socket.write(frame(asked, says.result, rows(false)));
  }
}

export const cql = wire(
  (socket) => {
    let rest = Buffer.alloc(0);
    socket.on('data', (data) => {
      rest = Buffer.concat([rest, data]);
      while (rest.length >= 9 && rest.length >= 9 + rest.readInt32BE(5)) {
        const end = 9 + rest.readInt32BE(5);
        introduced(socket, rest.subarray(0, end));
        rest = rest.subarray(end);
      }
    });
  },
  () => undefined,
);
