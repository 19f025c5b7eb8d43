import { expect, test } from 'vitest';
import { checkFix } from '../harness/check-fix';

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
