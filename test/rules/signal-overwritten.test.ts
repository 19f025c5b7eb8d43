import { clean, faults } from '../harness/cases';

const rule = 'signal-overwritten';

faults(rule, {
  'options with a signal, and one of our own behind them': `
    const http = (url: string, init: RequestInit) => fetch(url, { ...init, signal: AbortSignal.timeout(1000) });
    //                                               ^^^^^ signal-overwritten
    export const load = (url: string, signal: AbortSignal) => http(url, { signal });
  `,
  'written in the type of the options': `
    export const http = (url: string, init: { signal: AbortSignal }) => fetch(url, { ...init, signal: AbortSignal.timeout(1000) });
    //                                                                  ^^^^^ signal-overwritten
  `,
});

clean(rule, {
  joined: `
    const http = (url: string, { signal, ...init }: RequestInit) =>
      fetch(url, { ...init, signal: AbortSignal.any([...(signal ? [signal] : []), AbortSignal.timeout(1000)]) });
    export const load = (url: string, signal: AbortSignal) => http(url, { signal });
  `,
  'ours in front of theirs': `
    const http = (url: string, init: RequestInit) => fetch(url, { signal: AbortSignal.timeout(1000), ...init });
    export const load = (url: string, signal: AbortSignal) => http(url, { signal });
  `,
  'theirs, or else ours': `
    const http = (url: string, init: RequestInit = {}) => fetch(url, { ...init, signal: init.signal ?? AbortSignal.timeout(1000) });
    export const load = (url: string, signal: AbortSignal) => http(url, { signal });
  `,
  'nobody brings one': `
    const http = (url: string, init: RequestInit = {}) => fetch(url, { ...init, signal: AbortSignal.timeout(1000) });
    export const load = (url: string) => http(url, { method: 'POST' });
  `,
  'nobody brings options': `
    const http = (url: string, init: RequestInit = {}) => fetch(url, { ...init, signal: AbortSignal.timeout(1000) });
    export const load = (url: string) => http(url);
  `,
  'no options at all': 'export const http = (url: string) => fetch(url, { signal: AbortSignal.timeout(1000) });',
  'only theirs': 'export const http = (url: string, init: RequestInit) => fetch(url, init);',
  'the type leaves it out': `
    export const http = (url: string, init: Omit<RequestInit, 'signal'>) => fetch(url, { ...init, signal: AbortSignal.timeout(1000) });
  `,
  'a constant is not a caller': `
    const base = { headers: { accept: 'application/json' } };
    export const http = (url: string) => fetch(url, { ...base, signal: AbortSignal.timeout(1000) });
  `,
  'a bound of the client beside theirs': `
    import axios, { type AxiosRequestConfig } from 'axios';
    const http = (url: string, config: AxiosRequestConfig) => axios.get(url, { ...config, timeout: 1000 });
    export const load = (url: string, signal: AbortSignal) => http(url, { signal });
  `,
  'a controller that listens to theirs': `
    const http = (url: string, { signal, ...init }: RequestInit) => {
      const controller = new AbortController();
      signal?.addEventListener('abort', () => controller.abort());
      return fetch(url, { ...init, signal: controller.signal });
    };
    export const load = (url: string, signal: AbortSignal) => http(url, { signal });
  `,
  'the bound is put in by the caller': `
    const http = (url: string, init: RequestInit) => fetch(url, { ...init, method: 'POST' });
    export const load = (url: string, signal: AbortSignal) => http(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(1000)]) });
  `,
  'a race around theirs': `
    export const load = (url: string, signal: AbortSignal) =>
      Promise.race([fetch(url, { signal }), new Promise((_, no) => setTimeout(() => no(new Error('late')), 1000))]);
  `,
  'two calls, a signal each': `
    export const both = async (url: string, signal: AbortSignal) => {
      await fetch(url, { signal });
      await fetch(url + '/audit', { signal });
    };
  `,
  'headers overwritten': `
    const http = (url: string, init: RequestInit) => fetch(url, { ...init, headers: { accept: 'application/json' } });
    export const load = (url: string, signal: AbortSignal) => http(url, { signal });
  `,
});
