import { ts } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { isText, mayBeText } from '../../src/source/draft-arguments';

/** What the name `it` may hold, which is handed to `use` at the end of the text. */
function given(text: string): ts.Expression {
  const tree = ts.createSourceFile('a.js', `${text}\nuse(it);\n`, ts.ScriptTarget.Latest, true);
  const last = tree.statements.at(-1);
  if (last === undefined || !ts.isExpressionStatement(last) || !ts.isCallExpression(last.expression)) throw new Error('There is no call.');
  const [argument] = last.expression.arguments;
  if (argument === undefined) throw new Error('There is no argument.');
  return argument;
}

describe('whether a name holds a text', () => {
  test.each([
    ["const it = 'a';", true, true],
    ['const it = process.env.URL;', true, true],
    ["const it = process.env['URL'] ?? 'a';", true, true],
    ["const url = host + '/a'; const it = url;", true, true],
    ['const it = known ? process.env.URL : {};', false, true],
    ['const it = process.env.URL || {};', false, true],
    ['const it = {};', false, false],
    ['const it = settings();', false, false],
    // A name that is given itself ends the look.
    ['var it = it || {};', false, false],
    ["var it = it || 'a';", true, true],
  ])('%s', (text, surely, perhaps) => {
    expect(isText(given(text))).toBe(surely);
    expect(mayBeText(given(text))).toBe(perhaps);
  });
});
