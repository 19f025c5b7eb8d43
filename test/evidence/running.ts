import { expect } from 'vitest';
import { namesOf } from '../../src/link/arguments';
import { type Fault, type Place, place } from './faults';
import type { Options, Table } from './table';

export interface Took {
  readonly ms: number | 'pending';
  /** How it ended, for the message of a test that fails. */
  readonly why: string;
  readonly rejected: boolean;
  /** Milliseconds that the process lost meanwhile. */
  readonly lost: number;
}

/** How long a call is watched before it counts as one without an end. */
export const cap = 2500;

/** Milliseconds that this process has lost so far, because others had the processor or because it was busy itself. */
let lost = 0;
/** How late the last beats were, the newer ones counted more. */
let lateness = 0;
let beat = performance.now();
setInterval(() => {
  const now = performance.now();
  const late = Math.max(0, now - beat - 50);
  if (late > 10) lost += late;
  lateness = lateness * 0.8 + late * 0.2;
  beat = now;
}, 50).unref();

/** What has been lost until now, the beat that is overdue included. */
const lostNow = (): number => lost + Math.max(0, performance.now() - beat - 60);

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the process is on time again, but no longer than this. */
async function calm(patience: number): Promise<void> {
  const start = performance.now();
  while (lateness > 30 && performance.now() - start < patience) await sleep(100 + Math.random() * 200);
}

/** So many claims run at once; what takes minutes is not counted, since it does nothing but wait. */
let free = 60;
const waiting: (() => void)[] = [];
let next = 0;

/** A claim's turn comes a few milliseconds after that of the one before, and later when the process is late: all at once they would make each other late. */
export async function inTurn<T>(minutes: boolean, run: () => Promise<T>): Promise<T> {
  if (minutes) return run();
  if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
  else free -= 1;
  try {
    const now = performance.now();
    next = Math.max(now, next) + 15;
    await sleep(next - now);
    await calm(60_000);
    return await run();
  } finally {
    const first = waiting.shift();
    if (first === undefined) free += 1;
    else first();
  }
}

/**
 * A claim that failed is asked once more before it counts as failed, and up to eight times while the process was late
 * meanwhile: its clocks cannot be trusted then. What takes minutes is asked once, since lateness is small beside it.
 */
export async function fairly(work: () => Promise<void>): Promise<void> {
  const start = performance.now();
  for (let tries = 1; ; tries += 1) {
    const before = lostNow();
    try {
      return await work();
    } catch (failure) {
      await sleep(120);
      const took = performance.now() - start;
      const trusted = lostNow() - before < 100;
      if (tries === 8 || (tries > 1 && (trusted || took > 300_000)) || (tries === 1 && took > 240_000)) throw failure;
      await calm(60_000);
    }
  }
}

/** Sends a call to a place with this fault, and tells when it ended. */
export async function timed(table: Table, fault: Fault, given: () => [Options, Options], limit: number): Promise<Took> {
  return at(table, fault, (spot) => ended(() => table.get(spot, ...given()), limit), limit);
}

/** A place for one claim alone. */
export function at<T>(table: Table, fault: Fault, run: (spot: Place) => Promise<T>, limit = 0): Promise<T> {
  return inTurn(limit > 60_000, async () => {
    const spot = await (table.place ?? place)(fault);
    try {
      return await run(spot);
    } finally {
      await spot.close();
    }
  });
}

/** Waits for the end of the work, but no longer than the limit and, unless it is a window, the time that the process lost meanwhile. */
export async function ended(work: () => unknown, limit: number, window = false): Promise<Took> {
  const start = performance.now();
  const before = lostNow();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<Took>((resolve) => {
    const wait = (ms: number): void => {
      timer = setTimeout(() => {
        const left = limit + (lostNow() - before) - (performance.now() - start);
        if (left > 20 && !window) wait(left);
        else resolve({ ms: 'pending', why: `pending at ${limit}`, rejected: false, lost: 0 });
      }, ms);
    };
    wait(limit);
  });
  const done = (rejected: boolean) => (what: unknown) => ({
    ms: performance.now() - start,
    why: `${rejected ? 'rejected' : 'resolved'}: ${String(what).slice(0, 300)}`,
    rejected,
    lost: lostNow() - before,
  });
  const took = await Promise.race([Promise.resolve().then(work).then(done(false), done(true)), over]);
  clearTimeout(timer);
  return took;
}

/** About so many milliseconds, give or take what the process lost meanwhile. */
export function near(took: Took, ms: number): void {
  expect(took.ms, took.why).not.toBe('pending');
  expect(took.ms, took.why).toBeGreaterThan(ms * 0.7 - 60);
  expect(took.ms, took.why).toBeLessThan(ms * 1.3 + 1700 + took.lost);
}

/** The pauses between requests; each may be off by a third and 0.6 s. */
export function paused(came: readonly number[], gaps: readonly number[]): void {
  gaps.forEach((gap, i) => {
    const real = (came[i + 1] ?? Number.NaN) - (came[i] ?? Number.NaN);
    expect(Math.abs(real - gap), `gap ${i} was ${real}`).toBeLessThan(gap / 3 + 600);
  });
}

/** `timeout.request` becomes `{ timeout: { request } }`. */
export function set(base: Options | undefined, option: string, value: unknown): Options {
  return put(base, namesOf(option), value);
}

function put(base: Options | undefined, [head = '', ...rest]: readonly string[], value: unknown): Options {
  const inner = base?.[head];
  if (rest.length === 0) return { ...base, [head]: value };
  return { ...base, [head]: put(isPlain(inner) ? { ...inner } : {}, rest, value) };
}

/** Two sets of options as one, the second stronger, down to the leaves. */
export function both(one: Options | undefined, two: Options | undefined): Options {
  const joined: Options = { ...one };
  for (const [name, value] of Object.entries(two ?? {})) {
    const old = joined[name];
    joined[name] = isPlain(old) && isPlain(value) ? both(old, value) : value;
  }
  return joined;
}

function isPlain(value: unknown): value is Options {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
