import { describe, expect, test } from 'vitest';
import { analyse } from '../harness/check';

const sleep = 'const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));';

/** Whether a function that starts over is told to do so without end, by what it takes and the condition in its handler. */
function endless(takes: string, asks: string, hands: string, more = ''): boolean {
  const { findings } = analyse(`
    interface Settings { quiet?: boolean; tries?: number; nested: { deep: boolean } }
    ${sleep}
    export async function send(url: string, ${takes}): Promise<unknown> {
      try {
        return await fetch(url, { signal: AbortSignal.timeout(1000) });
      } catch (error) {
        if (${asks}) {
          await sleep(1000);
          return send(url, ${hands});
        }
        throw error;
      }
    }
    ${more}
  `);
  return findings.some(({ rule }) => rule === 'unbounded-retry');
}

describe('what comes to the same in every round ends none', () => {
  test.each([
    ['a parameter that is handed on', 'again: boolean', 'again', 'again', ''],
    ['its opposite', 'quiet: boolean', '!quiet', 'quiet', ''],
    ['a member of settings', 'settings: Settings', '!settings.quiet', 'settings', ''],
    ['a comparison with something written', 'settings: Settings', 'settings.tries !== 0', 'settings', ''],
    ['beside what a failure says', 'settings: Settings', '!error.response && !settings.quiet', 'settings', ''],
  ])('%s', (_, takes, asks, hands, more) => {
    expect(endless(takes, asks, hands, more)).toBe(true);
  });
});

describe('what may come to something else is not known', () => {
  test.each([
    ['another value is handed on', 'again: boolean', 'again', 'false', ''],
    ['a counter is handed on', 'left: number', 'left', 'left - 1', ''],
    ['the parameter is assigned', 'again: boolean', 'again && (again = false) === false', 'again', ''],
    [
      'somebody assigns the member',
      'settings: Settings',
      '!settings.quiet',
      'settings',
      'export function hush(settings: Settings) { settings.quiet = true; }',
    ],
    ['a signal of the platform', 'signal: AbortSignal', '!signal.aborted', 'signal', ''],
    ['nobody says what it is', 'settings', '!settings.quiet', 'settings', ''],
    ['a function is asked', 'settings: { quiet(): boolean }', '!settings.quiet()', 'settings', ''],
    ['it stands in another place', 'a: boolean, b: boolean', 'a', 'b, a', ''],
  ])('%s', (_, takes, asks, hands, more) => {
    expect(endless(takes, asks, hands, more)).toBe(false);
  });
});
