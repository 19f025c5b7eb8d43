import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { moduleText } from '../../src/remedies/module/module-text';
import { mendedBy } from './mended';
import { samples } from './samples';

const packages = join(import.meta.dirname, '../evidence/packages');

/** First proof: the mended text has no type error that the text before had not, as an ES module and as CommonJS. */
const texts = new Map<string, string>();
for (const ending of ['mts', 'cts']) texts.set(join(packages, `resilience.${ending}`), moduleText({ form: 'typescript' }));
samples.forEach((sample, index) => {
  for (const ending of ['mts', 'cts']) {
    texts.set(join(packages, `before-${index}.${ending}`), sample.code);
    const after = mendedBy(sample, 4000)?.text ?? '';
    texts.set(
      join(packages, `after-${index}.${ending}`),
      after.replace('./src/resilience', `./resilience.${ending === 'mts' ? 'mjs' : 'cjs'}`),
    );
  }
});

/** The same for what the page shows, as far as it rests on packages; the rest is compiled by the everyday suite. */
const page = readFileSync(join(import.meta.dirname, '../../docs/remedies.md'), 'utf8');
const shown = [...page.matchAll(/^## `([\w-]+)`\n([\s\S]*?)(?=^## |$(?![\s\S]))/gm)].flatMap(([, id = '', body = '']) => {
  const [before, after] = ['before', 'after'].map((name) => new RegExp(`\`\`\`ts ${name}\\n([\\s\\S]*?)\`\`\``).exec(body)?.[1] ?? '');
  if (before === undefined || after === undefined || !/from '[^.]/.test(after) || /from '\./.test(after)) return [];
  for (const ending of ['mts', 'cts']) {
    texts.set(join(packages, `before-${id}.${ending}`), before);
    texts.set(join(packages, `after-${id}.${ending}`), after);
  }
  return [id];
});

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node'],
  typeRoots: [join(import.meta.dirname, '../../node_modules/@types')],
  esModuleInterop: true,
};
const host = ts.createCompilerHost(options);
const { getSourceFile, fileExists, readFile } = host;
host.fileExists = (file) => texts.has(file) || fileExists(file);
host.readFile = (file) => texts.get(file) ?? readFile(file);
host.getSourceFile = (file, language, ...rest) => {
  const text = texts.get(file);
  return text === undefined ? getSourceFile(file, language, ...rest) : ts.createSourceFile(file, text, language, true);
};
const program = ts.createProgram([...texts.keys()], options, host);

function errors(name: string): string[] {
  const source = program.getSourceFile(join(packages, name));
  const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return found.map(({ code, messageText }) => `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ').slice(0, 200)}`);
}

test.each(samples.map(({ id }, index) => [id, index] as const))('%s: no new error of type', (_, index) => {
  expect(texts.get(join(packages, `after-${index}.mts`))).not.toBe('');
  for (const ending of ['mts', 'cts']) {
    const before = errors(`before-${index}.${ending}`);
    expect(errors(`after-${index}.${ending}`).filter((error) => !before.includes(error))).toEqual([]);
  }
});

test.each(shown)('%s, as the page shows it: no new error of type', (id) => {
  for (const ending of ['mts', 'cts']) {
    const before = errors(`before-${id}.${ending}`);
    expect(before.filter((error) => error.startsWith('TS2307'))).toEqual([]);
    // Some packages bring no types; who writes for them in TypeScript installs those.
    const fresh = errors(`after-${id}.${ending}`).filter((error) => !before.includes(error) && !error.startsWith('TS7016'));
    expect(fresh).toEqual([]);
  }
});

/** An unknown package would hide every error behind it. */
test.each(samples.map(({ id }, index) => [id, index] as const))('%s: its package is installed', (_, index) => {
  expect(errors(`before-${index}.mts`).filter((error) => error.startsWith('TS2307'))).toEqual([]);
});
