import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** How many tries the loops around a call make together, where what stands behind the inner one decides whether the outer one goes round. */
function tries(behind: string, begin = 'let answer: Response | undefined;', handler = ''): unknown {
  const { calls } = analyse(`
    declare const work: (answer: Response | undefined) => Promise<boolean>;
    export async function all(url: string) {
      for (let round = 0; round < 5; round++) {
        ${begin}
        let last: unknown;
        for (let n = 0; n < 3; n++) {
          try {
            answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
            break;
          } catch (error) {
            last = error;
            ${handler}
            await new Promise((done) => setTimeout(done, 500 * 2 ** n));
          }
        }
        ${behind}
      }
    }
  `);
  return calls[0]?.layers.flatMap((layer) => (layer.kind === 'retry' ? [layer.attempts] : []));
}

test.each<[string, ...Parameters<typeof tries>]>([
  ['what is thrown without an answer', 'if (!answer) throw last; if (await work(answer)) continue; break;'],
  ['what leaves without an answer', 'if (answer === undefined) return; if (await work(answer)) continue; return;'],
  ['an answer that is asked for something', 'if (!answer?.ok) break; if (await work(answer)) continue; break;'],
  ['what begins as nothing', 'if (!answer) throw last; if (await work(answer)) continue; break;', 'let answer: Response | null = null;'],
  ['a part of the answer', 'const body = answer?.body; if (body == null) throw last; if (await work(answer)) continue; break;'],
])('%s does not go round by a failure', (_, ...given) => {
  expect(tries(...given)).toEqual([3]);
});

test.each<[string, ...Parameters<typeof tries>]>([
  ['what goes round without an answer', 'if (answer) { await work(answer); break; }'],
  ['what asks for something else', 'if (!last) throw last; if (await work(answer)) continue; break;'],
  [
    'a name that holds something else after a failure',
    'if (!answer) throw last; if (answer.status === 204) continue; break;',
    'let answer: Response | undefined;',
    'answer = new Response(null, { status: 204 });',
  ],
])('%s does', (_, ...given) => {
  expect(tries(...given)).toEqual([3, 5]);
});
