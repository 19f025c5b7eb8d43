import { ts } from 'ts-morph';
import type { Sheet } from './sheet';
import { alignedIn } from './draft-aligned';
import { indentAt, styled } from './style';

/** Adds a property behind the others, in the manner they are written in. */
export function addProperty(sheet: Sheet, object: ts.ObjectLiteralExpression, property: string): void {
  const { properties } = object;
  const text = sheet.text();
  const last = properties[properties.length - 1];
  const { eol, spaced } = sheet.manner;
  if (last === undefined) {
    const pad = spaced ? ' ' : '';
    const inner = text.slice(object.getStart() + 1, object.end - 1);
    if (inner.trim() === '') sheet.write(object.getStart(), object.end, `{${pad}${property}${pad}}`);
    else if (!inner.includes('\n')) sheet.write(object.end - 1, object.end - 1, `${property} `);
    else {
      // Behind the comment that is all it holds.
      const base = indentAt(text, object.getStart() + 1 + inner.search(/\S/));
      const end = object.getStart() + 1 + inner.trimEnd().length;
      sheet.put(end, end, `${eol}${base}${styled(property, sheet.manner, base)},`);
    }
    return;
  }
  const broken = /\n/.test(text.slice(object.getStart(), (properties[0] ?? last).getStart()));
  if (!broken) {
    const comma = properties.hasTrailingComma ? properties.end : last.end;
    sheet.write(comma, comma, properties.hasTrailingComma ? ` ${property}` : `, ${property}`);
    return;
  }
  const base = indentAt(text, last.getStart());
  if (properties.length > 1 && /^\s*,/.test(text.slice(text.lastIndexOf('\n', last.getStart() - 1) + 1))) {
    sheet.put(last.end, last.end, `${eol}${base}, ${styled(property, sheet.manner, base)}`);
    return;
  }
  const aligned = alignedIn(object, text, property);
  const behind = properties.hasTrailingComma ? properties.end : last.end;
  const line = lineEnd(text, behind, object.end - 1);
  sheet.put(line, line, `${eol}${base}${styled(aligned.property, sheet.manner, base)}${properties.hasTrailingComma ? ',' : ''}`);
  if (!properties.hasTrailingComma) sheet.put(last.end, last.end, ',');
  for (const { at, by } of aligned.moves.toReversed()) sheet.put(at, at, by);
}

/** Puts a property in front of the others, so that theirs win. */
export function addFirst(sheet: Sheet, object: ts.ObjectLiteralExpression, property: string): void {
  const [first] = object.properties;
  if (first === undefined) {
    addProperty(sheet, object, property);
    return;
  }
  const text = sheet.text();
  const at = first.getStart();
  const base = indentAt(text, at);
  if (!/\n/.test(text.slice(object.getStart(), at))) sheet.write(at, at, `${property}, `);
  else sheet.put(at, at, `${styled(property, sheet.manner, base)},${sheet.manner.eol}${base}`);
}

/** Behind a comment that stands on the same line, so that it stays with its property. */
export function lineEnd(text: string, from: number, limit: number): number {
  const comments = ts.getTrailingCommentRanges(text, from) ?? [];
  const end = comments[comments.length - 1]?.end ?? from;
  return Math.min(end, limit);
}

/** Takes a property out. */
export function dropProperty(sheet: Sheet, object: ts.ObjectLiteralExpression, own: ts.ObjectLiteralElementLike): void {
  const { properties } = object;
  const index = properties.indexOf(own);
  const before = properties[index - 1];
  const next = properties[index + 1];
  const text = sheet.text();
  if (next !== undefined) sheet.put(own.getStart(), next.getStart(), '');
  else if (before !== undefined) sheet.put(before.end, own.end, '');
  else {
    const inner = text.slice(object.getStart() + 1, object.end - 1);
    if (/\/[/*]/.test(inner)) sheet.put(own.getStart(), properties.hasTrailingComma ? properties.end : own.end, '');
    else sheet.put(object.getStart(), object.end, '{}');
  }
}

/** `{ a: { b: code } }`. */
export function nested(path: readonly string[], code: string, sheet: Sheet): string {
  const pad = sheet.manner.spaced ? ' ' : '';
  return path.reduceRight((inner, name) => `{${pad}${property(name, inner)}${pad}}`, code);
}

/** `signal` rather than `signal: signal`. */
export function property(name: string, code: string): string {
  return name === code ? name : `${keyOf(name)}: ${code}`;
}

/** The text between the braces of an object. */
export function inside(object: string): string {
  return object.slice(1, -1).trim();
}

/** A name as a key, quoted where it must be. */
export function keyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
}

/** The name a key stands for. */
export function nameOf(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : undefined;
}
