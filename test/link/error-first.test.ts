import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** What is called back with an error first comes no further than where the error leaves. */

const pool = (back: string, tell = 'callback(error)'): string => `
  import dns from 'node:dns';
  export class Pooled {
    ready = false;
    connect(callback: (error?: Error | null) => void): void {
      dns.lookup('mail.test', (error) => {
        if (error) return ${tell};
        this.ready = true;
        callback(null);
      });
    }
    send(mail: string, done: (error?: Error | null) => void): void {
      if (!this.ready) {
        return this.connect((error) => {
          ${back}
        });
      }
      done(null);
    }
  }
`;

const again = (back: string, tell?: string): boolean => analyse(pool(back, tell)).findings.some(({ rule }) => rule === 'unbounded-retry');

test.each([
  ['leaves before', 'if (error) return done(error); return this.send(mail, done);'],
  ['leaves before, compared', 'if (error !== null) return done(error); return this.send(mail, done);'],
  ['stands in the other branch', 'if (error) { done(error); } else { this.send(mail, done); }'],
  ['stands in the other branch of a choice', 'error ? done(error) : this.send(mail, done);'],
  ['is asked for its absence', 'if (!error) this.send(mail, done);'],
])('a failure that %s starts nothing over', (_, back) => {
  expect(again(back)).toBe(false);
});

test.each([
  ['is passed over', 'this.send(mail, done);'],
  ['is what starts over', 'if (error) return this.send(mail, done); done(null);'],
  ['leaves for some failures alone', "if (error && error.message === 'gone') return done(error); return this.send(mail, done);"],
])('a failure that %s goes round', (_, back) => {
  expect(again(back)).toBe(true);
});

test('a failure that nobody is told of comes by where it would leave', () => {
  expect(again('if (error) return done(error); return this.send(mail, done);', 'callback()')).toBe(true);
});
