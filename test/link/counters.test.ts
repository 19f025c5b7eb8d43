import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** How many tries a counter lets through, by where and how it is asked; each was counted by hand. */

const tries = (source: string): unknown => analyse(source).calls[0]?.layers.find((one) => one.kind === 'retry');
const sent = 'return await fetch(url, { signal: AbortSignal.timeout(1000) });';

test.each([
  ['let n = 3', '', 'if (n-- === 0) throw error;', 4],
  ['let n = 3', '', 'if (n-- == 0) break;', 4],
  ['let n = 3', '', 'if (0 === n--) throw error;', 4],
  ['let n = 3', '', 'if (n-- <= 0) throw error;', 4],
  ['let n = 3', '', 'if (--n === 0) throw error;', 3],
  ['let n = 3', '', 'if (--n < 0) throw error;', 4],
  ['let n = 3', '', 'n--; if (n === 0) throw error;', 3],
  ['let n = 3', '', 'if (n === 0) throw error; n--;', 4],
  ['let n = 3', 'if (n-- === 0) break;', '', 3],
  ['let n = 0', '', 'if (n++ === 3) throw error;', 4],
  ['let n = 0', '', 'if (n++ >= 5) break;', 6],
  ['let n = 0', '', 'if (++n >= 5) break;', 5],
  ['let n = 0', 'if (n++ >= 5) break;', '', 5],
  ['let n = 0', 'if (++n > 5) break;', '', 5],
  ['let n = 0', 'n++; if (n > 5) return undefined;', '', 5],
  ['let n = 0', 'if (n > 5) break;', 'n++;', 6],
  ['let n = 0', 'if (n >= 5) throw new Error();', 'n++;', 5],
  ['let n = 0', 'if (Date.now() > 1000) break;', 'n++;', 'unknown'],
])('a loop with %s, %s in front and %s behind a failure', (begin, before, after, attempts) => {
  const source = `
    export async function user(url: string) {
      ${begin};
      for (;;) {
        ${before}
        try { ${sent} } catch (error) { ${after} }
      }
    }
  `;
  expect(tries(source)).toMatchObject({ attempts });
});

test.each([
  ['let n = 0; n < 5; n++', '', 5],
  ['let n = 0; n < 5; n++', 'if (n === 4) throw error;', 5],
  ['let n = 0; n < 5; n++', 'if (n >= 4) throw error;', 5],
  ['let n = 0; n < 5; n++', 'if (n >= 3) throw error;', 4],
  ['let n = 1; n <= 5; n++', 'if (n === 5) throw error;', 5],
  ['let n = 0; n <= 5; n++', 'if (n >= 5) throw error;', 6],
  ['let n = 0; ; n++', 'if (n >= 5) throw error;', 6],
  ['let n = 0; ; ++n', 'if (n > 5) throw error;', 7],
  ['let n = 0; ; n++', 'if (n + 1 >= 3) throw error;', 3],
  ['let n = 1; ; n++', 'if (n - 1 === 3) throw error;', 4],
  ['let n = 0; n !== 5; n++', '', 5],
  ['let n = 0; n < 9; n += 3', 'if (n >= 6) throw error;', 3],
])('a loop with the head (%s) and %s behind a failure', (head, after, attempts) => {
  const source = `
    export async function user(url: string) {
      for (${head}) {
        try { ${sent} } catch (error) { ${after} }
      }
    }
  `;
  expect(tries(source)).toMatchObject({ attempts });
});

test.each([
  ['n = 3', 'if (n-- === 0) throw error; return user(url, n);', 4],
  ['n = 3', 'if (--n === 0) throw error; return user(url, n);', 3],
  ['n = 3', 'if (n === 0) throw error; return user(url, n - 1);', 4],
  ['n = 0', 'if (n++ === 5) throw error; return user(url, n);', 6],
  ['n = 0', 'if (n >= 5) throw error; return user(url, ++n);', 6],
  ['n = 0', 'if (n >= 5) throw error; return user(url, n + 1);', 6],
  ['n = 0', 'if (n + 1 >= 5) throw error; return user(url, n + 1);', 5],
])('a function that enters itself, with %s and %s', (begin, after, attempts) => {
  const source = `
    export async function user(url: string, ${begin}): Promise<Response> {
      try { ${sent} } catch (error) { ${after} }
    }
  `;
  expect(tries(source)).toMatchObject({ attempts });
});
