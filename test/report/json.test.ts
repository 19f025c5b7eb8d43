import { expect, test } from 'vitest';
import { callsJson } from '../../src/report/calls-json';
import { json } from '../../src/report/json';
import { jsonl } from '../../src/report/jsonl';
import { calls, noPaint, report } from './sample';

test('findings exactly as the contract draws them, keys in order', () => {
  const text = json(report(), noPaint);
  const [finding] = JSON.parse(text).findings;
  expect(Object.keys(JSON.parse(text))).toEqual(['schemaVersion', 'breakwater', 'files', 'findings', 'suppressed', 'problems']);
  expect(JSON.stringify(finding)).toBe(
    JSON.stringify({
      rule: 'missing-timeout',
      severity: 'error',
      message: '`api.get` waits forever if the server never answers.',
      path: 'src/user.ts',
      line: 4,
      column: 23,
      endLine: 4,
      endColumn: 30,
      client: 'axios',
      call: 'src/user.ts:4:23',
      because: [
        { from: 'default', says: 'axios has no timeout unless `timeout` is set' },
        { from: 'instance', says: '`api` is made here without one', path: 'src/http.ts', line: 3, column: 20 },
      ],
      fingerprint: 'f1',
      fixes: [{ title: 'Set `timeout: 5000` on `api`', remedy: 'client-timeout', safety: 'safe' }],
    }),
  );
});

test('calls exactly as the contract draws them, keys in order', () => {
  const answer = JSON.parse(callsJson(report(), noPaint));
  expect(Object.keys(answer)).toEqual(['schemaVersion', 'breakwater', 'calls']);
  const absent = { is: 'absent', because: [] };
  expect(JSON.stringify(answer.calls[0])).toBe(
    JSON.stringify({
      key: 'src/user.ts:4:23',
      path: 'src/user.ts',
      line: 4,
      column: 23,
      endLine: 6,
      endColumn: 3,
      client: 'axios',
      name: 'api.get',
      effect: 'read',
      target: 'https://api.example.com',
      context: 'server',
      profile: {
        timeout: {
          is: 'present',
          ms: 2000,
          covers: 'total',
          because: [{ from: 'instance', says: '`api` is made with `timeout: 2000`', path: 'src/http.ts', line: 3, column: 20 }],
        },
        retry: absent,
        breaker: absent,
        bulkhead: absent,
        fallback: absent,
        cancellation: absent,
        attempts: 1,
        worstMs: 2000,
      },
    }),
  );
});

test('two calls that start at one place have two keys, and findings name the right one', () => {
  const [first] = calls;
  if (first === undefined) throw new Error('The sample has no calls.');
  const chained = { ...first, site: { ...first.site, whole: { ...first.site.whole, end: first.site.whole.end + 2 } } };
  const answer = JSON.parse(callsJson(report({ calls: [first, chained] }), noPaint));
  expect(answer.calls.map((call: { key: string }) => call.key)).toEqual(['src/user.ts:4:23', 'src/user.ts:4:23#2']);
});

test('one object per line', () => {
  const lines = jsonl(report({ problems: [{ path: 'a.ts', message: 'Broken.', kind: 'input' }] }), noPaint)
    .trimEnd()
    .split('\n');
  expect(lines.map((line) => JSON.parse(line).type)).toEqual(['finding', 'finding', 'problem']);
});
