import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from 'ts-morph';

/** One small program, by file. */
export type Program = Readonly<Record<string, string>>;

/** Every program that the other tests hand to the harness, read off their texts: a lone text, or `{ files: { … } }`. */
export function programs(...folders: readonly string[]): readonly Program[] {
  return folders.flatMap((folder) => testsIn(folder)).flatMap((file) => programsIn(file));
}

function testsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join(folder, file))
    .sort();
}

function programsIn(file: string): Program[] {
  const found: Program[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'files' && ts.isObjectLiteralExpression(node.initializer)) {
      const program = Object.fromEntries(node.initializer.properties.flatMap(fileOf));
      if (Object.keys(program).length > 0) found.push(program);
      return;
    }
    if (ts.isStringLiteralLike(node) && reads(node.text)) found.push({ [`main${endingOf(node)}`]: node.text });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}

function fileOf(property: ts.ObjectLiteralElementLike): [string, string][] {
  if (!ts.isPropertyAssignment(property) || !ts.isStringLiteralLike(property.initializer)) return [];
  const { name } = property;
  return ts.isStringLiteralLike(name) || ts.isIdentifier(name) ? [[name.text, property.initializer.text]] : [];
}

/** What stands under the name of a file is written in its language. */
function endingOf({ parent }: ts.Node): string {
  if (!ts.isPropertyAssignment(parent) || !ts.isStringLiteralLike(parent.name)) return '.ts';
  return /\.[jt]sx$/.exec(parent.name.text)?.[0] ?? '.ts';
}

/** A text that could call something: neither a name nor a sentence. */
function reads(text: string): boolean {
  return /\b(const|export|import|function|class|await)\b/.test(text) && /\(/.test(text) && /[;}]\s*$/.test(text.trim());
}
