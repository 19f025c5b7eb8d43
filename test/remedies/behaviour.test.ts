import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { remedies } from '../../src/remedies/index';
import { samples } from './samples';

/** Remedies whose mended code is run nowhere, each with the reason why it cannot be. */
const unrun: Readonly<Record<string, string>> = {};

/** Where before and after are run at a server at fault: `both` and `mended` are handed the remedy there, by name or by a row of `each`. */
const suites = ['../evidence/remedies.evidence.ts', 'policies.slow.ts'];

function runIn(suite: string): readonly string[] {
  const tree = ts.createSourceFile(suite, readFileSync(join(import.meta.dirname, suite), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const named = (node: ts.Node | undefined): void => {
    if (node !== undefined && ts.isStringLiteral(node)) found.push(node.text);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const [first] = node.arguments;
      if (/^(both|mended)$/.test(node.expression.getText())) named(first);
      if (/\.each$/.test(node.expression.getText()) && first !== undefined && ts.isArrayLiteralExpression(first)) {
        // The rows count only where what they are handed to runs them.
        const body = ts.isCallExpression(node.parent) ? node.parent.getText() : '';
        if (/\b(both|mended)\(remedy\b/.test(body))
          for (const row of first.elements) named(ts.isArrayLiteralExpression(row) ? row.elements[0] : row);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

test('every remedy was run at a server at fault, or says why it cannot be', () => {
  const run = new Set([...samples.filter((sample) => sample.unrun === undefined).map(({ remedy }) => remedy), ...suites.flatMap(runIn)]);
  expect(remedies.map(({ id }) => id).filter((id) => !run.has(id))).toEqual(Object.keys(unrun));
  expect(Object.keys(unrun).filter((id) => run.has(id))).toEqual([]);
});
