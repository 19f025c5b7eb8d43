import { expect, test } from 'vitest';
import { timeouts } from '../harness/told';

const ask = (then: string): string => `
  import https from 'node:https';
  import { limit, log } from './limit';
  export const ask = (url: string, options: { ms: number }) =>
    new Promise((resolve, reject) => {
      const request = https.get(url, resolve);
      request.on('error', reject);
      ${then}
    });
`;

const helpers = `
  import type { ClientRequest } from 'node:http';
  export function limit(request: ClientRequest, ms: number) {
    request.setTimeout(ms, () => request.destroy(new Error('too late')));
  }
  export const log = (request: ClientRequest) => request.on('close', () => console.log('closed'));
`;

/** A request that is given to a function of the project, which bounds it or does not. */
test.each([
  ['of another file', 'limit(request, 700);', 'https.get 700'],
  ['through a second one', 'const twice = (one: any) => limit(one, 700);\n      twice(request);', 'https.get 700'],
  ['that is told how long', 'limit(request, options.ms);', 'https.get ?'],
  ['that only listens', 'log(request);', 'https.get –'],
])('a helper %s', (_, then, told) => {
  expect(timeouts({ files: { 'ask.ts': ask(then), 'limit.ts': helpers } })).toEqual([told]);
});
