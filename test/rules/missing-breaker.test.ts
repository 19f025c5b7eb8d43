import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse } from '../harness/check';

const rule = 'missing-breaker';
const bounded = '{ signal: AbortSignal.timeout(1000) }';
const sending = `export const user = () => fetch('https://x.test', ${bounded});\n`;
const opossum = "import CircuitBreaker from 'opossum';\n";
const cockatiel = "import { circuitBreaker, ConsecutiveBreaker, handleAll, retry, wrap } from 'cockatiel';\n";
const made = 'circuitBreaker(handleAll, { halfOpenAfter: 10_000, breaker: new ConsecutiveBreaker(5) })';

faults(rule, {
  'nothing stops it': `
    export const user = () => fetch('https://x.test', ${bounded});
    //                        ^^^^^ missing-breaker
  `,
  'a retry is no breaker': `
    import pRetry from 'p-retry';
    export const user = () => pRetry(() => fetch('https://x.test', ${bounded}), { retries: 3 });
    //                                     ^^^^^ missing-breaker
  `,
  'a write': `
    import axios from 'axios';
    export const save = () => axios.post('https://x.test', {}, { timeout: 1000 });
    //                        ^^^^^^^^^^ missing-breaker
  `,
});

clean(rule, {
  opossum: `${opossum}const breaker = new CircuitBreaker((url: string) => fetch(url, ${bounded}));\nexport const user = (url: string) => breaker.fire(url);`,
  cockatiel: `${cockatiel}const breaker = ${made};\nexport const user = () => breaker.execute(() => fetch('https://x.test', ${bounded}));`,
  'in a combination': `${cockatiel}const policy = wrap(retry(handleAll, { maxAttempts: 2 }), ${made});\nexport const user = () => policy.execute(() => fetch('https://x.test', ${bounded}));`,
  'around a function of the project': `
    ${opossum}
    const one = (url: string) => fetch(url, ${bounded});
    const breaker = new CircuitBreaker(one);
    export const user = (url: string) => breaker.fire(url);
  `,
  'a caller has one': `
    ${cockatiel}
    const breaker = ${made};
    const one = () => fetch('https://x.test', ${bounded});
    export const user = () => breaker.execute(() => one());
  `,
  'one of the callers has one': `
    ${cockatiel}
    const breaker = ${made};
    const one = () => fetch('https://x.test', ${bounded});
    export const user = () => breaker.execute(() => one());
    export const plain = () => one();
  `,
  'a breaker per call is another fault': `${opossum}export const user = (url: string) => new CircuitBreaker(() => fetch(url, ${bounded})).fire();`,
  'something unseen may be one': `import { guarded } from 'house-rules';\nexport const user = () => guarded(() => fetch('https://x.test', ${bounded}));`,
  'a browser': { files: { 'package.json': '{"dependencies":{"react-dom":"19"}}', 'src/user.tsx': sending } },
  'a command': { files: { 'bin/user.ts': sending } },
  'a library': {
    files: { 'package.json': '{"name":"users","main":"dist/index.js","types":"dist/index.d.ts","files":["dist"]}', 'src/user.ts': sending },
  },
  'a test': { files: { 'user.test.ts': sending } },
  'a connection': "import WebSocket from 'ws';\nexport const feed = () => new WebSocket('wss://x.test', { handshakeTimeout: 1000 });",
  telemetry: "import * as Sentry from '@sentry/node';\nexport const report = (error: Error) => Sentry.captureException(error);",
  brakes: `import Brakes from 'brakes';\nconst brake = new Brakes((url: string) => fetch(url, ${bounded}));\nexport const user = (url: string) => brake.exec(url);`,
  'a breaker in another file': {
    files: {
      'guard.ts': `${cockatiel}export const breaker = ${made};\n`,
      'user.ts': `import { breaker } from './guard';\nexport const user = () => breaker.execute(() => fetch('https://x.test', ${bounded}));\n`,
    },
  },
});

test('is told once for each dependency, as a remark', () => {
  const { findings } = analyse(`
    export const one = () => fetch('https://x.test/1', ${bounded});
    export const two = () => fetch('https://x.test/2', ${bounded});
    export const other = () => fetch('https://y.test/2', ${bounded});
  `);
  expect(findings.filter((one) => one.rule === rule).map((one) => [one.severity, one.related.length])).toEqual([
    ['info', 1],
    ['info', 0],
  ]);
});
