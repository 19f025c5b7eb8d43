import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import { checkFix, noFix } from '../harness/check-fix';

const fetched = 'fetch(url, { signal: AbortSignal.timeout(1000) })';
const loop = (head: string, handler: string) => `export async function user(url: string) {
  ${head} {
    try {
      return await ${fetched};
    } catch ${handler}
  }
  throw new Error('x');
}
`;

test.each([
  ['for (let i = 0; i < 5; i++)', 'i + 1 < 5', 'i'],
  ['for (let i = 1; i <= 5; i++)', 'i < 5', '(i - 1)'],
])('%s pauses between its attempts, but not behind the last', (head, more, exponent) => {
  const fix = checkFix(
    'retry-backoff',
    loop(head, '{}'),
    loop(
      head,
      `{
      if (${more}) await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(10_000, 200 * 2 ** ${exponent})));
    }`,
    ),
    { rule: 'retry-without-backoff' },
  );
  expect(fix.safety).toBe('suggestion');
});

test.each([
  ['for (let i = 0; i < 5; i++)', 'i === 5 - 1', 'i'],
  ['for (let i = 0; i < 5; i++)', 'i + 1 >= 5', 'i'],
  ['for (let i = 1; i <= 5; i++)', 'i === 5', '(i - 1)'],
])('%s asks nothing where the handler has left by then: if (%s) throw', (head, test, exponent) => {
  const handler = (pause: string) => `(error) {\n      if (${test}) {\n        throw error;\n      }${pause}\n    }`;
  const pause = `\n      await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(10_000, 200 * 2 ** ${exponent})));`;
  checkFix('retry-backoff', loop(head, handler('')), loop(head, handler(pause)), { rule: 'retry-without-backoff' });
});

test('a file that has braces around each statement gets them', () => {
  const text = (pause: string) => `export async function user(url: string, quiet: boolean) {
  if (quiet) {
    url += '?quiet';
  }
  for (let i = 0; i < 5; i++) {
    try {
      return await ${fetched};
    } catch (error) {
      if (!quiet) {
        console.warn(error);
      }${pause}
    }
  }
  throw new Error('x');
}
`;
  const pause = `
      if (i + 1 < 5) {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(10_000, 200 * 2 ** i)));
      }`;
  checkFix('retry-backoff', text(''), text(pause), { rule: 'retry-without-backoff' });
});

test.each([
  ['with semicolons', ';'],
  ['without', ''],
])('where the handler asks the same at its end, the pause goes in there, %s', (_, end) => {
  const asked = (more: string) =>
    loop(
      'for (let i = 1; i <= 5; i++)',
      `(error) {\n      if (i < 5) {\n        console.warn(\n          error,\n        )${end}${more}\n      }\n    }`,
    );
  const pause = 'await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(10_000, 200 * 2 ** (i - 1))))';
  checkFix('retry-backoff', asked(''), asked(`\n        ${pause}${end}`), { rule: 'retry-without-backoff' });
});

test('another question, or one with an answer for both, gets a pause of its own behind it', () => {
  const handler = (test: string, more: string) =>
    loop('for (let i = 1; i <= 5; i++)', `(error) {\n      if (${test}) {\n        console.warn(error);\n      }${more}\n    }`);
  const pause =
    '\n      if (i < 5) await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(10_000, 200 * 2 ** (i - 1))));';
  const rule = 'retry-without-backoff';
  checkFix('retry-backoff', handler('i < 4', ''), handler('i < 4', pause), { rule });
  const both = ' else {\n        console.error(error);\n      }';
  checkFix('retry-backoff', handler('i < 5', both), handler('i < 5', both + pause), { rule });
});

test('what a handler does stays in front of the pause', () => {
  checkFix(
    'retry-backoff',
    loop('for (let i = 0; i < 5; i++)', `(error) {\n      console.error(error); // keep\n    }`),
    loop(
      'for (let i = 0; i < 5; i++)',
      `(error) {\n      console.error(error);\n      if (i + 1 < 5) await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(10_000, 200 * 2 ** i))); // keep\n    }`,
    ),
    { rule: 'retry-without-backoff' },
  );
});

test.each([
  ['500', 'Math.random() * 500'],
  ['100 * 2 ** i', 'Math.random() * 100 * 2 ** i'],
  ['100 + 50 * i', 'Math.random() * (100 + 50 * i)'],
])('a pause of %s gets jitter', (before, after) => {
  const handler = (length: string) => `{\n      await new Promise((r) => setTimeout(r, ${length}));\n    }`;
  const fix = checkFix(
    'retry-backoff',
    loop('for (let i = 0; i < 5; i++)', handler(before)),
    loop('for (let i = 0; i < 5; i++)', handler(after)),
    { rule: 'retry-without-jitter' },
  );
  expect(fix.safety).toBe('safe');
});

describe('what starts again by itself gets jitter, and its pause stays as long on the average', () => {
  const socket = (handler: string, delay = '') =>
    `import WebSocket from 'ws';\n\n${delay}export function connect() {\n  const socket = new WebSocket('wss://x.test', { handshakeTimeout: 1000 });\n  // again\n  socket.on('close', ${handler});\n}\n`;
  const counted = (pause: string) =>
    `const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));\nexport async function user(url: string, left = 5): Promise<Response> {\n  try {\n    return await ${fetched};\n  } catch (error) {\n    if (left <= 1) throw error;\n    ${pause}\n    return user(url, left - 1);\n  }\n}\n`;

  test.each([
    [
      'the timer starts the function',
      socket('() => setTimeout(connect, 1000)'),
      socket('() => setTimeout(connect, 1000 * (0.5 + Math.random()))'),
    ],
    [
      'the timer starts it from within',
      socket('() => {\n    setTimeout(() => connect(), DELAY); // later\n  }', 'const DELAY = 500;\n'),
      socket('() => {\n    setTimeout(() => connect(), DELAY * (0.5 + Math.random())); // later\n  }', 'const DELAY = 500;\n'),
    ],
    ['a pause in the handler', counted('await sleep(200 + 50);'), counted('await sleep((200 + 50) * (0.5 + Math.random()));')],
    [
      'a pause that is made there',
      counted('await new Promise((resolve) => setTimeout(resolve, 500));'),
      counted('await new Promise((resolve) => setTimeout(resolve, 500 * (0.5 + Math.random())));'),
    ],
  ])('%s', (_, before, after) => {
    const fix = checkFix('retry-backoff', before, after, { rule: 'retry-without-jitter' });
    expect(fix).toMatchObject({ title: 'Let chance make each pause longer or shorter, by up to half', safety: 'safe' });
  });

  test('where it knows no end, `retry-limit` brings both', () => {
    noFix(
      'retry-backoff',
      `export async function user(url: string): Promise<unknown> {\n  try {\n    return await ${fetched};\n  } catch {\n    setTimeout(() => user(url), 1000);\n  }\n}\n`,
    );
  });
});

test('what a database refused may be refused again for what it was asked, and a transaction may be open', () => {
  const text = (call: string) =>
    `import { Pool } from 'pg';\nconst pool = new Pool({ query_timeout: 1000 });\nexport async function id() {\n  for (let i = 0; i < 10; i++) {\n    try {\n      return await ${call};\n    } catch {}\n  }\n}\n`;
  const safetyOf = (call: string) => {
    const workspace = openWorkspace({ root: '/project', files: { 'main.ts': text(call) } });
    const finding = workspace.findings().find(({ rule }) => rule === 'retry-without-backoff');
    return finding === undefined ? undefined : workspace.fixes(finding)[0]?.safety;
  };
  expect(safetyOf("pool.query('select 1')")).toBe('dangerous');
  expect(safetyOf("fetch('https://a.test', { signal: AbortSignal.timeout(1000) })")).toBe('suggestion');
});
