import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, describe, expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import { type Fault, type Place, place } from '../evidence/faults';
import { load } from '../evidence/packages/load.mjs';
import { applyFix } from '../harness/check-fix';

/** Third proof for the remedies that rest on a library: before and after are run as they are written. */
const folder = join(import.meta.dirname, '../evidence/packages/.policies');
mkdirSync(folder, { recursive: true });
const places: Place[] = [];
let count = 0;
afterAll(async () => {
  await Promise.all(places.map((one) => one.close()));
  rmSync(folder, { recursive: true, force: true });
});

async function at(fault: Fault): Promise<Place> {
  const made = await place(fault, '{"name":"Ada"}');
  places.push(made);
  return made;
}

type Ask = (...given: unknown[]) => Promise<unknown>;

async function asking(text: string): Promise<Ask> {
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 } });
  const file = join(folder, `${count++}.mjs`);
  writeFileSync(file, outputText);
  const { ask } = await load(file);
  return async (...given) => ask(...given);
}

/** The text after the remedy; a breaker's half minute is made short, so that nobody waits for it. */
function mended(remedy: string, code: string, needs: readonly string[]): string {
  const dependencies = Object.fromEntries(needs.map((name) => [name, '*']));
  const files = {
    'main.ts': code,
    'package.json': JSON.stringify({ type: 'module', dependencies }),
    'breakwater.config.json': '{ "fix": { "reconnects": 4 } }',
  };
  const workspace = openWorkspace({ root: '/project', files });
  const fix = workspace
    .findings()
    .flatMap((finding) => workspace.fixes(finding))
    .find((one) => one.remedy === remedy);
  if (fix === undefined) throw new Error(`${remedy} offers nothing`);
  return (applyFix(files, fix)['main.ts'] ?? '').replace('30_000', '400');
}

async function both(remedy: string, code: string, ...needs: string[]): Promise<{ readonly old: Ask; readonly fresh: Ask }> {
  return { old: await asking(code), fresh: await asking(mended(remedy, code, needs)) };
}

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const gaps = ({ came }: Place): number[] => came.slice(1).map((ms, i) => ms - (came[i] ?? 0));
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The address is told to the instance when it is asked, so that one instance serves every server. */
const users = `import axios from 'axios';

const api = axios.create({ timeout: 700 });
export const ask = async (url: string) => {
  const answer = await api.get(url);
  return answer.data;
};
`;

describe.each(['cockatiel-retry', 'p-retry', 'async-retry', 'axios-retry'])('%s', (remedy) => {
  test('healthy: the same, once; 503: three attempts apart; silent: each is ended on the wire', async () => {
    const library = remedy.replace('cockatiel-retry', 'cockatiel');
    const { old, fresh } = await both(remedy, users, 'axios', library);
    const [one, other, sick, ill, mute] = [await at(200), await at(200), await at(503), await at(503), await at('silent')];
    expect(await fresh(other.url)).toEqual(await old(one.url));
    expect([one.came.length, other.came.length]).toEqual([1, 1]);
    expect(await errorOf(old(sick.url))).toBeInstanceOf(Error);
    expect(await errorOf(fresh(ill.url))).toBeInstanceOf(Error);
    expect([sick.came.length, ill.came.length]).toEqual([1, 3]);
    expect(gaps(ill).reduce((a, b) => a + b, 0)).toBeGreaterThan(20);
    expect(await errorOf(fresh(mute.url))).toBeInstanceOf(Error);
    expect(mute.came.length).toBeGreaterThanOrEqual(1);
    await expect.poll(() => mute.left).toBe(mute.came.length);
  });
});

describe.each([
  ['cockatiel-breaker', 'cockatiel'],
  ['opossum-breaker', 'opossum'],
])('%s', (remedy, library) => {
  test('503: it opens, and spares the server; afterwards one trial closes it', async () => {
    // What remembers failures wants to know whose they are.
    const code = users
      .replace('{ timeout: 700 }', "{ baseURL: 'https://users.example', timeout: 700 }")
      .replace('async (url: string) => {\n  const answer = await api.get(url);\n  return answer.data;\n}', '(url: string) => api.get(url)');
    const { old, fresh } = await both(remedy, code, 'axios', library);
    const [asked, spared, well] = [await at(503), await at(503), await at(200)];
    for (let i = 0; i < 12; i++) await errorOf(old(asked.url));
    for (let i = 0; i < 12; i++) await errorOf(fresh(spared.url));
    expect(asked.came).toHaveLength(12);
    expect(spared.came.length).toBeGreaterThanOrEqual(5);
    expect(spared.came.length).toBeLessThan(8);
    expect(await errorOf(fresh(well.url))).toBeInstanceOf(Error);
    await wait(600);
    expect(await fresh(well.url)).toMatchObject({ data: { name: 'Ada' } });
    expect(await fresh(well.url)).toMatchObject({ status: 200 });
  });
});

describe.each([
  ['p-limit', 'p-limit'],
  ['p-map', 'p-map'],
  ['cockatiel-bulkhead', 'cockatiel'],
])('%s', (remedy, library) => {
  test('the same answers in the same order; a hang meets ten requests at a time', async () => {
    const code = `export const ask = (urls: string[]) =>
  Promise.all(urls.map((url) => fetch(url, { signal: AbortSignal.timeout(3000) }).then((r) => r.json())));\n`;
    const { old, fresh } = await both(remedy, code, library);
    const [well, flood, calm] = [await at(200), await at('silent'), await at('silent')];
    const many = ({ url }: Place) => Array.from({ length: 30 }, (_, i) => `${url}/${i}`);
    expect(await fresh(many(well))).toEqual(await old(many(well)));
    const works = [errorOf(old(many(flood))), errorOf(fresh(many(calm)))];
    await expect.poll(() => flood.came.length, { timeout: 5000 }).toBe(30);
    await wait(300);
    expect(calm.came.length).toBeLessThanOrEqual(10);
    await Promise.all(works);
  });
});

test('cockatiel-timeout: the same answer, and a request that is ended on the wire', async () => {
  const code = `import got from 'got';\n\nexport const ask = (url: string) => got(url, { retry: { limit: 0 } });\n`;
  const { old } = await both('cockatiel-timeout', code, 'got', 'cockatiel');
  const written = mended('cockatiel-timeout', code, ['got', 'cockatiel']);
  expect(written).toContain('5000');
  const quick = await asking(written.replaceAll('5000', '500'));
  const [well, held, freed] = [await at(200), await at('body'), await at('body')];
  expect(await quick(well.url)).toMatchObject({ statusCode: 200, body: '{"name":"Ada"}' });
  void errorOf(old(held.url));
  expect(await errorOf(quick(freed.url))).toBeInstanceOf(Error);
  await expect.poll(() => freed.left).toBe(1);
  expect(held.left).toBe(0);
});

test('attempt-number: it stormed, now it ends', async () => {
  const code = `import axios from 'axios';\nimport pRetry from 'p-retry';\n\nexport const ask = (place: { url: string }) => pRetry(() => axios.get(place.url, { timeout: 700 }), { retries: Infinity, minTimeout: 1, maxTimeout: 2 });\n`;
  const { old, fresh } = await both('attempt-number', code, 'axios', 'p-retry');
  const [storm, calm, well] = [await at(503), await at(503), await at(200)];
  const target = { url: storm.url };
  const stormy = old(target);
  await expect.poll(() => storm.came.length, { timeout: 10_000 }).toBeGreaterThan(10);
  target.url = well.url;
  expect(await stormy).toMatchObject({ status: 200 });
  expect(await errorOf(fresh({ url: calm.url }))).toBeInstanceOf(Error);
  expect(calm.came).toHaveLength(3);
});

/** `connect` fails when the connection is given up; `leave` ends what would go on for ever. */
test.each([
  [
    'redis',
    'a number in the place of a pause',
    `import { createClient } from 'redis';

let client: ReturnType<typeof createClient>;
export const ask = async (url: string) => {
  client = createClient({ url: url.replace('http', 'redis'), socket: { connectTimeout: 500, reconnectStrategy: 5 } });
  client.on('error', () => {});
  await client.connect();
  return client.ping();
};
`,
  ],
  [
    'redis',
    'no pause at all',
    `import { createClient } from 'redis';

export const ask = async (url: string) => {
  const client = createClient({ url: url.replace('http', 'redis'), socket: { connectTimeout: 500, reconnectStrategy: () => 0 } });
  client.on('error', () => {});
  await client.connect();
  return client.ping();
};
`,
  ],
  [
    'ioredis',
    'a pause',
    `import { Redis } from 'ioredis';

export const ask = (url: string) => {
  const redis = new Redis(url.replace('http', 'redis'), { maxRetriesPerRequest: null, retryStrategy: () => 5 });
  redis.on('error', () => {});
  return redis.get('a');
};
`,
  ],
])('attempt-number, %s, %s: it came back without an end, now it gives up', async (library, _, code) => {
  const { old, fresh } = await both('attempt-number', code, library);
  const [flood, calm] = [await at('dropped'), await at('dropped')];
  const endless = errorOf(old(flood.url));
  const pause = performance.now();
  expect(await errorOf(fresh(calm.url))).toBeInstanceOf(Error);
  expect(performance.now() - pause).toBeLessThan(10_000);
  expect(calm.came).toHaveLength(5);
  await expect.poll(() => flood.came.length, { timeout: 10_000 }).toBeGreaterThan(10);
  await Promise.all([flood.close(), calm.close()]);
  void endless;
});

test('jitter-option: pauses that differ, and as many attempts', async () => {
  const code = `import axios from 'axios';\nimport pRetry from 'p-retry';\n\nexport const ask = (url: string) => pRetry(() => axios.get(url, { timeout: 700 }), { retries: 4, minTimeout: 100, factor: 1 });\n`;
  const { old, fresh } = await both('jitter-option', code, 'axios', 'p-retry');
  const [well, ...ill] = [await at(200), await at(503), await at(503), await at(503), await at(503)];
  expect(await fresh(well.url)).toMatchObject({ status: 200 });
  const [one, two, three, four] = ill;
  await Promise.all([errorOf(old(one!.url)), errorOf(old(two!.url)), errorOf(fresh(three!.url)), errorOf(fresh(four!.url))]);
  expect(ill.map(({ came }) => came.length)).toEqual([5, 5, 5, 5]);
  // Between once and twice the pause: that eight of them fall into the first seventh does not happen.
  expect(Math.max(...gaps(three!), ...gaps(four!))).toBeGreaterThan(115);
  expect(Math.min(...gaps(three!), ...gaps(four!))).toBeGreaterThan(90);
});

test('one-retry: four requests instead of twelve', async () => {
  const code = `import got from 'got';\nimport pRetry from 'p-retry';\n\nexport const ask = (base: string) => pRetry(() => got.get('users', { prefixUrl: base, timeout: { request: 700 }, retry: { backoffLimit: 1 } }).json(), { retries: 3, minTimeout: 1 });\n`;
  const { old, fresh } = await both('one-retry', code, 'got', 'p-retry');
  const [flood, calm, well] = [await at(503), await at(503), await at(200)];
  expect(await fresh(well.url)).toEqual({ name: 'Ada' });
  await Promise.all([errorOf(old(flood.url)), errorOf(fresh(calm.url))]);
  expect([flood.came.length, calm.came.length]).toEqual([12, 4]);
});

test('thrown-status: a 503 is tried again', async () => {
  const code = `import pRetry from 'p-retry';\n\nexport const ask = (url: string) =>
  pRetry(
    async () => {
      const answer = await fetch(url, { signal: AbortSignal.timeout(700) });
      return answer.json();
    },
    { retries: 2, minTimeout: 1 },
  );\n`;
  const { old, fresh } = await both('thrown-status', code, 'p-retry');
  const [taken, tried, well] = [await at(503), await at(503), await at(200)];
  expect(await fresh(well.url)).toEqual({ name: 'Ada' });
  expect(await errorOf(old(taken.url))).toBeUndefined();
  expect(await errorOf(fresh(tried.url))).toBeInstanceOf(Error);
  expect([taken.came.length, tried.came.length]).toEqual([1, 3]);
});

test('kept-key: one key for all attempts', async () => {
  const code = `import axios from 'axios';\nimport pRetry from 'p-retry';\n\nexport const ask = (url: string) =>
  pRetry(() => axios.post(url, { a: 1 }, { timeout: 700, headers: { 'Idempotency-Key': crypto.randomUUID() } }), { retries: 2, minTimeout: 1 });\n`;
  const { old, fresh } = await both('kept-key', code, 'axios', 'p-retry');
  const [many, one, well] = [await at(503), await at(503), await at(200)];
  expect(await fresh(well.url)).toMatchObject({ status: 200 });
  await Promise.all([errorOf(old(many.url)), errorOf(fresh(one.url))]);
  const keys = ({ said }: Place) => new Set(said.join().match(/[0-9a-f]{8}-[0-9a-f-]{27}/g)).size;
  expect([keys(many), keys(one)]).toEqual([3, 1]);
});

test('hoisted-policy: a breaker that is made once opens', async () => {
  const code = `import CircuitBreaker from 'opossum';\nimport axios from 'axios';\n\nexport const ask = (url: string) => new CircuitBreaker(() => axios.get(url, { timeout: 700 }), { volumeThreshold: 5 }).fire();\n`;
  const { old, fresh } = await both('hoisted-policy', code, 'axios', 'opossum');
  const [asked, spared, well] = [await at(503), await at(503), await at(200)];
  expect(await fresh(well.url)).toMatchObject({ status: 200 });
  for (let i = 0; i < 10; i++) await Promise.all([errorOf(old(asked.url)), errorOf(fresh(spared.url))]);
  expect(asked.came).toHaveLength(10);
  expect(spared.came.length).toBeLessThan(8);
});

test.each([
  [
    'cockatiel',
    "import { ExponentialBackoff, handleAll, retry } from 'cockatiel';\n\nconst policy = retry(handleAll, { maxAttempts: 2, backoff: new ExponentialBackoff({ initialDelay: 20 }) });",
  ],
  ['p-queue', "import PQueue from 'p-queue';\n\nconst queue = new PQueue({ concurrency: 2 });"],
])('used-policy: %s brings what it was built for', async (library, policy) => {
  const code = `import axios from 'axios';\n${policy}\n\nexport const ask = (url: string) => axios.get(url, { timeout: 700 });\n`;
  const { old, fresh } = await both('used-policy', code, 'axios', library);
  const [well, one, other] = [await at(200), await at(503), await at(503)];
  expect(await fresh(well.url)).toMatchObject({ status: 200, data: { name: 'Ada' } });
  expect(await errorOf(old(one.url))).toBeInstanceOf(Error);
  expect(await errorOf(fresh(other.url))).toBeInstanceOf(Error);
  expect([one.came.length, other.came.length]).toEqual([1, library === 'cockatiel' ? 3 : 1]);
  const [flood, calm] = [await at('silent'), await at('silent')];
  const works = Array.from({ length: 8 }, (_, i) => [errorOf(old(`${flood.url}/${i}`)), errorOf(fresh(`${calm.url}/${i}`))]).flat();
  await expect.poll(() => flood.came.length, { timeout: 5000 }).toBe(8);
  await wait(200);
  if (library === 'p-queue') expect(calm.came.length).toBeLessThanOrEqual(2);
  await Promise.all(works);
  await expect.poll(() => calm.left).toBe(calm.came.length);
});

test('used-policy: a breaker that is asked opens', async () => {
  const code = `import CircuitBreaker from 'opossum';\nimport axios from 'axios';\n\nconst load = (url: string) => axios.get(url, { timeout: 700 });\nconst breaker = new CircuitBreaker(load, { volumeThreshold: 5 });\nexport const ask = (url: string) => load(url);\n`;
  const { old, fresh } = await both('used-policy', code, 'axios', 'opossum');
  const [asked, spared, well] = [await at(503), await at(503), await at(200)];
  expect(await fresh(well.url)).toMatchObject({ status: 200 });
  for (let i = 0; i < 10; i++) await Promise.all([errorOf(old(asked.url)), errorOf(fresh(spared.url))]);
  expect(asked.came).toHaveLength(10);
  expect(spared.came.length).toBeLessThan(8);
});

test('stronger-wrapper: the same answer, and within the bounds of its neighbours', async () => {
  const code = `import axios from 'axios';\n\nexport const get = (url: string) => axios.get(url, { timeout: 500 });\nexport const one = () => get('http://127.0.0.1:1/a');\nexport const two = () => get('http://127.0.0.1:1/b');\nexport const ask = (url: string) => axios.get(url);\n`;
  const { old, fresh } = await both('stronger-wrapper', code, 'axios');
  const [well, held, freed] = [await at(200), await at('body'), await at('body')];
  expect(await fresh(well.url)).toMatchObject({ status: 200, data: { name: 'Ada' } });
  const hanging = errorOf(old(held.url));
  expect(await errorOf(fresh(freed.url))).toBeInstanceOf(Error);
  await expect.poll(() => freed.left).toBe(1);
  expect(held.left).toBe(0);
  await held.close();
  await hanging;
});

test('reconnect-pause: it stormed, now it comes back once in a while', async () => {
  const code = `import WebSocket from 'ws';

let open = true;
export function ask(url: string) {
  if (!open) return;
  const socket = new WebSocket(url, { handshakeTimeout: 500 });
  socket.on('error', () => {});
  socket.on('close', () => ask(url));
}
export const leave = () => {
  open = false;
};
`;
  const { old, fresh } = await both('reconnect-pause', code, 'ws');
  const [flood, calm] = [await at(503), await at(503)];
  await Promise.all([old(flood.url.replace('http', 'ws')), fresh(calm.url.replace('http', 'ws'))]);
  await expect.poll(() => flood.came.length, { timeout: 5000 }).toBeGreaterThan(20);
  expect(calm.came.length).toBeLessThanOrEqual(2);
  await expect.poll(() => calm.came.length, { timeout: 6000 }).toBeGreaterThanOrEqual(2);
  expect(Math.min(...gaps(calm))).toBeGreaterThan(900);
  await Promise.all([flood.close(), calm.close()]);
});

test('retry-backoff, a connection that comes back by a timer: as often, but not in step', async () => {
  const code = `import WebSocket from 'ws';

export function ask(url: string) {
  const socket = new WebSocket(url, { handshakeTimeout: 500 });
  socket.on('error', () => {});
  socket.on('close', () => setTimeout(() => ask(url), 200));
}
`;
  const { old, fresh } = await both('retry-backoff', code, 'ws');
  const [steady, loose] = [await at(503), await at(503)];
  await Promise.all([old(steady.url.replace('http', 'ws')), fresh(loose.url.replace('http', 'ws'))]);
  await expect.poll(() => Math.min(steady.came.length, loose.came.length), { timeout: 15_000 }).toBeGreaterThan(12);
  await Promise.all([steady.close(), loose.close()]);
  expect(Math.min(...gaps(steady))).toBeGreaterThan(190);
  // Between half and once and a half of it: twelve draws that all lie above nine tenths do not happen.
  expect(Math.min(...gaps(loose))).toBeGreaterThan(90);
  expect(Math.min(...gaps(loose))).toBeLessThan(185);
});

test('given-function: the breaker runs it, and opens', async () => {
  const code = `import CircuitBreaker from 'opossum';\nimport axios from 'axios';\n\nconst place = { url: 'http://127.0.0.1:1' };\nconst breaker = new CircuitBreaker(axios.get(place.url, { timeout: 700 }), { volumeThreshold: 3 });\nexport const ask = (url: string) => {\n  place.url = url;\n  return breaker.fire();\n};\n`;
  const fresh = await asking(mended('given-function', code, ['axios', 'opossum']));
  const [well, spared] = [await at(200), await at(503)];
  expect(await fresh(well.url)).toMatchObject({ status: 200 });
  for (let i = 0; i < 10; i++) await errorOf(fresh(spared.url));
  expect(spared.came.length).toBeLessThan(8);
});

test('known-timeout: the handler knows what is thrown', async () => {
  const code = `export async function ask(url: string) {
  try {
    return await (await fetch(url, { signal: AbortSignal.timeout(400) })).json();
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return 'late';
    throw error;
  }
}\n`;
  const { old, fresh } = await both('known-timeout', code);
  const [one, other, well] = [await at('silent'), await at('silent'), await at(200)];
  expect(await fresh(well.url)).toEqual({ name: 'Ada' });
  expect(await errorOf(old(one.url))).toMatchObject({ name: 'TimeoutError' });
  expect(await fresh(other.url)).toBe('late');
});
