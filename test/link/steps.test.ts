import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** How many tries a loop lets through whose counter does not count by one. */
const tries = (head: string, tail: string): unknown => {
  const main = `
    declare const sleep: (ms: number) => Promise<void>;
    export async function wait(url: string, pause: number) {
      ${head} {
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch {
          await sleep(10 * 1000);
          ${tail}
        }
      }
    }
  `;
  const [call] = analyse({ files: { 'main.ts': main } }).calls;
  const retry = call?.layers.find((layer) => layer.kind === 'retry');
  return retry?.kind === 'retry' ? retry.attempts : undefined;
};

test.each([
  ['by one', 'let n = 0; while (n < 5)', 'n++;', 5],
  ['in milliseconds', 'let waited = 0; while (waited < 120 * 1000)', 'waited += 10 * 1000;', 12],
  ['in milliseconds, written out', 'let waited = 0; while (waited <= 60_000)', 'waited = waited + 10_000;', 7],
  ['down', 'let left = 60_000; while (left > 0)', 'left -= 20_000;', 3],
  ['by what is not known', 'let waited = 0; while (waited < 120 * 1000)', 'waited += pause;', 'unknown'],
  ['twofold', 'let waited = 1; while (waited < 120 * 1000)', 'waited *= 2;', 'unknown'],
  ['by two steps', 'let n = 0; while (n < 10)', 'if (n > 5) n += 2; else n += 1;', 'unknown'],
])('a counter that counts %s', (_, head, tail, attempts) => {
  expect(tries(head, tail)).toBe(attempts);
});
