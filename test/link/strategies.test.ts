import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse } from '../harness/check';

const ioredis = (strategy: string): string => `
  import Redis from 'ioredis';
  const redis = new Redis({ commandTimeout: 1000, retryStrategy: ${strategy} });
  export const get = (key: string) => redis.get(key);
`;
const nodeRedis = (strategy: string): string => `
  import { createClient } from 'redis';
  const client = createClient({ socket: { socketTimeout: 1000, reconnectStrategy: ${strategy} } });
  export const get = (key: string) => client.get(key);
`;

function retryOf(source: string): unknown {
  const layer = analyse(source).calls[0]?.layers.find((one) => one.kind === 'retry');
  return layer?.kind === 'retry' ? { attempts: layer.attempts, backoff: layer.backoff, delayMs: layer.delayMs } : undefined;
}

test.each([
  ['() => 0', { attempts: 'unbounded', backoff: 'none', delayMs: 0 }],
  ['() => 2000', { attempts: 'unbounded', backoff: 'constant', delayMs: 2000 }],
])('what a strategy answers is the pause: %s', (strategy, wanted) => {
  expect(retryOf(ioredis(strategy))).toEqual(wanted);
  expect(retryOf(nodeRedis(strategy))).toEqual(wanted);
});

test('a strategy that gives up has an end', () => {
  expect(retryOf(ioredis('(n) => (n > 3 ? null : 0)'))).toMatchObject({ attempts: 'unknown', backoff: 'unknown' });
});

faults('retry-without-backoff', {
  'ioredis dials again at once': `
    import Redis from 'ioredis';
    const redis = new Redis({ commandTimeout: 1000, retryStrategy: () => 0 });
    //                ^^^^^ retry-without-backoff
    export const get = (key: string) => redis.get(key);
  `,
});

clean('retry-without-backoff', {
  'a strategy that waits': ioredis('() => 2000'),
  'a strategy that waits longer each time': nodeRedis('(n: number) => Math.min(n * 50, 2000)'),
  'a strategy that gives up': ioredis('(n: number) => (n > 3 ? null : 0)'),
});

test.each([
  ['ioredis', '() => 2000', ioredis, ['info']],
  ['node-redis', '() => 2000', nodeRedis, ['info']],
  ['node-redis, a number', '2000', nodeRedis, ['info']],
  ['node-redis, a number that is none', '0', nodeRedis, ['error']],
  ['ioredis, at once', '() => 0', ioredis, ['error']],
  ['ioredis, with an end', '(n) => (n > 3 ? null : 500)', ioredis, []],
] as const)('coming back without an end is a remark, and a fault without a pause: %s', (_, strategy, source, severities) => {
  const found = analyse(source(strategy)).findings.filter(({ rule }) => rule === 'unbounded-retry');
  expect(found.map(({ severity }) => severity)).toEqual(severities);
});

clean('unbounded-retry', {
  'what the library does by itself': `
    import { createClient } from 'redis';
    const client = createClient({ socket: { socketTimeout: 1000 } });
    export const get = (key: string) => client.get(key);
  `,
});
