import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';

/** The text once every fix for the directives in it has been made, again and again until there is none. */
function mended(text: string, today = '2026-06-01'): string {
  let now = text;
  for (let pass = 0; pass < 5; pass++) {
    const workspace = openWorkspace({ root: '/p', files: { 'a.tsx': now }, today });
    const fixes = workspace
      .findings()
      .filter((one) => one.rule.endsWith('-directive'))
      .flatMap((one) => workspace.fixes(one));
    const [edit] = fixes[0]?.edits ?? [];
    if (edit === undefined) return now;
    now = now.slice(0, edit.span.start) + edit.text + now.slice(edit.span.end);
  }
  return now;
}

const call = "export const a = () => fetch('https://x.example');";
const bounded = "export const a = () => fetch('https://x.example', { signal: AbortSignal.timeout(2000) });";

describe('a directive that does nothing goes', () => {
  test.each([
    ['alone on its line', `  // breakwater-disable-next-line missing-timeout -- why\n${bounded}\n`, `${bounded}\n`],
    ['with the line ends of the file', `// breakwater-disable-next-line missing-timeout -- why\r\n${bounded}\r\n`, `${bounded}\r\n`],
    ['behind code', `${bounded} // breakwater-disable-line missing-timeout -- why\n`, `${bounded}\n`],
    ['before code', `/* breakwater-disable-line missing-timeout -- why */ ${bounded}\n`, `${bounded}\n`],
    ['at the end of the file', `${bounded}\n// breakwater-disable-file missing-timeout -- why`, `${bounded}\n`],
    [
      'one name of two',
      `// breakwater-disable-next-line missing-timeout, unsafe-retry -- why\n${call}\n`,
      `// breakwater-disable-next-line missing-timeout -- why\n${call}\n`,
    ],
    [
      'the first of two',
      `// breakwater-disable-next-line unsafe-retry, missing-timeout -- why\n${call}\n`,
      `// breakwater-disable-next-line missing-timeout -- why\n${call}\n`,
    ],
    ['an assumption about no call', '// breakwater-assume timeout=2s -- the mesh\nexport const a = 1;\n', 'export const a = 1;\n'],
    ['one that has expired', `// breakwater-disable-next-line missing-timeout until=2026-01-01 -- why\n${call}\n`, `${call}\n`],
  ])('%s', (_, before, after) => expect(mended(before)).toBe(after));

  test.each([
    ['one that works', `// breakwater-disable-next-line missing-timeout -- why\n${call}\n`],
    ['one without a reason that works', `// breakwater-disable-next-line missing-timeout\n${call}\n`],
    ['one that is misspelt', `// breakwater-disable-next-line missing-timout -- why\n${call}\n`],
    ['an assumption that holds', `// breakwater-assume timeout=2s -- the mesh\n${call}\n`],
  ])('%s stays', (_, text) => expect(mended(text)).toBe(text));

  test('a rule that was not asked may have something to say', () => {
    const workspace = openWorkspace({
      root: '/p',
      files: { 'a.ts': `// breakwater-disable-next-line missing-timeout -- why\n${call}\n` },
      config: { skip: ['missing-timeout'] },
    });
    expect(workspace.findings().map((one) => one.rule)).not.toContain('unused-directive');
  });
});
