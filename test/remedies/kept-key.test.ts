import { expect, test } from 'vitest';
import { checkFix, noFix } from '../harness/check-fix';

const send = (key: string) => `fetch('https://x.test/charge', {
      method: 'POST',
      headers: { 'Idempotency-Key': ${key} },
      signal: AbortSignal.timeout(1000),
    })`;

test('in a policy', () => {
  const text = (before: string, key: string, after: string) =>
    `import pRetry from 'p-retry';\nimport { randomUUID } from 'node:crypto';\n\nexport const pay = () =>${before}pRetry(\n    () => ${send(key)},\n    { retries: 3 },\n  );${after}\n`;
  const fix = checkFix(
    'kept-key',
    text('\n  ', 'randomUUID()', ''),
    text(' {\n  const idempotencyKey = randomUUID();\n  return ', 'idempotencyKey', '\n};'),
  );
  expect(fix).toMatchObject({ title: 'Make the idempotency key once for all attempts', safety: 'suggestion' });
});

const loop = (before: string, key: string) => `export async function pay() {${before}
  for (let i = 0; i < 3; i++) {
    try {
      return await ${send(key)};
    } catch {
      await new Promise((r) => setTimeout(r, Math.random() * 500));
    }
  }
  throw new Error('x');
}
`;

test('in a loop', () => {
  checkFix('kept-key', loop('', 'crypto.randomUUID()'), loop('\n  const idempotencyKey = crypto.randomUUID();', 'idempotencyKey'));
});

test('a key that is made of something stays where that is known', () => {
  noFix('kept-key', loop('', 'String(Math.random() + i)'));
});
