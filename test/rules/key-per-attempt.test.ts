import { clean, faults } from '../harness/cases';

const rule = 'key-per-attempt';
const pRetry = "import pRetry from 'p-retry';\nimport { randomUUID } from 'node:crypto';\n";
const post = "method: 'POST', signal: AbortSignal.timeout(1000)";

faults(rule, {
  'made in the headers': `
    ${pRetry}
    export const pay = () =>
      pRetry(() => fetch('https://x.test/charge', { ${post}, headers: { 'Idempotency-Key': randomUUID() } }), { retries: 3 });
    //             ^^^^^ key-per-attempt
  `,
  'made in the retried function': `
    ${pRetry}
    export const pay = () =>
      pRetry(() => {
        const key = randomUUID();
        return fetch('https://x.test/charge', { ${post}, headers: { 'Idempotency-Key': key } });
    //         ^^^^^ key-per-attempt
      }, { retries: 3 });
  `,
  'made in the loop': `
    import { randomUUID } from 'node:crypto';
    export async function pay() {
      for (let i = 0; i < 3; i++) {
        try {
          return await fetch('https://x.test/charge', { ${post}, headers: { 'Idempotency-Key': randomUUID() } });
    //                 ^^^^^ key-per-attempt
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 500 * Math.random()));
        }
      }
    }
  `,
});

clean(rule, {
  'made before the retry': `
    ${pRetry}
    export const pay = () => {
      const key = randomUUID();
      return pRetry(() => fetch('https://x.test/charge', { ${post}, headers: { 'Idempotency-Key': key } }), { retries: 3 });
    };
  `,
  'made before the loop, in the same function': `
    import { randomUUID } from 'node:crypto';
    export async function pay() {
      const key = randomUUID();
      for (let i = 0; i < 3; i++) {
        try {
          return await fetch('https://x.test/charge', { ${post}, headers: { 'Idempotency-Key': key } });
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 500 * Math.random()));
        }
      }
    }
  `,
  'handed in': `
    ${pRetry}
    export const pay = (key: string) => pRetry(() => fetch('https://x.test/charge', { ${post}, headers: { 'Idempotency-Key': key } }), { retries: 3 });
  `,
  'the number of the order': `
    ${pRetry}
    export const pay = (order: { id: string }) => pRetry(() => fetch('https://x.test/charge', { ${post}, headers: { 'Idempotency-Key': order.id } }), { retries: 3 });
  `,
  'a text with the number of the order': `
    ${pRetry}
    export const pay = (id: string) => pRetry(() => fetch('https://x.test/charge', { ${post}, headers: { 'Idempotency-Key': \`charge-\${id}\` } }), { retries: 3 });
  `,
  'a fixed text': `
    ${pRetry}
    export const pay = () => pRetry(() => fetch('https://x.test/charge', { ${post}, headers: { 'Idempotency-Key': 'first-of-may' } }), { retries: 3 });
  `,
  'made anew, but sent once': `
    import { randomUUID } from 'node:crypto';
    export const pay = () => fetch('https://x.test/charge', { ${post}, headers: { 'Idempotency-Key': randomUUID() } });
  `,
  'made anew, one try': `
    ${pRetry}
    export const pay = () => pRetry(() => fetch('https://x.test/charge', { ${post}, headers: { 'Idempotency-Key': randomUUID() } }), { retries: 0 });
  `,
  'a plugin repeats the same request': `
    import axios from 'axios';
    import axiosRetry from 'axios-retry';
    import { randomUUID } from 'node:crypto';
    const api = axios.create({ timeout: 1000 });
    axiosRetry(api, { retries: 3 });
    export const pay = (order: object) => api.post('/charge', order, { headers: { 'Idempotency-Key': randomUUID() } });
  `,
  'a client repeats the same request': `
    import got from 'got';
    import { randomUUID } from 'node:crypto';
    export const pay = () => got.post('https://x.test/charge', { retry: { limit: 3, methods: ['POST'] }, headers: { 'Idempotency-Key': randomUUID() } });
  `,
  'no key at all is another fault': `${pRetry}export const pay = () => pRetry(() => fetch('https://x.test/charge', { ${post} }), { retries: 3 });`,
  'a trace id may change': `
    ${pRetry}
    export const pay = (key: string) => pRetry(() => fetch('https://x.test/charge', { ${post}, headers: { 'Idempotency-Key': key, 'X-Trace-Id': randomUUID() } }), { retries: 3 });
  `,
  'a key of the module': `
    ${pRetry}
    const key = randomUUID();
    export const pay = () => pRetry(() => fetch('https://x.test/charge', { ${post}, headers: { 'Idempotency-Key': key } }), { retries: 3 });
  `,
  'headers from outside': `
    ${pRetry}
    export const pay = (headers: Record<string, string>) => pRetry(() => fetch('https://x.test/charge', { ${post}, headers }), { retries: 3 });
  `,
  'one key for each order of a list': `
    import { randomUUID } from 'node:crypto';
    export async function all(orders: string[]) {
      for (const body of orders) {
        try {
          await fetch('https://x.test/charge', { ${post}, body, headers: { 'Idempotency-Key': randomUUID() } });
        } catch {}
      }
    }
  `,
  'a field of the order': `
    ${pRetry}
    export class Orders {
      private readonly key = randomUUID();
      pay() {
        return pRetry(() => fetch('https://x.test/charge', { ${post}, headers: { 'Idempotency-Key': this.key } }), { retries: 3 });
      }
    }
  `,
});
