import { describe, expect, test } from 'vitest';
import { baselineOf, baselineText, parseBaseline, pruned, withBaseline } from '../../src/engine/baseline';
import type { Finding } from '../../src/model/finding';

function finding(fingerprint: string, file = 'a.ts', rule = 'missing-timeout'): Finding {
  const at = { file, start: 0, end: 1 };
  const call: Finding['call'] = {
    client: 'axios',
    name: 'api.get',
    at,
    whole: at,
    effect: 'read',
    context: 'server',
    failure: 'throws',
    dependency: 'x',
    traits: [],
    scope: `scope-${fingerprint}`,
    target: 'https://x.example/users/{id}?q=1',
  };
  return { rule, severity: 'error', message: 'm', at, because: [], related: [], fingerprint, call, client: 'axios' };
}

describe('keeping quiet what was accepted', () => {
  const baseline = baselineOf([finding('1'), finding('2')]);
  test('only what is new is left', () => {
    const { fresh, accepted, stale } = withBaseline([finding('2'), finding('3')], baseline);
    expect([fresh, accepted, stale].map((list) => list.map((f) => f.fingerprint))).toEqual([['3'], ['2'], ['1']]);
  });
  test('an entry answers for one finding only', () => {
    expect(withBaseline([finding('1'), finding('1')], baseline).fresh).toHaveLength(1);
  });
  test('a finding follows its file to a new name', () => {
    const moved = { ...finding('1', 'b.ts'), fingerprint: 'other' };
    expect(withBaseline([moved], baseline, (path) => path !== 'a.ts').fresh).toEqual([]);
    expect(withBaseline([moved], baseline, () => true).fresh).toEqual([moved]);
  });
});

describe('the file', () => {
  test('is sorted, one entry per line, whatever the order of findings', () => {
    const one = baselineText(baselineOf([finding('2', 'b.ts'), finding('1', 'a.ts')]));
    expect(one).toBe(baselineText(baselineOf([finding('1', 'a.ts'), finding('2', 'b.ts')])));
    expect(one.split('\n').slice(2, 4)).toEqual([
      '  "findings": [',
      '    {"path":"a.ts","rule":"missing-timeout","scope":"scope-1","callee":"axios.get","target":"https://x.example/users/{}","fingerprint":"1"},',
    ]);
  });
  test('can be read again', () => {
    const baseline = baselineOf([finding('1'), finding('2')]);
    expect(parseBaseline(baselineText(baseline))).toEqual(baseline);
    expect(parseBaseline(baselineText({ entries: [] }))).toEqual({ entries: [] });
  });
  test('an update keeps the entries of files that were not looked at', () => {
    const old = baselineOf([finding('1', 'a.ts'), finding('2', 'b.ts')]);
    const now = baselineOf([finding('9', 'b.ts')], { baseline: old, looked: (path) => path === 'b.ts' });
    expect(now.entries.map((e) => e.fingerprint)).toEqual(['1', '9']);
  });
  test('pruning drops what nothing answers to', () => {
    const baseline = baselineOf([finding('1'), finding('2')]);
    expect(pruned(baseline, withBaseline([finding('2')], baseline).stale).entries.map((e) => e.fingerprint)).toEqual(['2']);
  });
  test.each([
    ['{', /^The baseline is no valid JSON/],
    ['[]', /no list `findings`/],
    ['{"version":2,"findings":[]}', /is of version 2/],
  ])('%s is refused in one sentence', (text, message) => expect(parseBaseline(text)).toMatch(message));
});
