import { describe, expect, test } from 'vitest';
import { directiveOf } from '../../src/engine/directive-text';
import { directiveRules } from '../../src/engine/directive-rules';
import { directivesOf } from '../../src/engine/directives';
import type { DirectiveComment } from '../../src/model/summary';

const known = [{ id: 'missing-timeout' }, { id: 'unbounded-retry' }, ...directiveRules];
const recommended = { preset: 'recommended', rules: {} } as const;

/** Comments as the summary finds them: each `//` or block comment, with the line behind it as its statement unless marked otherwise. */
function open(text: string, { statement, today = '2026-06-01' }: { statement?: string; today?: string } = {}) {
  const comments: DirectiveComment[] = [...text.matchAll(/\/\/.*|\/\*[\s\S]*?\*\//g)].map((found) => {
    const start = found.index;
    const end = start + found[0].length;
    const next =
      statement !== undefined
        ? Object.assign([statement], { index: text.indexOf(statement) - end })
        : /[^\s/][\s\S]*?;/.exec(text.slice(end).replace(/\/\/.*/g, (m) => ' '.repeat(m.length)));
    const from = next === null ? undefined : end + next.index;
    const alone = text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
    return {
      text: found[0],
      start,
      end,
      alone,
      ...(from === undefined || next === null ? {} : { next: [from, from + (next[0] ?? '').length] as const }),
    };
  });
  const directives = directivesOf({ file: 'a.ts', comments, text, known, today });
  const at = (needle: string) => ({ file: 'a.ts', start: text.indexOf(needle), end: text.indexOf(needle) + needle.length });
  return {
    quiet: (needle: string, rule = 'missing-timeout') => directives.suppresses({ rule, at: at(needle) }),
    layers: (needle: string) => directives.layersAt(at(needle)),
    said: () => directives.findings(recommended, 'server').map((f) => `${f.rule}: ${f.message}`),
  };
}

describe('reading', () => {
  test.each([
    [
      '// breakwater-disable-next-line missing-timeout -- the mesh does it',
      { verb: 'disable-next-line', rules: ['missing-timeout'], reason: 'the mesh does it', faults: [] },
    ],
    [
      '/* breakwater-disable missing-timeout, unbounded-retry */',
      { verb: 'disable', rules: ['missing-timeout', 'unbounded-retry'], faults: [] },
    ],
    ['{/* breakwater-disable-line missing-timeout -- why */}', { verb: 'disable-line', reason: 'why' }],
    ['// breakwater-disable-file until=2026-12-31 -- later', { verb: 'disable-file', until: '2026-12-31', rules: [] }],
    [
      '// breakwater-assume timeout=2s, retries=3, breaker -- mesh',
      { verb: 'assume', facts: { timeoutMs: 2000, retries: 3, breaker: true }, faults: [] },
    ],
    ['// breakwater-assume timeout=250ms -- mesh', { facts: { timeoutMs: 250 } }],
    ['// breakwater-disable-next-line missing-timeout -- a reason -- with dashes', { reason: 'a reason -- with dashes' }],
    [
      '// breakwater-disable-lines missing-timeout',
      { faults: ['There is no directive `breakwater-disable-lines`; did you mean `breakwater-disable-line`?'] },
    ],
    [
      '// breakwater-disable-line missing-timeout until=2026-13-01 -- x',
      { faults: ['`until=2026-13-01` is no date; write it as `until=2026-12-31`.'] },
    ],
    ['// breakwater-assume timeuot=2s -- x', { faults: ['Nothing can be assumed of `timeuot=2s`; did you mean `timeout`?'] }],
    ['// breakwater-assume timeout=soon -- x', { faults: ['`timeout=soon` is no timeout; write for example `timeout=2s`.'] }],
  ])('%s', (text, wanted) => expect(directiveOf(text)).toMatchObject(wanted));

  test.each(['// breakwater is a wall', '// see breakwater-disable for details', '// a breakwater-disable-line'])(
    '%s is no directive',
    (text) => {
      expect(directiveOf(text)).toBeUndefined();
    },
  );
});

describe('ranges', () => {
  test('the next statement, over several lines', () => {
    const file = open('// breakwater-disable-next-line missing-timeout -- why\ncall(\n  one(),\n);\ntwo();');
    expect([file.quiet('one'), file.quiet('two'), file.quiet('one', 'unbounded-retry')]).toEqual([true, false, false]);
  });
  test('one element of a list is a line, not the statement behind the list', () => {
    const file = open('all([\n  // breakwater-disable-next-line missing-timeout -- why\n  one(),\n  two(),\n]);\nthree();', {
      statement: 'three();',
    });
    expect([file.quiet('one'), file.quiet('two'), file.quiet('three')]).toEqual([true, false, false]);
  });
  test('two directives above one statement', () => {
    const file = open('// breakwater-disable-next-line missing-timeout -- a\n// breakwater-disable-next-line unbounded-retry -- b\none();');
    expect([file.quiet('one'), file.quiet('one', 'unbounded-retry')]).toEqual([true, true]);
  });
  test('the line it stands on', () => {
    const file = open('one(); // breakwater-disable-line missing-timeout -- why\ntwo();');
    expect([file.quiet('one'), file.quiet('two')]).toEqual([true, false]);
  });
  test('from disable to enable', () => {
    const file = open('one();\n// breakwater-disable missing-timeout -- why\ntwo();\n// breakwater-enable missing-timeout\nthree();');
    expect([file.quiet('one'), file.quiet('two'), file.quiet('three')]).toEqual([false, true, false]);
  });
  test('the whole file', () => {
    const file = open('one();\n// breakwater-disable-file missing-timeout -- why\n');
    expect(file.quiet('one')).toBe(true);
  });
  test('CRLF and the last line', () => {
    const file = open('zero();\r\n// breakwater-disable-next-line missing-timeout -- why\r\none()');
    expect([file.quiet('zero'), file.quiet('one')]).toEqual([false, true]);
  });
});

describe('watching over directives', () => {
  test('one that did something is silent', () => {
    const file = open('// breakwater-disable-next-line missing-timeout -- why\none();');
    file.quiet('one');
    expect(file.said()).toEqual([]);
  });
  test('one that did nothing is reported', () => {
    expect(open('// breakwater-disable-next-line missing-timeout -- why\none();').said()).toEqual([
      'unused-directive: This directive silences nothing: no `missing-timeout` here.',
    ]);
  });
  test('a reason is wanted', () => {
    const file = open('// breakwater-disable-next-line missing-timeout\none();');
    expect(file.quiet('one')).toBe(true);
    expect(file.said()).toEqual([
      'directive-without-reason: Nobody will know why this was silenced: write ` -- ` and the reason behind it.',
    ]);
  });
  test('an expired one does nothing', () => {
    const file = open('// breakwater-disable-next-line missing-timeout until=2026-05-31 -- why\none();');
    expect(file.quiet('one')).toBe(false);
    expect(file.said()).toEqual(['expired-directive: This directive counted until 2026-05-31 and does nothing any more.']);
  });
  test('its last day still counts', () => {
    expect(open('// breakwater-disable-next-line missing-timeout until=2026-06-01 -- why\none();').quiet('one')).toBe(true);
  });
  test('an unknown rule gets a suggestion', () => {
    expect(open('// breakwater-disable-next-line mising-timeout -- why\none();').said()).toEqual([
      'unknown-directive: There is no rule `mising-timeout`; did you mean `missing-timeout`?',
    ]);
  });
  test('all rules at once is remarked upon', () => {
    const file = open('// breakwater-disable-next-line -- why\none();');
    expect([file.quiet('one'), file.quiet('one', 'unbounded-retry')]).toEqual([true, true]);
    expect(file.said()).toEqual(['blanket-directive: This silences every rule, those to come included: name the ones that are meant.']);
  });
});

describe('assumptions', () => {
  test('become layers with the directive as their reason', () => {
    const file = open('// breakwater-assume timeout=2s, idempotent -- the mesh enforces it\none();');
    expect(file.layers('one')).toMatchObject([
      { kind: 'idempotency' },
      {
        kind: 'timeout',
        ms: 2000,
        covers: 'attempt',
        because: { from: 'directive', says: 'a directive vouches for it: the mesh enforces it', at: { file: 'a.ts', start: 0 } },
      },
    ]);
    expect(file.said()).toEqual([]);
  });
  test('without a reason are not believed', () => {
    expect(open('// breakwater-assume timeout=2s\none();').layers('one')).toEqual([]);
  });
  test('behind the call on its line', () => {
    expect(open('one(); // breakwater-assume breaker -- mesh\ntwo();').layers('one')).toMatchObject([{ kind: 'breaker' }]);
  });
  test('that hold for no call are unused', () => {
    expect(open('// breakwater-assume breaker -- mesh\none();').said()).toEqual([
      'unused-directive: There is no outgoing call here that this assumption could hold for.',
    ]);
  });
});
