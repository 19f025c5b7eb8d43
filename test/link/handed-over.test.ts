import { expect, test } from 'vitest';
import { analyse } from '../harness/check';
import { timeouts } from '../harness/told';

/** What runs a function that travels as a member of an options object. */
const call = "import axios from 'axios';\nexport const one = (run: (o: { name: string; execute(): Promise<unknown> }) => unknown) => 0;\n";

test.each([
  [
    'taken out in the body',
    'async function through(args: { execute: () => Promise<unknown> }) { const { execute } = args; return await execute(); }',
    ['axios.get –'],
  ],
  [
    'kept under a name',
    'async function through(args: { execute: () => Promise<unknown> }) { const run = args.execute; return await run(); }',
    ['axios.get –'],
  ],
  [
    'taken out in the head',
    'async function through({ execute }: { execute: () => Promise<unknown> }) { return await execute(); }',
    ['axios.get –'],
  ],
  [
    'called in place',
    'async function through(args: { execute: () => Promise<unknown> }) { return await args.execute(); }',
    ['axios.get –'],
  ],
  [
    'raced with a timer',
    `async function through(args: { execute: () => Promise<unknown> }) {
       const { execute } = args;
       return await Promise.race([execute(), new Promise((_, no) => setTimeout(no, 300))]);
     }`,
    ['axios.get 300'],
  ],
])('%s', (_, through, wanted) => {
  expect(timeouts(`${call}${through}\nexport const a = () => through({ execute: () => axios.get('https://x.test') });`)).toEqual(wanted);
});

test('a chain of registrations waits for nothing', () => {
  const route = (end: string): string => `import axios from 'axios';
    import { Router } from 'express';
    const router = Router();
    router
      .post('/a', async (_, res) => { res.json(await axios.get('https://x.test')); })
      .get('/b', async () => undefined)${end};`;
  expect(timeouts(route(''))).toEqual(['axios.get –']);
});

test('what is waited for behind a chain may be bounded by who runs it', () => {
  expect(
    timeouts(`import axios from 'axios';
      import { limiter } from 'house-limits';
      export const a = () => limiter.schedule(() => axios.get('https://x.test')).then((x) => x);`),
  ).toEqual(['axios.get ?']);
});

test('what is taken out in the body is run once', () => {
  const { calls } = analyse(`${call}
    async function through(args: { execute: () => Promise<unknown> }) {
      const { execute } = args;
      return await execute();
    }
    export const a = () => through({ execute: () => axios.get('https://x.test') });
  `);
  expect(calls.map(({ paths }) => paths)).toEqual([[]]);
});
