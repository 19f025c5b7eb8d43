import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse } from '../harness/check';

const rule = 'unchecked-status';
const bounded = '{ signal: AbortSignal.timeout(1000) }';

faults(rule, {
  'the body at once': `
    export async function items(url: string) {
      const answer = await fetch(url, ${bounded});
    //                     ^^^^^ unchecked-status
      return (await answer.json()).items;
    }
  `,
  'in one line': `
    export const items = async (url: string) => (await fetch(url, ${bounded})).json();
    //                                                 ^^^^^ unchecked-status
  `,
  'in a chain': `
    export const items = (url: string) => fetch(url, ${bounded}).then((answer) => answer.json());
    //                                    ^^^^^ unchecked-status
  `,
  undici: `
    import { request } from 'undici';
    export async function items(url: string) {
      const { body } = await request(url, ${bounded});
    //                       ^^^^^^^ unchecked-status
      return body.json();
    }
  `,
});

clean(rule, {
  'asked first': `
    export async function items(url: string) {
      const answer = await fetch(url, ${bounded});
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }
  `,
  'asked by number': `
    export async function items(url: string) {
      const answer = await fetch(url, ${bounded});
      if (answer.status !== 200) return undefined;
      return answer.json();
    }
  `,
  'asked in the chain': `
    export const items = (url: string) =>
      fetch(url, ${bounded}).then((answer) => {
        if (!answer.ok) throw new Error('bad');
        return answer.json();
      });
  `,
  destructured: `
    export async function items(url: string) {
      const { ok, status } = await fetch(url, ${bounded});
      return ok ? status : undefined;
    }
  `,
  'undici, asked': `
    import { request } from 'undici';
    export async function items(url: string) {
      const answer = await request(url, ${bounded});
      if (answer.statusCode >= 400) throw new Error('bad');
      return answer.body.json();
    }
  `,
  'handed on as it is': `export const answer = (url: string) => fetch(url, ${bounded});`,
  'handed to a helper': `
    import { checked } from 'house-rules';
    export const items = async (url: string) => checked(await fetch(url, ${bounded}));
  `,
  'handed to a helper, and then read': `
    import { check } from 'house-rules';
    export async function items(url: string) {
      const answer = await fetch(url, ${bounded});
      check(answer);
      return answer.json();
    }
  `,
  'a helper in the chain': `
    import { checked } from 'house-rules';
    export const items = (url: string) => fetch(url, ${bounded}).then(checked).then((answer) => answer.json());
  `,
  'the body is left alone': `
    export async function ping(url: string) {
      await fetch(url, ${bounded});
    }
  `,
  'only the headers are read': `
    export async function etag(url: string) {
      const answer = await fetch(url, ${bounded});
      return answer.headers.get('etag');
    }
  `,
  'a client that throws':
    "import axios from 'axios';\nexport const items = async () => (await axios.get('/items', { timeout: 1000 })).data;",
  ky: "import ky from 'ky';\nexport const items = () => ky.get('https://x.test').json();",
  got: "import got from 'got';\nexport const items = () => got('https://x.test', { timeout: { request: 1000 } }).json();",
  'the status is part of the answer': `
    export async function relay(url: string) {
      const answer = await fetch(url, ${bounded});
      return { status: answer.status, body: await answer.text() };
    }
  `,
  'a test': { files: { 'items.test.ts': `export const items = async (url: string) => (await fetch(url, ${bounded})).json();\n` } },
});

test('is told once for each dependency', () => {
  const { findings } = analyse(`
    export const one = async () => (await fetch('https://x.test/1', ${bounded})).json();
    export const two = async () => (await fetch('https://x.test/2', ${bounded})).json();
  `);
  expect(findings.filter((one) => one.rule === rule).map((one) => one.related.length)).toEqual([1]);
});
