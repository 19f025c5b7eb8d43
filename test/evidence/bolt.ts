import { wire } from './wires';

/** Neo4j's own language, version 5.0: whoever says hello is welcome, and no query is answered. */

const magic = 0x6060b017;

const text = (value: string): Buffer => Buffer.concat([Buffer.from([0x80 + value.length]), Buffer.from(value)]);

/** A message is one chunk and an empty one; success carries a map. */
function success(facts: Readonly<Record<string, string>>): Buffer {
  const pairs = Object.entries(facts).flatMap(([name, value]) => [text(name), text(value)]);
  const body = Buffer.concat([Buffer.from([0xb1, 0x70, 0xa0 + Object.keys(facts).length]), ...pairs]);
  const head = Buffer.alloc(2);
  head.writeUInt16BE(body.length);
  return Buffer.concat([head, body, Buffer.from([0, 0])]);
}

export const bolt = wire(
  (socket) => {
    let greeted = false;
    socket.on('data', (data) => {
      if (data.length >= 20 && data.readUInt32BE(0) === magic) socket.write(Buffer.from([0, 0, 0, 5]));
      else if (!greeted) {
        greeted = true;
        socket.write(success({ server: 'Neo4j/5.0.0', connection_id: 'bolt-1' }));
      }
    });
  },
  () => undefined,
);
