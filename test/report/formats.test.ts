import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding';
import { callFormats, findingFormats, stepSummary } from '../../src/report';
import { findings, noPaint, report } from './sample';

const [first, second] = findings;
if (first === undefined || second === undefined) throw new Error('The sample has two findings.');
const many = (count: number, severity: Finding['severity']): Finding[] =>
  Array.from({ length: count }, (_, i) => ({ ...first, severity, fingerprint: `${severity}${i}` }));
const tell = (format: string, more: Parameters<typeof report>[0] = {}) => findingFormats[format]?.(report(more), noPaint) ?? '';

describe.each(
  Object.entries({ ...findingFormats, ...Object.fromEntries(Object.entries(callFormats).map(([name, f]) => [`calls ${name}`, f])) }),
)('%s', (_, format) => {
  test('ends with a line end, has no colour and no absolute path, and is the same every time', () => {
    const text = format(report(), noPaint);
    expect(text).toMatch(/\n$/);
    expect(text).not.toContain('\u001b');
    expect(text).not.toMatch(/file:\/\/|\/(home|Users|root|tmp|work)\//);
    expect(format(report(), noPaint)).toBe(text);
  });
  test('has something to say about nothing, and about a broken file', () => {
    const empty = { findings: [], calls: [], exitCode: 0 };
    expect(() => format(report(empty), noPaint)).not.toThrow();
    const broken = format(
      report({
        ...empty,
        exitCode: 3,
        problems: [{ path: 'odd "name" & <co>.ts', message: 'It cannot be read: \u0000 & <x>.', kind: 'input' }],
      }),
      noPaint,
    );
    expect(broken.includes('\u0000')).toBe(false);
  });
});

test.each(Object.entries(findingFormats))('%s does not keep quiet what could not be analysed', (_, format) => {
  const problems = [{ path: 'src/odd.ts', message: 'It cannot be read at all', kind: 'input' as const }];
  expect(format(report({ findings: [], calls: [], exitCode: 3, problems }), noPaint)).toContain('It cannot be read at all');
});

test('compact', () => {
  expect(tell('compact').split('\n')[0]).toBe(
    'src/user.ts: line 4, col 23, Error - `api.get` waits forever if the server never answers. (missing-timeout)',
  );
});

test('unix', () => {
  expect(tell('unix').split('\n')).toEqual([
    'src/user.ts:4:23: `api.get` waits forever if the server never answers. [error/missing-timeout]',
    'src/user.ts:9:27: One failed answer of `fetch` is final; 50% | <b>of "them"</b>, [all]. [info/missing-retry]',
    '',
    '2 problems',
    '',
  ]);
});

test('agent: a line says everything', () => {
  expect(tell('agent').split('\n')[0]).toBe(
    'src/user.ts:4:23: error missing-timeout: `api.get` waits forever if the server never answers. | because: axios has no timeout unless `timeout` is set; `api` is made here without one (src/http.ts:3:20) | fix: Set `timeout: 5000` on `api` [safe] | help: breakwater explain missing-timeout',
  );
});

describe('github', () => {
  test('annotations are escaped', () => {
    const odd = { ...second, at: { ...second.at }, message: '50%\r\nof: them' };
    expect(tell('github', { findings: [odd], path: () => 'a,b:c.ts' })).toBe(
      '::notice file=a%2Cb%3Ac.ts,line=9,endLine=9,col=27,endColumn=32,title=breakwater missing-retry::50%25%0D%0Aof: them\n',
    );
  });
  test('the worst ten of each level are annotations, the rest is told', () => {
    const lines = tell('github', { findings: [...many(12, 'error'), ...many(11, 'warning')] }).split('\n');
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(10);
    expect(lines).toContain('2 more errors that GitHub would not show as annotations:');
    expect(lines).toContain('1 more warning that GitHub would not show as annotations:');
    expect(lines.filter((line) => line.startsWith('  src/user.ts:4:23 missing-timeout'))).toHaveLength(3);
  });
  test('the summary is a table, cut before GitHub refuses it', () => {
    expect(stepSummary(report())).toContain(
      '| error | `missing-timeout` | src/user.ts:4 | `api.get` waits forever if the server never answers. |',
    );
    const huge = stepSummary(report({ findings: many(20_000, 'error') }));
    expect(Buffer.byteLength(huge)).toBeLessThan(1024 * 1024);
    expect(huge).toMatch(/… and \d+ more findings\.\n$/);
  });
});

test('gitlab: unique fingerprints, relative paths', () => {
  const rows = JSON.parse(tell('gitlab'));
  expect(rows[0]).toEqual({
    type: 'issue',
    check_name: 'missing-timeout',
    description: '`api.get` waits forever if the server never answers.',
    categories: ['Bug Risk'],
    severity: 'critical',
    fingerprint: 'f1',
    location: { path: 'src/user.ts', lines: { begin: 4, end: 4 } },
  });
});

describe('xml', () => {
  test('junit: a suite per file, remarks pass, a clean run is one case', () => {
    const text = tell('junit');
    expect(text).toContain('<testsuites name="breakwater" tests="2" failures="1" errors="0" time="0">');
    expect(text).toContain('<failure message="`api.get` waits forever if the server never answers." type="error">');
    expect(text).toContain('&lt;b&gt;of &quot;them&quot;&lt;/b&gt;');
    expect(tell('junit', { findings: [] })).toContain('tests="1" failures="0"');
  });
  test('checkstyle', () => {
    expect(tell('checkstyle').split('\n').slice(0, 4)).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<checkstyle version="4.3">',
      '  <file name="src/user.ts">',
      '    <error line="4" column="23" severity="error" message="`api.get` waits forever if the server never answers." source="breakwater.missing-timeout"/>',
    ]);
  });
});

test('rdjson: columns count bytes, fixes are suggestions', () => {
  const text = "const größe = fetch('x');\n";
  const start = text.indexOf('fetch');
  const finding = { ...second, at: { file: 'u.ts', start, end: start + 5 } };
  const [row] = JSON.parse(tell('rdjson', { findings: [finding], text: () => text })).diagnostics;
  expect(row.location.range).toEqual({ start: { line: 1, column: start + 3 }, end: { line: 1, column: start + 8 } });
});

test('markdown: cells hold', () => {
  const row =
    tell('markdown')
      .split('\n')
      .find((line) => line.includes('missing-retry')) ?? '';
  expect(row.replace(/\\\|/g, '').split('|')).toHaveLength(7);
  expect(row).toContain('[src/user.ts:9](src/user.ts#L9)');
});

test('html: nothing from elsewhere, nothing unescaped, a strict policy', () => {
  const text = tell('html');
  expect(text).toContain("default-src 'none'");
  expect(text).not.toMatch(/<b>of "them"/);
  expect(text).not.toMatch(/(src|href)="(https?:|\/\/)/);
  expect(text.match(/<tr data-timeout/g)).toHaveLength(2);
});
