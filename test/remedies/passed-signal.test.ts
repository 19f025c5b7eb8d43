import { expect, test } from 'vitest';
import { checkFix, noFix } from '../harness/check-fix';

test('the signal of a parameter', () => {
  const text = (options: string) =>
    `import axios from 'axios';\n\nexport async function load(u: string, signal: AbortSignal) {\n  return await axios.get(u, { timeout: 1000${options} });\n}\n`;
  const files = { 'package.json': JSON.stringify({ dependencies: { axios: '^1.7.0' } }) };
  const fix = checkFix('passed-signal', { 'main.ts': text(''), ...files }, { 'main.ts': text(', signal') });
  expect(fix).toMatchObject({ title: 'Pass `signal` on to the call', safety: 'suggestion' });
});

test('beside a timeout that is there', () => {
  const fix = checkFix(
    'passed-signal',
    `export async function load(u: string, { signal }: { signal: AbortSignal }) {\n  return await fetch(u, { signal: AbortSignal.timeout(1000) });\n}\n`,
    `const signalOrTimeout = (signal: AbortSignal | null | undefined, ms: number): AbortSignal => {
  const timeout = AbortSignal.timeout(ms);
  // Node may forget a timeout that nobody listens to.
  timeout.addEventListener('abort', () => {});
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
};

export async function load(u: string, { signal }: { signal: AbortSignal }) {
  return await fetch(u, { signal: signalOrTimeout(signal, 1000) });
}
`,
  );
  expect(fix.safety).toBe('suggestion');
});

test('a signal that is not in sight of the call', () => {
  noFix(
    'passed-signal',
    `const get = (u: string) => fetch(u, { signal: AbortSignal.timeout(1000) });\nexport async function load(u: string, { signal }: { signal: AbortSignal }) {\n  console.log(signal.aborted);\n  return await get(u);\n}\n`,
  );
});
