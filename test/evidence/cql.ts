import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { type Fault, made, type Place } from './faults';
import { wire } from './wires';

/** Cassandra's own language, version 4: a client learns of the hosts there are, and no other query is answered; where there are several, each refuses it. */

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

type Column = readonly [name: string, type: Buffer, value: Buffer];

/** What a client asks about a host, which is told by the last number of its address. */
const known = (host: number): readonly Column[] => [
  ['key', varchar, Buffer.from('local')],
  ['peer', inet, Buffer.from([127, 0, 0, host])],
  ['cluster_name', varchar, Buffer.from('evidence')],
  ['data_center', varchar, Buffer.from('d')],
  ['rack', varchar, Buffer.from('r')],
  ['release_version', varchar, Buffer.from('4.0.0')],
  ['partitioner', varchar, Buffer.from('org.apache.cassandra.dht.Murmur3Partitioner')],
  ['schema_version', uuid, Buffer.alloc(16, 1)],
  ['host_id', uuid, Buffer.alloc(16, host + 1)],
  ['rpc_address', inet, Buffer.from([127, 0, 0, host])],
  ['tokens', setOfVarchar, Buffer.concat([long(1), cell(Buffer.from(String(host)))])],
];

/** Rows of one table, a host in each; all columns are of that table. */
function rows(hosts: readonly number[]): Buffer {
  const columns = known(1).flatMap(([name, type]) => [string(name), type]);
  const cells = hosts.flatMap((host) => known(host).map(([, , value]) => cell(value)));
  const head = [long(2), long(1), long(known(1).length), string('system'), string('t')];
  return Buffer.concat([...head, ...columns, long(hosts.length), ...cells]);
}

function introduced(socket: Socket, asked: Buffer, host: number, others: readonly number[], refused?: () => Buffer): void {
  const [version = 0, , , , kind = 0] = asked;
  if (version !== 4) {
    const why = `Invalid or unsupported protocol version (${version}); the lowest supported version is 3 and the greatest is 4`;
    socket.write(frame(asked, says.error, Buffer.concat([long(10), string(why)])));
  } else if (kind === asks.startup || kind === asks.register) socket.write(frame(asked, says.ready, Buffer.alloc(0)));
  else if (kind === asks.options) socket.write(frame(asked, says.supported, short(0)));
  else if (kind === asks.query) {
    const question = asked.toString('latin1', 9).toLowerCase();
    if (question.includes('system.local')) socket.write(frame(asked, says.result, rows([host])));
    else if (question.includes('system.peers')) socket.write(frame(asked, says.result, rows(others)));
    else if (question.includes('system')) socket.write(frame(asked, says.result, rows([])));
    else if (refused !== undefined) socket.write(frame(asked, says.error, refused()));
  }
}

function heard(socket: Socket, host: number, others: readonly number[], refused?: () => Buffer): void {
  let rest = Buffer.alloc(0);
  socket.on('data', (data) => {
    rest = Buffer.concat([rest, data]);
    while (rest.length >= 9 && rest.length >= 9 + rest.readInt32BE(5)) {
      const end = 9 + rest.readInt32BE(5);
      introduced(socket, rest.subarray(0, end), host, others, refused);
      rest = rest.subarray(end);
    }
  });
}

export const cql = wire(
  (socket) => heard(socket, 1, []),
  () => undefined,
);

const hosts = [1, 2, 3];

/** Three hosts, each at an address of its own, which know of each other and refuse every query; it counts queries. */
const cluster =
  (refusal: Buffer) =>
  async (_: Fault): Promise<Place> => {
    const came: number[] = [];
    const sockets = new Set<Socket>();
    const start = performance.now();
    const refused = (): Buffer => {
      came.push(performance.now() - start);
      return refusal;
    };
    const listening = async (host: number, port: number): Promise<Server> => {
      const server = createServer((socket) => {
        sockets.add(socket);
        socket.on('error', () => {});
        const others = hosts.filter((other) => other !== host);
        heard(socket, host, others, refused);
      });
      server.listen(port, `127.0.0.${host}`);
      await once(server, 'listening');
      return server;
    };
    const first = await listening(1, 0);
    const { port } = first.address() as AddressInfo;
    const servers = [first, ...(await Promise.all(hosts.slice(1).map((host) => listening(host, port))))];
    return made(port, came, () => {
      for (const socket of sockets) socket.destroy();
      for (const server of servers) server.close();
    });
  };

const one = short(1);

/** Of the hosts that hold the data too few are up, of which this one knows before anything is done. */
export const unavailable = cluster(Buffer.concat([long(0x1000), string('planned'), one, long(1), long(0)]));

/** A host that has too much to do: what it has done of the query is not known. */
export const overloaded = cluster(Buffer.concat([long(0x1001), string('planned')]));
