import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import type { DefaultModel } from '../../src/model/catalog';
import { type Fault, type Place, place } from './faults';
import { http2 } from './greeters';
import { clients, defaultsOf, versionOf } from './models';
import { proven, record, touch } from './proofs';
import { fairly, inTurn } from './running';

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

const slack = (id: string, call: string): Long => ({
  id,
  says: 'tries 11 times, with pauses that double from a second on, within half an hour',
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
    expect(told.ms).toBeLessThan(36 * minutes);
  },
});

all([
  slack('@slack/web-api', 'slack'),
  slack('@slack/bolt', 'bolt'),
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
  {
    id: '@google-cloud/firestore',
    says: 'gives up a read after 300 s, asks once more, and when that was 300 s as well tells nobody',
    call: 'firestore',
    haste: 100,
    watched: 30 * minutes,
    fault: 'silent',
    place: http2,
    rows: (row) => row.facet === 'timeout' && row.on?.includes('document:get') === true && row.ms === 'unbounded',
    see: (told, came) => {
      expect(told.ms, told.why).toBe('pending');
      expect(came).toHaveLength(2);
      const [gap] = gaps(came);
      expect(gap).toBeGreaterThan(270_000);
      expect(gap).toBeLessThan(330_000);
    },
  },
]);

function all(longs: readonly Long[]): void {
  for (const long of longs) {
    describe.concurrent(`${long.id} ${versionOf(long.id)}`, () => {
      it.concurrent(`by default: ${long.says}`, async () => {
        const model = clients.get(long.id);
        const rows = model === undefined ? [] : defaultsOf(model, versionOf(long.id)).filter(long.rows);
        expect(rows, 'the model says so').not.toEqual([]);
        await fairly(() => inTurn(true, () => measured(long)));
        touch(long.id, ...rows);
        proven('clients', long.id, long.id);
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
