import { ts } from 'ts-morph';

/** A property as the others of an object are written, and how far the colons or values of those move for it. */
export interface Aligned {
  readonly property: string;
  readonly moves: readonly { readonly at: number; readonly by: string }[];
}

/** One property that stands on a line of its own. */
interface Row {
  readonly length: number;
  readonly before: number;
  readonly after: number;
  readonly colon: number;
  readonly value: number;
}

/** Puts the colon, or the value, of a new property below those of the others where they stand in one column. */
export function alignedIn(object: ts.ObjectLiteralExpression, text: string, property: string): Aligned {
  const [, name, code] = /^('[^']*'|[\w$]+): ([\s\S]+)$/.exec(property) ?? [];
  const rows = object.properties.flatMap((one) => rowOf(one, text) ?? []);
  const group = rows.length < object.properties.length || columnOf(rows) === undefined ? lastRows(object, text) : rows;
  const column = columnOf(group);
  if (name === undefined || code === undefined || column === undefined) return { property, moves: [] };
  const { at, of, gap } = column;
  const pad = ' '.repeat(Math.max(at - name.length, gap));
  const more = ' '.repeat(of === 'gap' ? 0 : Math.max(0, name.length + gap - at));
  const after = ' '.repeat(Math.min(...group.map((row) => row.after)));
  return {
    property: of === 'value' ? `${name}:${pad}${code}` : `${name}${of === 'gap' ? ' '.repeat(gap) : pad}:${after}${code}`,
    moves: more === '' ? [] : group.map(({ colon, value }) => ({ at: of === 'value' ? value : colon, by: more })),
  };
}

function rowOf(one: ts.ObjectLiteralElementLike, text: string): Row | undefined {
  if (!ts.isPropertyAssignment(one)) return undefined;
  const value = one.initializer.getStart();
  const [, before, after] = /^([ \t]*):([ \t]*)$/.exec(text.slice(one.name.end, value)) ?? [];
  if (before === undefined || after === undefined || !beginsLine(text, one.getStart())) return undefined;
  return {
    length: one.name.end - one.name.getStart(),
    before: before.length,
    after: after.length,
    colon: one.name.end,
    value,
  };
}

function beginsLine(text: string, at: number): boolean {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() === '';
}

/** The properties on the last lines that follow one another. */
function lastRows(object: ts.ObjectLiteralExpression, text: string): readonly Row[] {
  const rows: Row[] = [];
  for (const [index, one] of [...object.properties.entries()].toReversed()) {
    const row = rowOf(one, text);
    if (row === undefined) break;
    rows.unshift(row);
    const above = object.properties[index - 1];
    if (above === undefined || text.slice(above.getStart(), one.getStart()).split('\n').length !== 2) break;
  }
  return rows;
}

/** The column of the colons or of the values, told by keys of several lengths; else the room that stands in front of every colon. */
function columnOf(rows: readonly Row[]): { readonly at: number; readonly of: 'colon' | 'value' | 'gap'; readonly gap: number } | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const several = new Set(rows.map(({ length }) => length)).size > 1;
  const before = Math.min(...rows.map((row) => row.before));
  const at = first.length + first.before;
  if (several && rows.every((row) => row.length + row.before === at)) return { at, of: 'colon', gap: before };
  const value = first.length + first.after;
  if (several && rows.every((row) => row.before === 0 && row.length + row.after === value))
    return { at: value, of: 'value', gap: Math.min(...rows.map((row) => row.after)) };
  return before > 0 && rows.every((row) => row.before === before) ? { at: 0, of: 'gap', gap: before } : undefined;
}
