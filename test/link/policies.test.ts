import { expect, test } from 'vitest';
import { analyse } from '../harness/check';
import { told } from '../harness/told';

const bounded = '{ signal: AbortSignal.timeout(1000) }';

test('a policy is built in one file and applied in another', () => {
  const [line] = told({
    files: {
      'policy.ts': `
        import { ExponentialBackoff, handleAll, retry, timeout, TimeoutStrategy, wrap } from 'cockatiel';
        export const policy = wrap(
          retry(handleAll, { maxAttempts: 2, backoff: new ExponentialBackoff() }),
          timeout(700, TimeoutStrategy.Aggressive),
        );
      `,
      'index.ts': "export { policy as guarded } from './policy';",
      'users.ts': "import { guarded } from './index';\nexport const a = () => guarded.execute(() => fetch('https://x.test'));",
    },
  });
  expect(line).toContain('fetch timeout 700');
  expect(line).toContain('retry 3');
});

test('wrap keeps its order: the first is the outermost', () => {
  const kinds = (order: string): string[] => {
    const [call] = analyse(`
      import { ConsecutiveBreaker, circuitBreaker, handleAll, retry, wrap } from 'cockatiel';
      const again = retry(handleAll, { maxAttempts: 2 });
      const breaker = circuitBreaker(handleAll, { halfOpenAfter: 10_000, breaker: new ConsecutiveBreaker(5) });
      const policy = wrap(${order});
      export const a = () => policy.execute(() => fetch('https://x.test', ${bounded}));
    `).calls;
    return (call?.layers ?? []).map((l) => l.kind).filter((k) => k === 'retry' || k === 'breaker');
  };
  expect(kinds('again, breaker')).toEqual(['breaker', 'retry']);
  expect(kinds('breaker, again')).toEqual(['retry', 'breaker']);
});

test('a breaker runs what it was built with, wherever it is fired', () => {
  const [line] = told({
    files: {
      'breaker.ts': `import CircuitBreaker from 'opossum';\nexport const breaker = new CircuitBreaker((url: string) => fetch(url), { timeout: 900 });`,
      'users.ts': "import { breaker } from './breaker';\nexport const a = (url: string) => breaker.fire(url);",
    },
  });
  expect(line).toContain('timeout 900');
  expect(line).toContain('breaker yes');
});

test('a breaker written by hand counts, looks at the clock and refuses', () => {
  const [line] = told(`
    class Breaker {
      private failures = 0;
      private openedAt = 0;
      async run<T>(work: () => Promise<T>): Promise<T> {
        if (this.failures >= 5) {
          if (Date.now() - this.openedAt < 10_000) throw new Error('open');
          this.failures = 0;
        }
        try {
          const answer = await work();
          this.failures = 0;
          return answer;
        } catch (error) {
          this.failures++;
          this.openedAt = Date.now();
          throw error;
        }
      }
    }
    const breaker = new Breaker();
    export const a = () => breaker.run(() => fetch('https://x.test', ${bounded}));
  `);
  expect(line).toContain('breaker yes');
});

test('a class that only counts is no breaker', () => {
  const [line] = told(`
    class Meter {
      private calls = 0;
      async run<T>(work: () => Promise<T>): Promise<T> {
        this.calls++;
        return await work();
      }
    }
    const meter = new Meter();
    export const a = () => meter.run(() => fetch('https://x.test', ${bounded}));
  `);
  expect(line).toContain('breaker –');
});

test('a decorator guards the method it stands on', () => {
  const [line] = told(`
    import { Retryable } from 'typescript-retry-decorator';
    export class Users {
      @Retryable({ maxAttempts: 4 })
      async one() {
        return await fetch('https://x.test', ${bounded});
      }
    }
  `);
  expect(line).toMatch(/retry \d/);
});

test('every retry on the way multiplies, and the waits add up', () => {
  const [line] = told(`
    import pRetry from 'p-retry';
    const inner = () => pRetry(() => fetch('https://x.test', ${bounded}), { retries: 1, minTimeout: 100, factor: 1, randomize: false });
    export async function outer() {
      for (let i = 0; i < 2; i++) {
        try {
          return await inner();
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 500));
        }
      }
      throw new Error('gone');
    }
  `);
  // Two of (two of a second and 0.1 s between them), with half a second behind each: the loop pauses after the last one, too.
  expect(line).toContain('attempts 4 · worst 5200');
});
