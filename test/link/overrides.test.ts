import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** What an heir sets on each request in a method of its base, before it is sent (`overrides` of a client). */

const told = (members: string, base = 'RESTDataSource'): readonly string[] =>
  analyse(`
    import { RESTDataSource } from '@apollo/datasource-rest';
    class Signed extends RESTDataSource {
      constructor() { super(); }
      willSendRequest(path: string, request: any) { request.signal = AbortSignal.timeout(4000); }
    }
    class Movies extends ${base} {
      constructor() { super(); }
      ${members}
      movie(id: string) { return this.get('https://movies.test/' + id); }
    }
    export const movies = new Movies();
  `)
    .findings.filter(({ rule }) => rule === 'missing-timeout')
    .map(({ severity }) => severity);

test.each([
  ['a signal', 'willSendRequest(path: string, request: any) { request.signal = AbortSignal.timeout(5000); }'],
  ['a time', 'willSendRequest(path: string, request: any) { request.timeout = 5000; }'],
])('%s that it sets bounds what it sends', (_, members) => {
  expect(told(members)).toEqual([]);
});

test('what the class between sets bounds it as well', () => {
  expect(told('', 'Signed')).toEqual([]);
});

test.each([
  ['nothing', ''],
  ['something else', "willSendRequest(path: string, request: any) { request.headers.authorization = 'a'; }"],
  ['it in another method', 'willAnswer(path: string, request: any) { request.signal = AbortSignal.timeout(5000); }'],
  ['it on something else', 'willSendRequest(path: any, request: any) { path.signal = AbortSignal.timeout(5000); }'],
])('who sets %s has no bound', (_, members) => {
  expect(told(members)).toEqual(['error']);
});
