import { clean, faults } from '../harness/cases';

const rule = 'breaker-given-promise';
const opossum = "import CircuitBreaker from 'opossum';\n";
const bounded = '{ signal: AbortSignal.timeout(1000) }';

faults(rule, {
  'a call in place of a function': `
    ${opossum}
    const breaker = new CircuitBreaker(fetch('https://x.test', ${bounded}));
    //                  ^^^^^^^^^^^^^^ breaker-given-promise
    export const user = () => breaker.fire();
  `,
  'a call of a client': `
    ${opossum}
    import axios from 'axios';
    const breaker = new CircuitBreaker(axios.get('/user', { timeout: 1000 }), { timeout: 3000 });
    //                  ^^^^^^^^^^^^^^ breaker-given-promise
    export const user = () => breaker.fire();
  `,
  'in a function': `
    ${opossum}
    export async function user(url: string) {
      const breaker = new CircuitBreaker(fetch(url, ${bounded}));
    //                    ^^^^^^^^^^^^^^ breaker-given-promise
      return await breaker.fire();
    }
  `,
});

const given = (code: string, before = '') =>
  `${opossum}${before}const breaker = new CircuitBreaker(${code});\nexport const user = (url: string) => breaker.fire(url);\n`;

clean(rule, {
  'an arrow': given(`(url: string) => fetch(url, ${bounded})`),
  'an async arrow': given(`async (url: string) => (await fetch(url, ${bounded})).json()`),
  'a function expression': given(`function (url: string) { return fetch(url, ${bounded}); }`),
  'a function by name': given('load', `const load = (url: string) => fetch(url, ${bounded});\n`),
  'a declared function': given('load', `function load(url: string) { return fetch(url, ${bounded}); }\n`),
  'the client itself': given('axios.get', `import axios from 'axios';\nexport const other = () => fetch('https://x.test', ${bounded});\n`),
  'fetch itself': given('fetch', `export const other = () => fetch('https://x.test', ${bounded});\n`),
  'a bound method': given('users.one.bind(users)', `const users = { one: (url: string) => fetch(url, ${bounded}) };\n`),
  'a function that makes a function': given('loader()', `const loader = () => (url: string) => fetch(url, ${bounded});\n`),
  'an imported function': given(
    'load',
    `import { load } from './load';\nexport const other = () => fetch('https://x.test', ${bounded});\n`,
  ),
  'a policy of another library': `
    import { circuitBreaker, ConsecutiveBreaker, handleAll } from 'cockatiel';
    const breaker = circuitBreaker(handleAll, { halfOpenAfter: 10_000, breaker: new ConsecutiveBreaker(5) });
    export const user = (url: string) => breaker.execute(() => fetch(url, ${bounded}));
  `,
  'a promise in the argument of fire': `
    ${opossum}
    const breaker = new CircuitBreaker((url: string) => fetch(url, ${bounded}));
    export const user = async (url: Promise<string>) => breaker.fire(await url);
  `,
  'p-timeout takes promises': `
    import pTimeout from 'p-timeout';
    export const user = (url: string) => pTimeout(fetch(url, ${bounded}), { milliseconds: 1000 });
  `,
  'a call in the options': given(
    `(url: string) => fetch(url, ${bounded}), { timeout: limitOf('x') }`,
    'declare const limitOf: (name: string) => number;\n',
  ),
  'a call in the arrow': given(`() => fetch('https://x.test', ${bounded}).then((answer) => answer.json())`),
  'no breaker': `export const user = (url: string) => fetch(url, ${bounded});`,
});
