import { expect, test } from 'vitest';
import { checkFix } from '../harness/check-fix';

const text = (condition: string) => `export async function f(u: string) {
  try {
    return await fetch(u, { signal: AbortSignal.timeout(1000) });
  } catch (error) {
    if (${condition}) return new Response();
    throw error;
  }
}
`;

test.each([
  ["(error as Error).name === 'AbortError'", "(error as Error).name === 'AbortError' || (error as Error).name === 'TimeoutError'"],
  [
    "error instanceof Error && error.name === 'AbortError'",
    "error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')",
  ],
])('%s', (before, after) => {
  expect(checkFix('known-timeout', text(before), text(after)).safety).toBe('suggestion');
});
