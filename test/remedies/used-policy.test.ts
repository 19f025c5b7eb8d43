import { expect, test } from 'vitest';
import { checkFix, noFix } from '../harness/check-fix';

const policy = 'const policy = retry(handleAll, { maxAttempts: 3, backoff: new ExponentialBackoff() });\n';
const imports = "import axios from 'axios';\nimport { ExponentialBackoff, handleAll, retry } from 'cockatiel';\n\n";
const asked = (call: string) =>
  `export async function user(id: string) {\n  // the user\n  const answer = await ${call};\n  return answer.data;\n}\n`;
const get = "axios.get('https://x.test/' + id, { timeout: 1000 })";

test('the one call that it can be meant for', () => {
  const fix = checkFix(
    'used-policy',
    `${imports}${policy}\n${asked(get)}`,
    `${imports}${policy}\n${asked(`policy.execute(() => ${get})`)}`,
  );
  expect(fix).toMatchObject({ title: 'Send `axios.get` through this `cockatiel` policy', safety: 'suggestion' });
});

test('a limiter is called itself', () => {
  const text = (call: string) =>
    `import pLimit from 'p-limit';\n\nconst limit = pLimit(5);\nexport const user = (url: string) => ${call};\n`;
  const fetched = 'fetch(url, { signal: AbortSignal.timeout(1000) })';
  checkFix('used-policy', text(fetched), text(`limit(() => ${fetched})`));
});

test('a write beside it is not what a retry is meant for', () => {
  const post = "\nexport const save = () => axios.post('https://x.test', {}, { timeout: 1000 });\n";
  checkFix(
    'used-policy',
    `${imports}${policy}\n${asked(get)}${post}`,
    `${imports}${policy}\n${asked(`policy.execute(() => ${get})`)}${post}`,
  );
});

test('a breaker is asked where the function it was given was called', () => {
  const text = (call: string) => `import axios from 'axios';
import CircuitBreaker from 'opossum';

const load = (url: string) => axios.get(url, { timeout: 1000 });
const breaker = new CircuitBreaker(load, { timeout: 2000 });

export const user = (url: string) => ${call}(url);
export const users = async (url: string) => (await ${call}(url)).data;
`;
  const fix = checkFix('used-policy', text('load'), text('breaker.fire'));
  expect(fix).toMatchObject({ title: 'Run it under this `opossum` policy', safety: 'suggestion' });
});

test.each([
  [
    'two calls it may be meant for',
    `${imports}${policy}\n${asked(get)}export const other = () => axios.get('https://x.test', { timeout: 1000 });\n`,
  ],
  ['a write', `${imports}${policy}\n${asked("axios.post('https://x.test/' + id, {}, { timeout: 1000 })")}`],
  [
    'a client that resolves when it fails',
    `${imports}${policy}\nexport const user = () => fetch('https://x.test', { signal: AbortSignal.timeout(1000) });\n`,
  ],
  ['a call that is repeated already', `${imports}import pRetry from 'p-retry';\n${policy}\n${asked(`pRetry(() => ${get})`)}`],
  [
    'a call while the module is loaded',
    `${imports}const answer = axios.get('https://x.test', { timeout: 1000 });\n${policy}export default answer;\n`,
  ],
  ['a policy that may change', `${imports}${policy.replace('const', 'let')}\n${asked(get)}`],
  ['a policy of a function', `${imports}${asked(get).replace('  // the user\n', `  ${policy}`)}`],
  [
    'a function that comes back to itself',
    "import axios from 'axios';\nimport CircuitBreaker from 'opossum';\n\nconst load = async (page: number): Promise<unknown> => {\n  const { data } = await axios.get('https://x.test/' + page, { timeout: 1000 });\n  return data.more ? load(page + 1) : data;\n};\nconst breaker = new CircuitBreaker(load);\n",
  ],
  [
    'work that has no name',
    "import axios from 'axios';\nimport CircuitBreaker from 'opossum';\n\nconst breaker = new CircuitBreaker((url: string) => axios.get(url, { timeout: 1000 }));\nexport const user = (url: string) => axios.get(url, { timeout: 1000 });\n",
  ],
])('%s is left alone', (_, text) => noFix('used-policy', text));
