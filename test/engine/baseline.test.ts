import { describe, expect, test } from 'vitest';
import { baselineOf, baselineText, parseBaseline, pruned, withBaseline } from '../../src/engine/baseline';
import type { Finding } from '../../src/model/finding';

function finding(scope: string, file = 'a.ts', rule = 'missing-timeout'): Finding {
  const at = { file, start: 0, end: 1 };
  const names = { scope, callee: 'axios.get', target: 'https://x.example' };
  return { rule, severity: 'error', message: 'm', at, because: [], related: [], fingerprint: `${file} ${scope}`, names };
}
const scopes = (list: readonly { scope: string }[]) => list.map((entry) => entry.scope);
const of = (list: readonly Finding[]) => list.map((one) => one.names?.scope);

describe('keeping quiet what was accepted', () => {
  const baseline = baselineOf([finding('1'), finding('2')]);
  test('only what is new is left', () => {
    const { fresh, accepted, stale } = withBaseline([finding('2'), finding('3')], baseline);
    expect([of(fresh), of(accepted), scopes(stale)]).toEqual([['3'], ['2'], ['1']]);
  });
  test('as many entries as findings, and no more', () => {
    expect(withBaseline([finding('1'), finding('1')], baseline).fresh).toHaveLength(1);
  });
  test('a finding follows its file to a new name', () => {
    const moved = finding('1', 'b.ts');
    const same = (file: string) => file;
    expect(withBaseline([moved], baseline, same, (path) => path !== 'a.ts').fresh).toEqual([]);
    expect(withBaseline([moved], baseline, same, () => true).fresh).toEqual([moved]);
  });
  test('paths are those of the baseline, and other files are none of its business', () => {
    const inside = (file: string) => (file.startsWith('app/') ? file.slice(4) : undefined);
    expect(of(withBaseline([finding('1', 'app/a.ts'), finding('1', 'a.ts')], baseline, inside).fresh)).toEqual(['1']);
  });
});

describe('the file', () => {
  test('is sorted, one entry per line, whatever the order of findings', () => {
    const one = baselineText(baselineOf([finding('2', 'b.ts'), finding('1', 'a.ts')]));
    expect(one).toBe(baselineText(baselineOf([finding('1', 'a.ts'), finding('2', 'b.ts')])));
    expect(one.split('\n').slice(2, 4)).toEqual([
      '  "findings": [',
      '    {"path":"a.ts","rule":"missing-timeout","scope":"1","callee":"axios.get","target":"https://x.example"},',
    ]);
  });
  test('can be read again', () => {
    const baseline = baselineOf([finding('1'), finding('2')]);
    expect(parseBaseline(baselineText(baseline))).toEqual(baseline);
    expect(parseBaseline(baselineText({ entries: [] }))).toEqual({ entries: [] });
  });
  test('an update keeps the entries of files that were not looked at', () => {
    const old = baselineOf([finding('1', 'a.ts'), finding('2', 'b.ts')]);
    const now = baselineOf([finding('9', 'b.ts')], (file) => file, { baseline: old, looked: (path) => path === 'b.ts' });
    expect(scopes(now.entries)).toEqual(['1', '9']);
  });
  test('pruning drops what nothing answers to', () => {
    const baseline = baselineOf([finding('1'), finding('2')]);
    expect(scopes(pruned(baseline, withBaseline([finding('2')], baseline).stale).entries)).toEqual(['2']);
  });
  test.each([
    ['{', /^The baseline is no valid JSON/],
    ['[]', /no list `findings`/],
    ['{"version":2,"findings":[]}', /is of version 2/],
  ])('%s is refused in one sentence', (text, message) => expect(parseBaseline(text)).toMatch(message));
});
