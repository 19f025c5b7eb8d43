import { expect, test } from 'vitest';
import { clean } from '../harness/cases';
import { analyse } from '../harness/check';

/** A guard that repeats only where the work asks for it again: `promiseRetry((retry) => …)`. */

const head = `
  import promiseRetry from 'promise-retry';
  import got from 'got';
  declare const url: string;
`;

clean('retry-amplification', {
  'asking until a state is reached, where a failure ends it': `${head}
    export async function ready(): Promise<boolean> {
      const ask = async (again: (error: Error) => never, number: number): Promise<boolean> => {
        const { state } = await got.get(url).json<{ state: string }>();
        if (state !== 'ready') return again(new Error('not ready at ' + number));
        return true;
      };
      return promiseRetry(ask, { retries: 5 });
    }
  `,
  'the same by what is done with the answer': `${head}
    export const ready = () =>
      promiseRetry((again) => got.get(url).json<{ state: string }>().then(({ state }) => (state === 'ready' ? state : again(new Error('not yet')))), {
        retries: 5,
      });
  `,
});

test.each(
  Object.entries({
    'a failure that is handed on': `${head}
    export const load = () => promiseRetry((again) => got.get(url).json().catch(again), { retries: 5 });
  `,
    'a failure that a handler asks again for': `${head}
    export const load = () =>
      promiseRetry(async (again) => {
        try {
          return await got.get(url).json();
        } catch (error) {
          return again(error as Error);
        }
      }, { retries: 5 });
  `,
    'a bad status, which is looked at': `${head}
    export const load = () =>
      promiseRetry(async (again) => {
        const answer = await got.get(url, { throwHttpErrors: false });
        if (answer.statusCode >= 500) return again(new Error('no'));
        return answer.body;
      }, { retries: 5 });
  `,
    'asking again that is handed to somebody else': `${head}
    declare function judge(answer: unknown, again: (error: Error) => never): unknown;
    export const load = () => promiseRetry(async (again) => judge(await got.get(url).json(), again), { retries: 5 });
  `,
  }),
)('retry-amplification: %s', (_, source) => {
  expect(analyse(source).findings.filter(({ rule }) => rule === 'retry-amplification')).toHaveLength(1);
});
