import { expect, test } from 'vitest';
import { checkFix } from '../harness/check-fix';

test('an option of the call', () => {
  const fix = checkFix(
    'client-timeout',
    `import axios from 'axios';\n\n// the user\nexport const user = () => axios.get('https://x.test/a'); // end\n`,
    `import axios from 'axios';\n\n// the user\nexport const user = () => axios.get('https://x.test/a', { timeout: 5000 }); // end\n`,
  );
  expect(fix.safety).toBe('safe');
});

test('the instance, when several calls share it', () => {
  const fix = checkFix(
    'client-timeout',
    `import axios from "axios"\n\nconst api = axios.create({\n    baseURL: "https://x.test", // here\n})\nexport const user = () => api.get("/a")\nexport const users = () => api.get("/b")\n`,
    `import axios from "axios"\n\nconst api = axios.create({\n    baseURL: "https://x.test", // here\n    timeout: 5000,\n})\nexport const user = () => api.get("/a")\nexport const users = () => api.get("/b")\n`,
  );
  expect(fix.title).toBe('Set `timeout: 5000` on `api` (mends 2 calls)');
});

test('a number that several calls want gets a name', () => {
  checkFix(
    'client-timeout',
    `import axios from 'axios';\n\nexport const user = () => axios.get('https://x.test/a');\nexport const users = () => axios.post('https://x.test/b', {});\n`,
    `import axios from 'axios';\n\nconst REQUEST_TIMEOUT_MS = 5000;\n\nexport const user = () => axios.get('https://x.test/a', { timeout: REQUEST_TIMEOUT_MS });\nexport const users = () => axios.post('https://x.test/b', {});\n`,
  );
});

test('a chained form', () => {
  checkFix(
    'client-timeout',
    `import request from 'superagent';\n\nexport const user = async () => await request\n  .get('https://x.test')\n  .set('a', 'b');\n`,
    `import request from 'superagent';\n\nexport const user = async () => await request\n  .get('https://x.test')\n  .timeout(5000)\n  .set('a', 'b');\n`,
  );
});

test('a nested option', () => {
  checkFix(
    'client-timeout',
    `import got from 'got';\n\nexport const user = () => got('https://x.test', { timeout: { connect: 100 } }).json();\n`,
    `import got from 'got';\n\nexport const user = () => got('https://x.test', { timeout: { connect: 100, request: 5000 } }).json();\n`,
    { rule: 'partial-timeout' },
  );
});
