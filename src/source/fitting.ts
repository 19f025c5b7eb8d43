import { posix } from 'node:path';
import { ts } from 'ts-morph';
import type { Sheet } from './sheet';
import { objectOf } from './draft-arguments';
import { majorFor, toldFor, toldOf } from './looks';
import { indentAt, styled } from './style';

/** What Prettier is told of a file. */
export interface Fit {
  /** How wide its lines may be. */
  readonly width: number;
  /** Whether a comma stands behind the last property of several lines. */
  readonly lastComma: boolean;
  /** Whether one stands behind the last argument of several lines. */
  readonly argumentComma: boolean;
  /** Whether the one parameter of a function stands without parentheses: `signal => …`. */
  readonly bareParameter: boolean;
}

/** How Prettier writes a file; `undefined` where nothing says that it looks after it. */
export function fitFor(file: string, text: (file: string) => string | undefined): Fit | undefined {
  const told = toldFor(posix.dirname(file), text);
  if (told === undefined) return undefined;
  const { config, folder } = told;
  const width = toldOf(config, 'printWidth', '\\d+');
  // What takes its options from elsewhere may be told of another width there.
  if (width === undefined && /^\s*['"]?[.@\w/-]+['"]?\s*$|\brequire\s*\(|\bimport\b|\.\.\./.test(config)) return undefined;
  const parentheses = toldOf(config, 'arrowParens', 'avoid|always');
  const major = majorFor(folder, text);
  const commas = toldOf(config, 'trailingComma', 'none|es5|all');
  return {
    width: Number(width ?? 80),
    // Before its version 2 there is none unless it is asked for.
    lastComma: commas === undefined ? major !== 1 : commas !== 'none',
    bareParameter: parentheses === undefined ? major === 1 : parentheses === 'avoid',
    argumentComma: commas === undefined ? major === undefined || major > 2 : commas === 'all',
  };
}

/**
 * Breaks what a change made too long for its line, as Prettier does in the commonest cases: the object that holds the options of
 * a call, or the chain that it stands in. What it does otherwise is left to it.
 */
export function fit(sheet: Sheet, call: ts.CallExpression | ts.NewExpression, what: 'options' | 'chain'): void {
  if (sheet.fit === undefined) return;
  const given: readonly ts.Expression[] = call.arguments ?? [];
  const object = given.find(
    (one): one is ts.ObjectLiteralExpression => ts.isObjectLiteralExpression(one) && (one === given.at(-1) || beginsLine(sheet, one)),
  );
  if (what === 'options' && hugsNoMore(sheet, given)) breakArguments(sheet, call, given);
  else if (
    what === 'options' &&
    object !== undefined &&
    isTooLong(sheet, object.getStart()) &&
    !spansLines(sheet, object) &&
    !isHeaded(sheet, call)
  ) {
    joinCallback(sheet, call);
    breakWithin(sheet, call, object);
  } else breakChain(sheet, call);
}

/** Whether a call stands in a chain of several on one line that begins with names, which is broken before what is in it: `octokit.users.get(…).then(…)`. */
function isHeaded(sheet: Sheet, call: ts.Node): boolean {
  const top = topOf(call);
  const dots = dotsIn(top);
  const head = sheet.text().slice(top.getStart(), dots[0]);
  return (
    dots.length > 1 &&
    !spansLines(sheet, top) &&
    /^[\w$.]+$/.test(head) &&
    !/^(?:this|[A-Z_$][\w$]*)$/.test(head) &&
    !ts.isExpressionStatement(top.parent)
  );
}

/** What a callback gives goes on its line again, behind an object that is broken: `.then(res =>⏎res.json()⏎)`. */
function joinCallback(sheet: Sheet, call: ts.CallExpression | ts.NewExpression): void {
  const found = /^(\.\w+\((?:\w+|\([\w\s,]*\)) =>)\s*\n\s*([^\n]+?)\r?\n\s*(?=\))/.exec(sheet.text().slice(call.end));
  if (found === null) return;
  const [all, start = '', last = ''] = found;
  const gives = last.replace(/,$/, '');
  const width = indentAt(sheet.text(), call.getStart()).length + `})${start} ${gives});`.length;
  if (width <= (sheet.fit?.width ?? 0)) sheet.put(call.end, call.end + all.length, `${start} ${gives}`);
}

/** An object over several lines is followed by another: `list({⏎…⏎}, { timeout: 5000 })`. */
function hugsNoMore(sheet: Sheet, given: readonly ts.Expression[]): boolean {
  const last = given.at(-1);
  const before = given.slice(0, -1);
  if (last === undefined || !ts.isObjectLiteralExpression(last) || given.some((one) => beginsLine(sheet, one))) return false;
  return (
    before.some((one) => ts.isObjectLiteralExpression(one) && spansLines(sheet, one)) &&
    !before.some((one) => /`[^`]*\n/.test(one.getText()))
  );
}

/**
 * Breaks the object that has grown by an option, one property a line, where that has made its line too long: the options of a call where
 * the linter sets the limit, and options with a name.
 */
export function fitGrown(sheet: Sheet, call: ts.CallExpression | ts.NewExpression, before: string): void {
  const more = sheet.text().length - before.length;
  for (const one of call.arguments ?? []) {
    const object = objectOf(one);
    const isHere = object !== undefined && one.pos <= object.pos && object.end <= one.end;
    if (object === undefined || before.includes(object.getText()) || (isHere && sheet.fit !== undefined)) continue;
    if (spansLines(sheet, object) || !isTooLong(sheet, object.getStart())) continue;
    const wasTooLong = lineWidth(sheet, object.getStart()) - more > (sheet.limit ?? Number.POSITIVE_INFINITY);
    // A line that was too long before is as somebody wanted it.
    if (wasTooLong && sheet.fit === undefined) continue;
    breakObject(sheet, object);
    return;
  }
}

/** Each argument on lines of its own. */
function breakArguments(sheet: Sheet, call: ts.CallExpression | ts.NewExpression, given: readonly ts.Expression[]): void {
  const text = sheet.text();
  const { eol, indent } = sheet.manner;
  const base = indentAt(text, call.arguments?.pos ?? call.end);
  const ends = given.map((one) => [one.getStart(), one.end] as const);
  sheet.put(ends.at(-1)?.[1] ?? call.end - 1, call.end - 1, `${sheet.fit?.argumentComma === true ? ',' : ''}${eol}${base}`);
  for (const [index, [start, end]] of [...ends.entries()].toReversed()) {
    const inner = [...text.slice(start, end).matchAll(/\n(?=[^\n\r])/g)].map((line) => start + line.index + 1);
    for (const at of inner.toReversed()) sheet.put(at, at, indent);
    sheet.put(index === 0 ? start : (ends[index - 1]?.[1] ?? start), start, `${index === 0 ? '' : ','}${eol}${base}${indent}`);
  }
}

/** The parentheses in which a call is waited for whose answer something is taken from: `(await get(url)).data`. */
function takenFrom(call: ts.Node): ts.ParenthesizedExpression | undefined {
  const around = ts.isAwaitExpression(call.parent) ? call.parent.parent : undefined;
  return around !== undefined && ts.isParenthesizedExpression(around) && ts.isPropertyAccessExpression(around.parent) ? around : undefined;
}

/** Breaks an object, and the parentheses that its call is waited for in. */
function breakWithin(sheet: Sheet, call: ts.Node, object: ts.ObjectLiteralExpression): void {
  const around = takenFrom(call);
  if (around === undefined || spansLines(sheet, around)) {
    breakObject(sheet, object);
    return;
  }
  const { eol, indent } = sheet.manner;
  const base = indentAt(sheet.text(), around.getStart());
  const start = around.getStart() + 1;
  sheet.put(around.end - 1, around.end - 1, `${eol}${base}`);
  breakObject(sheet, object, indent);
  sheet.put(start, start, `${eol}${base}${indent}`);
}

function breakObject(sheet: Sheet, object: ts.ObjectLiteralExpression, deeper = ''): void {
  const text = sheet.text();
  if (object.properties.length === 0 || /\/[/*]/.test(object.getText().replace(/(['"`]).*?\1/g, ''))) return;
  const base = `${indentAt(text, object.getStart())}${deeper}`;
  const line = `${sheet.manner.eol}${base}${sheet.manner.indent}`;
  const ends = object.properties.map((one) => [one.getStart(), one.end] as const);
  const behind = object.properties.hasTrailingComma ? object.properties.end : (ends.at(-1)?.[1] ?? object.end);
  sheet.put(behind, object.end - 1, `${lastComma(sheet) && !object.properties.hasTrailingComma ? ',' : ''}${sheet.manner.eol}${base}`);
  for (let at = ends.length - 1; at >= 0; at--) {
    const before = at === 0 ? object.getStart() + 1 : (ends[at - 1]?.[1] ?? 0);
    sheet.put(before, ends[at]?.[0] ?? before, `${at === 0 ? '' : ','}${line}`);
  }
}

/** Whether a comma stands behind the last property of several lines: as Prettier is told, else as in most objects of the file. */
function lastComma(sheet: Sheet): boolean {
  if (sheet.fit !== undefined) return sheet.fit.lastComma;
  const seen = { with: 0, without: 0 };
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node) && /\n\s*\}$/.test(node.getText()))
      seen[node.properties.hasTrailingComma ? 'with' : 'without']++;
    ts.forEachChild(node, visit);
  };
  visit(sheet.tree());
  return seen.with >= seen.without;
}

/** What stands before, at each line within and behind what a policy runs, where Prettier breaks it: `run(() =>⏎call(…)⏎)`. */
export function fitWrapped(sheet: Sheet, [start, end]: readonly [number, number], before: string, after: string): void {
  const text = sheet.text();
  const base = indentAt(text, start);
  const { eol, indent } = sheet.manner;
  const [, opens, work = '', rest] =
    /^([\w$.]+\()((?:async )?(?:\([^()]*\)|\w+) =>) \0(?:, ([^\n]+))?\)$/.exec(`${before}\0${after}`) ?? [];
  const code = text.slice(start, end);
  const line = `${text.slice(text.lastIndexOf('\n', start - 1) + 1, start)}${before}${code}${after}${/^[^\n\r]*/.exec(text.slice(end))?.[0] ?? ''}`;
  const fits = !code.includes('\n') && widthOf(line) <= (sheet.fit?.width ?? Number.POSITIVE_INFINITY);
  // Options at the end are broken in their turn.
  const isHug = rest?.startsWith('{') === true && !code.includes('\n');
  if (sheet.fit === undefined || opens === undefined || fits || isHug || /`[^`]*\n/.test(code)) {
    sheet.put(end, end, styled(after, sheet.manner, base));
    sheet.put(start, start, styled(before, sheet.manner, base));
    return;
  }
  const comma = sheet.fit.argumentComma ? ',' : '';
  const apart = rest === undefined ? '' : `${eol}${base}${indent}`;
  const goesOn = rest !== undefined && !code.includes('\n') && widthOf(`${base}${indent}${work} ${code},`) <= sheet.fit.width;
  const step = `${indent}${rest === undefined ? '' : indent}`;
  sheet.put(end, end, `${rest === undefined ? '' : `,${apart}${styled(rest, sheet.manner, base)}`}${comma}${eol}${base})`);
  for (const { index } of [...code.matchAll(/\n(?=[^\n\r])/g)].toReversed()) sheet.put(start + index + 1, start + index + 1, step);
  sheet.put(start, start, `${opens}${apart}${work}${goesOn ? ' ' : `${eol}${base}${step}`}`);
}

/** Parameters on lines of their own where their line is too short for them: `const f = (a: A, b: B): C => {`. */
export function fittedSignature(sheet: Sheet, code: string): string {
  const [first = ''] = code.split(/\r?\n/);
  const [, opens, parameters = '', closes] = /^(const \w+ = \()([^()]+)(\).* => \{)$/.exec(first) ?? [];
  if (sheet.fit === undefined || opens === undefined || widthOf(first) <= sheet.fit.width) return code;
  const { eol, indent } = sheet.manner;
  const lines = parameters.split(', ').map((one) => `${eol}${indent}${one}`);
  return `${opens}${lines.join(',')}${sheet.fit.argumentComma ? ',' : ''}${eol}${closes}${code.slice(first.length)}`;
}

/** Breaks the options of what a constant at the top of the file was made with, where the line is too short for them. */
export function fitMade(sheet: Sheet, name: string): void {
  if (sheet.fit === undefined) return;
  for (const statement of sheet.tree().statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const [made] = statement.declarationList.declarations;
    const value = made !== undefined && ts.isIdentifier(made.name) && made.name.text === name ? made.initializer : undefined;
    if (value === undefined || !(ts.isCallExpression(value) || ts.isNewExpression(value))) continue;
    fit(sheet, value, 'options');
    return;
  }
}

/** `if (gone) throw new Error(…);` on two lines where one is too short for it. */
export function fittedLine(sheet: Sheet, code: string, base: string): string {
  if (sheet.fit === undefined || code.includes('\n') || base.replace(/\t/g, '    ').length + code.length <= sheet.fit.width) return code;
  return code.replace(/^(if \(.*\)) (?=(?:throw|return)\b)/, `$1${sheet.manner.eol}${base}${sheet.manner.indent}`);
}

function breakChain(sheet: Sheet, call: ts.Node): void {
  const top = topOf(call);
  const dots = dotsIn(top);
  const text = sheet.text();
  const first = dots[0];
  if (first === undefined || dots.length < 2) return;
  const head = text.slice(top.getStart(), first);
  const joined = head.includes('\n') ? joinedHead(sheet, top, head) : head;
  if (joined === undefined) return;
  const broken = dots.some((dot) => /\n\s*$/.test(text.slice(top.getStart(), dot)));
  if (
    broken ||
    /`[^`]*\n[^`]*`/.test(top.getText()) ||
    !(joined !== head || isTooLong(sheet, top.getStart()) || (dots.length > 2 && spansLines(sheet, top)))
  )
    return;
  const line = `${sheet.manner.eol}${indentAt(text, top.getStart())}${sheet.manner.indent}`;
  // What stands in the arguments over several lines goes in by a step, too.
  const places = [...text.slice(first, top.end).matchAll(/\n(?=[^\n\r])/g)].map(({ index }) => ({
    at: first + index + 1,
    by: sheet.manner.indent,
  }));
  for (const { at, by } of [...places, ...dots.map((at) => ({ at, by: line }))].toSorted((a, b) => b.at - a.at)) sheet.put(at, at, by);
  if (joined !== head) sheet.put(top.getStart(), first, joined);
}

/** What a chain begins with, its plain arguments on one line again, where that fits: `ask(\n  'LIST',\n  url,\n)`. */
function joinedHead(sheet: Sheet, top: ts.Node, head: string): string | undefined {
  const [, callee, said] = /^([\w$.]+)\(\s*([^()[\]{}`/]*?),?\s*\)$/.exec(head.trimEnd()) ?? [];
  if (callee === undefined || said === undefined) return undefined;
  const joined = `${callee}(${said.replace(/\s*\n\s*/g, ' ')})`;
  const text = sheet.text();
  const column = top.getStart() - (text.lastIndexOf('\n', top.getStart() - 1) + 1);
  return column + joined.length <= (sheet.fit?.width ?? 0) ? joined : undefined;
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
  return lineWidth(sheet, offset) > (sheet.fit?.width ?? sheet.limit ?? Number.POSITIVE_INFINITY);
}

function lineWidth(sheet: Sheet, offset: number): number {
  const text = sheet.text();
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return widthOf(text.slice(start, end < 0 ? undefined : end).replace(/\r$/, ''));
}

function widthOf(line: string): number {
  return line.replace(/\t/g, '    ').length;
}

function spansLines(sheet: Sheet, node: ts.Node): boolean {
  return sheet.text().slice(node.getStart(), node.end).includes('\n');
}

function beginsLine(sheet: Sheet, node: ts.Node): boolean {
  const text = sheet.text();
  return text.slice(text.lastIndexOf('\n', node.getStart() - 1) + 1, node.getStart()).trim() === '';
}
