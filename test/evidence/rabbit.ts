import { type Fault, mute, type Place, place } from './faults';

/** A broker of AMQP 0-9-1 that shakes hands, asks for a heartbeat every so many seconds, and then (as `silent`) says nothing more, not even that. */
export const rabbit =
  (beat: number) =>
  (fault: Fault): Promise<Place> =>
    fault === 'silent'
      ? mute((socket) => {
          socket.on('data', (data) => {
            if (data.toString('latin1', 0, 4) === 'AMQP') socket.write(start);
            for (const [asked, answer] of answers(beat)) if (data.includes(asked)) socket.write(answer);
          });
        })
      : place(fault);

/** A method by its class and number, as it stands on the wire. */
const method = (of: number, number: number): Buffer => Buffer.from([0, of, 0, number]);

function frame(...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(7);
  head.writeUInt8(1);
  head.writeUInt32BE(body.length, 3);
  return Buffer.concat([head, body, Buffer.from([0xce])]);
}

function long(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, Buffer.from(text)]);
}

const start = frame(method(10, 10), Buffer.from([0, 9]), long(''), long('PLAIN'), long('en_US'));

/** What is said to the methods of a connection that is opened: limits and heartbeat, then that it stands. */
const answers = (beat: number): readonly (readonly [Buffer, Buffer])[] => [
  [method(10, 11), frame(method(10, 30), Buffer.from([0, 0, 0, 2, 0, 0, 0, beat]))],
  [method(10, 40), frame(method(10, 41), Buffer.from([0]))],
];
