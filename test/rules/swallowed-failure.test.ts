import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse } from '../harness/check';

const rule = 'swallowed-failure';
const bounded = '{ signal: AbortSignal.timeout(1000) }';
const tried = (handler: string, mark = '') => `
    export async function users(url: string) {
      try {
        return await (await fetch(url, ${bounded})).json();
      } catch (error) {${mark}
        ${handler}
      }
    }
`;

faults(rule, {
  'an empty list': tried('return [];', '\n    //  ^^^^^ swallowed-failure'),
  nothing: tried('return undefined;', '\n    //  ^^^^^ swallowed-failure'),
  null: tried('return null;', '\n    //  ^^^^^ swallowed-failure'),
  'an empty object': tried('return {};', '\n    //  ^^^^^ swallowed-failure'),
  'logged and forgotten': tried('console.error(error);', '\n    //  ^^^^^ swallowed-failure'),
});

clean(rule, {
  'who waits for a promise is told': `
    export function load(url: string): Promise<string> {
      return new Promise((resolve, reject) => {
        const go = async () => {
          try {
            const answer = await fetch(url, { signal: AbortSignal.timeout(100) });
            resolve(await answer.text());
          } catch (error) {
            console.error(error);
            reject(error);
          }
        };
        void go();
      });
    }
  `,
  'nothing for a missing one, the failure for the rest': `
    import axios from 'axios';
    export async function user() {
      try {
        return await axios.get('https://x.test/user', { timeout: 1000 });
      } catch (error) {
        if ((error as { status: number }).status === 404) return undefined;
        throw error;
      }
    }
  `,
  'thrown again': tried('throw error;'),
  'thrown with its cause': tried("throw new Error('users cannot be read', { cause: error });"),
  'logged and thrown': tried('console.error(error);\n        throw error;'),
  'told to the caller': tried('return { failed: true, reason: String(error) };'),
  'a stale value instead': tried('return cache.get(url);').replace('export', 'declare const cache: Map<string, unknown>;\n    export'),
  'a constant instead': tried('return standard;').replace('export', "const standard = [{ name: 'nobody' }];\n    export"),
  'no handler': `export const users = async (url: string) => (await fetch(url, ${bounded})).json();`,
  'repeated instead': `
    export async function users(url: string) {
      for (let i = 0; i < 3; i++) {
        try {
          return await (await fetch(url, ${bounded})).json();
        } catch {}
      }
      throw new Error('gone');
    }
  `,
  'repeated by a library': `
    import pRetry from 'p-retry';
    export const users = (url: string) => pRetry(async () => (await fetch(url, ${bounded})).json(), { retries: 3 });
  `,
  'something else is handled': `
    export async function users(url: string) {
      const text = await (await fetch(url, ${bounded})).text();
      try {
        return JSON.parse(text);
      } catch {
        return [];
      }
    }
  `,
  'only one kind is handled': tried("if ((error as Error).name === 'TimeoutError') throw error;\n        throw new Error('bad');"),
  'a rejection handler that throws': `
    export const users = (url: string) =>
      fetch(url, ${bounded}).catch((error) => {
        throw new Error('gone', { cause: error });
      });
  `,
  'a rejection handler that cannot be read': `
    import { report } from 'house-rules';
    export const users = (url: string) => fetch(url, ${bounded}).catch(report);
  `,
  'settled, and looked at by the caller': `
    export const both = () => Promise.allSettled([fetch('https://a.test', ${bounded}), fetch('https://b.test', ${bounded})]);
  `,
  'a test': { files: { 'users.test.ts': tried('return [];') } },
  'a handler with only a finally': `
    export async function users(url: string) {
      try {
        return await fetch(url, ${bounded});
      } finally {
        console.log('done');
      }
    }
  `,
});

test('an empty answer and a dropped failure are told apart', () => {
  const messages = (source: string) =>
    analyse(source)
      .findings.filter((one) => one.rule === rule)
      .map((one) => one.message);
  expect(messages(tried('return [];'))).toEqual(['When `fetch` fails, its callers get an empty answer and take the outage for no data.']);
  expect(messages(tried('console.error(error);'))).toEqual(['When `fetch` fails, the program goes on as if nothing had happened.']);
});
