// Derives what a fix may write into a project from the one source of the resilience module: TypeScript, and JavaScript in both forms.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The text of `src/remedies/module/texts.json`: of each form the lines at its head, and its declarations with what each needs. */
export function moduleTexts(root) {
  const typescript = readFileSync(join(root, 'src/remedies/module/resilience.ts'), 'utf8');
  const texts = { typescript, javascript: formatted(root, javascript(typescript), 'module.js') };
  const forms = Object.entries(texts).map(([name, text]) => [name, partsOf(text)]);
  return formatted(root, JSON.stringify(Object.fromEntries(forms), undefined, 2), 'texts.json');
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

/** What stands above the first blank line, and each declaration behind it: `apart` where a blank line is between it and the one before. */
function partsOf(text) {
  const head = text.slice(0, text.indexOf('\n\n'));
  const tree = ts.createSourceFile('module.ts', text, ts.ScriptTarget.ES2022, true);
  const names = new Map(tree.statements.map((statement) => [nameOf(statement), statement]));
  const parts = [...names].map(([name, statement], index) => {
    const start = index === 0 ? head.length : statement.pos;
    const lines = text.slice(start, statement.end).replace(/^\n+/, '').split('\n');
    return { name, needs: needsOf(statement, names), apart: /^\s*\n\n/.test(text.slice(start, statement.end)), lines };
  });
  return { head: head.split('\n'), parts };
}

function nameOf(statement) {
  return (ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : statement).name.text;
}

/** The other declarations that one names, not as a member of something. */
function needsOf(statement, names) {
  const needs = new Set();
  const own = nameOf(statement);
  const isMember = ({ parent }, node) =>
    (ts.isPropertyAccessExpression(parent) || ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent)) && parent.name === node;
  const visit = (node) => {
    if (ts.isIdentifier(node) && node.text !== own && names.has(node.text) && !isMember(node, node)) needs.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return [...needs].sort();
}

function formatted(root, text, name) {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  return execFileSync(process.execPath, [biome, 'format', `--stdin-file-path=${name}`], { cwd: root, input: text, encoding: 'utf8' });
}
