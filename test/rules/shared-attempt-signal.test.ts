import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { check } from '../harness/check';

const rule = 'shared-attempt-signal';
const pRetry = "import pRetry from 'p-retry';\n";
const pause = 'await new Promise((resolve) => setTimeout(resolve, 500 * Math.random()))';

faults(rule, {
  'made outside of the retried function': `
    ${pRetry}
    export const user = (url: string) => {
      const signal = AbortSignal.timeout(2000);
      return pRetry(() => fetch(url, { signal }), { retries: 5 });
    //                    ^^^^^ shared-attempt-signal
    };
  `,
  'made before the loop': `
    export async function user(url: string) {
      const signal = AbortSignal.timeout(2000);
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch(url, { signal });
    //                 ^^^^^ shared-attempt-signal
        } catch {
          ${pause};
        }
      }
    }
  `,
  'options made before the loop': `
    export async function user(url: string) {
      const options = { method: 'GET', signal: AbortSignal.timeout(2000) };
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch(url, options);
    //                 ^^^^^ shared-attempt-signal
        } catch {
          ${pause};
        }
      }
    }
  `,
  'under a policy': `
    import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
    const policy = retry(handleAll, { maxAttempts: 3, backoff: new ExponentialBackoff() });
    export const user = (url: string) => {
      const signal = AbortSignal.timeout(2000);
      return policy.execute(() => fetch(url, { signal }));
    //                            ^^^^^ shared-attempt-signal
    };
  `,
  'another signal ends the loop': `
    export async function user(url: string, leaving: AbortSignal) {
      const signal = AbortSignal.timeout(2000);
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch(url, { signal });
    //                 ^^^^^ shared-attempt-signal
        } catch {
          leaving.throwIfAborted();
          ${pause};
        }
      }
    }
    export const one = () => user('https://x.test', new AbortController().signal);
  `,
  'what is thrown for the signal is caught in the loop': `
    export async function user(url: string) {
      const signal = AbortSignal.timeout(2000);
      for (let i = 0; i < 5; i++) {
        try {
          signal.throwIfAborted();
          return await fetch(url, { signal });
    //                 ^^^^^ shared-attempt-signal
        } catch {
          ${pause};
        }
      }
    }
  `,
  'the signal is asked at times only': `
    export async function user(url: string, strict: boolean) {
      const signal = AbortSignal.timeout(2000);
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch(url, { signal });
    //                 ^^^^^ shared-attempt-signal
        } catch (error) {
          if (strict) signal.throwIfAborted();
          if (strict && signal.aborted) throw error;
          ${pause};
        }
      }
    }
  `,
});

clean(rule, {
  'the signal ends the loop, in the handler': `
    export async function user(url: string, { signal }: { signal?: AbortSignal }) {
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch(url, { signal });
        } catch {
          signal?.throwIfAborted();
          ${pause};
        }
      }
    }
    export const one = () => user('https://x.test', { signal: AbortSignal.timeout(2000) });
  `,
  'the signal ends the loop, at its top': `
    export async function user(url: string) {
      const signal = AbortSignal.timeout(2000);
      for (let i = 0; i < 5; i++) {
        signal.throwIfAborted();
        try {
          return await fetch(url, { signal });
        } catch {
          ${pause};
        }
      }
    }
  `,
  'the signal is asked in the handler': `
    export async function user(url: string) {
      const signal = AbortSignal.timeout(2000);
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch(url, { signal });
        } catch (error) {
          if (signal.aborted || i === 4) throw error;
          ${pause};
        }
      }
    }
  `,
  'the signal is asked in the head': `
    export async function user(url: string) {
      const signal = AbortSignal.timeout(2000);
      for (let i = 0; i < 5 && !signal.aborted; i++) {
        try {
          return await fetch(url, { signal });
        } catch {
          ${pause};
        }
      }
    }
  `,
  'made for each attempt': `${pRetry}export const user = (url: string) => pRetry(() => fetch(url, { signal: AbortSignal.timeout(2000) }), { retries: 5 });`,
  'made in the loop': `
    export async function user(url: string) {
      for (let i = 0; i < 5; i++) {
        const signal = AbortSignal.timeout(2000);
        try {
          return await fetch(url, { signal });
        } catch {
          ${pause};
        }
      }
    }
  `,
  'options made in the loop': `
    export async function user(url: string) {
      for (let i = 0; i < 5; i++) {
        const options = { signal: AbortSignal.timeout(2000) };
        try {
          return await fetch(url, options);
        } catch {
          ${pause};
        }
      }
    }
  `,
  'a deadline for all, and a bound for each': `
    ${pRetry}
    export const user = (url: string) => {
      const total = AbortSignal.timeout(20_000);
      return pRetry(() => fetch(url, { signal: AbortSignal.any([total, AbortSignal.timeout(2000)]) }), { retries: 5 });
    };
  `,
  'a deadline for all, and a bound of the client': `
    ${pRetry}
    import axios from 'axios';
    export const user = () => {
      const signal = AbortSignal.timeout(20_000);
      return pRetry(() => axios.get('/user', { signal, timeout: 2000 }), { retries: 5 });
    };
  `,
  'no retry': `
    export const user = (url: string) => {
      const signal = AbortSignal.timeout(2000);
      return fetch(url, { signal });
    };
  `,
  'one try': `
    ${pRetry}
    export const user = (url: string) => {
      const signal = AbortSignal.timeout(2000);
      return pRetry(() => fetch(url, { signal }), { retries: 0 });
    };
  `,
  'the retry of the client itself': `
    import got from 'got';
    export const user = () => got('https://x.test', { signal: AbortSignal.timeout(10_000) });
  `,
  'the retry of a client that was asked for': `
    import got from 'got';
    export const user = () => got('https://x.test', { retry: { limit: 5 }, signal: AbortSignal.timeout(10_000) });
  `,
  'a plugin that repeats inside the client': `
    import axios from 'axios';
    import axiosRetry from 'axios-retry';
    const api = axios.create();
    axiosRetry(api, { retries: 3 });
    export const user = () => api.get('/user', { signal: AbortSignal.timeout(2000) });
  `,
  'a signal that only cancels': `
    ${pRetry}
    export const user = (url: string, signal: AbortSignal) => pRetry(() => fetch(url, { signal }), { retries: 5 });
  `,
  'a factory of options': `
    ${pRetry}
    const options = () => ({ signal: AbortSignal.timeout(2000) });
    export const user = (url: string) => pRetry(() => fetch(url, options()), { retries: 5 });
  `,
  'a wrapper makes it anew': `
    ${pRetry}
    const http = (url: string) => fetch(url, { signal: AbortSignal.timeout(2000) });
    export const user = (url: string) => pRetry(() => http(url), { retries: 5 });
  `,
  'calls one after the other share a deadline': `
    export async function both() {
      const signal = AbortSignal.timeout(2000);
      await fetch('https://a.test', { signal });
      await fetch('https://b.test', { signal });
    }
  `,
  'a list of work shares a deadline': `
    export async function all(urls: string[]) {
      const signal = AbortSignal.timeout(20_000);
      for (const url of urls) {
        try {
          await fetch(url, { signal });
        } catch {}
      }
    }
  `,
  'a function of the same file makes it, and the loop stands behind': `
    const get = (url: string) => fetch(url, { signal: AbortSignal.timeout(2000) });
    export async function user(url: string) {
      for (let i = 0; i < 3; i++) {
        try {
          return await get(url);
        } catch {}
      }
    }
    export async function account(url: string, tries = 0): Promise<Response> {
      try {
        return await get(url);
      } catch (error) {
        if (tries > 3) throw error;
        return account(url, tries + 1);
      }
    }
  `,
  'pages share a deadline': `
    export async function all(url: string) {
      const signal = AbortSignal.timeout(20_000);
      let next: string | undefined = url;
      while (next) next = (await (await fetch(next, { signal })).json()).next;
    }
  `,
  'a timer of each attempt': `
    ${pRetry}
    export const user = (url: string) =>
      pRetry(async () => {
        const controller = new AbortController();
        const timer = setTimeout(() => controller.abort(), 2000);
        try {
          return await (await fetch(url, { signal: controller.signal })).json();
        } finally {
          clearTimeout(timer);
        }
      }, { retries: 5 });
  `,
});

test('says after how long', () => {
  const [finding] = check(
    `
    ${pRetry}
    export const user = (url: string) => {
      const signal = AbortSignal.timeout(2000);
      return pRetry(() => fetch(url, { signal }), { retries: 5 });
    //                    ^^^^^ shared-attempt-signal
    };
    `,
    { rule },
  );
  expect(finding?.message).toBe('After 2 s, every further attempt of `fetch` fails at once: all share one timeout signal.');
});
