import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, describe, expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import { type Fault, type Place, place } from './faults';
import { applyFix } from '../harness/check-fix';

/** What a text does before and after a remedy, against a server at fault: both are run as they are written. */
interface Program {
  readonly run: (url: string, signal?: AbortSignal) => Promise<unknown>;
  /** Asks a place that may be another one by the next attempt: what storms is ended by a healthy one. */
  readonly follow: (place: { url: string }) => Promise<unknown>;
}

const scratch = mkdtempSync(join(tmpdir(), 'behaviour-'));
const places: Place[] = [];
let count = 0;

afterAll(async () => {
  await Promise.all(places.map((one) => one.close()));
  rmSync(scratch, { recursive: true, force: true });
});

async function at(fault: Fault): Promise<Place> {
  const made = await place(fault, '{"name":"Ada"}');
  places.push(made);
  return made;
}

function mended(remedy: string, text: string): Readonly<Record<string, string>> {
  const files = { 'main.ts': text, 'package.json': '{ "type": "module" }' };
  const workspace = openWorkspace({ root: '/project', files });
  const fix = workspace
    .analyse()
    .findings.flatMap((finding) => workspace.fixes(finding))
    .find((one) => one.remedy === remedy);
  if (fix === undefined) throw new Error(`${remedy} offers nothing`);
  return applyFix(files, fix);
}

/** Loads a program of one file, or of one and the module it was given. */
async function load(files: Readonly<Record<string, string>>): Promise<Program> {
  const folder = mkdtempSync(join(scratch, `${count++}-`));
  const plain = (text: string): string =>
    ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } }).outputText;
  // A breaker is for one service, whose address must stand there; it is that of a server of ours when it is run.
  const main = plain(files['main.ts'] ?? '')
    .replace('./src/resilience', './resilience.mjs')
    .replace(/["']https:\/\/api\.users\.example["']/, 'url');
  writeFileSync(join(folder, 'main.mjs'), main);
  const module = files['src/resilience.ts'];
  if (module !== undefined) writeFileSync(join(folder, 'resilience.mjs'), plain(module));
  return await import(/* @vite-ignore */ pathToFileURL(join(folder, 'main.mjs')).href);
}

async function both(remedy: string, text: string): Promise<{ before: Program; after: Program }> {
  return { before: await load({ 'main.ts': text }), after: await load(mended(remedy, text)) };
}

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const still = Symbol('still running');
/** What came of work within a time: an error, nothing, or that it still runs. */
const within = (work: Promise<unknown>, ms: number): Promise<unknown> =>
  Promise.race([errorOf(work), new Promise((resolve) => setTimeout(resolve, ms, still))]);
const gaps = ({ came }: Place): number[] => came.slice(1).map((ms, i) => ms - (came[i] ?? 0));

const request = 'fetch(url, { signal: AbortSignal.timeout(800) })';

describe.each([
  [
    'retry-limit',
    'a loop',
    `export async function follow(place: { url: string }) {
  while (true) {
    try {
      const r = await fetch(place.url, { signal: AbortSignal.timeout(800) });
      if (r.status >= 500) throw new Error('status ' + r.status);
      return await r.json();
    } catch {
      continue;
    }
  }
}`,
  ],
  [
    'retry-limit',
    'a recursion',
    `export async function follow(place: { url: string }): Promise<unknown> {
  try {
    const r = await fetch(place.url, { signal: AbortSignal.timeout(800) });
    if (r.status >= 500) throw new Error('status ' + r.status);
    return await r.json();
  } catch {
    return follow(place);
  }
}`,
  ],
])('%s: %s', (remedy, _, text) => {
  test('a healthy server: the same as before, and one request', async () => {
    const { before, after } = await both(remedy, text);
    const [one, other] = [await at(200), await at(200)];
    expect(await after.follow(other)).toEqual(await before.follow(one));
    expect([one.came.length, other.came.length]).toEqual([1, 1]);
  });

  test.each(['reset', 503] as const)('%s: it stormed; now three attempts, spaced out, and the last error', async (fault) => {
    const { before, after } = await both(remedy, text);
    const [storm, calm, well] = [await at(fault), await at(fault), await at(200)];
    const target = { url: storm.url };
    const stormy = before.follow(target);
    expect(await within(stormy, 1500)).toBe(still);
    target.url = well.url;
    expect(await stormy).toEqual({ name: 'Ada' });
    expect(storm.came.length).toBeGreaterThan(5);
    expect(await within(after.follow(calm), 8000)).toBeInstanceOf(Error);
    expect(calm.came).toHaveLength(3);
    // At most 200 ms and 400 ms, by chance.
    expect(gaps(calm).reduce((a, b) => a + b, 0)).toBeLessThan(4000);
  });

  test('silent: each attempt has its bound, and after three it ends', async () => {
    const { after } = await both(remedy, text);
    const mute = await at('silent');
    expect(await within(after.follow(mute), 8000)).toMatchObject({ name: 'TimeoutError' });
    expect(mute.came).toHaveLength(3);
    await expect.poll(() => mute.left).toBe(3);
  });
});

describe('retry-limit: a timer', () => {
  const text = `export async function follow(place: { url: string }): Promise<unknown> {
  try {
    const r = await fetch(place.url, { signal: AbortSignal.timeout(800) });
    if (r.status >= 500) throw new Error('status ' + r.status);
    return await r.json();
  } catch {
    setTimeout(() => follow(place), 20);
  }
}`;
  test('healthy: the same, once; reset and 503: it went on behind the back of its caller, now it ends, spaced out, with the last error', async () => {
    const { before, after } = await both('retry-limit', text);
    const [one, other] = [await at(200), await at(200)];
    expect(await after.follow(other)).toEqual(await before.follow(one));
    expect([one.came.length, other.came.length]).toEqual([1, 1]);
    for (const fault of ['reset', 503] as const) {
      const [storm, calm, well] = [await at(fault), await at(fault), await at(200)];
      const target = { url: storm.url };
      expect(await before.follow(target)).toBeUndefined();
      await expect.poll(() => storm.came.length, { timeout: 5000 }).toBeGreaterThan(5);
      target.url = well.url;
      expect(await within(after.follow(calm), 8000)).toBeInstanceOf(Error);
      expect(calm.came).toHaveLength(3);
      expect(Math.max(...gaps(calm))).toBeGreaterThan(1);
    }
  });

  test('silent: each attempt has its bound, and after three it ends', async () => {
    const { after } = await both('retry-limit', text);
    const mute = await at('silent');
    expect(await within(after.follow(mute), 8000)).toMatchObject({ name: 'TimeoutError' });
    expect(mute.came).toHaveLength(3);
    await expect.poll(() => mute.left).toBe(3);
  });
});

describe('retry-backoff: jitter', () => {
  const attempt = `const r = await ${request};
      if (r.status >= 500) throw new Error('status ' + r.status);
      return await r.json();`;
  const loop = `export async function run(url: string) {
  for (let i = 0; i < 8; i++) {
    try {
      ${attempt}
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
  throw new Error('gave up');
}`;
  const recursion = `export async function run(url: string, left = 8): Promise<unknown> {
  try {
      ${attempt}
  } catch {
    if (left <= 1) throw new Error('gave up');
    await new Promise((resolve) => setTimeout(resolve, 150));
    return run(url, left - 1);
  }
}`;
  test.each([
    ['a loop', loop, 0, 150],
    ['a recursion', recursion, 75, 225],
  ])('%s: as many attempts, and pauses that differ', async (_, text, least, most) => {
    const { before, after } = await both('retry-backoff', text);
    const [steady, loose, well] = [await at(503), await at(503), await at(200)];
    expect(await after.run(well.url)).toEqual({ name: 'Ada' });
    expect(well.came).toHaveLength(1);
    const ends = await Promise.all([errorOf(before.run(steady.url)), errorOf(after.run(loose.url))]);
    for (const end of ends) expect(end).toMatchObject({ message: 'gave up' });
    expect([steady.came.length, loose.came.length]).toEqual([8, 8]);
    expect(Math.min(...gaps(steady))).toBeGreaterThan(140);
    expect(Math.min(...gaps(loose))).toBeGreaterThan(least - 10);
    // Seven draws from a range of 150 ms that all lie in its last fifth do not happen.
    expect(Math.min(...gaps(loose))).toBeLessThan(most - 30);
  });
});

describe('retry-backoff', () => {
  const text = `export async function run(url: string) {
  for (let i = 0; i < 4; i++) {
    try {
      const r = await ${request};
      if (r.status >= 500) throw new Error('status ' + r.status);
      return await r.json();
    } catch {}
  }
  throw new Error('gave up');
}`;
  test('503: as many attempts as before, but not at once', async () => {
    const { before, after } = await both('retry-backoff', text);
    const [burst, calm, well] = [await at(503), await at(503), await at(200)];
    await errorOf(before.run(burst.url));
    expect(await errorOf(after.run(calm.url))).toMatchObject({ message: 'gave up' });
    expect([burst.came.length, calm.came.length]).toEqual([4, 4]);
    expect(Math.max(...gaps(calm))).toBeGreaterThan(10);
    expect(await after.run(well.url)).toEqual({ name: 'Ada' });
  });
});

describe('module-retry', () => {
  const text = `export async function run(url: string) {
  const answer = await ${request};
  return answer.status;
}`;
  test('healthy: the same; 503: capped, and the same answer in the end; reset: capped; silent: each attempt is aborted', async () => {
    const { before, after } = await both('module-retry', text);
    const [one, other, sick, torn, mute] = [await at(200), await at(200), await at(503), await at('reset'), await at('silent')];
    expect(await after.run(other.url)).toBe(await before.run(one.url));
    expect(other.came).toHaveLength(1);
    expect(await after.run(sick.url)).toBe(503);
    expect(sick.came).toHaveLength(3);
    expect(await errorOf(after.run(torn.url))).toBeInstanceOf(TypeError);
    expect(await errorOf(after.run(mute.url))).toMatchObject({ name: 'TimeoutError' });
    expect(mute.came).toHaveLength(3);
    await expect.poll(() => mute.left).toBe(3);
  });

  test('429: as long as the server asks for', async () => {
    const { before, after } = await both('module-retry', text);
    const [hasty, patient] = [await at(429), await at(429)];
    expect(await before.run(hasty.url)).toBe(429);
    expect(await after.run(patient.url)).toBe(429);
    expect(patient.came).toHaveLength(3);
    for (const gap of gaps(patient)) expect(gap).toBeGreaterThan(900);
  });
});

describe('module-breaker', () => {
  const text = `export const run = async (url: string) => {
  const answer = await ${request.replace('url', "'https://api.users.example'")};
  return answer.status;
};`;
  test('503: it went on asking; now it opens, and a healthy server sees no difference', async () => {
    const { before, after } = await both('module-breaker', text);
    const [asked, spared, well] = [await at(503), await at(503), await at(200)];
    expect(await after.run(well.url)).toBe(200);
    for (let i = 0; i < 12; i++) await errorOf(before.run(asked.url));
    let refused = 0;
    for (let i = 0; i < 12; i++) if ((await errorOf(after.run(spared.url))) !== undefined) refused++;
    expect([asked.came.length, spared.came.length, refused]).toEqual([12, 5, 7]);
  });
});

describe('limited-fan-out', () => {
  const text = `export const run = (url: string) =>
  Promise.all(url.split(',').map((one) => fetch(one, { signal: AbortSignal.timeout(5000) }).then((r) => r.json())));`;
  test('the same answers in the same order; a hang meets ten requests at a time', async () => {
    const { before, after } = await both('limited-fan-out', text);
    const well = await at(200);
    const urls = Array.from({ length: 30 }, (_, i) => `${well.url}/${i}`).join(',');
    expect(await after.run(urls)).toEqual(await before.run(urls));
    const [flood, calm] = [await at('silent'), await at('silent')];
    const many = (spot: Place) => Array.from({ length: 30 }, (_, i) => `${spot.url}/${i}`).join(',');
    const works = [errorOf(before.run(many(flood))), errorOf(after.run(many(calm)))];
    await expect.poll(() => flood.came.length, { timeout: 5000 }).toBe(30);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(calm.came.length).toBeLessThanOrEqual(10);
    await Promise.all(works);
  });
});

describe('signals', () => {
  test('passed-signal: a caller that gives up is heard on the wire', async () => {
    const { before, after } = await both(
      'passed-signal',
      `export async function run(url: string, signal: AbortSignal) {\n  return await fetch(url, { signal: AbortSignal.timeout(4000) });\n}`,
    );
    const [deaf, mute] = [await at('silent'), await at('silent')];
    const caller = new AbortController();
    const works = [errorOf(before.run(deaf.url, caller.signal)), errorOf(after.run(mute.url, caller.signal))];
    await expect.poll(() => deaf.came.length + mute.came.length, { timeout: 3000 }).toBe(2);
    caller.abort();
    await expect.poll(() => mute.left).toBe(1);
    expect(deaf.left).toBe(0);
    await Promise.all(works);
  });

  test('racing-signal: the request ends with the race', async () => {
    const { before, after } = await both(
      'racing-signal',
      `export const run = (url: string) =>\n  Promise.race([fetch(url), new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 400))]);`,
    );
    const [held, freed] = [await at('silent'), await at('silent')];
    await Promise.all([errorOf(before.run(held.url)), errorOf(after.run(freed.url))]);
    await expect.poll(() => freed.left).toBe(1);
    expect(held.left).toBe(0);
  });

  test('fresh-signal: the second call lives', async () => {
    const { before, after } = await both(
      'fresh-signal',
      `const signal = AbortSignal.timeout(300);\nexport const run = (url: string) => fetch(url, { signal }).then((r) => r.json());`,
    );
    const well = await at(200);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await errorOf(before.run(well.url))).toMatchObject({ name: 'TimeoutError' });
    expect(await after.run(well.url)).toEqual({ name: 'Ada' });
  });
});
