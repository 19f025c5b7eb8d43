import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { remedies } from '../../src/remedies/index';
import { moduleText } from '../../src/remedies/module/module-text';
import { checkFix } from '../harness/check-fix';
import { provedOptions } from './proved';

const page = readFileSync(join(import.meta.dirname, '../../docs/remedies.md'), 'utf8');
const sections = new Map(
  [...page.matchAll(/^## `([\w-]+)`\n([\s\S]*?)(?=^## |$(?![\s\S]))/gm)].map(([, id = '', body = '']) => [id, body] as const),
);
const block = (id: string, name: 'before' | 'after'): string =>
  new RegExp(`\`\`\`ts ${name}\n([\\s\\S]*?)\`\`\``).exec(sections.get(id) ?? '')?.[1] ?? '';

test('the page lists every remedy, and no other', () => {
  expect([...sections.keys()]).toEqual(remedies.map(({ id }) => id));
  for (const { id, safety, rules = [], summary } of remedies) {
    const row = page.split('\n').find((line) => line.startsWith(`| [\`${id}\`](#${id}) |`));
    expect(row, id).toContain(`| ${safety} |`);
    for (const rule of rules) expect(row, id).toContain(`[\`${rule}\`](rules/${rule}.md)`);
    expect(sections.get(id)).toContain(summary);
  }
});

test('the page lists what was run', () => {
  const rows = [...page.matchAll(/^\| `([^`]+)` \| (`[^|]+`) \|$/gm)];
  const listed = rows.flatMap(([, client = '', options = '']) =>
    [...options.matchAll(/`([^`]+)`/g)].map(([, option = '']) => `${client} ${option}`),
  );
  expect(listed.toSorted()).toEqual(provedOptions);
});

describe('what the page shows is what is written', () => {
  test.each(remedies)('$id', ({ id, needs, safety }) => {
    const [before, after] = [block(id, 'before'), block(id, 'after')];
    const packages = [...before.matchAll(/from '([^']+)'/g)].flatMap(([, name]) => name ?? []).concat(needs ?? []);
    const manifest = JSON.stringify({ type: 'module', dependencies: Object.fromEntries(packages.map((name) => [name, '*'])) });
    const [, name] = /import \{ (\w+) \} from '[^']*\/resilience/.exec(after) ?? [];
    const module = name === undefined ? {} : { 'src/resilience.ts': moduleText({ form: 'typescript' }, name) };
    const fix = checkFix(id, { 'main.ts': before, 'package.json': manifest }, { 'main.ts': after, ...module });
    const order = ['safe', 'suggestion', 'dangerous'];
    expect(order.indexOf(fix.safety)).toBeGreaterThanOrEqual(order.indexOf(safety));
  });
});

test('what needs no package compiles, strictly, before and after', () => {
  const texts = new Map<string, string>([['/src/resilience.ts', moduleText({ form: 'typescript' })]]);
  for (const { id } of remedies)
    for (const name of ['before', 'after'] as const) {
      const text = block(id, name);
      if (!/from '[^.]/.test(text)) texts.set(`/${id}-${name}.ts`, text);
    }
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ['node'],
    typeRoots: [join(import.meta.dirname, '../../node_modules/@types')],
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile, directoryExists } = host;
  host.directoryExists = (folder) => folder === '/src' || (directoryExists?.(folder) ?? true);
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = texts.get(file);
    return text === undefined ? getSourceFile(file, version, ...rest) : ts.createSourceFile(file, text, version);
  };
  const found = ts.getPreEmitDiagnostics(ts.createProgram([...texts.keys()], options, host));
  expect(texts.size).toBeGreaterThan(12);
  expect(found.map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)).toEqual([]);
}, 120_000);
