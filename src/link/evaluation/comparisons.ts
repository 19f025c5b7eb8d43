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

/** `x != null ? x : y` and its like say `x ?? y`; `x ? x : y` says `x || y`. */
export function asDefault(view: View, e: Choice): Choice {
  const [yes, no] = e.e;
  if (e.op !== '?' || e.test === undefined || yes === undefined || no === undefined) return e;
  const test = view.expr(e.test);
  if (isSame(view, e.test, yes)) return { k: 'alt', op: '||', e: [yes, no] };
  if (test.k !== 'bin' || !/^[!=]==?$/.test(test.op)) return e;
  const asked = nothing(view.expr(test.r)) ? test.l : nothing(view.expr(test.l)) ? test.r : undefined;
  const [kept, instead] = test.op.startsWith('!') ? [yes, no] : [no, yes];
  return asked !== undefined && isSame(view, asked, kept) ? { k: 'alt', op: '??', e: [kept, instead] } : e;
}

function nothing(e: Expr): boolean {
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
function isCut(v: unknown): boolean {
  return typeof v === 'string' && v.includes('{…}');
}
