import { ts } from 'ts-morph';
import { bare, declarationOf, isText, objectOf } from './draft-arguments';
import type { OptionsPlace } from './draft-options';
import { inside, nested, property } from './draft-properties';
import type { Sheet } from './sheet';
import { indentAt, styled } from './style';

/** `request(document, variables)`, which is `request({ document, variables })`; a name alone may be either, unless it says that it is a document. */
export function asDocument(place: OptionsPlace & { readonly node: ts.Expression }): OptionsPlace | undefined {
  const { call, index, node, rest, behind = [] } = place;
  const further = (call.arguments?.length ?? 0) - 1;
  if (further === 0 && objectOf(node) !== undefined) return { call, index, node, rest };
  return further <= behind.length && (further > 0 || isText(node) || isDocument(node)) ? place : undefined;
}

/** A tagged text, a constant that holds one, or one that is called so: `GET_USER`, `userQuery`. */
function isDocument(written: ts.Expression): boolean {
  const node = bare(written);
  if (ts.isTaggedTemplateExpression(node)) return true;
  if (!ts.isIdentifier(node)) return false;
  const made = declarationOf(node);
  const holds = made !== undefined && ts.isVariableDeclaration(made) && made.initializer !== undefined && isDocument(made.initializer);
  return holds || /^[A-Z][A-Z\d_]+$|(?:query|mutation|document)$/i.test(node.text);
}

/** Puts what stands for options of their own into an object, with one more option: `{ sql: 'select 1', timeout: 5000 }`. */
export function tellWithin(
  { call, index, statement = '', behind = [] }: OptionsPlace,
  node: ts.Expression,
  path: readonly string[],
  sheet: Sheet,
  code: string,
): void {
  const base = indentAt(sheet.text(), node.getStart());
  const options = styled(inside(nested(path, code, sheet)), sheet.manner, base);
  const moved = call.arguments?.slice(index + 1, index + 1 + behind.length) ?? [];
  const given = [node, ...moved].map((one, i) => property([statement, ...behind][i] ?? '', one.getText()));
  sheet.put(node.getStart(), (moved.at(-1) ?? node).end, `{ ${[...given, options].join(', ')} }`);
}
