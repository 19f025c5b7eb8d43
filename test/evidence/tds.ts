import { wire } from './wires';

/** SQL Server's own language: whoever logs in is welcome, and every question but `hard` is answered with nothing, so that pools may try their connections. */

/** What nobody answers. */
export const hard = "select 'evidence'";

/** One packet: its kind, the mark of the last one, and its length with the head. */
function packet(kind: number, body: Buffer): Buffer {
  const head = Buffer.from([kind, 1, 0, 0, 0, 0, 1, 0]);
  head.writeUInt16BE(head.length + body.length, 2);
  return Buffer.concat([head, body]);
}

const answer = 4;
/** A question for one text, under a name: `SELECT DB_NAME() AS "db_name"`. */
const named = /AS "(\w+)"/;

const hardly = Buffer.from('evidence', 'utf16le');
const asks = { batch: 1, rpc: 3, login: 16, before: 18 };

/** Version and encryption, at the offsets that follow their rows; 2 says that nothing is encrypted. */
const greeting = packet(answer, Buffer.from([0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 255, 16, 0, 0, 0, 0, 0, 2]));

const done = (status = 0): Buffer => Buffer.from([0xfd, status, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

function accepted(): Buffer {
  const name = 'evidence';
  const body = Buffer.concat([
    Buffer.from([1, 0x74, 0, 0, 4, name.length]),
    Buffer.from(name, 'utf16le'),
    // The version of the server.
    Buffer.from([16, 0, 0, 0]),
  ]);
  const head = Buffer.from([0xad, 0, 0]);
  head.writeUInt16LE(body.length, 1);
  return packet(answer, Buffer.concat([head, body, done()]));
}

/** One row of one column, which holds a short text. */
function row(name: string): Buffer {
  const [title, value] = [Buffer.from(name, 'utf16le'), Buffer.from('d', 'utf16le')];
  const longest = Buffer.from([64, 0]);
  const collation = Buffer.alloc(5);
  const column = Buffer.concat([Buffer.from([0x81, 1, 0, 0, 0, 0, 0, 0, 0, 0xe7]), longest, collation, Buffer.from([name.length]), title]);
  return Buffer.concat([column, Buffer.from([0xd1, value.length, 0]), value]);
}

function answered(data: Buffer): Buffer {
  const [, name] = named.exec(data.toString('latin1').replaceAll('\0', '')) ?? [];
  return packet(answer, name === undefined ? done() : Buffer.concat([row(name), done()]));
}

export const tds = wire(
  (socket) => {
    socket.on('data', (data) => {
      if (data[0] === asks.before) socket.write(greeting);
      else if (data[0] === asks.login) socket.write(accepted());
      else if ((data[0] === asks.batch || data[0] === asks.rpc) && !data.includes(hardly)) socket.write(answered(data));
    });
  },
  (data) => (data.includes(hardly) ? packet(answer, done()) : undefined),
);
