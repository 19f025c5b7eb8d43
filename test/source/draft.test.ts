import { describe, expect, test } from 'vitest';
import { applied } from '../../src/engine/fixes';
import type { Draft } from '../../src/model/remedy';
import { makePen } from '../../src/source/draft';
import { piecesOf } from '../../src/source/pieces';
import { mannerOf } from '../../src/source/style';

function drawn(
  text: string,
  act: (pen: Draft) => void,
  { file = 'src/main.ts', ending = '' as '' | '.js', commonJs = false } = {},
): string {
  const pen = makePen({ text: (one) => (one === file ? text : undefined), ending: () => ending, commonJs: () => commonJs });
  act(pen);
  return applied(text, pen.edits());
}

/** Where a word stands for the first time. */
function at(text: string, word: string, file = 'src/main.ts') {
  const start = text.indexOf(word);
  return { file, start, end: start + word.length };
}

test.each([
  ['no import yet', 'run();\n', "import { retry } from './retry';\n\nrun();\n"],
  ['behind the last import', "import a from 'a';\n\nrun();\n", "import a from 'a';\nimport { retry } from './retry';\n\nrun();\n"],
  ['into the import that is there', "import { a } from './retry';\n", "import { a, retry } from './retry';\n"],
  ['beside a default import', "import a from './retry';\n", "import a, { retry } from './retry';\n"],
  ['beside a type import', "import type { A } from './retry';\n", "import type { A } from './retry';\nimport { retry } from './retry';\n"],
  ['double quotes, no semicolons', 'import a from "a"\nrun()\n', 'import a from "a"\nimport { retry } from "./retry"\nrun()\n'],
  ['below a licence', '/*! free */\n\nrun();\n', "/*! free */\n\nimport { retry } from './retry';\n\nrun();\n"],
  ['below a shebang', '#!/usr/bin/env node\nrun();\n', "#!/usr/bin/env node\nimport { retry } from './retry';\n\nrun();\n"],
  ['CommonJS', "const a = require('a');\n", "const a = require('a');\nconst { retry } = require('./retry');\n"],
  ['a name that is taken', 'const retry = 1;\n', "import { retry as retry2 } from './retry';\n\nconst retry = 1;\n"],
])('importName: %s', (_, before, after) => {
  expect(drawn(before, (pen) => pen.importName('src/main.ts', '/src/retry.ts', 'retry'))).toBe(after);
});

test.each([
  ['a namespace', "import * as retries from './retry';\n", 'retries.retry'],
  ['another name', "import { retry as again } from './retry';\n", 'again'],
  ['a required module', "const retries = require('./retry');\n", 'retries.retry'],
])('importName uses what is there: %s', (_, before, name) => {
  let said = '';
  const after = drawn(before, (pen) => {
    said = pen.importName('src/main.ts', '/src/retry.ts', 'retry');
  });
  expect([said, after]).toEqual([name, before]);
});

test('importName: a path from another folder, with an ending, and a default export', () => {
  const text = "import a from './a.js';\n";
  const after = drawn(
    text,
    (pen) => {
      pen.importName('src/deep/main.ts', '/src/retry.ts', 'retry', { type: true });
      expect(pen.importName('src/deep/main.ts', 'p-retry', 'default')).toBe('pRetry');
    },
    { file: 'src/deep/main.ts', ending: '.js' },
  );
  expect(after).toBe("import pRetry from 'p-retry';\nimport type { retry } from '../retry.js';\nimport a from './a.js';\n");
});

test.each([
  ['the alias that the file uses', ['@/lib/b'], "import { retry } from '@/retry';\n", ['src/lib/b.ts']],
  ['its ending', ['~/lib/b.js'], "import { retry } from '~/retry.js';\n", ['src/lib/b.ts']],
  ['not where it goes up by itself', ['@/lib/b', '../c'], "import { retry } from '../retry';\n", ['src/lib/b.ts']],
  ['not where nobody knows what it stands for', ['@/lib/b'], "import { retry } from '../retry';\n", []],
  ['not where it stands for another folder', ['@/b'], "import { retry } from '../retry';\n", ['src/deep/b.ts']],
  ['not of a package', ['@scope/lib'], "import { retry } from '../retry';\n", ['src/scope/lib.ts']],
])('importName: %s', (_, imports, line, files) => {
  const text = imports.map((one) => `import x from '${one}';\n`).join('');
  const file = 'src/deep/main.ts';
  const pen = makePen({
    text: (one) => (one === file ? text : files.includes(one) ? '' : undefined),
    ending: () => '',
    commonJs: () => false,
  });
  pen.importName(file, '/src/retry.ts', 'retry');
  expect(applied(text, pen.edits())).toBe(`${text}${line}`);
});

describe('a new import stands where the order of the others shows that it belongs', () => {
  const lines = (...imports: readonly string[]): string => imports.map((one) => `${one}\n`).join('');
  const from = (...paths: readonly string[]): string => lines(...paths.map((path) => `import { x } from '${path}';`));
  const own = "import { retry } from './retry';";

  test.each([
    ['behind the values', lines("import a from 'a';"), lines("import type { B } from 'b';", "import type { C } from './c';")],
    ['among the files, by path', from('z', './a', './b'), from('./s', './z')],
    ['first of the files, by path', from('z'), from('./s', './t', './z')],
    ['by the first name', lines("import { a } from './z';", "import { b, c } from './y';"), lines("import { s } from './b';")],
    [
      'by the first name, packages among files',
      lines("import a from './z';", "import b from 'b';", "import c from './b';"),
      lines("import s from 's';"),
    ],
    ['behind the last file', from('./z', './a', './b'), ''],
    ['behind the last file, packages below', from('./z'), from('b', 'a')],
    ['behind what lies further up', from('z', '../z'), `\n${lines("import type { A } from './a';")}`.slice(1)],
    [
      'in front of types of files apart from packages',
      `${from('z')}\n`,
      lines("import type { A } from './a';", "import type { B } from './b';"),
    ],
    ['behind a remark on the same line', lines("import z from 'z';", "import a from './a'; // why"), ''],
    ['behind all where types and values mix', lines("import type { A } from './a';", "import b from './b';"), ''],
  ])('%s', (_, before, behind) => {
    const after = drawn(`${before}${behind}\nrun();\n`, (pen) => pen.importName('src/main.ts', '/src/retry.ts', 'retry'));
    expect(after).toBe(`${before}${own}\n${behind}\nrun();\n`);
  });

  test.each([
    ['behind the packages', from('node:fs', 'a'), from('./a')],
    ['by their order', from('a', 'b'), from('z', './a')],
    ['behind what Node brings', from('fs'), from('./a')],
    ['in front of files', '', from('./a')],
    ['behind all where a comment belongs to the first', `// why\n${from('./a')}`, ''],
  ])('a package %s', (_, before, behind) => {
    const after = drawn(`${before}${behind}\nrun();\n`, (pen) => pen.importName('src/main.ts', 'p-retry', 'default'));
    expect(after).toBe(`${before}import pRetry from 'p-retry';\n${behind}\nrun();\n`);
  });

  test('a required package stands in front of files', () => {
    const text = "const a = require('a');\nconst b = require('./b');\n";
    expect(drawn(text, (pen) => pen.importName('src/main.ts', 'p-retry', 'default'))).toBe(
      "const a = require('a');\nconst pRetry = require('p-retry');\nconst b = require('./b');\n",
    );
  });
});

test('a number has one name, however often it is wanted', () => {
  const text = "import a from 'a';\n\na();\n";
  const after = drawn(text, (pen) => {
    expect(pen.hoist('src/main.ts', 'TIMEOUT_MS', '5000')).toBe('TIMEOUT_MS');
    expect(pen.hoist('src/main.ts', 'TIMEOUT_MS', '5_000')).toBe('TIMEOUT_MS');
    expect(pen.hoist('src/main.ts', 'TIMEOUT_MS', '9000')).toBe('TIMEOUT_MS2');
  });
  expect(after).toBe("import a from 'a';\n\nconst TIMEOUT_MS2 = 9000;\n\nconst TIMEOUT_MS = 5000;\n\na();\n");
});

test('what stands behind the imports is looked at once, however many comments it begins with', () => {
  const comments = Array.from({ length: 200 }, (_, n) => `/* ${n} */\n`).join('');
  const after = drawn(`import a from 'a'\n\n${comments}a()\n`, (pen) => {
    pen.hoist('src/main.ts', 'TIMEOUT_MS', '5000');
  });
  expect(after).toBe(`import a from 'a'\n\nconst TIMEOUT_MS = 5000\n\n${comments}a()\n`);
});

test('what is made of the same code belongs to its name: a breaker is not shared by two services', () => {
  const breaker = 'new CircuitBreaker()';
  const after = drawn(`const apiBreaker = ${breaker};\n\na();\n`, (pen) => {
    expect(pen.hoist('src/main.ts', 'usersBreaker', breaker)).toBe('usersBreaker');
    expect(pen.hoist('src/main.ts', 'apiBreaker', breaker)).toBe('apiBreaker');
  });
  expect(after).toBe(`const usersBreaker = ${breaker};\n\nconst apiBreaker = ${breaker};\n\na();\n`);
});

test.each([
  ['nothing yet', 'f(a);', 'f(a, { x: { y: 1 } });'],
  ['no arguments of a construction', 'new F;', 'new F;'],
  ['an empty object', 'f(a, {});', 'f(a, { x: { y: 1 } });'],
  ['undefined', 'f(a, undefined);', 'f(a, { x: { y: 1 } });'],
  ['a half of the way', 'f(a, { x: { z: 2 } });', 'f(a, { x: { z: 2, y: 1 } });'],
  ['the option itself', 'f(a, { x: { y: 0 } });', 'f(a, { x: { y: 1 } });'],
  ['a shorthand on the way', 'const x = { z: 2 };\nf(a, { x });', 'const x = { z: 2 };\nf(a, { x: { ...x, y: 1 } });'],
  ['a shorthand of nobody knows what', 'f(a, { x });', 'f(a, { x });'],
  ['what a function gives', 'f(a, { x: made() });', 'f(a, { x: made() });'],
  ['a construction that has a name', 'const x = new H({ z: 2 });\nf(a, { x });', 'const x = new H({ z: 2, y: 1 });\nf(a, { x });'],
  ['a construction without arguments', 'const h = new H();\nf(a, { x: h });', 'const h = new H({ y: 1 });\nf(a, { x: h });'],
  ['a constant that has a construction', 'const o = { x: new H({ z: 2 }) };\nf(a, o);', 'const o = { x: new H({ z: 2 }) };\nf(a, o);'],
  ['a constant', 'const o = { z: 2 };\nf(a, o);', 'const o = { z: 2, x: { y: 1 } };\nf(a, o);'],
  ['a constant of several', 'const o = { z: 2 };\nf(a, o);\ng(o);', 'const o = { z: 2 };\nf(a, { ...o, x: { y: 1 } });\ng(o);'],
  ['a constant that has a part', 'const o = { x: { z: 2 } };\nf(a, o);', 'const o = { x: { z: 2, y: 1 } };\nf(a, o);'],
  [
    'a constant of several that has a part',
    'const o = { x: { z: 2 } };\nf(a, o);\ng(o);',
    'const o = { x: { z: 2 } };\nf(a, { ...o, x: { ...o.x, y: 1 } });\ng(o);',
  ],
  ['an object that is constructed', 'f(a, { x: new H({ z: 2 }) });', 'f(a, { x: new H({ z: 2, y: 1 }) });'],
  ['a callback', 'f(a, (e) => e);', 'f(a, { x: { y: 1 } }, (e) => e);'],
  ['types', 'f(a, { z: 2 } as O);', 'f(a, { z: 2, x: { y: 1 } } as O);'],
  ['an object with a comment', 'f(a, {\n  // why\n});', 'f(a, {\n  // why\n  x: { y: 1 },\n});'],
  ['a spread argument', 'f(...a);', 'f(...a);'],
  ['a text where options should be', "f(a, 'b');", "f(a, 'b');"],
])('setOption over %s', (_, before, after) => {
  const call = /(?:new F|f\()/.exec(before)?.index ?? 0;
  const means = { at: { file: 'src/main.ts', start: call, end: call + (before.includes('new F') ? 5 : 1) }, args: ['arg[1]'] as const };
  expect(drawn(`${before}\n`, (pen) => pen.setOption(means, 'x.y', '1'))).toBe(`${after}\n`);
});

test.each([
  ['the only one it is for', 'const o = { z: 2 };\nf(a, o);', '1', 'const o = { z: 2, y: 1 };\nf(a, o);'],
  ['one of two', 'const o = { z: 2 };\nf(a, o);\ng(o);', '1', 'const o = { z: 2 };\nf(a, { ...o, y: 1 });\ng(o);'],
  ['others may have it', 'export const o = { z: 2 };\nf(a, o);', '1', 'export const o = { z: 2 };\nf(a, { ...o, y: 1 });'],
  ['it is another', 'let o = { z: 2 };\no = b;\nf(a, o);', '1', 'let o = { z: 2 };\no = b;\nf(a, { ...o, y: 1 });'],
  ['it may be another and is none', 'let o = { z: 2 };\nf(a, o);', '1', 'let o = { z: 2, y: 1 };\nf(a, o);'],
  [
    'others of its name',
    'function g() {\n  const o = 1;\n}\n{\n  const o = { z: 2 };\n  f(a, o);\n}',
    '1',
    'function g() {\n  const o = 1;\n}\n{\n  const o = { z: 2, y: 1 };\n  f(a, o);\n}',
  ],
  [
    'parts are put later',
    'const o: any = { z: 2 };\nif (b) o.b = b.o;\nf(a, o);',
    '1',
    'const o: any = { z: 2, y: 1 };\nif (b) o.b = b.o;\nf(a, o);',
  ],
  ['any part is put later', 'const o = { z: 2 };\no[b] = 1;\nf(a, o);', '1', 'const o = { z: 2 };\no[b] = 1;\nf(a, { ...o, y: 1 });'],
  ['it is handed on', 'const o = { z: 2 };\nsign(o);\nf(a, o);', '1', 'const o = { z: 2 };\nsign(o);\nf(a, { ...o, y: 1 });'],
  [
    'its type is written out',
    'const o: { z: number } = { z: 2 };\nf(a, o);',
    '1',
    'const o: { z: number } = { z: 2 };\nf(a, { ...o, y: 1 });',
  ],
  [
    'a signal of its one call',
    'const o = { z: 2 };\nf(a, o);',
    'AbortSignal.timeout(5)',
    'const o = { z: 2, y: AbortSignal.timeout(5) };\nf(a, o);',
  ],
  [
    'a signal behind a wait',
    'const o = { z: 2 };\nawait g();\nf(a, o);',
    'AbortSignal.timeout(5)',
    'const o = { z: 2 };\nawait g();\nf(a, { ...o, y: AbortSignal.timeout(5) });',
  ],
  [
    'a signal in a loop',
    'const o = { z: 2 };\nfor (;;) f(a, o);',
    'AbortSignal.timeout(5)',
    'const o = { z: 2 };\nfor (;;) f(a, { ...o, y: AbortSignal.timeout(5) });',
  ],
  [
    'a signal in a loop that makes the object',
    'for (;;) {\n  const o = { z: 2 };\n  f(a, o);\n}',
    'AbortSignal.timeout(5)',
    'for (;;) {\n  const o = { z: 2, y: AbortSignal.timeout(5) };\n  f(a, o);\n}',
  ],
  [
    'a signal in a function',
    'const o = { z: 2 };\ng(() => f(a, o));',
    'AbortSignal.timeout(5)',
    'const o = { z: 2 };\ng(() => f(a, { ...o, y: AbortSignal.timeout(5) }));',
  ],
  ['its type may not know it', 'const o: Z = { z: 2 };\nf(a, o);', '1', 'const o: Z = { z: 2 };\nf(a, { ...o, y: 1 });'],
  ['each call wants its own', 'const o = { z: 2 };\nf(a, o);', 'made()', 'const o = { z: 2 };\nf(a, { ...o, y: made() });'],
])('an option of an object with a name: %s', (_, before, code, after) => {
  const call = /(?:new F|f\()/.exec(before)?.index ?? 0;
  const means = { at: { file: 'src/main.ts', start: call, end: call + 1 }, args: ['arg[1]'], options: [], chains: [] } as const;
  expect(drawn(`${before}\n`, (pen) => pen.setOption(means, 'y', code))).toBe(`${after}\n`);
});

test('an object handed to a construction is its options, though another place is wished for first', () => {
  const means = { at: { file: 'src/main.ts', start: 0, end: 5 }, args: ['arg[2]', 'arg[1]'] as const, target: 'arg[0]' as const };
  expect(drawn('new F(a, { z: 1 });\n', (pen) => pen.setOption(means, 'x', '2'))).toBe('new F(a, { z: 1, x: 2 });\n');
  expect(drawn("new F(a, 'b');\n", (pen) => pen.setOption(means, 'x', '2'))).toBe("new F(a, 'b', { x: 2 });\n");
});

describe('without semicolons, what is put in front of a bracket does not become part of it', () => {
  test.each([
    [
      "import a from 'a'\n;(async () => a())()\nb()\n",
      "import a from 'a'\nimport c from 'c'\n\nconst MS = 5\n\n;(async () => a())()\nb()\n",
    ],
    ["import a from 'a'\n\n;[1].map(a)\nb()\n", "import a from 'a'\nimport c from 'c'\n\nconst MS = 5\n\n;[1].map(a)\nb()\n"],
    [
      "import a from 'a'\n\n// a comment / is none\n/* nor is this */\nexport const b = a()\nb()\n",
      "import a from 'a'\nimport c from 'c'\n\nconst MS = 5\n\n// a comment / is none\n/* nor is this */\nexport const b = a()\nb()\n",
    ],
    [
      '// first\n(async () => {\n  b()\n  c()\n})()\n',
      "import c from 'c'\n\nconst MS = 5;\n\n// first\n(async () => {\n  b()\n  c()\n})()\n",
    ],
  ])('%s', (before, after) => {
    const drawnOn = drawn(before, (pen) => {
      pen.hoist('src/main.ts', 'MS', '5');
      pen.importName('src/main.ts', 'c', 'default', { as: 'c' });
    });
    expect(drawnOn.replace(/\n{3,}/g, '\n\n')).toBe(after);
  });

  test('a statement behind one whose semicolon stands on the next line', () => {
    const text = "import a from 'a'\na()\n;[1].map(a)\n";
    expect(drawn(text, (pen) => pen.insert(at(text, 'a()'), 'after', 'b();'))).toBe("import a from 'a'\na()\nb()\n;[1].map(a)\n");
  });
});

test('what is written is changed where it stands; what is not goes to the place that is wished for first', () => {
  const means = { at: { file: 'src/main.ts', start: 0, end: 1 }, args: ['arg[1]', 'arg[0]'] as const };
  expect(drawn('f({ x: 1 });\n', (pen) => pen.setOption(means, 'x', (written) => (written === '1' ? '2' : undefined)))).toBe(
    'f({ x: 2 });\n',
  );
  expect(drawn('f({ z: 1 });\n', (pen) => pen.setOption(means, 'x', () => '2'))).toBe('f({ z: 1 }, { x: 2 });\n');
});

test('two options of one call, a chained member, and a wrap, on spans of the first text', () => {
  const text = 'const a = f(b);\n';
  const after = drawn(text, (pen) => {
    const call = at(text, 'f(b)');
    pen.setOption({ at: call, args: ['arg[1]'] }, 'x', '1');
    pen.setOption({ at: call, args: ['arg[1]'] }, 'y', '2');
    pen.chain(call, 'timeout', '3');
    pen.wrap(call, 'await (', ')');
  });
  expect(after).toBe('const a = await (f(b, { x: 1, y: 2 })).timeout(3);\n');
});

test('an object with its commas in front stays like that', () => {
  const text = 'f({\n    a: 1\n  , b: 2\n});\n';
  expect(drawn(text, (pen) => pen.setOption({ at: at(text, 'f'), args: ['arg[0]'] }, 'c', '3'))).toBe(
    'f({\n    a: 1\n  , b: 2\n  , c: 3\n});\n',
  );
});

describe('a property below others whose colons or values stand in one column', () => {
  test.each([
    ['colons', '  ab     : 1,\n  abcdef : 2,', '  time   : 3,'],
    ['colons, behind the longest key', '  ab    : 1,\n  abcdef: 2,', '  time  : 3,'],
    ['values', '  ab:     1,\n  abcdef: 2,', '  time:   3,'],
    ['room before colons', '  abcd : 1,', '  time : 3,'],
    ['nothing', '  ab: 1,\n  abcdef: 2,', '  time: 3,'],
    ['only the others on the last lines', '  abc: 1,\n\n  ab    : 1,\n  abcdef: 2,', '  time  : 3,'],
    ['a value over several lines, and nothing below', '  ab    : 1,\n  abcdef: {\n    a: 1,\n  },', '  time  : 3,'],
  ])('%s', (_, before, own) => {
    const text = (more: string): string => `f({\n${before}\n${more}});\n`;
    expect(drawn(text(''), (pen) => pen.setOption({ at: at(text(''), 'f'), args: ['arg[0]'] }, 'time', '3'))).toBe(text(`${own}\n`));
  });

  test.each([
    ['colons', '  a  : 1,\n  abc: 2\n', '  a          : 1,\n  abc        : 2,\n  requestTime: 3\n'],
    ['colons with room', '  a   : 1,\n  abc : 2\n', '  a           : 1,\n  abc         : 2,\n  requestTime : 3\n'],
    ['values', '  a:   1,\n  abc: 2\n', '  a:           1,\n  abc:         2,\n  requestTime: 3\n'],
    ['room before colons', '  abc : 1\n', '  abc : 1,\n  requestTime : 3\n'],
  ])('that is longer moves them: %s', (_, before, after) => {
    const text = `f({\n${before}});\n`;
    expect(drawn(text, (pen) => pen.setOption({ at: at(text, 'f'), args: ['arg[0]'] }, 'requestTime', '3'))).toBe(`f({\n${after}});\n`);
  });
});

test('dropOption answers with what was there', () => {
  const text = 'f({ a: 1, b: 2, c: 3 });\n';
  const drop = (name: string): string =>
    drawn(text, (pen) =>
      expect(pen.dropOption({ at: at(text, 'f'), args: ['arg[0]'] }, name)).toBe(name === 'a' ? '1' : name === 'b' ? '2' : '3'),
    );
  expect([drop('a'), drop('b'), drop('c')]).toEqual(['f({ b: 2, c: 3 });\n', 'f({ a: 1, c: 3 });\n', 'f({ a: 1, b: 2 });\n']);
});

test('statements go where theirs are, indented alike', () => {
  const text = 'function f() {\n\tg();\n}\n';
  expect(drawn(text, (pen) => pen.insert(at(text, 'g'), 'before', 'if (a) {\n  b();\n}'))).toBe(
    'function f() {\n\tif (a) {\n\t\tb();\n\t}\n\tg();\n}\n',
  );
  expect(drawn(text, (pen) => pen.insert(at(text, 'g'), 'after', 'h();'))).toBe('function f() {\n\tg();\n\th();\n}\n');
});

test('ties are what a place uses of the functions around it', () => {
  const text = 'const top = 1;\nfunction f(a: number) {\n  const b = 2;\n  return g(() => a + b + top + this.c);\n}\n';
  drawn(text, (pen) => expect([...pen.ties(at(text, '() => a + b + top + this.c'))].sort()).toEqual(['a', 'b', 'this']));
});

test('a constant is taken out only when nothing reads it', () => {
  const text = 'function f() {\n  const a = new A(); // a\n  const b = new B();\n  return g(b);\n}\n';
  expect(drawn(text, (pen) => pen.dropUnused(at(text, 'g(b)'), 'b'))).toBe(text);
  expect(drawn(text, (pen) => pen.dropUnused(at(text, 'g(b)'), 'a'))).toBe(
    'function f() {\n   // a\n  const b = new B();\n  return g(b);\n}\n',
  );
});

test('a piece of text knows where it came from after any number of changes', () => {
  const pieces = piecesOf('abcdef');
  pieces.put(2, 3, 'XYZ');
  pieces.put(0, 0, '>');
  expect(pieces.text()).toBe('>abXYZdef');
  expect([pieces.now(2, 'end'), pieces.now(3, 'start'), pieces.now(0, 'start')]).toEqual([3, 6, 1]);
  pieces.put(6, 7, '');
  expect(applied('abcdef', pieces.edits('f'))).toBe('>abXYZef');
});

test('the manner of a file is read off its text', () => {
  expect(mannerOf('import a from "a"\nconst b = "c"\nif (b) {\n\trun()\n}\n')).toEqual({
    eol: '\n',
    quote: '"',
    semicolons: false,
    indent: '\t',
    spaced: true,
  });
  expect(mannerOf("import {a} from 'a';\r\n\r\nfunction f() {\r\n    return {b};\r\n}\r\n")).toMatchObject({
    eol: '\r\n',
    quote: "'",
    semicolons: true,
    indent: '    ',
    spaced: false,
  });
});
