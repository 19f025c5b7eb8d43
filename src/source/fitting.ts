import { posix } from 'node:path';
import { ts } from 'ts-morph';
import type { Sheet } from './draft';
import { indentAt } from './style';

/** How wide Prettier lets the lines of a file be; `undefined` where nothing says that it looks after them. */
export function widthFor(file: string, text: (file: string) => string | undefined): number | undefined {
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    for (const name of configs) {
      const config = text(posix.join(folder, name));
      if (config !== undefined) return widthIn(config);
    }
    const manifest = text(posix.join(folder, 'package.json'));
    const own = /"prettier"\s*:\s*(\{[^}]*\}|")/.exec(manifest ?? '')?.[1];
    if (own !== undefined) return widthIn(own);
    if (folder === '.' || folder.startsWith('..')) return undefined;
  }
}

const configs: readonly string[] = [
  ...['', '.json', '.yaml', '.yml', '.json5', '.js', '.cjs', '.mjs', '.ts', '.toml'].map((ending) => `.prettierrc${ending}`),
  ...['.js', '.cjs', '.mjs', '.ts'].map((ending) => `prettier.config${ending}`),
];

function widthIn(config: string): number {
  return Number(/['"]?printWidth['"]?\s*[:=]\s*(\d+)/.exec(config)?.[1] ?? 80);
}

/**
 * Breaks what a change made too long for its line, as Prettier does in the commonest cases: the object that ends the arguments of
 * a call, and a chain of three calls or more. What it does otherwise is left to it.
 */
export function fit(sheet: Sheet, call: ts.CallExpression | ts.NewExpression): void {
  if (sheet.width === undefined) return;
  const last = call.arguments?.at(-1);
  if (last !== undefined && ts.isObjectLiteralExpression(last) && isTooLong(sheet, last.getStart()) && !spansLines(sheet, last))
    breakObject(sheet, last);
  else breakChain(sheet, call);
}

function breakObject(sheet: Sheet, object: ts.ObjectLiteralExpression): void {
  const text = sheet.text();
  if (object.properties.length === 0 || /\/[/*]/.test(object.getText().replace(/(['"`]).*?\1/g, ''))) return;
  const base = indentAt(text, object.getStart());
  const line = `${sheet.manner.eol}${base}${sheet.manner.indent}`;
  const ends = object.properties.map((one) => [one.getStart(), one.end] as const);
  const behind = object.properties.hasTrailingComma ? object.properties.end : (ends.at(-1)?.[1] ?? object.end);
  sheet.put(
    behind,
    object.end - 1,
    `${sheet.manner.lastComma && !object.properties.hasTrailingComma ? ',' : ''}${sheet.manner.eol}${base}`,
  );
  for (let at = ends.length - 1; at >= 0; at--) {
    const before = at === 0 ? object.getStart() + 1 : (ends[at - 1]?.[1] ?? 0);
    sheet.put(before, ends[at]?.[0] ?? before, `${at === 0 ? '' : ','}${line}`);
  }
}

function breakChain(sheet: Sheet, call: ts.Node): void {
  const top = topOf(call);
  const dots = dotsIn(top);
  const text = sheet.text();
  const first = dots[0];
  if (first === undefined || dots.length < 3 || text.slice(top.getStart(), first).includes('\n')) return;
  const broken = dots.some((dot) => /\n\s*$/.test(text.slice(top.getStart(), dot)));
  if (broken || /`[^`]*\n[^`]*`/.test(top.getText()) || !(isTooLong(sheet, top.getStart()) || spansLines(sheet, top))) return;
  const line = `${sheet.manner.eol}${indentAt(text, top.getStart())}${sheet.manner.indent}`;
  // What stands in the arguments over several lines goes in by a step, too.
  const places = [...text.slice(first, top.end).matchAll(/\n(?=[^\n\r])/g)].map(({ index }) => ({
    at: first + index + 1,
    by: sheet.manner.indent,
  }));
  for (const { at, by } of [...places, ...dots.map((at) => ({ at, by: line }))].toSorted((a, b) => b.at - a.at)) sheet.put(at, at, by);
}

/** The whole chain that a call stands in. */
function topOf(node: ts.Node): ts.Node {
  const { parent } = node;
  return (ts.isCallExpression(parent) || ts.isPropertyAccessExpression(parent)) && parent.expression === node ? topOf(parent) : node;
}

/** Where each call of a chain begins, at its dot, the first one first. */
function dotsIn(top: ts.Node): readonly number[] {
  const dots: number[] = [];
  for (let node = top; ts.isCallExpression(node) || ts.isPropertyAccessExpression(node); node = node.expression) {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) continue;
    const { name, questionDotToken } = node.expression;
    dots.unshift((questionDotToken ?? name).getStart() - (questionDotToken === undefined ? 1 : 0));
  }
  return dots;
}

function isTooLong(sheet: Sheet, offset: number): boolean {
  const text = sheet.text();
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
  return line.replace(/\t/g, '    ').length > (sheet.width ?? Number.POSITIVE_INFINITY);
}

function spansLines(sheet: Sheet, node: ts.Node): boolean {
  return sheet.text().slice(node.getStart(), node.end).includes('\n');
}
