import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { clean, faults } from '../harness/cases';

const rule = 'limiter-per-call';
const bounded = '{ signal: AbortSignal.timeout(1000) }';

faults(rule, {
  'built and used in one breath': `
    import pLimit from 'p-limit';
    export const user = (url: string) => pLimit(5)(() => fetch(url, ${bounded}));
    //                                   ^^^^^^ limiter-per-call
  `,
  'built in the function': `
    import pLimit from 'p-limit';
    export async function user(url: string) {
      const limit = pLimit(5);
    //              ^^^^^^ limiter-per-call
      return await limit(() => fetch(url, ${bounded}));
    }
  `,
  'a bulkhead built in the function': `
    import { bulkhead } from 'cockatiel';
    export async function user(url: string) {
      const policy = bulkhead(5);
    //               ^^^^^^^^ limiter-per-call
      return await policy.execute(() => fetch(url, ${bounded}));
    }
  `,
  'a queue built in the function': `
    import PQueue from 'p-queue';
    export async function user(url: string) {
      const queue = new PQueue({ concurrency: 5 });
    //                  ^^^^^^ limiter-per-call
      return await queue.add(() => fetch(url, ${bounded}));
    }
  `,
  'put together in a chain, told once': `
    import Bottleneck from 'bottleneck';
    export async function user(url: string) {
      const limiter = new Bottleneck.Group({ maxConcurrent: 5 }).key(url);
    //                    ^^^^^^^^^^^^^^^^ limiter-per-call
      return await limiter.schedule(() => fetch(url, ${bounded}));
    }
  `,
});

clean(rule, {
  'of the module': `
    import pLimit from 'p-limit';
    const limit = pLimit(5);
    export const user = (url: string) => limit(() => fetch(url, ${bounded}));
  `,
  exported: `
    import pLimit from 'p-limit';
    export const limit = pLimit(5);
    export const user = (url: string) => limit(() => fetch(url, ${bounded}));
  `,
  'a field of a class': `
    import pLimit from 'p-limit';
    export class Users {
      private readonly limit = pLimit(5);
      one(url: string) {
        return this.limit(() => fetch(url, ${bounded}));
      }
    }
  `,
  'made in a constructor': `
    import PQueue from 'p-queue';
    export class Users {
      private readonly queue: PQueue;
      constructor() {
        this.queue = new PQueue({ concurrency: 5 });
      }
      one(url: string) {
        return this.queue.add(() => fetch(url, ${bounded}));
      }
    }
  `,
  'a factory': `
    import pLimit from 'p-limit';
    export const makeLimit = () => pLimit(5);
    export const user = (url: string) => fetch(url, ${bounded});
  `,
  'a closure that is handed back': `
    import pLimit from 'p-limit';
    export function makeUser() {
      const limit = pLimit(5);
      return (url: string) => limit(() => fetch(url, ${bounded}));
    }
  `,
  'made on first use': `
    import pLimit from 'p-limit';
    let limit: ReturnType<typeof pLimit> | undefined;
    export const user = (url: string) => {
      limit ??= pLimit(5);
      return limit(() => fetch(url, ${bounded}));
    };
  `,
  'p-map is a limit for one list': `
    import pMap from 'p-map';
    export const all = (ids: string[]) => pMap(ids, (id) => fetch('https://x.test/' + id, ${bounded}), { concurrency: 5 });
  `,
  'a pool for one list': `
    import { PromisePool } from '@supercharge/promise-pool';
    export const all = async (ids: string[]) =>
      await PromisePool.withConcurrency(5).for(ids).process((id) => fetch('https://x.test/' + id, ${bounded}));
    export const others = async (ids: string[]) => {
      const pool = new PromisePool().withConcurrency(5).withTaskTimeout(2000);
      return await pool.for(ids).process((id) => fetch('https://x.test/' + id, ${bounded}));
    };
  `,
  'a limiter that is handed the list': `
    import pLimit from 'p-limit';
    import PQueue from 'p-queue';
    export const all = (ids: string[]) => pLimit(5).map(ids, (id) => fetch('https://x.test/' + id, ${bounded}));
    export const jobs = async (all: (() => Promise<unknown>)[]) => {
      const queue = new PQueue({ concurrency: 5 });
      return await queue.addAll(all);
    };
  `,
  'a retry is no limiter': `
    import { handleAll, retry } from 'cockatiel';
    export const user = async (url: string) => {
      const policy = retry(handleAll, { maxAttempts: 2 });
      return await policy.execute(() => fetch(url, ${bounded}));
    };
  `,
  'a breaker has its own rule': `
    import CircuitBreaker from 'opossum';
    export const user = async (url: string) => {
      const breaker = new CircuitBreaker(() => fetch(url, ${bounded}), { capacity: 5 });
      return await breaker.fire();
    };
  `,
  'a queue without a limit': `
    import PQueue from 'p-queue';
    export const user = async (url: string) => {
      const queue = new PQueue();
      return await queue.add(() => fetch(url, ${bounded}));
    };
  `,
  'no limiter': `export const user = (url: string) => fetch(url, ${bounded});`,
  'a name that only sounds like one': `
    const pLimit = (n: number) => <T>(work: () => Promise<T>) => work();
    export const user = (url: string) => pLimit(5)(() => fetch(url, ${bounded}));
  `,
  'one for the whole app': `
    import Bottleneck from 'bottleneck';
    const limiter = new Bottleneck({ maxConcurrent: 5 });
    export const user = (url: string) => limiter.schedule(() => fetch(url, ${bounded}));
  `,
  'wrapped once': `
    import Bottleneck from 'bottleneck';
    const limiter = new Bottleneck({ maxConcurrent: 5 });
    export const user = limiter.wrap((url: string) => fetch(url, ${bounded}));
  `,
  'from another file': {
    files: {
      'limit.ts': "import pLimit from 'p-limit';\nexport const limit = pLimit(5);\n",
      'user.ts': `import { limit } from './limit';\nexport const user = (url: string) => limit(() => fetch(url, ${bounded}));\n`,
    },
  },
});

test('every form of the catalogue that is handed a list has a case above', () => {
  const listed = catalog.guards.flatMap(({ id, forms }) =>
    forms.flatMap((form) => (form.form === 'apply' && form.list === true ? [`${id} ${form.path}`] : [])),
  );
  expect(listed.sort()).toEqual(['@supercharge/promise-pool process', 'p-limit map', 'p-queue addAll']);
});
