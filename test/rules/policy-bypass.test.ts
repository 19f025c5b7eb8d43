import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse } from '../harness/check';

const rule = 'policy-bypass';
const wrapper =
  'export const http = (url: string, init: RequestInit = {}) => fetch(url, { ...init, signal: AbortSignal.timeout(4000) });\n';
const users =
  "import { http } from './http';\nexport const one = () => http('https://x.test/1');\nexport const two = () => http('https://x.test/2');\n";

faults(rule, {
  'past the wrapper': {
    files: {
      'http.ts': wrapper,
      'users.ts': users,
      'report.ts': `
    export const report = () => fetch('https://x.test/report');
    //                          ^^^^^ policy-bypass
      `,
    },
  },
});

clean(rule, {
  'through the wrapper': { files: { 'http.ts': wrapper, 'users.ts': users } },
  'no wrapper': "export const report = () => fetch('https://x.test/report');",
  'bounded by itself': {
    files: {
      'http.ts': wrapper,
      'users.ts': users,
      'report.ts': "export const report = () => fetch('https://x.test/report', { signal: AbortSignal.timeout(1000) });\n",
    },
  },
  'a wrapper that protects nothing': {
    files: {
      'http.ts': 'export const http = (url: string, init: RequestInit = {}) => fetch(url, { ...init });\n',
      'users.ts': users,
      'report.ts': "export const report = () => fetch('https://x.test/report');\n",
    },
  },
  'another client': {
    files: {
      'http.ts': wrapper,
      'users.ts': users,
      'report.ts': "import axios from 'axios';\nexport const report = () => axios.get('https://y.test/report');\n",
    },
  },
  'a test': {
    files: { 'http.ts': wrapper, 'users.ts': users, 'report.test.ts': "export const report = () => fetch('https://x.test/report');\n" },
  },
  'options from outside': {
    files: {
      'http.ts': wrapper,
      'users.ts': users,
      'report.ts': "export const report = (init: RequestInit) => fetch('https://x.test/report', init);\n",
    },
  },
  'bounded by its caller': {
    files: {
      'http.ts': wrapper,
      'users.ts': users,
      'report.ts':
        "import pTimeout from 'p-timeout';\nexport const report = () => pTimeout(fetch('https://x.test/report'), { milliseconds: 1000 });\n",
    },
  },
  'a function that only its own file knows': {
    files: {
      'http.ts':
        "const http = (url: string) => fetch(url, { signal: AbortSignal.timeout(4000) });\nexport const one = () => http('https://x.test/1');\n",
      'report.ts': "export const report = () => fetch('https://x.test/report');\n",
    },
  },
  'a client that bounds by default': {
    files: {
      'http.ts': wrapper,
      'users.ts': users,
      'report.ts': "import ky from 'ky';\nexport const report = () => ky.get('https://x.test/report');\n",
    },
  },
  'through the wrapper, over two hops': {
    files: { 'http.ts': wrapper, 'users.ts': users, 'report.ts': "import { one } from './users';\nexport const report = () => one();\n" },
  },
  'under a breaker': {
    files: {
      'http.ts': wrapper,
      'users.ts': users,
      'report.ts':
        "import CircuitBreaker from 'opossum';\nconst breaker = new CircuitBreaker(() => fetch('https://x.test/report'));\nexport const report = () => breaker.fire();\n",
    },
  },
  'an instance with a bound': {
    files: {
      'http.ts': wrapper,
      'users.ts': users,
      'report.ts':
        "import axios from 'axios';\nconst api = axios.create({ timeout: 1000 });\nexport const report = () => api.get('/report');\n",
    },
  },
  'the wrapper itself': { files: { 'http.ts': wrapper } },
  'an unseen runner': {
    files: {
      'http.ts': wrapper,
      'users.ts': users,
      'report.ts': "import { guarded } from 'house-rules';\nexport const report = () => guarded(() => fetch('https://x.test/report'));\n",
    },
  },
});

clean(rule, {
  'a function whose callers bring the bound': {
    files: {
      'http.ts': 'export const http = (url: string) => fetch(url);\n',
      'users.ts': `
        import { http } from './http';
        const within = (work: Promise<unknown>) =>
          Promise.race([work, new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 4000))]);
        export const one = () => within(http('https://x.test/1'));
        export const two = () => within(http('https://x.test/2'));
      `,
      'report.ts': "export const report = () => fetch('https://x.test/report');\n",
    },
  },
});

test('a race in what the wrapper calls is its own', () => {
  const within =
    "export const within = (work: Promise<unknown>) =>\n  Promise.race([work, new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 4000))]);\n";
  const { findings } = analyse({
    files: {
      'within.ts': within,
      'http.ts': "import { within } from './within';\nexport const http = (url: string) => within(fetch(url));\n",
      'users.ts': users,
      'report.ts': "export const report = () => fetch('https://x.test/report');\n",
    },
  });
  expect(findings.filter((finding) => finding.rule === rule)).toHaveLength(1);
});
