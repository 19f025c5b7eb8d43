import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

const loop = (before: string, after = ''): string => `
  export async function user(url: string) {
    let n = 0;
    for (;;) {
      ${before}
      try {
        return await fetch(url, { signal: AbortSignal.timeout(1000) });
      } catch {}
      ${after}
    }
  }
`;

test.each([
  ['if (n > 5) break;', 'n++;', 6],
  ['if (n >= 5) throw new Error();', 'n++;', 5],
  ['n++; if (n > 5) return undefined;', '', 5],
  ['if (n++ >= 5) break;', '', 5],
  ['if (++n > 5) break;', '', 5],
  ['', 'if (n++ >= 5) break;', 6],
  ['', 'if (++n >= 5) break;', 5],
  ['if (Date.now() > 1000) break;', '', 'unknown'],
])('what is asked in front of the first try lets one fewer through than behind a failure: %s %s', (before, after, attempts) => {
  const layer = analyse(loop(before, after)).calls[0]?.layers.find((one) => one.kind === 'retry');
  expect(layer).toMatchObject({ attempts });
});
