import { describe, expect, test } from 'vitest';
import { judge, makeJudge } from '../../src/engine/judge';
import type { RuleLevels } from '../../src/engine/levels';
import type { GuardedCall } from '../../src/model/call';
import { profileOf } from '../../src/model/profile';
import type { Rule } from '../../src/model/rule';

const recommended: RuleLevels = { preset: 'recommended', rules: {} };
const settings = () => ({ maxTimeoutMs: 60_000, maxAttempts: 6 });

function call(file: string, start: number, more: Partial<GuardedCall['site']> = {}): GuardedCall {
  const site: GuardedCall['site'] = {
    client: 'axios',
    name: 'axios.get',
    at: { file, start, end: start + 9 },
    whole: { file, start, end: start + 20 },
    effect: 'read',
    context: 'server',
    failure: 'throws',
    dependency: 'axios',
    traits: [],
    scope: 'user',
    ...more,
  };
  return { site, layers: [], profile: profileOf([]), paths: [] };
}

const always: Rule = { id: 'always', summary: 'Always.', severity: 'warning', call: () => ({ message: 'It happens.' }) };
const ask = (calls: readonly GuardedCall[], rules: readonly Rule[] = [always], levels = recommended) =>
  judge({ calls, loops: [], policies: [], instances: [] }, rules, () => levels, settings);

describe('levels', () => {
  const level = (rule: Partial<Rule>, levels: RuleLevels, context: GuardedCall['site']['context'] = 'server') =>
    ask([call('a.ts', 0, { context })], [{ ...always, ...rule }], levels).findings.map((f) => f.severity)[0] ?? 'off';

  test.each<[string, Partial<Rule>, RuleLevels, GuardedCall['site']['context'], string]>([
    ['the rule decides by itself', {}, recommended, 'server', 'warning'],
    ['a verdict may differ', { call: () => ({ message: 'm', severity: 'info' }) }, recommended, 'server', 'info'],
    ['strict raises remarks', { severity: 'info' }, { preset: 'strict', rules: {} }, 'server', 'warning'],
    ['strict leaves errors', { severity: 'error' }, { preset: 'strict', rules: {} }, 'server', 'error'],
    [
      'a user outvotes the verdict',
      { call: () => ({ message: 'm', severity: 'info' }) },
      { preset: 'recommended', rules: { always: { level: 'error', by: 'rules' } } },
      'server',
      'error',
    ],
    ['off is off', {}, { preset: 'recommended', rules: { always: { level: 'off', by: 'rules' } } }, 'server', 'off'],
    ['tests are remarks', { severity: 'error' }, recommended, 'test', 'info'],
    ['tests are remarks under strict', { severity: 'error' }, { preset: 'strict', rules: {} }, 'test', 'info'],
    ['an override may raise tests', {}, { preset: 'recommended', rules: { always: { level: 'error', by: 'override' } } }, 'test', 'error'],
    ['only names the rest off', {}, { ...recommended, only: ['other'] }, 'server', 'off'],
  ])('%s', (_, rule, levels, context, wanted) => {
    expect(level(rule, levels, context)).toBe(wanted);
  });
});

test('a crash is one problem, and the other rules go on', () => {
  const broken: Rule = {
    ...always,
    id: 'broken',
    call: () => {
      throw new Error('no such layer');
    },
  };
  const { findings, problems } = ask([call('a.ts', 0), call('a.ts', 50)], [broken, always]);
  expect(problems).toEqual([{ path: 'a.ts', message: 'The rule `broken` failed: no such layer', kind: 'internal' }]);
  expect(findings.map((f) => f.rule)).toEqual(['always', 'always']);
});

test('findings with one root are reported once, the other places related', () => {
  const once: Rule = { ...always, call: ({ site }) => ({ message: 'Down is down.', once: site.dependency }) };
  const { findings } = ask([call('b.ts', 7), call('a.ts', 3), call('a.ts', 90)], [once]);
  expect(findings).toHaveLength(1);
  expect(findings[0]?.at).toEqual({ file: 'a.ts', start: 3, end: 12 });
  expect(findings[0]?.related.map((r) => `${r.at.file}:${r.at.start}`)).toEqual(['a.ts:90', 'b.ts:7']);
});

test('two verdicts of one rule at one place are one finding', () => {
  expect(ask([call('a.ts', 3), call('a.ts', 3)]).findings).toHaveLength(1);
});

test('findings are in the order of files and places, whatever the order of calls', () => {
  const one = ask([call('b.ts', 1), call('a.ts', 9), call('a.ts', 2)]).findings;
  const two = ask([call('a.ts', 2), call('b.ts', 1), call('a.ts', 9)]).findings;
  expect(one.map((f) => `${f.at.file}:${f.at.start}`)).toEqual(['a.ts:2', 'a.ts:9', 'b.ts:1']);
  expect(two).toEqual(one);
});

describe('fingerprints', () => {
  const prints = (calls: readonly GuardedCall[]) => ask(calls).findings.map((f) => f.fingerprint);
  const before = prints([call('a.ts', 10), call('a.ts', 40)]);

  test('equal calls in one scope differ', () => expect(new Set(before).size).toBe(2));
  test('they survive lines that move', () => expect(prints([call('a.ts', 500), call('a.ts', 940)])).toEqual(before));
  test('they survive a renamed instance', () =>
    expect(prints([call('a.ts', 10, { name: 'http.get' }), call('a.ts', 40, { name: 'http.get' })])).toEqual(before));
  test('a call elsewhere does not change them', () =>
    expect(prints([call('a.ts', 1, { scope: 'other' }), call('a.ts', 10), call('a.ts', 40)]).slice(1)).toEqual(before));
  test('another target is another finding', () =>
    expect(prints([call('a.ts', 10, { target: 'https://b.example' })])[0]).not.toBe(before[0]));
});

describe('a judge that is asked again', () => {
  const others = { loops: [], policies: [], instances: [] };

  test('asks about new subjects only, and answers as one that is asked for the first time', () => {
    let asked = 0;
    const counting: Rule = { ...always, call: () => ({ message: `It happens, ${++asked > 0}.` }) };
    const hear = makeJudge([counting], () => recommended, settings);
    const [a, b, c] = [call('a.ts', 0), call('a.ts', 40), call('b.ts', 0)];
    hear({ ...others, calls: [a, b, c] });
    expect(asked).toBe(3);
    const edited = call('b.ts', 9);
    const again = hear({ ...others, calls: [a, b, edited] });
    expect(asked).toBe(4);
    expect(again).toEqual(ask([a, b, edited], [counting]));
  });

  test('still tells of a rule that failed', () => {
    const failing: Rule = {
      ...always,
      call: () => {
        throw new Error('no');
      },
    };
    const hear = makeJudge([failing], () => recommended, settings);
    const one = call('a.ts', 0);
    const first = hear({ ...others, calls: [one] });
    expect(first.problems).toHaveLength(1);
    expect(hear({ ...others, calls: [one] })).toEqual(first);
  });
});
