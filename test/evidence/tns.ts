import { wire } from './wires';

/**
 * Oracle's own language: whoever logs in from outside is welcome, and no question is answered. A server that `heeds` does stop
 * what it is asked to stop, and says so.
 */

const kinds = { connect: 1, accept: 2, data: 6, marker: 12 };
const messages = { protocol: 1, types: 2, call: 3, error: 4, parameters: 8, status: 9 };
const login = 115;
const reset = 2;

/** Until the connection is accepted the length of a packet has two bytes, and four from then on. */
function packet(kind: number, body: Buffer, wide = true): Buffer {
  const head = Buffer.alloc(8);
  if (wide) head.writeUInt32BE(head.length + body.length);
  else head.writeUInt16BE(head.length + body.length);
  head[4] = kind;
  return Buffer.concat([head, body]);
}

/** Two bytes of flags stand before each message. */
const said = (...parts: readonly (Buffer | readonly number[])[]): Buffer =>
  packet(kinds.data, Buffer.concat([Buffer.alloc(2), ...parts.map((part) => Buffer.from(part))]));

const mark = (kind: number): Buffer => packet(kinds.marker, Buffer.from([1, 0, kind]));

/** Version 317 and packets of up to 8192 bytes, with no services of the network. */
function accepted(): Buffer {
  const body = Buffer.alloc(37);
  body.writeUInt16BE(317, 0);
  body.writeUInt16BE(8192, 4);
  body.writeUInt16BE(65_535, 6);
  body[15] = 0x0c;
  body.writeUInt32BE(8192, 24);
  body.writeUInt32BE(65_535, 28);
  return packet(kinds.accept, body, false);
}

/** A text, with its length before it. */
const text = (value: string): Buffer => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);
/** A number; zero is a length of none. */
const number = (value: number): number[] => (value === 0 ? [0] : [2, value >> 8, value & 0xff]);

/** Its name, the character sets, and what it can do: fields of 19c, and time zones. */
function protocol(): Buffer {
  const sets = Buffer.alloc(12);
  sets.writeUInt16BE(2000, 9);
  const compiled = Buffer.alloc(53);
  compiled[7] = 12;
  const running = Buffer.alloc(7);
  running[1] = 1;
  const banner = Buffer.from('evidence\0');
  const counted = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from([bytes.length]), bytes]);
  return said(
    [messages.protocol, 6, 0],
    banner,
    // UTF-8 as 873, no flags, no elements.
    [0x69, 0x03, 0, 0, 0, 0, sets.length],
    sets,
    counted(compiled),
    counted(running),
  );
}

/** The zone of the database is that of Greenwich; no type is told. */
const types = said([messages.types, 0x80, 0, 0, 0, 60, 60, 60, 0x80, 0, 0, 0, 0, 0]);

const done = [messages.status, 0, 0];

function welcome(): Buffer {
  const version = text('318767104');
  const pair = [[1, 15], text('AUTH_VERSION_NO'), [1, 9], version, [0]];
  return said([messages.parameters, 1, 1], ...pair, done);
}

/** Everything that an error may tell is none, but for its number and its text. */
function failure(code: number, words: string): Buffer {
  const told = Buffer.alloc(28);
  return said([messages.error], told, number(code), [0], text(words));
}

const speaking = (heeds: boolean) =>
  wire(
    (socket) => {
      let open = false;
      let rest = Buffer.alloc(0);
      socket.on('data', (data) => {
        rest = Buffer.concat([rest, data]);
        while (rest.length >= 8) {
          const length = open ? rest.readUInt32BE() : rest.readUInt16BE();
          if (rest.length < length) return;
          const [kind, body] = [rest[4], rest.subarray(8, length)];
          rest = rest.subarray(length);
          if (kind === kinds.connect) {
            // What is asked for follows in a packet of its own where it is long.
            rest = Buffer.alloc(0);
            open = true;
            socket.write(accepted());
          } else if (kind === kinds.marker && heeds) {
            socket.write(mark(body[2] === reset ? reset : 1));
            if (body[2] === reset) socket.write(failure(1013, 'ORA-01013: user requested cancel of current operation'));
          } else if (kind === kinds.data) {
            const [message, call] = [body[2], body[3]];
            if (message === messages.protocol) socket.write(protocol());
            else if (message === messages.types) socket.write(types);
            else if (message === messages.call && call === login) socket.write(welcome());
          }
        }
      });
    },
    () => undefined,
  );

/** A database that has gone silent. */
export const tns = speaking(false);

/** A database that is busy, and stops when it is told to. */
export const tnsHeeding = speaking(true);
