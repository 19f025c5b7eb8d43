import { describe, expect, test } from 'vitest';
import { applied, staysWhole } from '../../src/source/proof';
import { parse, syntaxError } from '../../src/source/tree';

const before = `import a from 'a'
const one = a(1)
const two = [one]
export class Three {
  go() { return two }
}
export const four = async () => { await a(four) }
`;

/** Puts text where a word stands, or behind the end. */
const edit = (word: string, text: string) => {
  const start = word === '' ? before.length : before.indexOf(word);
  return { span: { file: 'main.ts', start, end: start + word.length }, text };
};

describe('what breaks a file is told, wherever it stands', () => {
  test.each([
    ['a bracket too many', [edit('a(1)', 'a(1))')]],
    ['a bracket too few', [edit('a(1)', 'a((1)')]],
    ['a text without its end', [edit('[one]', '[`one]')]],
    ['a comment without its end', [edit('[one]', '[one] /*')]],
    ['a brace too few, in a class', [edit('return two }', 'if (one) { return two }')]],
    ['two edits that break each their own', [edit('a(1)', 'a(1'), edit('[one]', 'one)')]],
    ['a word where none belongs', [edit('a(four)', 'await a(four) b')]],
    ['behind the end', [edit('', '}')]],
    ['a name declared twice', [edit('const two', 'const one = 2\nconst two')]],
    ['a name imported twice, far apart', [edit('export const four', "import a from 'b'\nexport const four")]],
  ])('%s', (_, edits) => expect(staysWhole('main.ts', before, edits)).toBe(false));
});

describe('what is whole stays so', () => {
  test.each([
    ['nothing at all', []],
    ['one place', [edit('a(1)', 'a(1, { timeout: 5000 })')]],
    ['three places', [edit('a(1)', 'a(2)'), edit('[one]', '[one, 2]'), edit('a(four)', 'a(one)')]],
    ['a statement more', [edit('const two', 'const five = 5\nconst two')]],
    ['behind the end', [edit('', 'export const six = 6\n')]],
    ['an await at the top, which a module alone may have', [edit('a(1)', 'await a(1)')]],
    ['two pieces that are whole together only', [edit('const two = ', 'const two = `'), edit('[one]', '[one]`')]],
  ])('%s', (_, edits) => expect(staysWhole('main.ts', before, edits)).toBe(true));
  test('a file that is new', () => {
    const put = (text: string) => [{ span: { file: 'new.ts', start: 0, end: 0 }, text }];
    expect(staysWhole('new.ts', '', put('export {};\n'))).toBe(true);
    expect(staysWhole('new.ts', '', put('export {'))).toBe(false);
  });
  test('what was declared twice before', () => {
    const text = 'const a = 1;\nconst a = 2;\n';
    expect(staysWhole('a.ts', text, [{ span: { file: 'a.ts', start: 10, end: 11 }, text: '3' }])).toBe(true);
  });
});

/** The same is said of a thousand edits as by those who parse the whole each time. */
test('pieces say what the whole says', () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const bits = ['(', ')', '{', '}', ';', '\n', '`', ' => ', ', 1', 'async ', '[', ']', '/*', "'", 'await one', '', 'x'];
  let broken = 0;
  for (let i = 0; i < 1000; i++) {
    const start = random(before.length);
    const end = Math.min(before.length, start + (random(3) === 0 ? random(6) : 0));
    const edits = [{ span: { file: 'main.ts', start, end }, text: bits[random(bits.length)] ?? '' }];
    const whole = syntaxError(parse('main.ts', applied(before, edits))) === undefined;
    if (!whole) broken++;
    if (whole !== staysWhole('main.ts', before, edits)) expect(applied(before, edits)).toBe(whole ? 'whole' : 'broken');
  }
  expect(broken).toBeGreaterThan(200);
});
