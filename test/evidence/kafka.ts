import type { Socket } from 'node:net';
import { type Fault, mute, type Place, place } from './faults';

/** The requests of Kafka that this broker answers, by their number. */
const asked = { produce: 0, metadata: 3, versions: 18, producerId: 22 };

/** A broker with one topic of one partition. As `silent` it acknowledges no message; as `503` it says of each that nobody leads the partition. Messages are counted, not connections. */
export async function kafka(fault: Fault): Promise<Place> {
  if (fault !== 'silent' && fault !== 503) return place(fault);
  const start = performance.now();
  const came: number[] = [];
  const said: string[] = [];
  const spot = await mute((socket) => {
    let held = Buffer.alloc(0);
    socket.on('data', (data) => {
      held = Buffer.concat([held, data]);
      while (held.length >= 4 && held.length >= 4 + held.readInt32BE(0)) {
        const frame = held.subarray(4, 4 + held.readInt32BE(0));
        held = held.subarray(4 + frame.length);
        const key = frame.readInt16BE(0);
        if (key === asked.produce) came.push(performance.now() - start);
        if (key === asked.producerId) said.push('InitProducerId');
        const told = answer(key, fault, socket);
        if (told !== undefined) socket.write(Buffer.concat([int32(told.length + 4), frame.subarray(4, 8), told]));
      }
    });
  });
  return { ...spot, came, said };
}

const int16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};

const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

const int64 = (value: number): Buffer => Buffer.concat([int32(0), int32(value)]);
const text = (value: string): Buffer => Buffer.concat([int16(value.length), Buffer.from(value)]);
const array = (...items: readonly Buffer[]): Buffer => Buffer.concat([int32(items.length), ...items]);

function answer(key: number, fault: Fault, socket: Socket): Buffer | undefined {
  if (key === asked.versions) {
    const versions = [
      [asked.produce, 3],
      [asked.metadata, 1],
      [asked.versions, 0],
      [asked.producerId, 0],
    ];
    return Buffer.concat([
      int16(0),
      array(...versions.map(([api = 0, newest = 0]) => Buffer.concat([int16(api), int16(0), int16(newest)]))),
      int32(0),
    ]);
  }
  if (key === asked.metadata) {
    const broker = Buffer.concat([int32(1), text(socket.localAddress ?? ''), int32(socket.localPort ?? 0), int16(-1)]);
    const partition = Buffer.concat([int16(0), int32(0), int32(1), array(int32(1)), array(int32(1))]);
    const topic = Buffer.concat([int16(0), text('t'), Buffer.from([0]), array(partition)]);
    return Buffer.concat([array(broker), int32(1), array(topic)]);
  }
  if (key === asked.producerId) return Buffer.concat([int32(0), int16(0), int64(1), int16(0)]);
  if (key === asked.produce && fault === 503) {
    const leaderless = Buffer.concat([int32(0), int16(5), int64(0), int64(0)]);
    return Buffer.concat([array(Buffer.concat([text('t'), array(leaderless)])), int32(0)]);
  }
  return undefined;
}
