import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** A function that starts itself again is what its callers make of it: their number of tries, and their options. */

const tries = (parameter: string, again: string, given: string): unknown =>
  analyse(`
    import axios from 'axios';
    async function ask(url: string, ${parameter}): Promise<unknown> {
      try {
        return await axios.get(url, { timeout: 100 });
      } catch (error) {
        ${again}
        throw error;
      }
    }
    export const user = (id: string) => ask('https://a.test/' + id${given});
  `).calls[0]?.profile.attempts;

const down = 'if (left > 0) return ask(url, left - 1);';

test.each([
  ['a number that is counted down', 'left: number', down, ', 3', 4],
  ['another one than the default', 'left = 9', down, ', 3', 4],
  ['the default', 'left = 9', down, '', 10],
  ['a number that is counted up', 'tried: number', 'if (tried < 5) return ask(url, tried + 1);', ', 2', 4],
])('%s', (_, parameter, again, given, attempts) => {
  expect(tries(parameter, again, given)).toBe(attempts);
});

test('what is known of neither is left unknown', () => {
  expect(tries('left: number', down, ', Number(process.env.TRIES)')).toBe('unknown');
});

const bound = (given: string): string | undefined =>
  analyse(`
    import axios, { type AxiosRequestConfig } from 'axios';
    async function ask(url: string, options: AxiosRequestConfig, left: number): Promise<unknown> {
      try {
        return await axios.get(url, options);
      } catch (error) {
        if (left > 0) return ask(url, options, left - 1);
        throw error;
      }
    }
    export const user = (id: string) => ask('https://a.test/' + id, ${given}, 3);
  `).calls[0]?.profile.timeout.is;

test('options that a function hands itself are those of its callers', () => {
  expect(bound('{ timeout: 700 }')).toBe('present');
  expect(bound('{}')).toBe('absent');
});

test('options that a second try leaves out are not missed', () => {
  // Known to be wrong: from the second try on nothing bounds it. What a function hands itself is not looked at as a way of its own.
  const { calls } = analyse(`
    import axios, { type AxiosRequestConfig } from 'axios';
    async function ask(url: string, options: AxiosRequestConfig, left: number): Promise<unknown> {
      try {
        return await axios.get(url, options);
      } catch (error) {
        if (left > 0) return ask(url, {}, left - 1);
        throw error;
      }
    }
    export const user = (id: string) => ask('https://a.test/' + id, { timeout: 700 }, 3);
  `);
  expect(calls[0]?.profile.timeout.is).toBe('present');
});
