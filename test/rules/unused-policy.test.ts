import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { clean, faults } from '../harness/cases';
import { analyse } from '../harness/check';

const rule = 'unused-policy';
const bounded = '{ signal: AbortSignal.timeout(1000) }';
const cockatiel = "import { bulkhead, handleAll, retry, timeout, TimeoutStrategy, wrap } from 'cockatiel';\n";

faults(rule, {
  'a retry nobody uses': `
    ${cockatiel}
    const policy = retry(handleAll, { maxAttempts: 3 });
    //             ^^^^^ unused-policy
    export const user = (url: string) => fetch(url, ${bounded});
  `,
  'a limiter nobody uses': `
    import pLimit from 'p-limit';
    const limit = pLimit(5);
    //            ^^^^^^ unused-policy
    export const all = (ids: string[]) => Promise.all(ids.map((id) => fetch('https://x.test/' + id, ${bounded})));
  `,
  'a breaker nobody fires': `
    import CircuitBreaker from 'opossum';
    const breaker = new CircuitBreaker((url: string) => fetch(url, ${bounded}));
    //                  ^^^^^^^^^^^^^^ unused-policy
    export const user = (url: string) => fetch(url, ${bounded});
  `,
});

clean(rule, {
  used: `${cockatiel}const policy = retry(handleAll, { maxAttempts: 3 });\nexport const user = (url: string) => policy.execute(() => fetch(url, ${bounded}));`,
  exported: `${cockatiel}export const policy = retry(handleAll, { maxAttempts: 3 });\nexport const user = (url: string) => fetch(url, ${bounded});`,
  'exported later': `${cockatiel}const policy = retry(handleAll, { maxAttempts: 3 });\nexport { policy };\nexport const user = (url: string) => fetch(url, ${bounded});`,
  'exported by default': `${cockatiel}const policy = retry(handleAll, { maxAttempts: 3 });\nexport default policy;\nexport const user = (url: string) => fetch(url, ${bounded});`,
  'part of another': `
    ${cockatiel}
    const repeat = retry(handleAll, { maxAttempts: 3 });
    const policy = wrap(repeat, timeout(1000, TimeoutStrategy.Aggressive));
    export const user = (url: string) => policy.execute(() => fetch(url, ${bounded}));
  `,
  'handed to somebody': `
    ${cockatiel}
    import { register } from 'house-rules';
    const policy = retry(handleAll, { maxAttempts: 3 });
    register(policy);
    export const user = (url: string) => fetch(url, ${bounded});
  `,
  'handed to somebody in place': `
    ${cockatiel}
    import { register } from 'house-rules';
    register(retry(handleAll, { maxAttempts: 3 }));
    export const user = (url: string) => fetch(url, ${bounded});
  `,
  'handed back': `${cockatiel}export const makePolicy = () => retry(handleAll, { maxAttempts: 3 });\nexport const user = (url: string) => fetch(url, ${bounded});`,
  'a field of a class': `
    ${cockatiel}
    export class Users {
      readonly policy = retry(handleAll, { maxAttempts: 3 });
      one(url: string) {
        return fetch(url, ${bounded});
      }
    }
  `,
  'a property of an object': `
    ${cockatiel}
    const policies = { slow: retry(handleAll, { maxAttempts: 3 }) };
    export const user = (url: string) => policies.slow.execute(() => fetch(url, ${bounded}));
  `,
  'an element of a list': `
    ${cockatiel}
    const policies = [retry(handleAll, { maxAttempts: 3 })];
    export const user = (url: string) => policies[0]!.execute(() => fetch(url, ${bounded}));
  `,
  'used in a nested function': `
    ${cockatiel}
    export function makeUser() {
      const policy = bulkhead(5);
      return (url: string) => policy.execute(() => fetch(url, ${bounded}));
    }
  `,
  'a limiter used once': `import pLimit from 'p-limit';\nconst limit = pLimit(5);\nexport const user = (url: string) => limit(() => fetch(url, ${bounded}));`,
  'a plugin needs no name':
    "import axios from 'axios';\nimport axiosRetry from 'axios-retry';\nconst api = axios.create({ timeout: 1000 });\naxiosRetry(api, { retries: 3 });\nexport const user = () => api.get('/user');",
  'assigned to a member': `
    ${cockatiel}
    const app: { policy?: unknown } = {};
    app.policy = retry(handleAll, { maxAttempts: 3 });
    export const user = (url: string) => fetch(url, ${bounded});
  `,
  CommonJS: `
    const { handleAll, retry } = require('cockatiel');
    const policy = retry(handleAll, { maxAttempts: 3 });
    module.exports = { policy, user: (url) => fetch(url, ${bounded}) };
  `,
});

/** What `starts` by being made, and what has to be fired. */
const wraps = catalog.guards.flatMap(({ modules: [module = ''], forms }) =>
  forms.flatMap((form) =>
    form.form === 'wrap' && form.on === undefined && form.starts === true ? [{ module, path: form.path, runs: form.runs }] : [],
  ),
);

test.each(wraps)('nobody runs what starts by being made: $path of $module', ({ module, path, runs }) => {
  const member = runs.split('.')[1];
  const work = `async () => fetch('https://a.test', ${bounded})`;
  const args = [
    ...Array.from({ length: Number(/\d+/.exec(runs)?.[0]) }, () => "'name'"),
    member === undefined ? work : `{ ${member}: ${work} }`,
  ];
  const made = /^[A-Z]/.test(path) ? 'new it.' : 'it.';
  const text = `import * as it from '${module}';\nconst made = ${made}${path}(${args.join(', ')});\n${made}${path}(${args.join(', ')});\n`;
  const found = analyse(text);
  expect(found.findings.filter((finding) => finding.rule === rule)).toEqual([]);
  expect(found.calls.length).toBeGreaterThan(0);
});
