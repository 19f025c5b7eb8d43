import type { CallExpr, ExprId, FnId } from '../../model/summary';
import { absent, type Frame, type Value } from '../values';
import type { View } from '../view';
import type { Evaluation } from './evaluation';

/** What a call puts into an object that it is handed first, and whether it goes before what is there. */
interface Mixed {
  readonly put: readonly Value[];
  readonly first: boolean;
  readonly deep: boolean;
}

/** The calls that may put something into an object, which `isTarget` tells: `Object.assign(options, …)`, `_.defaults(this.options, …)`. */
export function mixing(ev: Evaluation, v: View, isTarget: (id: ExprId, fn: FnId) => boolean): readonly ExprId[] {
  let all = known.get(v);
  if (all === undefined) {
    all = v.summary.calls.filter((id) => {
      const call = v.call(id)!;
      // What goes on with what it gives is read there.
      return call.used === 'statement' && call.how === 'call' && call.spread === undefined && ev.library.mixes(moduleOf(v, call.c));
    });
    known.set(v, all);
  }
  return all.filter((id) => {
    const call = v.call(id)!;
    const target = call.a[flagged(v, call)];
    return target !== undefined && isTarget(target, call.fn);
  });
}

const known = new WeakMap<View, readonly ExprId[]>();

/** The package, or the global, that something is taken from as it is written: `lodash` of `_.defaults` and of `const { defaults } = require('lodash')`. */
function moduleOf(v: View, id: ExprId, depth = 0): string {
  const e = v.expr(id);
  if (e.k === 'mem') return moduleOf(v, e.o, depth);
  if (e.k === 'mod') return e.m;
  if (e.k === 'global') return `global:${e.n}`;
  const b = e.k === 'ref' ? v.summary.bindings[e.b] : undefined;
  return b?.im?.[0] ?? (b?.e === undefined || depth > 2 ? '' : moduleOf(v, b.e, depth + 1));
}

/** What such calls put in, each with what its function was entered with. */
export function mixedInto(
  ev: Evaluation,
  v: View,
  calls: readonly ExprId[],
  frameOf: (call: ExprId) => Frame | undefined,
): readonly Mixed[] {
  return calls.flatMap((id): readonly Mixed[] => {
    const call = v.call(id)!;
    const frame = frameOf(id);
    const made = ev.value(v.file, call.c, frame);
    if (made.is !== 'lib') return [];
    const shape = ev.library.shapes(made.module, made.path);
    if (shape === undefined || !/merge|defaults/.test(shape)) return [];
    const from = flagged(v, call);
    const put = call.a.slice(from + 1).map((a) => ev.value(v.file, a, frame));
    return [{ put, first: shape.endsWith('defaults'), deep: shape.startsWith('deep') || from === 1 }];
  });
}

/** `extend(true, target, …)`: where the target stands. */
const flagged = (v: View, { a }: CallExpr): number => (a[0] !== undefined && v.expr(a[0]).k === 'lit' ? 1 : 0);

/** An object with what was put into it; what is no plain object stays as it is. */
export function withMixed(whole: Value, mixed: readonly Mixed[]): Value {
  return mixed.reduce((made, { put, first, deep }) => {
    if (!isPlain(made)) return made;
    const parts = first ? [...[...put].reverse(), made] : [made, ...put];
    return { is: 'merged', parts: parts.map((one) => (one.is === 'lit' ? absent : one)), ...(deep ? { deep: true as const } : {}) };
  }, whole);
}

function isPlain(value: Value): boolean {
  if (value.is === 'any') return value.of.every(isPlain);
  if (value.is === 'unknown') return value.takes === undefined;
  return value.is === 'obj' || value.is === 'merged' || value.is === 'shaped' || value.is === 'without';
}
