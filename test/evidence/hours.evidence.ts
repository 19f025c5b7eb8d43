import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import type { ClientModel } from '../../src/model/catalog/client';
import type { DefaultModel } from '../../src/model/catalog/default';
import { type Fault, type Place, place } from './faults';
import { http2, nats } from './greeters';
import { clients, defaultsOf, versionOf } from './models';
import { proven, record, touch } from './proofs';
import { fairly, inTurn } from './running';
import { secured } from './secured';
import { redis } from './wires';

/** Defaults that take minutes and hours, seen through a clock that runs many times as fast (`packages/hastened.mjs`). */

record(import.meta.filename);

interface Told {
  /** By the thread's own clock. */
  readonly ms: number | 'pending';
  readonly rejected: boolean;
  readonly why: string;
}

interface Long {
  readonly id: string;
  /** Where it is installed under another name. */
  readonly package?: string;
  readonly says: string;
  /** The name of the call in the thread's script. */
  readonly call: string;
  readonly haste: number;
  /** For how long it is watched, by the thread's clock; default until it ends. */
  readonly watched?: number;
  readonly fault: Fault;
  readonly place: (fault: Fault) => Promise<Place>;
  /** The rows of the model that are asserted. */
  readonly rows: (row: DefaultModel) => boolean;
  /** What was told, and when the requests came, by the thread's clock. */
  readonly see: (told: Told, came: readonly number[]) => void;
}

const minutes = 60_000;

/** One request, which is given up within these times. */
const givesUp =
  (least: number, most: number): Long['see'] =>
  (told, came) => {
    expect(told.rejected, told.why).toBe(true);
    expect(came).toHaveLength(1);
    expect(told.ms).toBeGreaterThan(least);
    expect(told.ms).toBeLessThan(most);
  };

const slack = (id: string, call: string): Long => ({
  id,
  says: 'tries 11 times, with pauses that double from a second on, in about half an hour',
  call,
  haste: 100,
  fault: 503,
  place,
  rows: (row) => row.facet === 'retry' && row.attempts === 11 && row.delayMs === 1000,
  see: (told, came) => {
    expect(told.rejected, told.why).toBe(true);
    expect(came).toHaveLength(11);
    // Each pause is drawn between once and twice its length, and the first is a second.
    const [first = 0, ...others] = gaps(came);
    expect(first).toBeGreaterThan(900);
    expect(first).toBeLessThan(15_000);
    expect(others.at(-1)).toBeGreaterThan(6 * minutes);
    expect(told.ms).toBeGreaterThan(15 * minutes);
    expect(told.ms).toBeLessThan(45 * minutes);
  },
});

all([
  slack('@slack/web-api', 'slack'),
  slack('@slack/bolt', 'bolt'),
  {
    id: 'jsforce',
    says: 'gives up waiting for a head after half an hour',
    call: 'jsforce',
    haste: 500,
    fault: 'silent',
    place,
    rows: (row) => row.facet === 'timeout' && row.covers === 'headers',
    see: givesUp(29 * minutes, 36 * minutes),
  },
  {
    id: '@google-cloud/speech',
    says: 'gives up an attempt after 83 minutes',
    call: 'speech',
    haste: 500,
    fault: 'silent',
    place: http2,
    rows: (row) => row.facet === 'timeout' && row.ms === 5_000_000,
    see: (told, came) => {
      expect(told.rejected, told.why).toBe(true);
      expect(told.why).toMatch(/deadline/i);
      expect(came).toHaveLength(1);
      expect(told.ms).toBeGreaterThan(4_900_000);
      expect(told.ms).toBeLessThan(6_000_000);
    },
  },
  ...(
    [
      ['storageAsks', 'body', 'attempt', 'gives up a request after 60 s'],
      ['storageReads', 'silent', 'headers', 'waits 60 s for a download to begin'],
    ] as const
  ).map(
    ([call, fault, covers, says]): Long => ({
      id: '@google-cloud/storage',
      package: 'google-cloud-storage-6',
      says,
      call,
      haste: 20,
      fault,
      place,
      rows: (row) => row.facet === 'timeout' && row.ms === minutes && row.covers === covers,
      see: (told, came) => {
        expect(told.rejected, told.why).toBe(true);
        expect(told.why).toMatch(/timeout/i);
        expect(came).toHaveLength(1);
        expect(told.ms).toBeGreaterThan(minutes - 1);
        expect(told.ms).toBeLessThan(2 * minutes);
      },
    }),
  ),
  ...(
    [
      ['storageReads', 'body', 'waits for the end of a download without end'],
      ['storageSends', 'silent', 'waits for the end of an upload without end'],
    ] as const
  ).map(
    ([call, fault, says]): Long => ({
      id: '@google-cloud/storage',
      package: 'google-cloud-storage-6',
      says,
      call,
      haste: 20,
      watched: 3 * minutes,
      fault,
      place,
      rows: (row) =>
        row.facet === 'timeout' && (call === 'storageReads' ? row.on?.includes('download') === true : row.on?.includes('save') === true),
      see: (told, came) => {
        expect(told.ms, told.why).toBe('pending');
        expect(came).toHaveLength(1);
      },
    }),
  ),
  {
    id: 'telegraf',
    says: 'gives up a request after 500 s',
    call: 'telegraf',
    haste: 100,
    fault: 'silent',
    place,
    rows: (row) => row.facet === 'timeout' && row.ms === 500_000,
    see: (told, came) => {
      expect(told.rejected, told.why).toBe(true);
      expect(told.why).toMatch(/timeout/i);
      expect(came).toHaveLength(1);
      expect(told.ms).toBeGreaterThan(490_000);
      expect(told.ms).toBeLessThan(600_000);
    },
  },
  {
    id: 'redis',
    package: 'redis-3',
    says: 'before 5.1 waits for an answer without end',
    call: 'redis',
    haste: 10,
    watched: 2 * minutes,
    fault: 'silent',
    place: redis,
    rows: (row) => row.facet === 'timeout' && row.ms === 'unbounded',
    see: (told, came) => {
      expect(told.ms, told.why).toBe('pending');
      expect(came.length).toBeGreaterThan(0);
    },
  },
  {
    id: 'redis',
    package: 'redis-3',
    says: 'before 4 connects anew for an hour',
    call: 'redis',
    haste: 200,
    fault: 'refused',
    place,
    rows: (row) => row.facet === 'retry' && row.totalMs === 60 * minutes,
    see: (told) => {
      expect(told.rejected, told.why).toBe(true);
      expect(told.ms).toBeGreaterThan(55 * minutes);
      expect(told.ms).toBeLessThan(90 * minutes);
    },
  },
  ...[['nats', 'flush'] as const, ['@nats-io/transport-node', 'flushNewer'] as const].map(
    ([id, call]): Long => ({
      id,
      says: 'gives up a server that answers no ping after 6 minutes',
      call,
      haste: 100,
      fault: 'silent',
      place: nats,
      rows: (row) => row.facet === 'timeout' && row.on?.includes('flush') === true,
      see: (told) => {
        expect(told.rejected, told.why).toBe(true);
        expect(told.ms).toBeGreaterThan(6 * minutes - 1);
        expect(told.ms).toBeLessThan(7 * minutes);
      },
    }),
  ),
  ...(
    [
      ['@google-cloud/bigquery', 'google-cloud-bigquery-7', 'bigQueryAsks'],
      ['@google-cloud/translate', 'google-cloud-translate-8', 'translateAsks'],
    ] as const
  ).map(
    ([id, from, call]): Long => ({
      id,
      package: from,
      says: 'gives up a request after 60 s',
      call,
      haste: 20,
      fault: 'silent',
      place,
      rows: (row) => row.facet === 'timeout' && row.ms === minutes,
      see: givesUp(minutes - 1, 2 * minutes),
    }),
  ),
  neverTold('@google-cloud/firestore', 'firestore'),
  neverTold('firebase-admin', 'adminRead'),
  {
    id: 'firebase-admin',
    says: 'tries a read of Firestore 15 times',
    call: 'adminRead',
    haste: 10,
    fault: 503,
    place: http2,
    rows: (row) => row.facet === 'retry' && row.attempts === 15 && row.on?.includes('document:get') === true,
    see: (told, came) => {
      expect(told.rejected, told.why).toBe(true);
      expect(came).toHaveLength(15);
    },
  },
  {
    id: 'firebase-admin',
    says: 'gives up a write to Firestore after 60 s',
    call: 'adminWrite',
    haste: 20,
    fault: 'silent',
    place: http2,
    rows: (row) => row.facet === 'timeout' && row.ms === minutes && row.on?.includes('document:set') === true,
    see: givesUp(55_000, 80_000),
  },
  {
    id: 'firebase-admin',
    says: 'repeats a write to Firestore that is refused for ten minutes',
    call: 'adminWrite',
    haste: 100,
    fault: 503,
    place: http2,
    rows: (row) => row.facet === 'retry' && row.totalMs === 10 * minutes && row.on?.includes('document:set') === true,
    see: (told, came) => {
      expect(told.rejected, told.why).toBe(true);
      expect(came.length).toBeGreaterThan(10);
      expect(told.ms).toBeGreaterThan(9 * minutes);
      expect(told.ms).toBeLessThan(13 * minutes);
    },
  },
  {
    id: 'firebase-admin',
    // Its bound is that of a socket, which no clock of a script hastens.
    says: 'gives up a request to Auth after 25 s, five times over',
    call: 'adminAuth',
    haste: 1,
    fault: 'silent',
    place,
    rows: (row) => (row.facet === 'timeout' && row.ms === 25_000) || (row.facet === 'retry' && row.on?.includes('auth') === true),
    see: (told, came) => {
      expect(told.rejected, told.why).toBe(true);
      expect(came).toHaveLength(5);
      // The second follows at once, the others after 1, 2 and 4 s.
      gaps(came).forEach((gap, i) => {
        expect(Math.abs(gap - 25_000 - ([0, 1000, 2000, 4000][i] ?? 0)), `gap ${i} was ${gap}`).toBeLessThan(900);
      });
    },
  },
  fiveTimes('Messaging', 'adminMessage', 'messaging', 15_000),
  fiveTimes('Installations', 'adminInstallation', 'installations', 10_000),
  ...(
    [
      ['App Check', 'adminToken', 'appCheck:createToken'],
      ['Remote Config', 'adminTemplate', 'remoteConfig'],
    ] as const
  ).map(
    ([what, call, on]): Long => ({
      id: 'firebase-admin',
      says: `waits for ${what} without end`,
      call,
      haste: 1,
      watched: minutes + 10_000,
      fault: 'silent',
      place: secured(),
      rows: (row) => row.facet === 'timeout' && row.ms === 'unbounded' && row.on?.includes(on) === true,
      see: (told, came) => {
        expect(told.ms, told.why).toBe('pending');
        expect(came).toHaveLength(1);
      },
    }),
  ),
  {
    id: 'firebase-admin',
    says: 'gives up asking for the keys of App Check after 30 s',
    call: 'adminCheck',
    haste: 1,
    fault: 'silent',
    place: secured(),
    rows: (row) => row.facet === 'timeout' && row.ms === 30_000 && row.on?.includes('appCheck:verifyToken') === true,
    see: givesUp(29_000, 36_000),
  },
  {
    id: 'firebase-admin',
    says: 'waits for the keys of Auth without end',
    call: 'adminKeys',
    haste: 1,
    watched: minutes,
    fault: 'silent',
    place: secured(),
    // It keeps them for hours, so the model says that it does not know.
    rows: (row) => row.facet === 'opaque' && row.on?.includes('auth:verifyIdToken') === true,
    see: (told, came) => {
      expect(told.ms, told.why).toBe('pending');
      expect(came).toHaveLength(1);
    },
  },
  {
    id: 'firebase-admin',
    says: 'waits for the Realtime Database without end',
    call: 'adminReference',
    haste: 1,
    watched: 4000,
    fault: 'mute',
    place,
    rows: (row) => row.facet === 'timeout' && row.ms === 'unbounded' && row.on?.includes('reference') === true,
    see: (told, came) => {
      expect(told.ms, told.why).toBe('pending');
      expect(came.length).toBeGreaterThan(0);
    },
  },
  {
    id: 'firebase-admin',
    says: 'connects to the Realtime Database on and on',
    call: 'adminReference',
    haste: 10,
    watched: minutes,
    fault: 'dropped',
    place,
    rows: (row) => row.facet === 'retry' && row.attempts === 'unbounded' && row.on?.includes('reference') === true,
    see: (told, came) => {
      expect(told.ms, told.why).toBe('pending');
      expect(came.length).toBeGreaterThan(5);
    },
  },
]);

/** The host is fixed: an agent leads its connections here. The bound is that of a socket, as Auth's is. */
function fiveTimes(what: string, call: string, on: string, ms: number): Long {
  return {
    id: 'firebase-admin',
    says: `gives up a request to ${what} after ${ms / 1000} s, five times over`,
    call,
    haste: 1,
    fault: 'silent',
    place: secured(),
    rows: (row) => row.on?.includes(on) === true && ((row.facet === 'timeout' && row.ms === ms) || row.facet === 'retry'),
    see: (told, came) => {
      expect(told.rejected, told.why).toBe(true);
      expect(came).toHaveLength(5);
      gaps(came).forEach((gap, i) => {
        expect(Math.abs(gap - ms - ([0, 1000, 2000, 4000][i] ?? 0)), `gap ${i} was ${gap}`).toBeLessThan(900);
      });
    },
  };
}

/** The second of two tries ends as the first did, and whoever called is not told. */
function neverTold(id: string, call: string): Long {
  return {
    id,
    says: 'gives up a read of Firestore after 300 s, asks once more, and when that was 300 s as well tells nobody',
    call,
    haste: 100,
    watched: 30 * minutes,
    fault: 'silent',
    place: http2,
    rows: (row) => row.facet === 'timeout' && row.on?.includes('document:get') === true && row.ms === 'unbounded',
    see: (told, came) => {
      expect(told.ms, told.why).toBe('pending');
      expect(came).toHaveLength(2);
      const [gap] = gaps(came);
      expect(gap).toBeGreaterThan(240_000);
      expect(gap).toBeLessThan(420_000);
    },
  };
}

function modelOf(id: string): ClientModel {
  const model = clients.get(id);
  if (model === undefined) throw new Error(`there is no model of ${id}`);
  return model;
}

function all(longs: readonly Long[]): void {
  for (const long of longs) {
    // One after the other: a thread that starts makes the clocks of the others late, unless they run as everybody's do.
    const from = long.package ?? long.id;
    const suite = long.haste === 1 ? describe.concurrent : describe;
    suite(`${long.id} ${versionOf(from)}`, () => {
      it(`by default: ${long.says}`, async () => {
        const rows = defaultsOf(modelOf(long.id), versionOf(from)).filter(long.rows);
        expect(rows, 'the model says so').not.toEqual([]);
        await fairly(() => inTurn(true, () => measured(long)));
        touch(long.id, ...rows);
        proven('clients', long.id, from);
      });
    });
  }
}

async function measured(long: Long): Promise<void> {
  const at = await long.place(long.fault);
  const { url, host, port } = at;
  const worker = new Worker(join(import.meta.dirname, 'packages', 'hastened.mjs'), {
    workerData: { haste: long.haste, call: long.call, at: { url, host, port } },
  });
  try {
    const told = await new Promise<Told>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      if (long.watched !== undefined)
        setTimeout(() => resolve({ ms: 'pending', rejected: false, why: 'pending' }), long.watched / long.haste);
    });
    long.see(
      told,
      at.came.map((time) => time * long.haste),
    );
  } finally {
    await worker.terminate();
    await at.close();
  }
}

function gaps(came: readonly number[]): number[] {
  return came.slice(1).map((time, i) => time - (came[i] ?? 0));
}
