import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { check } from '../harness/check';

const rule = 'expired-signal';

faults(rule, {
  'of the module': `
    const signal = AbortSignal.timeout(5000);
    export const user = (url: string) => fetch(url, { signal });
    //                                   ^^^^^ expired-signal
  `,
  'in options of the module': `
    const options = { signal: AbortSignal.timeout(5000) };
    export const user = (url: string) => fetch(url, options);
    //                                   ^^^^^ expired-signal
  `,
  'of the instance': `
    import axios from 'axios';
    const api = axios.create({ signal: AbortSignal.timeout(5000) });
    export const user = () => api.get('/user');
    //                        ^^^^^^^ expired-signal
  `,
  'spread from options of the module': `
    const base = { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(5000) };
    export const user = (url: string) => fetch(url, { ...base, method: 'POST' });
    //                                   ^^^^^ expired-signal
  `,
});

clean(rule, {
  'made for each call': 'export const user = (url: string) => fetch(url, { signal: AbortSignal.timeout(5000) });',
  'made in the function': `
    export const user = (url: string) => {
      const signal = AbortSignal.timeout(5000);
      return fetch(url, { signal });
    };
  `,
  'options made in the function': `
    export const user = (url: string) => {
      const options = { signal: AbortSignal.timeout(5000) };
      return fetch(url, options);
    };
  `,
  'a function that makes options': `
    const options = () => ({ signal: AbortSignal.timeout(5000) });
    export const user = (url: string) => fetch(url, options());
  `,
  'a getter': `
    const options = { get signal() { return AbortSignal.timeout(5000); } };
    export const user = (url: string) => fetch(url, options);
  `,
  'a call at the top of the file': `
    const signal = AbortSignal.timeout(5000);
    const answer = await fetch('https://x.test', { signal });
    export default answer.status;
  `,
  'a command that runs once': {
    files: {
      'bin/user.ts':
        'const signal = AbortSignal.timeout(5000);\nasync function show() {\n  console.log(await fetch("https://x.test", { signal }));\n}\nawait show();\n',
    },
  },
  'a controller of the module without a timer': `
    const stopping = new AbortController();
    process.on('SIGTERM', () => stopping.abort());
    export const user = (url: string) => fetch(url, { signal: stopping.signal });
  `,
  'an instance with a timeout':
    "import axios from 'axios';\nconst api = axios.create({ timeout: 5000 });\nexport const user = () => api.get('/user');",
  'a constant that is a number':
    'const LIMIT = 5000;\nexport const user = (url: string) => fetch(url, { signal: AbortSignal.timeout(LIMIT) });',
  'handed in by the caller, who makes it each time': `
    const get = (url: string, signal: AbortSignal) => fetch(url, { signal });
    export const user = () => get('https://x.test', AbortSignal.timeout(5000));
  `,
  'a default parameter is made for each call': `
    export const user = (url: string, signal = AbortSignal.timeout(5000)) => fetch(url, { signal });
  `,
  'a method': `
    export class Users {
      one(url: string) {
        return fetch(url, { signal: AbortSignal.timeout(5000) });
      }
    }
  `,
  'a getter of a class': `
    export class Users {
      private get signal() {
        return AbortSignal.timeout(5000);
      }
      one(url: string) {
        return fetch(url, { signal: this.signal });
      }
    }
  `,
  'an interceptor': `
    import axios from 'axios';
    const api = axios.create();
    api.interceptors.request.use((config) => ({ ...config, signal: AbortSignal.timeout(5000) }));
    export const user = () => api.get('/user');
  `,
  'one for a list of work': `
    export async function all(urls: string[]) {
      const signal = AbortSignal.timeout(5000);
      for (const url of urls) await fetch(url, { signal });
    }
  `,
});

test('says from when on', () => {
  const [finding] = check(
    `
    const signal = AbortSignal.timeout(5000);
    export const user = (url: string) => fetch(url, { signal });
    //                                   ^^^^^ expired-signal
    `,
    { rule },
  );
  expect(finding?.message).toBe(
    'From 5 s after start, every `fetch` fails at once: its timeout signal is made only once and stays aborted.',
  );
});
