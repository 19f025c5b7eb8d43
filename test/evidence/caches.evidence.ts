import { describe, expect, it } from 'vitest';
import { claim } from './claims';
import { type Fault, type Place, place } from './faults';
import { load } from './packages/load.mjs';
import { proven, record } from './proofs';
import { ended, fairly, inTurn } from './running';
import type { Options, Table } from './table';
import { redis, wire } from './wires';

record(import.meta.filename);

const { Keyv } = await load('keyv');
const { default: KeyvRedis, createKeyv } = await load('@keyv/redis');

interface Cache {
  readonly on: (event: string, heard: () => void) => unknown;
  readonly disconnect: (force?: boolean) => unknown;
  readonly get: (key: string) => Promise<unknown>;
  readonly set: (key: string, value: unknown) => Promise<unknown>;
}

/** A failure is told to whoever listens, and to nobody else. */
function listened<T extends Cache>(made: T, at: Place): T {
  made.on('error', () => {});
  at.after(() => made.disconnect(true));
  return made;
}

const url = (at: Place): string => `redis://${at.host}:${at.port}`;
const store = (at: Place, made: Options, options?: Options): Cache =>
  listened(new KeyvRedis(Object.keys(made).length === 0 ? url(at) : { url: url(at), ...made }, options), at);
const cache = (at: Place, made: Options = {}, options?: Options): Cache =>
  listened(new Keyv({ store: store(at, made, options), throwOnErrors: options?.throwOnErrors }), at);

/** It greets whoever connects, and refuses every command. */
const refusing = wire(
  (socket) => socket.on('data', (data) => socket.write(answerTo(data.toString()))),
  () => undefined,
);

function answerTo(asked: string): string {
  return [...asked.matchAll(/\*\d+\r\n\$\d+\r\n(\w+)\r\n/g)]
    .map(([, word = '']) => (/^client$/i.test(word) ? '+OK\r\n' : '-ERR planned\r\n'))
    .join('');
}

const waits: Pick<Table, 'place' | 'bare' | 'cap'> = {
  place: redis,
  cap: 7000,
  bare: { silent: 'pending', mute: 'pending', hole: 'pending' },
};

claim(
  { id: 'keyv', package: 'keyv', ...waits, get: (at) => cache(at).get('a'), post: (at) => cache(at).set('a', 1) },
  {
    id: '@keyv/redis',
    package: '@keyv/redis',
    ...waits,
    get: (at, _, made) => store(at, made).get('a'),
    post: (at) => store(at, {}).set('a', '1'),
    options: [{ option: 'socket.socketTimeout', at: 'instance', value: 400, bounds: { silent: true } }],
  },
);

/** What the rows do not say: which failures throw, and which count as nothing found. */
describe('keyv over Redis', () => {
  type Way = readonly [says: string, fault: Fault, ask: (at: Place) => unknown, ends: string];
  it.concurrent.each<Way>([
    ['a command that is refused finds nothing', 'silent', (at) => cache(at).get('a'), 'resolves undefined'],
    ['a write that is refused counts as done', 'silent', (at) => cache(at).set('a', 1), 'resolves true'],
    [
      'a command that is refused throws where both are told to',
      'silent',
      (at) => cache(at, {}, { throwOnErrors: true }).get('a'),
      'throws',
    ],
    ['a connection that is refused is waited for', 'refused', (at) => cache(at).get('a'), 'pending'],
    [
      'a connection that says nothing ends by `connectionTimeout`',
      'mute',
      (at) => cache(at, {}, { connectionTimeout: 400 }).get('a'),
      'resolves undefined',
    ],
    [
      'a greeting is asked for again, whatever `socketTimeout` says',
      'mute',
      (at) => cache(at, { socket: { socketTimeout: 400 } }).get('a'),
      'pending',
    ],
    ['an answer does not', 'silent', (at) => cache(at, {}, { connectionTimeout: 400 }).get('a'), 'pending'],
    ['`createKeyv` gives the same', 'mute', (at) => listened(createKeyv(url(at)), at).get('a'), 'pending'],
    ['a Keyv without a store keeps things in memory', 'refused', () => new Keyv().get('a'), 'resolves undefined'],
  ])('%s', (says, fault, ask, ends) =>
    fairly(() =>
      inTurn(false, async () => {
        const spot = await (says.startsWith('an answer') ? redis : fault === 'silent' ? refusing : place)(fault);
        const took = await ended(() => ask(spot), 2500).finally(() => spot.close());
        const how =
          took.ms === 'pending' ? 'pending' : took.rejected ? 'throws' : took.why.replace(': ', ' ').replace('resolved', 'resolves');
        expect(how, took.why).toBe(ends);
        for (const id of ['keyv', '@keyv/redis']) proven('clients', id, id);
      }),
    ),
  );
});
