import type { Expr } from '../../model/summary';
import { isSame } from '../alike';
import type { Value } from '../values';
import type { View } from '../view';

type Choice = Extract<Expr, { k: 'alt' }>;

/** What a comparison of two known values comes to; `undefined` where either is not known to its end. */
export function compared(op: string, l: Value, r: Value): boolean | undefined {
  if (op === '==' || op === '!=') {
    const [a, b] = [isNothing(l), isNothing(r)];
    if (a === true || b === true) return a === undefined || b === undefined ? undefined : (a === b) === (op === '==');
    // What is of two kinds is made one of them first.
    return typeName(l) === typeName(r) ? strictly(op === '!=', l, r) : undefined;
  }
  if (op === '===' || op === '!==') return strictly(op === '!==', l, r);
  if (l.is !== 'lit' || r.is !== 'lit') return undefined;
  const [a, b] = [l.v, r.v].map((v) => (v === undefined ? Number.NaN : v));
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  return { '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b }[op];
}

/** What `typeof` says of a known value. */
export function typeName(value: Value): string | undefined {
  if (value.is === 'lit') return value.v === null ? 'object' : typeof value.v;
  if (value.is === 'fn' || value.is === 'cls') return 'function';
  return value.is === 'obj' || value.is === 'arr' || value.is === 'inst' ? 'object' : undefined;
}

/** A choice, and which values its left side is left for. */
export interface Default {
  readonly of: Choice;
  readonly isEmpty: (value: Value) => boolean;
}

/** `x != null ? x : y` and its like say `x ?? y`; `x ? x : y` says `x || y`. */
export function asDefault(view: View, e: Choice): Default {
  const [yes, no] = e.e;
  const plain = { of: e, isEmpty: e.op === '??' ? isAbsentOrNull : isFalsy };
  if (e.op !== '?' || e.test === undefined || yes === undefined || no === undefined) return plain;
  const test = view.expr(e.test);
  if (isSame(view, e.test, yes)) return { of: { k: 'alt', op: '||', e: [yes, no] }, isEmpty: isFalsy };
  if (test.k !== 'bin' || !/^[!=]==?$/.test(test.op)) return plain;
  const [asked, nothing] = isNone(view.expr(test.r)) ? [test.l, test.r] : isNone(view.expr(test.l)) ? [test.r, test.l] : [];
  const [kept, instead] = test.op.startsWith('!') ? [yes, no] : [no, yes];
  if (asked === undefined || nothing === undefined || !isSame(view, asked, kept)) return plain;
  const isNull = view.expr(nothing).k === 'lit';
  // `!== undefined` lets `null` stand.
  const isEmpty = test.op.length === 2 ? isAbsentOrNull : (value: Value) => value.is === 'lit' && value.v === (isNull ? null : undefined);
  return { of: { k: 'alt', op: '??', e: [kept, instead] }, isEmpty };
}

const isAbsentOrNull = (value: Value): boolean => isNothing(value) === true;
const isFalsy = (value: Value): boolean => value.is === 'lit' && !value.v;

function isNone(e: Expr): boolean {
  return e.k === 'undef' || (e.k === 'lit' && (e.v === null || e.v === undefined));
}

/** Whether a value is `null` or `undefined`. */
function isNothing(value: Value): boolean | undefined {
  if (value.is === 'lit') return value.v === null || value.v === undefined;
  return typeName(value) === undefined ? undefined : false;
}

function strictly(not: boolean, l: Value, r: Value): boolean | undefined {
  if (l.is === 'lit' && r.is === 'lit') return isCut(l.v) || isCut(r.v) ? undefined : (l.v === r.v) !== not;
  const [a, b] = [typeName(l), typeName(r)];
  return a === undefined || b === undefined || a === b || l.is === r.is ? undefined : not;
}

/** Of a text put together at run time only the beginning is known. */
export function isCut(v: unknown): boolean {
  return typeof v === 'string' && v.includes('{…}');
}
