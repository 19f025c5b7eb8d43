import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** How often a session that drops its token before it starts over is said to be asked for. */
function tries(dropped: string, gives: string): unknown {
  const { calls } = analyse(`
    class Session {
      private config?: { token: string };
      private count = 0;
      private grant() { ${gives} }
      async open(): Promise<unknown> {
        const grant = this.grant();
        try {
          return await fetch('https://auth.example', { method: 'POST', signal: AbortSignal.timeout(1000), body: JSON.stringify(grant) });
        } catch (error) {
          if (grant.token) {
            ${dropped}
            return this.open();
          }
          throw error;
        }
      }
    }
    export const go = () => new Session().open();
  `);
  return calls.flatMap(({ layers }) => layers.flatMap((layer) => (layer.kind === 'retry' ? [layer.attempts] : [])))[0];
}

const either = "if (this.config?.token) return { token: this.config.token }; return { name: 'a' };";

test.each([
  ['what the method takes it from is dropped', 'this.config = undefined;', either, 2],
  ['it is set to null', 'this.config = null;', either, 2],
  ['something else is dropped', 'this.count = undefined;', either, 'unbounded'],
  ['it is given another one', "this.config = { token: 'b' };", either, 'unbounded'],
  ['the method makes it', 'this.config = undefined;', 'return { token: String(Math.random()) };', 'unbounded'],
])('%s', (_, dropped, gives, expected) => {
  expect(tries(dropped, gives)).toBe(expected);
});
