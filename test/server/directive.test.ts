import { describe, expect, test } from 'vitest';
import { assumeHere, type Comment, disableHere, disableInFile } from '../../src/server/directive';

const line = { enable: true, location: 'separateLine', requireReason: true } as const;

function written(text: string, comment: Comment): string {
  return text.slice(0, comment.offset) + comment.text + text.slice(comment.offset);
}

describe('disable for this line', () => {
  test('a comment above, indented like the line', () => {
    const text = 'function a() {\n  fetch(x);\n}\n';
    expect(written(text, disableHere(text, text.indexOf('fetch'), 'missing-timeout', line))).toBe(
      'function a() {\n  // breakwater-disable-next-line missing-timeout -- why this is safe\n  fetch(x);\n}\n',
    );
  });

  test('on the first line', () => {
    expect(written('fetch(x)', disableHere('fetch(x)', 0, 'missing-timeout', line))).toBe(
      '// breakwater-disable-next-line missing-timeout -- why this is safe\nfetch(x)',
    );
  });

  test('a second rule joins the first comment', () => {
    const text = '// breakwater-disable-next-line missing-timeout -- known\npost(x)';
    const comment = disableHere(text, text.indexOf('post'), 'unsafe-retry', line);
    expect(written(text, comment)).toBe('// breakwater-disable-next-line missing-timeout,unsafe-retry -- known\npost(x)');
    expect(comment.blank).toBe(undefined);
  });

  test('on the same line when wished', () => {
    const text = 'fetch(x);\r\nother();';
    expect(written(text, disableHere(text, 0, 'missing-timeout', { ...line, location: 'sameLine' }))).toBe(
      'fetch(x); // breakwater-disable-line missing-timeout -- why this is safe\r\nother();',
    );
  });

  test('without a reason when none is required', () => {
    const comment = disableHere('fetch(x);', 0, 'missing-timeout', { ...line, requireReason: false });
    expect(comment).toEqual({ offset: 0, text: '// breakwater-disable-next-line missing-timeout\n', blank: undefined });
  });

  test('line ends stay as they are', () => {
    const text = 'a();\r\n\tfetch(x);\r\n';
    expect(written(text, disableHere(text, text.indexOf('fetch'), 'missing-timeout', line))).toContain('is safe\r\n\tfetch');
  });

  test('between tags it is a comment in braces', () => {
    const text = 'const a = (\n  <div>\n    {fetch(x)}\n  </div>\n);';
    expect(written(text, disableHere(text, text.indexOf('fetch'), 'missing-timeout', line))).toContain(
      '    {/* breakwater-disable-next-line missing-timeout -- why this is safe */}\n    {fetch(x)}',
    );
  });

  test('an arrow is not the end of a tag', () => {
    const text = 'const a = () =>\n{ fetch(x) }';
    expect(written(text, disableHere(text, text.indexOf('fetch'), 'missing-timeout', line))).toContain('=>\n// breakwater');
  });
});

test('for the file: at the top, after a shebang', () => {
  const text = '#!/usr/bin/env node\nfetch(x);';
  expect(written(text, disableInFile(text, 'missing-timeout', line))).toBe(
    '#!/usr/bin/env node\n// breakwater-disable-file missing-timeout -- why this is safe\nfetch(x);',
  );
  expect(disableInFile('fetch(x)', 'missing-timeout', line).offset).toBe(0);
});

test('a fact asks who enforces it', () => {
  const comment = assumeHere('  fetch(x)', 2, 'timeout=2s');
  expect(comment).toEqual({ offset: 0, text: '  // breakwater-assume timeout=2s -- who enforces it\n', blank: 'who enforces it' });
});
