import type { Amount } from '../model/layer';

/** One object of a report that is read back; nothing of it is taken for granted. */
export type Row = Readonly<Record<string, unknown>>;

/** A number or `unbounded`; else it is not known. */
export function amount(value: unknown): Amount {
  return typeof value === 'number' || value === 'unbounded' ? value : 'unknown';
}

/** How many; none where it is not said. */
export function count(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** A line or a column; the first where there is none. */
export function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 1;
}

/** A text; empty where there is none. */
export function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The objects of a list; none where there is no list. */
export function list(value: unknown): readonly Row[] {
  return Array.isArray(value) ? value.filter(isRow) : [];
}

/** An object; empty where there is none. */
export function record(value: unknown): Row {
  return isRow(value) ? value : {};
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
