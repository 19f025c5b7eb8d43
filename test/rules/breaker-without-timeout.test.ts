import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse } from '../harness/check';

const rule = 'breaker-without-timeout';
const opossum = "import CircuitBreaker from 'opossum';\n";
const cockatiel = "import { circuitBreaker, ConsecutiveBreaker, handleAll, timeout, TimeoutStrategy, wrap } from 'cockatiel';\n";
const made = 'circuitBreaker(handleAll, { halfOpenAfter: 10_000, breaker: new ConsecutiveBreaker(5) })';

faults(rule, {
  'its timeout is switched off': `
    ${opossum}
    const breaker = new CircuitBreaker((url: string) => fetch(url), { timeout: false });
    //                  ^^^^^^^^^^^^^^ breaker-without-timeout
    export const user = (url: string) => breaker.fire(url);
  `,
  'it brings none': `
    ${cockatiel}
    const breaker = ${made};
    //              ^^^^^^^^^^^^^^ breaker-without-timeout
    export const user = (url: string) => breaker.execute(() => fetch(url));
  `,
  'only connecting is bounded': `
    ${cockatiel}
    import got from 'got';
    const breaker = ${made};
    //              ^^^^^^^^^^^^^^ breaker-without-timeout
    export const user = (url: string) => breaker.execute(() => got(url, { timeout: { connect: 500 } }));
  `,
});

const fired = (code: string, options = '', before = '') =>
  `${opossum}${before}const breaker = new CircuitBreaker((url: string) => ${code}${options});\nexport const user = (url: string) => breaker.fire(url);\n`;
const run = (code: string, before = '') =>
  `${cockatiel}${before}const breaker = ${made};\nexport const user = (url: string) => breaker.execute(() => ${code});\n`;

clean(rule, {
  'opossum has ten seconds by default': fired('fetch(url)'),
  'opossum with a number': fired('fetch(url)', ', { timeout: 3000 }'),
  'opossum with a number from outside': fired('fetch(url)', ', { timeout: Number(process.env.MS) }'),
  'switched off, but the call is bounded': fired('fetch(url, { signal: AbortSignal.timeout(1000) })', ', { timeout: false }'),
  'switched off, but the client is bounded': fired(
    'axios.get(url, { timeout: 1000 })',
    ', { timeout: false }',
    "import axios from 'axios';\n",
  ),
  'switched off, but the client bounds by default': fired('ky.get(url).json()', ', { timeout: false }', "import ky from 'ky';\n"),
  'the call is bounded': run('fetch(url, { signal: AbortSignal.timeout(1000) })'),
  'the client is bounded': run('axios.get(url, { timeout: 1000 })', "import axios from 'axios';\n"),
  'the instance is bounded': run('api.get(url)', "import axios from 'axios';\nconst api = axios.create({ timeout: 1000 });\n"),
  'a policy bounds it inside': `
    ${cockatiel}
    const policy = wrap(${made}, timeout(1000, TimeoutStrategy.Aggressive));
    export const user = (url: string) => policy.execute(() => fetch(url));
  `,
  'a policy bounds it outside': `
    ${cockatiel}
    const policy = wrap(timeout(1000, TimeoutStrategy.Aggressive), ${made});
    export const user = (url: string) => policy.execute(() => fetch(url));
  `,
  'a race inside': run("Promise.race([fetch(url), new Promise((_, no) => setTimeout(() => no(new Error('late')), 1000))])"),
  'a signal that may fire': `
    ${cockatiel}
    const breaker = ${made};
    export const user = (url: string, signal: AbortSignal) => breaker.execute(() => fetch(url, { signal }));
  `,
  'options from outside': `
    ${cockatiel}
    const breaker = ${made};
    export const user = (url: string, init: RequestInit) => breaker.execute(() => fetch(url, init));
  `,
  'no breaker': 'export const user = (url: string) => fetch(url);',
  'a retry': "import pRetry from 'p-retry';\nexport const user = (url: string) => pRetry(() => fetch(url), { retries: 3 });",
});

test('what the library gives up by itself counts in the end', () => {
  const source = (module: string, connecting: string) => `
    import amqp from '${module}';
    ${cockatiel}
    const opened = amqp.connect(${connecting});
    const breaker = ${made};
    export const count = () => breaker.execute(async () => (await (await opened).createChannel()).checkQueue('orders'));
  `;
  const told = (text: string) => analyse(text).findings.filter((one) => one.rule === rule).length;
  expect(told(source('amqplib', "'amqp://a.test', { timeout: 500 }"))).toBe(0);
  expect(told(source('amqp-connection-manager', "['amqp://a.test']"))).toBe(1);
});
