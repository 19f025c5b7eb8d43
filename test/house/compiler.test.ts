import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compiler } from '../../scripts/compiler.mjs';
import { summarise } from '../../src/summary/summarise';

const folder = mkdtempSync(join(tmpdir(), 'breakwater-compiler-'));
let bundled: { summarise: typeof summarise };
let size = 0;

beforeAll(async () => {
  const outfile = join(folder, 'summarise.mjs');
  const { metafile } = await build({
    entryPoints: ['src/summary/summarise.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    plugins: [compiler],
    outfile,
    metafile: true,
  });
  size = Object.values(metafile.outputs)[0]?.bytes ?? 0;
  bundled = await import(pathToFileURL(outfile).href);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const odd: Record<string, string> = {
  'private.ts': 'class A { #a = 1; get #b() { return this.#a; } static { fetch("x"); } accessor c = 1 }',
  'broken.ts': 'export const a = { b: ; function ( { ]',
  'jsx.jsx': 'const a = <A b={fetch("x")}>text {c /* breakwater-disable-line */}</A>; // breakwater-disable-line missing-timeout',
  'types.ts':
    'declare module "x" { interface A<T extends infer U ? 1 : 2> { readonly a?: unique symbol } } let b = <any>c satisfies D as const;',
  'old.cjs': 'var a = require("axios"); module.exports = { a: a.get }; with (a) { b: for (;;) break b }',
  'templates.ts': `tag\`a \${b} \\u{1F600} c\`; /[/*]breakwater-disable/v.test(\`\${/* breakwater-enable */ d}\`)`,
  'nothing.ts': '',
  'numbers.js': '0b101n + 0o17 + 1_000 + 08; "\\u0041"; \\u0061bc(); <!-- html',
};

function sources(root: string): [string, string][] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path))
    .map((path) => [path, readFileSync(join(root, path), 'utf8')]);
}

test.each(Object.entries(odd))('the part of the compiler that is bundled reads %s as the whole one does', (file, text) => {
  expect(bundled.summarise(file, text)).toEqual(summarise(file, text));
});

test('and our own sources and sample projects', { timeout: 120_000 }, () => {
  const all = [...sources('src/summary'), ...sources('src/source'), ...sources('src/link'), ...sources('test/projects')];
  expect(all.length).toBeGreaterThan(50);
  for (const [file, text] of all) expect(bundled.summarise(file, text), file).toEqual(summarise(file, text));
});

test('it is a small part', () => {
  expect(size).toBeGreaterThan(100_000);
  expect(size).toBeLessThan(1_500_000);
});
