import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultBounds, defaultRepeats, modelOf, optionBounds, optionRepeats } from './agrees';
import { type Fault, type Place, place } from './faults';

export type Options = Record<string, unknown>;

/** Sends one call to the place with these options of the call, through an instance made with those. */
export type Driver = (at: Place, call: Options, made: Options) => unknown;

/** How a call without any option ends: still pending at the cap, or after about so many milliseconds. */
export type End = 'pending' | number;

export interface OptionClaim {
  /** As the model names it. */
  readonly option: string;
  readonly at?: 'call' | 'instance';
  /** A function is called anew for each claim, since the clock of a signal starts when it is made. */
  readonly value: unknown;
  /** What else is set, so that this option is seen alone. */
  readonly with?: Options;
  /** The instance's own further options. */
  readonly made?: Options;
  /** Milliseconds after which it should end; default 400. */
  readonly ms?: number;
  /** `true`: it ends by then. `false`: it is still pending at the cap. */
  readonly bounds: Partial<Record<Fault, boolean>>;
  /** Why the model says otherwise, in a sentence; then it is not asked. */
  readonly aside?: string;
}

export interface CountClaim {
  readonly fault: Fault;
  readonly verb?: 'get' | 'post';
  /** How many requests (or connections) reached the server until the call ended, or until `within`. */
  readonly sends: number;
  /** Milliseconds between the requests, each met within a third and 0.6 s. */
  readonly gaps?: readonly number[];
  /** The number of the retry as the model names it, with its value. */
  readonly option?: readonly [string, unknown];
  readonly with?: Options;
  readonly made?: Options;
  readonly within?: number;
  readonly aside?: string;
}

/** What is claimed of one client, and how it is called. */
export interface Table {
  /** Id of the model. */
  readonly id: string;
  /** The npm package whose version counts; absent for what Node brings itself. */
  readonly package?: string;
  readonly get: Driver;
  readonly post?: Driver;
  /** How a place is made when HTTP is not spoken. */
  readonly place?: (fault: Fault) => Promise<Place>;
  readonly cap?: number;
  readonly bare?: Partial<Record<Fault, End>>;
  readonly options?: readonly OptionClaim[];
  readonly counts?: readonly CountClaim[];
  /** An abort by the signal at this option of the call reaches the server. */
  readonly aborts?: string;
  readonly aside?: string;
}

const cap = 2500;
const packages = join(import.meta.dirname, 'packages', 'node_modules');
const executed: Record<string, string[]> = {};

export function versionOf(name: string | undefined): string {
  if (name === undefined) return `Node ${process.versions.node}`;
  return JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8')).version;
}

/** Notes what was executed, for `scripts/evidence.mjs` to compare with what the models say of themselves. */
export function record(file: string): void {
  afterAll(() => {
    const folder = join(packages, '.executed');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${basename(file, '.evidence.ts')}.json`), JSON.stringify(executed, undefined, 2));
  });
}

export function proven(id: string, version: string): void {
  executed[id] = [...new Set([...(executed[id] ?? []), version])];
}

/** Turns tables into tests: one for each thing claimed. */
export function claim(...tables: readonly Table[]): void {
  for (const table of tables) describe.concurrent(`${table.id} ${versionOf(table.package)}`, () => all(table));
}

function all(table: Table): void {
  it.concurrent('is in the catalogue', async () => expect(await modelOf(table.id), `there is no model of ${table.id}`).toBeDefined());
  for (const [fault, end] of Object.entries(table.bare ?? {}))
    it.concurrent(`bare, ${fault}: ${end}`, () => bare(table, asFault(fault), end));
  for (const row of table.options ?? []) {
    for (const [fault, ends] of Object.entries(row.bounds)) {
      it.concurrent(`${row.option}, ${fault}: ${ends ? 'ends' : 'pending'}`, () => option(table, row, asFault(fault), ends));
    }
  }
  for (const row of table.counts ?? [])
    it.concurrent(`${row.verb ?? 'get'} ${row.option ?? ''} ${row.fault}: ${row.sends}`, () => count(table, row));
  if (table.aborts !== undefined) it.concurrent('an abort reaches the server', () => abort(table));
}

function asFault(text: string): Fault {
  const number = Number(text);
  return (Number.isNaN(number) ? text : number) as Fault;
}

let waiting = 0;

/** Claims start a few milliseconds apart: all at once they would make each other late. */
export function turn(): Promise<void> {
  waiting += 1;
  return new Promise((resolve) => setTimeout(resolve, waiting * 15));
}

async function bare(table: Table, fault: Fault, end: End): Promise<void> {
  const limit = Math.max(table.cap ?? cap, end === 'pending' ? 0 : end * 1.3 + 3000);
  const took = await timed(table, fault, () => [{}, {}], limit);
  if (end === 'pending') expect(took.ms, took.why).toBe('pending');
  else near(took, end);
  const model = await modelOf(table.id);
  if (table.aside === undefined && model !== undefined) {
    expect(await defaultBounds(model, fault, end, limit, versionOf(table.package))).toEqual([]);
  }
  proven(table.id, versionOf(table.package));
}

async function option(table: Table, row: OptionClaim, fault: Fault, ends: boolean): Promise<void> {
  const given = (): [Options, Options] => {
    const value = typeof row.value === 'function' ? row.value() : row.value;
    if (row.at === 'instance') return [{ ...row.with }, set(row.made, row.option, value)];
    return [set(row.with, row.option, value), { ...row.made }];
  };
  const took = await timed(table, fault, given, Math.max(table.cap ?? cap, (row.ms ?? 400) * 1.3 + 2000));
  if (ends) near(took, row.ms ?? 400);
  else expect(took.ms, took.why).toBe('pending');
  const model = await modelOf(table.id);
  if (row.aside === undefined && model !== undefined) {
    expect(await optionBounds(model, row.option, row.at ?? 'call', fault, ends, versionOf(table.package))).toEqual([]);
  }
  proven(table.id, versionOf(table.package));
}

async function count(table: Table, row: CountClaim): Promise<void> {
  const driver = row.verb === 'post' ? table.post : table.get;
  if (driver === undefined) throw new Error(`${table.id} has no ${row.verb}`);
  const extra = row.option === undefined ? {} : set({}, row.option[0], row.option[1]);
  await turn();
  const spot = await (table.place ?? place)(row.fault);
  try {
    await ended(() => driver(spot, { ...row.with, ...extra }, { ...row.made, ...extra }), row.within ?? 30_000);
    expect(spot.came).toHaveLength(row.sends);
    row.gaps?.forEach((gap, i) => {
      const real = (spot.came[i + 1] ?? Number.NaN) - (spot.came[i] ?? Number.NaN);
      expect(Math.abs(real - gap), `gap ${i} was ${real}`).toBeLessThan(gap / 3 + 600);
    });
  } finally {
    await spot.close();
  }
  const model = await modelOf(table.id);
  if (row.aside !== undefined || model === undefined) return;
  const version = versionOf(table.package);
  if (row.option !== undefined) expect(await optionRepeats(model, row.option, row.sends, version)).toEqual([]);
  else if (row.with === undefined && row.made === undefined) expect(await defaultRepeats(model, row, version)).toEqual([]);
  proven(table.id, version);
}

async function abort(table: Table): Promise<void> {
  await turn();
  const spot = await (table.place ?? place)('silent');
  try {
    // Long enough for the request to be sent before it is aborted, even when all claims start at once.
    await ended(() => table.get(spot, set({}, table.aborts ?? 'signal', AbortSignal.timeout(1500)), {}), 4000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(spot.left).toBeGreaterThan(0);
  } finally {
    await spot.close();
  }
}

interface Took {
  readonly ms: number | 'pending';
  /** How it ended, for the message of a test that fails. */
  readonly why: string;
}

async function timed(table: Table, fault: Fault, given: () => [Options, Options], limit: number): Promise<Took> {
  await turn();
  const spot = await (table.place ?? place)(fault);
  try {
    return await ended(() => table.get(spot, ...given()), limit);
  } finally {
    await spot.close();
  }
}

/** Waits for the end of the work, but no longer than the limit. */
export async function ended(work: () => unknown, limit: number): Promise<Took> {
  const start = performance.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Took>((resolve) => {
    timer = setTimeout(() => resolve({ ms: 'pending', why: `pending at ${limit}` }), limit);
  });
  const done = (how: string) => (what: unknown) => ({ ms: performance.now() - start, why: `${how}: ${String(what).slice(0, 300)}` });
  const took = await Promise.race([Promise.resolve().then(work).then(done('resolved'), done('rejected')), late]);
  clearTimeout(timer);
  return took;
}

export function near(took: Took, ms: number): void {
  expect(took.ms, took.why).not.toBe('pending');
  expect(took.ms, took.why).toBeGreaterThan(ms * 0.7 - 60);
  expect(took.ms, took.why).toBeLessThan(ms * 1.3 + 1700);
}

/** `timeout.request` becomes `{ timeout: { request } }`. */
function set(base: Options | undefined, path: string, value: unknown): Options {
  const [head = '', ...rest] = path.split('.');
  const inner = base?.[head];
  if (rest.length === 0) return { ...base, [head]: value };
  return { ...base, [head]: set(typeof inner === 'object' && inner !== null ? { ...inner } : {}, rest.join('.'), value) };
}
