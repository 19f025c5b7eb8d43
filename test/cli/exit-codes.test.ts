import { describe, expect, test } from 'vitest';
import { findingFormats } from '../../src/report';
import { begin, bounded, breakwater, hangs, inside, project } from './command';

begin();

const silent = { 'breakwater.config.json': '{ "rules": { "missing-retry": "off", "missing-breaker": "off" } }' };
const warned =
  'export const all = (req: any) => Promise.all(req.body.ids.map((id: string) => fetch("https://x.example/" + id, { signal: AbortSignal.timeout(2000) })));\n';

const clean = project({ ...silent, 'src/user.ts': bounded });
const faulty = project({ ...silent, 'src/user.ts': hangs });
const loud = project({ ...silent, 'src/all.ts': warned });
const remarked = project({ 'breakwater.config.json': '{ "rules": { "missing-timeout": "info" } }', 'src/user.ts': hangs });
const broken = project({ ...silent, 'src/user.ts': 'export const user = ( => fetch(;\n' });
const unused = project({ ...silent, 'src/user.ts': `// breakwater-disable-next-line missing-timeout -- bounded elsewhere\n${bounded}` });
const empty = project();

/** What a run ends with, whatever it writes: the first of each code is asked of every format, the rest of one. */
const situations: readonly Situation[] = [
  ['nothing to report', clean, [], 0],
  ['an error', faulty, [], 1],
  ['warnings, as long as nobody minds', loud, [], 0],
  ['more warnings than allowed', loud, ['--max-warnings', '0'], 1],
  ['a file that does not parse', broken, [], 3],
  ['a path that is not there', clean, ['nowhere'], 2],
];
const others: readonly Situation[] = [
  ['warnings that fail', loud, ['--fail-on', 'warning'], 1],
  ['as many warnings as allowed', loud, ['--max-warnings', '9'], 0],
  ['an error that fails nothing', faulty, ['--fail-on', 'none'], 0],
  ['remarks', remarked, ['--fail-on', 'warning'], 0],
  ['remarks that fail', remarked, ['--fail-on', 'info'], 1],
  ['warnings that are not even shown still fail', loud, ['--quiet', '--fail-on', 'warning'], 1],
  ['a file that does not parse, and nothing fails', broken, ['--fail-on', 'none'], 3],
  ['a comment that silences nothing', unused, [], 0],
  ['a comment that silences nothing, and may not be there', unused, ['--report-unused-directives', 'error'], 1],
  ['a comment that silences nothing, and nobody minds', unused, ['--report-unused-directives', 'off', '--max-warnings', '0'], 0],
  ['something to mend', unused, ['--fix-dry-run'], 0],
  ['something to mend, and CI shall notice', unused, ['--fix-dry-run', '--exit-non-zero-on-fix'], 1],
  ['nothing to mend', clean, ['--fix', '--exit-non-zero-on-fix'], 0],
  ['no files', empty, [], 2],
  ['no files, as expected', empty, ['--pass-with-no-files'], 0],
];
type Situation = readonly [what: string, folder: string, args: readonly string[], code: number];

const formats = Object.keys(findingFormats);

describe.each(situations)('%s', (_, folder, args, code) => {
  test.each(formats)('%s', async (format) => {
    const ended = await inside([...args, '--format', format], folder);
    expect(ended.code).toBe(code);
    if (code === 2) expect(ended.out).toBe('');
  });
});

test.each(others)('%s', async (_, folder, args, code) => expect((await inside(args, folder)).code).toBe(code));

test('every format there is takes part', () => expect(formats).toHaveLength(14));

describe('other commands', () => {
  test.each([
    ['calls', faulty, 0],
    ['calls --format json', clean, 0],
    ['calls --format markdown', broken, 3],
    ['calls', empty, 2],
    ['rules', empty, 0],
    ['rules --format json', empty, 0],
    ['clients', empty, 0],
    ['clients --format json', empty, 0],
    ['explain missing-timeout', empty, 0],
    ['explain src/user.ts:1', faulty, 0],
    ['explain src/user.ts:1:27', faulty, 0],
    ['explain src/user.ts:9', faulty, 2],
    ['rules --json', empty, 0],
    ['clients --json', empty, 0],
    ['config src/user.ts', faulty, 0],
    ['doctor', faulty, 0],
    ['doctor', broken, 0],
    ['doctor', empty, 2],
    ['completion fish', empty, 0],
    ['init --dry-run', empty, 0],
    ['baseline show', faulty, 2],
    ['report nothing.json', empty, 2],
    ['baseline prune', faulty, 2],
    ['baseline create', empty, 2],
    ['merge nothing.json', empty, 2],
    ['check --lock', faulty, 2],
  ])('%s', async (line, folder, code) => {
    const { code: ended, err } = await inside(line.split(' '), folder);
    expect([ended, err.startsWith('Breakwater failed')]).toEqual([code, false]);
  });
});

test('the built command ends as the runs above do', async () => {
  const codes = await Promise.all([breakwater([], clean), breakwater([], faulty), breakwater(['nowhere'], clean), breakwater([], broken)]);
  expect(codes.map(({ code }) => code)).toEqual([0, 1, 2, 3]);
});
