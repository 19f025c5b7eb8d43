import { describe, expect, test } from 'vitest';
import { findingFormats } from '../../src/report';
import { findings, noPaint, report } from './sample';

const [first, second] = findings;
if (first === undefined || second === undefined) throw new Error('The sample has two findings.');
const odd = { ...first, message: 'It says `a < b && "c"` \u0007\u{1f600}\ud800 ]]> --> ä.', at: second.at, fingerprint: 'odd' };
const problems = [{ path: 'odd "name" & <co>.ts', message: 'It cannot be read: \u0000 & <x>.', kind: 'input' as const }];

const situations = {
  'findings and a problem': report({ findings: [first, second, odd], problems, exitCode: 3 }),
  'a problem alone': report({ findings: [], problems: [{ path: '', message: 'A rule failed.', kind: 'internal' }], exitCode: 3 }),
  nothing: report({ findings: [], calls: [], exitCode: 0 }),
};

/** An element of an XML text. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
}

/** Reads XML as strictly as the specification asks; throws where a parser would stop. */
function xmlOf(text: string): Element {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text)) throw new Error('There is a character that XML cannot hold.');
  const body = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  if (body === text) throw new Error('There is no declaration.');
  const stack: { name: string; attributes: Record<string, string>; children: Element[] }[] = [{ name: '', attributes: {}, children: [] }];
  const token = /<(\/?)([a-z][\w-]*)((?:\s+[a-z]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let last = 0;
  for (const [whole, close, name = '', written = '', alone, words] of body.matchAll(token)) {
    last += whole.length;
    const entities = (words ?? written).match(/&[^;]{0,9};?/g) ?? [];
    for (const entity of entities) if (!/^&(amp|lt|gt|quot|apos|#\d+);$/.test(entity)) throw new Error(`\`${entity}\` is no entity.`);
    const top = stack.at(-1);
    if (words !== undefined || top === undefined) {
      if (words?.includes(']]>') === true) throw new Error('`]]>` stands in text.');
      continue;
    }
    if (close === '/') {
      if (stack.pop()?.name !== name) throw new Error(`\`</${name}>\` closes nothing.`);
      continue;
    }
    const pairs = [...written.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value] as const);
    if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error('An attribute is given twice.');
    const element = { name, attributes: Object.fromEntries(pairs), children: [] };
    top.children.push(element);
    if (alone !== '/') stack.push(element);
  }
  const [root, ...more] = stack[0]?.children ?? [];
  if (last !== body.length || stack.length !== 1 || root === undefined || more.length > 0)
    throw new Error(`It is not well formed at ${last}.`);
  return root;
}

type Grammar = Readonly<
  Record<string, { readonly needs: Readonly<Record<string, RegExp>>; readonly may?: readonly string[]; readonly holds: readonly string[] }>
>;

function follows(element: Element, grammar: Grammar): void {
  const rule = grammar[element.name];
  if (rule === undefined) throw new Error(`There is no element \`${element.name}\`.`);
  for (const [key, shape] of Object.entries(rule.needs)) expect(element.attributes[key], `${element.name}.${key}`).toMatch(shape);
  const known = [...Object.keys(rule.needs), ...(rule.may ?? [])];
  expect(known).toEqual(expect.arrayContaining(Object.keys(element.attributes)));
  for (const child of element.children) {
    expect(rule.holds).toContain(child.name);
    follows(child, grammar);
  }
}

const count = /^\d+$/;
/** Surefire's way of writing seconds: groups of three digits, no exponent. */
const time = /^(\d{1,3})(,?\d{3})*(\.\d*)?$/;
/** What `junit-10.xsd` of Jenkins' xunit plugin asks, said in our own words; `npm run test:schemas` holds reports against the original. */
const junit: Grammar = {
  testsuites: { needs: { name: /./, tests: count, failures: count, errors: count, time }, holds: ['testsuite'] },
  testsuite: { needs: { name: /./, tests: count, failures: count, errors: count, skipped: count, time }, holds: ['testcase'] },
  testcase: { needs: { name: /./, classname: /./ }, may: ['time'], holds: ['failure', 'error', 'system-out'] },
  failure: { needs: { message: /./, type: /./ }, holds: [] },
  error: { needs: { message: /./, type: /./ }, holds: [] },
  'system-out': { needs: {}, holds: [] },
};
/** The same of `checkstyle-report-1.0.0.xsd`, which knows no severity `ignore`. */
const checkstyle: Grammar = {
  checkstyle: { needs: { version: /^\d+\.\d+$/ }, holds: ['file'] },
  file: { needs: { name: /./ }, holds: ['error'] },
  error: {
    needs: {
      line: /^[1-9]\d*$/,
      column: /^[1-9]\d*$/,
      severity: /^(error|warning|info)$/,
      message: /./,
      source: /^breakwater\.[a-z-]+$/,
    },
    holds: [],
  },
};

describe.each(Object.entries(situations))('%s', (_, given) => {
  test('junit is well formed, follows its schema, and its sums are right', () => {
    const root = xmlOf(findingFormats.junit?.(given, noPaint) ?? '');
    follows(root, junit);
    const cases = root.children.flatMap((suite) => suite.children);
    const ended = (name: string): number => cases.filter((one) => one.children.some((child) => child.name === name)).length;
    expect(root.attributes).toMatchObject({ tests: `${cases.length}`, failures: `${ended('failure')}`, errors: `${ended('error')}` });
    for (const suite of root.children) expect(suite.attributes.tests).toBe(`${suite.children.length}`);
    expect(cases.length).toBeGreaterThan(0);
  });
  test('checkstyle is well formed and follows its schema', () => {
    const root = xmlOf(findingFormats.checkstyle?.(given, noPaint) ?? '');
    follows(root, checkstyle);
    expect(root.children.flatMap((file) => file.children)).toHaveLength(given.findings.length + given.problems.length);
  });
  test('rdjson: severities and ranges as reviewdog reads them', () => {
    const { source, diagnostics }: { source: unknown; diagnostics: readonly Diagnostic[] } = JSON.parse(
      findingFormats.rdjson?.(given, noPaint) ?? '',
    );
    expect(source).toEqual({ name: 'breakwater' });
    expect(diagnostics).toHaveLength(given.findings.length + given.problems.length);
    for (const { message, severity, location, code, suggestions = [] } of diagnostics) {
      expect(message).toMatch(/./);
      expect(['ERROR', 'WARNING', 'INFO']).toContain(severity);
      expect(code.value).toMatch(/^[a-z-]+$/);
      expect(location.path).not.toMatch(/^(\.?\/|[A-Za-z]:)/);
      for (const range of [location.range, ...suggestions.map((one) => one.range)]) {
        if (range === undefined) continue;
        for (const number of [range.start.line, range.start.column, range.end.line, range.end.column])
          expect(Number.isInteger(number) && number > 0).toBe(true);
        expect([range.end.line - range.start.line, range.end.column - range.start.column].find((n) => n !== 0) ?? 0).toBeGreaterThanOrEqual(
          0,
        );
      }
    }
  });
  test('gitlab: every member its reader needs, and no fingerprint twice', () => {
    const rows: readonly Quality[] = JSON.parse(findingFormats.gitlab?.(given, noPaint) ?? '');
    expect(rows).toHaveLength(given.findings.length + given.problems.length);
    expect(new Set(rows.map((row) => row.fingerprint)).size).toBe(rows.length);
    for (const row of rows) {
      expect(row.description).toMatch(/./);
      expect(row.check_name).toMatch(/^[a-z-]+$/);
      expect(row.fingerprint).toMatch(/./);
      expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(row.severity);
      expect(row.location.path).not.toMatch(/^(\.?\/|[A-Za-z]:)/);
      expect(row.location.lines.begin).toBeGreaterThan(0);
    }
  });
  test('github: what could not be analysed comes first', () => {
    const lines = (findingFormats.github?.(given, noPaint) ?? '').split('\n');
    if (given.problems.length > 0) expect(lines[0]).toMatch(/^::error/);
  });
});

test('github: problems count towards the ten errors that are shown', () => {
  const many = Array.from({ length: 9 }, (_, i) => ({ path: `${i}.ts`, message: 'It does not parse.', kind: 'input' as const }));
  const given = report({ findings: [first, { ...first, fingerprint: '2' }], problems: many, exitCode: 3 });
  const lines = (findingFormats.github?.(given, noPaint) ?? '').split('\n');
  expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10);
  expect(lines).toContain('1 more error that GitHub would not show as annotations:');
});

interface Diagnostic {
  readonly message: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly range?: Range };
  readonly code: { readonly value: string };
  readonly suggestions?: readonly { readonly range: Range; readonly text: string }[];
}

interface Range {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

interface Quality {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}
