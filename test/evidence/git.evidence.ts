import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { claim } from './claims';
import { type Place, place } from './faults';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import { ended } from './running';
import type { Options } from './table';

record(import.meta.filename);

const { simpleGit } = await load('simple-git');
const folder = mkdtempSync(join(tmpdir(), 'evidence-git-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const repository = (at: Place): string => `${at.url}/a.git`;
const listed = (at: Place, made: Options) => simpleGit(folder, made).listRemote([repository(at)]);

claim({
  id: 'simple-git',
  package: 'simple-git',
  get: (at, _, made) => listed(at, made),
  many: (at, count, _, made) => {
    const git = simpleGit(folder, made);
    return Promise.all(Array.from({ length: count }, () => git.listRemote([repository(at)])));
  },
  bare: { silent: 'pending', body: 'pending', hole: 'pending' },
  options: [
    { option: 'timeout.block', at: 'instance', value: 400, bounds: { silent: true, body: true, hole: true } },
    { option: 'abort', at: 'instance', value: () => AbortSignal.timeout(400), bounds: { silent: true, body: true, hole: true } },
  ],
  counts: [
    { fault: 503, sends: 1 },
    { fault: 429, sends: 1 },
    { fault: 'reset', sends: 1 },
  ],
});

describe('simple-git ends `git` and not its helper', () => {
  it.each(['timeout', 'abort'])('which keeps its connection after %s', async (word) => {
    const spot = await place('silent');
    try {
      const made = word === 'abort' ? { abort: AbortSignal.timeout(1000) } : { timeout: { block: 1000 } };
      expect((await ended(() => listed(spot, made), 5000)).rejected).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect([spot.came.length, spot.left]).toEqual([1, 0]);
    } finally {
      await spot.close();
    }
  });
});
