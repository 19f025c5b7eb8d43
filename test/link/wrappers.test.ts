import { expect, test } from 'vitest';
import { timeouts, told } from '../harness/told';

const five = '{ signal: AbortSignal.timeout(5000) }';

test.each([
  [
    'adds a bound',
    `const http = (url: string, init: RequestInit = {}) => fetch(url, { ...init, signal: AbortSignal.timeout(4000) });\nexport const a = () => http('https://x.test');`,
    ['fetch 4000'],
  ],
  [
    'hands options on',
    `const http = (url: string, init?: RequestInit) => fetch(url, init);\nexport const a = () => http('https://x.test', ${five});`,
    ['fetch 5000'],
  ],
  [
    'hands them on over three hops',
    `const one = (url: string, init?: RequestInit) => fetch(url, init);\nconst two = (url: string, init?: RequestInit) => one(url, { ...init, method: 'GET' });\nconst three = (url: string, init?: RequestInit) => two(url, init);\nexport const a = () => three('https://x.test', ${five});`,
    ['fetch 5000'],
  ],
  [
    'drops them',
    `const http = (url: string, init?: RequestInit) => fetch(url, { method: init?.method });\nexport const a = () => http('https://x.test', ${five});`,
    ['fetch –'],
  ],
  [
    'overrides them',
    `const http = (url: string, init?: RequestInit) => fetch(url, { ...init, signal: AbortSignal.timeout(100) });\nexport const a = () => http('https://x.test', ${five});`,
    ['fetch 100'],
  ],
  [
    'is overridden by them',
    `const http = (url: string, init?: RequestInit) => fetch(url, { signal: AbortSignal.timeout(100), ...init });\nexport const a = () => http('https://x.test', ${five});`,
    ['fetch 5000'],
  ],
  [
    'a default parameter',
    `const http = (url: string, ms = 3000) => fetch(url, { signal: AbortSignal.timeout(ms) });\nexport const a = () => http('https://x.test');`,
    ['fetch 3000'],
  ],
  [
    'a default in a pattern',
    `const http = (url: string, { ms = 3000 }: { ms?: number } = {}) => fetch(url, { signal: AbortSignal.timeout(ms) });\nexport const a = () => http('https://x.test');\nexport const b = () => http('https://x.test', { ms: 9000 });`,
    ['fetch 9000'],
  ],
  [
    'one caller leaves it out',
    `const http = (url: string, signal?: AbortSignal) => fetch(url, { signal });\nexport const a = () => http('https://x.test', AbortSignal.timeout(1000));\nexport const b = () => http('https://x.test');`,
    ['fetch –'],
  ],
  [
    'every caller brings it',
    `const http = (url: string, signal?: AbortSignal) => fetch(url, { signal });\nexport const a = () => http('https://x.test', AbortSignal.timeout(1000));\nexport const b = () => http('https://x.test', AbortSignal.timeout(2000));`,
    ['fetch 2000'],
  ],
  ['nobody is known', `export const http = (url: string, init: RequestInit) => fetch(url, init);`, ['fetch ?']],
  [
    'options are built step by step',
    `const http = (url: string) => {\n  const init: RequestInit = {};\n  init.signal = AbortSignal.timeout(800);\n  return fetch(url, init);\n};\nexport const a = () => http('https://x.test');`,
    ['fetch 800'],
  ],
  [
    'joined with Object.assign',
    `export const a = () => fetch('https://x.test', Object.assign({ method: 'GET' }, ${five}));`,
    ['fetch 5000'],
  ],
  [
    'made by a helper',
    `const init = (ms: number) => ({ signal: AbortSignal.timeout(ms) });\nexport const a = () => fetch('https://x.test', init(600));`,
    ['fetch 600'],
  ],
  [
    'a timer that aborts',
    `export async function a() {\n  const controller = new AbortController();\n  const timer = setTimeout(() => controller.abort(), 1000);\n  try {\n    const answer = await fetch('https://x.test', { signal: controller.signal });\n    return await answer.json();\n  } finally {\n    clearTimeout(timer);\n  }\n}`,
    ['fetch 1000'],
  ],
  [
    'a timer that is cleared once the headers are there',
    `export async function a() {\n  const controller = new AbortController();\n  const timer = setTimeout(() => controller.abort(), 1000);\n  const answer = await fetch('https://x.test', { signal: controller.signal });\n  clearTimeout(timer);\n  return await answer.json();\n}`,
    ['fetch –'],
  ],
])('a wrapper: %s', (_, source, lines) => {
  expect(timeouts(source)).toEqual(lines);
});

test('one root is one finding: a call in a wrapper is told once, however many use it', () => {
  expect(
    timeouts({
      files: {
        'http.ts': 'export const http = (url: string, init?: RequestInit) => fetch(url, init);',
        'a.ts': "import { http } from './http';\nexport const a = () => http('https://x.test/a');",
        'b.ts': "import { http } from './http';\nexport const b = () => http('https://x.test/b', { method: 'POST' });",
      },
    }),
  ).toEqual(['fetch –']);
});

test('a house guard is what it does to the function it runs', () => {
  const [line] = told({
    files: {
      'retry.ts': `
        const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
        export async function withRetry<T>(work: () => Promise<T>, attempts = 3): Promise<T> {
          for (let i = 0; ; i++) {
            try {
              return await work();
            } catch (error) {
              if (i + 1 >= attempts) throw error;
              await sleep(200 * 2 ** i);
            }
          }
        }
      `,
      'users.ts': `import { withRetry } from './retry';\nexport const a = () => withRetry(() => fetch('https://x.test', { signal: AbortSignal.timeout(1000) }));`,
    },
  });
  expect(line).toMatch(/^fetch timeout 1000.* · retry (3|unknown) /);
});
