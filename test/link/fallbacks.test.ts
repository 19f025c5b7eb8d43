import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

const main = (handler: string): string => `
  export async function read() {
    try {
      return await fetch('https://a.example', { signal: AbortSignal.timeout(1000) });
    } catch (error) {
      ${handler}
    }
  }
`;

test.each([
  ['return undefined;', 'present'],
  ['console.error(error);', 'present'],
  ['throw error;', 'absent'],
  ['console.error(error); process.exit(1);', 'absent'],
  ['if (String(error) === "x") return undefined; process.exit(1);', 'present'],
  ['return Promise.reject(error);', 'absent'],
  ['if (String(error) === "x") return 1; return Promise.reject(error);', 'present'],
])('what a handler gives instead: %s', (handler, wanted) => {
  const { calls, findings } = analyse(main(handler));
  expect(calls[0]?.profile.fallback.is).toBe(wanted);
  if (wanted === 'absent') expect(findings.filter(({ rule }) => rule === 'swallowed-failure')).toEqual([]);
});
