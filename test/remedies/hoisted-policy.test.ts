import { expect, test } from 'vitest';
import { checkFix, noFix } from '../harness/check-fix';

const sig = '{ signal: AbortSignal.timeout(1000) }';

test('a breaker that guards one call is handed what the call needs', () => {
  const fix = checkFix(
    'hoisted-policy',
    `import CircuitBreaker from 'opossum';\n\n/** The user. */\nexport const f = (u: string) => new CircuitBreaker(() => fetch(u, ${sig})).fire();\n`,
    `import CircuitBreaker from 'opossum';\n\nconst breaker = new CircuitBreaker((u: string) => fetch(u, ${sig}));\n\n/** The user. */\nexport const f = (u: string) => breaker.fire(u);\n`,
  );
  expect(fix).toMatchObject({ title: 'Build the breaker once, at the top of the file', safety: 'suggestion' });
});

test('a policy moves with its name', () => {
  checkFix(
    'hoisted-policy',
    `import { circuitBreaker, ConsecutiveBreaker, handleAll } from 'cockatiel';

// about users

/** The user. */
export async function user(url: string) {
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: 1000, breaker: new ConsecutiveBreaker(5) });
  return breaker.execute(async () => (await fetch(url, ${sig})).json());
}
`,
    `import { circuitBreaker, ConsecutiveBreaker, handleAll } from 'cockatiel';

// about users

const breaker = circuitBreaker(handleAll, { halfOpenAfter: 1000, breaker: new ConsecutiveBreaker(5) });

/** The user. */
export async function user(url: string) {
  return breaker.execute(async () => (await fetch(url, ${sig})).json());
}
`,
  );
});

test('a limiter, and a client with its pool', () => {
  checkFix(
    'hoisted-policy',
    `import pLimit from 'p-limit';\n\nexport const all = (ids: string[]) =>\n  Promise.all(ids.map((id) => pLimit(5)(() => fetch('https://x.test/' + id, ${sig}))));\n`,
    `import pLimit from 'p-limit';\n\nconst limiter = pLimit(5);\n\nexport const all = (ids: string[]) =>\n  Promise.all(ids.map((id) => limiter(() => fetch('https://x.test/' + id, ${sig}))));\n`,
  );
  checkFix(
    'hoisted-policy',
    `import { Pool } from 'pg';\n\nexport async function handler() {\n  const pool = new Pool({ connectionTimeoutMillis: 1000, query_timeout: 1000 });\n  return pool.query('select 1');\n}\n`,
    `import { Pool } from 'pg';\n\nconst pool = new Pool({ connectionTimeoutMillis: 1000, query_timeout: 1000 });\n\nexport async function handler() {\n  return pool.query('select 1');\n}\n`,
  );
});

test('a client that is not made before its settings were looked at stays', () => {
  noFix(
    'hoisted-policy',
    `import { Pool } from 'pg';\nimport { config } from './config';\n\nexport async function handler() {\n  if (!config.user || !config.password) throw new Error('not set up');\n  const pool = new Pool({ user: config.user, connectionTimeoutMillis: 1000, query_timeout: 1000 });\n  return pool.query('select 1');\n}\n`,
  );
});

test('what moves to the left edge takes its lines along', () => {
  checkFix(
    'hoisted-policy',
    `import { Pool } from 'pg';\n\nexport async function handler(on: boolean) {\n  if (on) {\n    const pool = new Pool({\n      connectionTimeoutMillis: 1000,\n      query_timeout: 1000,\n    });\n    await pool.query('select 1');\n  }\n}\n`,
    `import { Pool } from 'pg';\n\nconst pool = new Pool({\n  connectionTimeoutMillis: 1000,\n  query_timeout: 1000,\n});\n\nexport async function handler(on: boolean) {\n  if (on) {\n    await pool.query('select 1');\n  }\n}\n`,
  );
});

test('a comment behind what moves stays in its place', () => {
  const text = (inside: string, top = '') =>
    `import pLimit from 'p-limit';\n\n${top}export function all(ids: string[]) {\n  ${inside}\n  return Promise.all(ids.map((id) => limit(() => fetch('https://x.test/' + id, ${sig}))));\n}\n`;
  checkFix('hoisted-policy', text('const limit = pLimit(5); // five'), text('// five', 'const limit = pLimit(5);\n\n'));
});

test('what depends on the call stays with it', () => {
  noFix(
    'hoisted-policy',
    `import { Pool } from 'pg';\n\nexport async function handler(host: string) {\n  const pool = new Pool({ host, connectionTimeoutMillis: 1000, query_timeout: 1000 });\n  return pool.query('select 1');\n}\n`,
  );
});

test('what is declared further below is not there yet', () => {
  noFix(
    'hoisted-policy',
    `import pLimit from 'p-limit';\n\nexport const all = (ids: string[]) => Promise.all(ids.map((id) => pLimit(most)(() => fetch('https://x.test/' + id, ${sig}))));\nconst most = 5;\n`,
  );
});

test('what a client hands out is not shared', () => {
  noFix(
    'hoisted-policy',
    `import Redis from 'ioredis';\n\nconst redis = new Redis({ commandTimeout: 100 });\nexport async function handler() {\n  const pipeline = redis.pipeline();\n  return pipeline.get('a').exec();\n}\n`,
  );
});

test('a client that is opened and closed by hand belongs to its function', () => {
  noFix(
    'hoisted-policy',
    `import { Pool } from 'pg';\n\nexport async function handler() {\n  const pool = new Pool({ connectionTimeoutMillis: 1000, query_timeout: 1000 });\n  const rows = await pool.query('select 1');\n  await pool.end();\n  return rows;\n}\n`,
  );
});
