import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { begin, inside, project, write } from './command';

begin();

const http = (options: string) =>
  `import axios from 'axios';\n\nexport const api = axios.create({ baseURL: 'https://payments.example.com'${options} });\n`;
const pay =
  "import { api } from './http';\nexport const pay = () => api.post('/pay', {});\nexport const state = () => api.get('/state');\n";

describe('breakwater.lock', () => {
  const folder = project({
    'src/http.ts': http(', timeout: 5000'),
    'src/pay.ts': pay,
    'src/ping.ts': "export const ping = () => fetch('https://status.example.com', { signal: AbortSignal.timeout(2000) });\n",
  });
  const lock = () => readFileSync(join(folder, 'breakwater.lock'), 'utf8');
  const check = () => inside(['check', '--lock', '--fail-on', 'none', '-f', 'compact'], folder);

  test('records each dependency, one a line, and the same again when nothing changed', async () => {
    const { code, err } = await inside(['calls', '--lock'], folder);
    expect([code, err]).toEqual([0, 'Recorded 2 dependencies in breakwater.lock.\n']);
    expect(lock().split('\n').slice(2, 5)).toEqual([
      '  "dependencies": {',
      '    "https://payments.example.com": {"timeout":5000,"attempts":1,"breaker":false,"bulkhead":false},',
      '    "https://status.example.com": {"timeout":2000,"attempts":1,"breaker":false,"bulkhead":false}',
    ]);
    const before = lock();
    await inside(['calls', '--lock'], folder);
    expect(lock()).toBe(before);
    expect(await check()).toMatchObject({ code: 0, err: '' });
  });
  test('says in one line what a change made weaker, and where', async () => {
    write(folder, { 'src/http.ts': http('') });
    const { code, err } = await check();
    expect([code, err]).toEqual([1, 'https://payments.example.com: timeout 5 s → none, src/pay.ts:2\n']);
    write(folder, { 'src/http.ts': http(', timeout: 10000') });
    expect(await check()).toMatchObject({ code: 1, err: 'https://payments.example.com: timeout 5 s → 10 s, src/pay.ts:2\n' });
  });
  test('a retry that was added is told as well', async () => {
    write(folder, {
      'src/http.ts': `${http(', timeout: 5000').replace("'axios';", "'axios';\nimport axiosRetry from 'axios-retry';")}axiosRetry(api, { retries: 4, retryCondition: () => true });\n`,
    });
    expect(await check()).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^https:\/\/payments\.example\.com: attempts 1 → 5, src\/pay\.ts:\d\n$/),
    });
  });
  test('what became better, what is new and what is gone is no fault', async () => {
    write(folder, {
      'src/http.ts': http(', timeout: 1000'),
      'src/ping.ts': "export const other = () => fetch('https://other.example.com');\n",
    });
    expect(await check()).toMatchObject({ code: 0, err: '' });
  });
  test('a broken lock is a wrong request', async () => {
    write(folder, { 'breakwater.lock': '{' });
    expect(await check()).toMatchObject({ code: 2, err: expect.stringMatching(/^breakwater\.lock is no valid JSON/) });
    write(folder, { 'breakwater.lock': '{ "version": 2 }' });
    expect(await check()).toMatchObject({ code: 2, err: expect.stringMatching(/^breakwater\.lock is not one this Breakwater wrote/) });
  });
});
