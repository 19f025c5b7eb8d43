// Derives what a fix may write into a project from the one source of the resilience module: TypeScript, and JavaScript in both forms.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The text of `src/remedies/module/texts.json`: each form, line by line. */
export function moduleTexts(root) {
  const typescript = readFileSync(join(root, 'src/remedies/module/resilience.ts'), 'utf8');
  const esm = formatted(root, javascript(typescript));
  const texts = { typescript, esm, commonjs: commonjs(esm) };
  const lines = Object.entries(texts).map(([name, text]) => [name, text.trimEnd().split('\n')]);
  return `${JSON.stringify(Object.fromEntries(lines), undefined, 2)}\n`;
}

/** Without types, but with the blank lines and the opening comment, which the compiler would drop. */
function javascript(text) {
  const blank = '//·';
  const [opening] = /^\/\*\*[\s\S]*?\*\/\n/.exec(text);
  const { outputText } = ts.transpileModule(text.slice(opening.length).replace(/^$/gm, blank), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return `// @ts-nocheck\n${opening}\n${outputText.replaceAll(blank, '').replace(/\n(\s*\n)+/g, '\n\n')}`;
}

/** An export a line at the end, from which Node can tell the names to a module that imports them. */
function commonjs(esm) {
  const names = [...esm.matchAll(/^export (?:async )?(?:function|class|const) (\w+)/gm)].map(([, name]) => `exports.${name} = ${name};\n`);
  return `${esm.replace(/^export /gm, '')}\n${names.join('')}`;
}

function formatted(root, text) {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  return execFileSync(process.execPath, [biome, 'format', '--stdin-file-path=module.js'], { cwd: root, input: text, encoding: 'utf8' });
}
