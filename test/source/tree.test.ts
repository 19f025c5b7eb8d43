import { readFileSync } from 'node:fs';
import { ts } from 'ts-morph';
import { expect, test } from 'vitest';
import { parse } from '../../src/source/tree';

test.each(['src/source/tree.ts', 'src/link/values.ts', 'test/cli/command.ts', 'src/cli/main.ts'])(
  'every node of %s knows its parent',
  (file) => {
    const tree = parse(file, readFileSync(file, 'utf8'));
    let nodes = 0;
    const visit = (node: ts.Node): void => {
      ts.forEachChild(node, (child) => {
        nodes++;
        if (child.parent !== node) throw new Error(`${child.getText(tree)} has another parent`);
        visit(child);
      });
    };
    visit(tree);
    expect(nodes).toBeGreaterThan(100);
    expect(tree.parent).toBeUndefined();
  },
);

test('a chain longer than the stack is deep has parents as well', () => {
  const tree = parse('a.ts', `const a = ${'1 + '.repeat(20_000)}1;`);
  const statement = tree.statements[0]!;
  expect(statement.parent).toBe(tree);
});
