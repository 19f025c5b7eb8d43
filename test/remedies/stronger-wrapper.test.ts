import { expect, test } from 'vitest';
import { checkFix, noFix } from '../harness/check-fix';

const users = "export const a = () => get('https://x.test/a');\nexport const b = () => get('https://x.test/b');\n";
const importing = "import { get } from './http';\n\n";
const http = "import axios from 'axios';\n\nexport const get = (url: string) => axios.get(url, { timeout: 1000 });\n";

test('the raw call goes the way of its neighbours, in another file too', () => {
  const files = (call: string, more: string) => ({
    'src/http.ts': http,
    'src/users.ts': `${importing}${users}`,
    'src/raw.ts': `import axios from 'axios';\n${more}\n// raw\nexport const c = async () => (await ${call}('https://x.test/c')).data;\nexport const d = () => axios.post('https://x.test', {}, { timeout: 1000 });\n`,
  });
  const fix = checkFix('stronger-wrapper', files('axios.get', ''), files('get', "import { get } from './http';\n"), { allowed: [] });
  expect(fix).toMatchObject({ title: 'Call `get` instead', safety: 'suggestion' });
});

test('in the same file, where the wrapper waits for its answer', () => {
  const text = (call: string) =>
    `import axios from 'axios';\n\nexport async function get(url: string) {\n  return await axios.get(url, { timeout: 1000 });\n}\n${users}export const c = () => ${call}('https://x.test/c');\n`;
  checkFix('stronger-wrapper', text('axios.get'), text('get'));
});

const raw = "export const c = () => axios.get('https://x.test/c');\n";
test.each([
  [
    'a wrapper that gives something else',
    `import axios from 'axios';\n\nexport const get = async (url: string) => (await axios.get(url, { timeout: 1000 })).data;\n${users}${raw}`,
  ],
  [
    'a wrapper that does more',
    `import axios from 'axios';\n\nexport const get = (url: string) => {\n  console.log(url);\n  return axios.get(url, { timeout: 1000 });\n};\n${users}${raw}`,
  ],
  [
    'a wrapper that asks elsewhere',
    `import axios from 'axios';\n\nexport const get = (path: string) => axios.get('https://x.test' + path, { timeout: 1000 });\n${users}${raw}`,
  ],
  ['a call with options of its own', `${http}${users}export const c = () => axios.get('https://x.test/c', { headers: { a: 'b' } });\n`],
  ['a call of another kind', `${http}${users}export const c = () => axios.delete('https://x.test/c');\n`],
])('%s is left alone', (_, text) => noFix('stronger-wrapper', text));
