import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** How many tries a function makes that enters itself again under a condition inside of an expression. */
const tries = (body: string, head = 'url: string, attempt = 0'): unknown => {
  const { calls } = analyse(`
    declare class Gone extends Error {}
    declare const ready: (url: string) => boolean;
    let left = 5;
    let tried = false;
    const codes = ['ECONNRESET'];
    export async function load(${head}): Promise<unknown> { ${body} }
  `);
  const [retry] = (calls[0]?.layers ?? []).filter((layer) => layer.kind === 'retry');
  return retry?.kind === 'retry' ? retry.attempts : undefined;
};
const handled = (again: string): string => `try { return await fetch(url); } catch (error: any) { ${again} }`;

test.each([
  ['either of two', handled('return attempt < 3 ? load(url, attempt + 1) : Promise.reject(error);'), 4],
  ['the other of two', handled('return attempt >= 3 ? Promise.reject(error) : load(url, attempt + 1);'), 4],
  ['both of two', handled('return attempt < 3 && load(url, attempt + 1);'), 4],
  ['unless', handled('return attempt > 2 || load(url, attempt + 1);'), 4],
  ['a counter outside', handled('return left-- > 0 ? load(url) : undefined;'), 6],
  ['inside of another choice', handled('return ready(url) && (attempt < 3 ? load(url, attempt + 1) : null);'), 4],
  ['what is chained to it', handled('return attempt < 3 ? load(url, attempt + 1).then((it) => it) : null;'), 4],
  ['behind the promise', 'return fetch(url).catch((error) => (attempt < 3 ? load(url, attempt + 1) : Promise.reject(error)));', 4],
  ['by a timer', handled('attempt < 3 && setTimeout(() => load(url, attempt + 1), 1000);'), 4],
  ['by what failed', handled('return codes.includes(error.code) && load(url);'), 'unknown'],
  ['by a switch', handled('return tried ? null : ((tried = true), load(url));'), 2],
])('a second try by an expression: %s', (_, body, attempts) => {
  expect(tries(body)).toBe(attempts);
});

test.each([
  ['a default', handled('return (await load(url)) ?? null;'), 'unbounded'],
  ['in the condition', handled('return (await load(url)) ? 1 : 2;'), 'unbounded'],
  ['on the left', handled('return (await load(url)) || null;'), 'unbounded'],
])('no condition of a second try: %s', (_, body, attempts) => {
  expect(tries(body)).toBe(attempts);
});

test('what cannot have been the failure of the call starts nothing over', () => {
  expect(tries(handled('return error instanceof Gone ? load(url) : null;'))).toBeUndefined();
  expect(tries(handled('return error.status === 409 ? load(url) : null;'))).toBeUndefined();
  expect(tries(handled('return error.status === 409 ? null : load(url);'))).toBe('unbounded');
});

test.each([
  ['a bad answer', 'const answer = await fetch(url); return answer.ok ? answer : load(url);', 'unbounded'],
  ['a bad answer, some times', 'const answer = await fetch(url); return answer.ok || attempt > 3 ? answer : load(url, attempt + 1);', 5],
  [
    'an answer of the server that is down',
    'const answer = await fetch(url); return answer.status >= 500 && attempt < 3 ? load(url, attempt + 1) : answer;',
    4,
  ],
  ['an answer that is not there yet', 'const answer = await fetch(url); return answer.status === 202 ? load(url) : answer;', undefined],
  ['a good answer', 'const answer = await fetch(url); return answer.ok ? load(url) : answer;', undefined],
  ['an answer that asks for a login', 'const answer = await fetch(url); return answer.status === 401 ? load(url) : answer;', undefined],
  ['another question', 'const answer = await fetch(url); return ready(url) ? answer : load(url);', undefined],
])('a second try by an expression, for %s', (_, body, attempts) => {
  expect(tries(body)).toBe(attempts);
});
