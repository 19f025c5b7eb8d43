import type { Expr, ExprId } from '../model/summary';
import type { View } from './view';

/** A condition, and whether it holds where something is done. */
export interface Choice {
  readonly test: ExprId;
  readonly holds: boolean;
}

/** The conditions under which an expression is come to inside of its statement: `tries < 3 ? again() : undefined`, `ready && again()`. */
export function choicesOn(view: View, id: ExprId): readonly Choice[] {
  const around = parentsIn(view);
  const out: Choice[] = [];
  for (let at = id, up = around.get(at), hops = 0; up !== undefined && hops < 60; at = up, up = around.get(at), hops++) {
    const found = chosenBy(view.expr(up), at);
    if (found !== undefined) out.push(found);
  }
  return out;
}

function chosenBy(e: Expr, part: ExprId): Choice | undefined {
  if (e.k !== 'alt') return undefined;
  const [left, right] = e.e;
  if (e.op === '?') return e.test === undefined || part === e.test ? undefined : { test: e.test, holds: part === left };
  if (left === undefined || part !== right || e.op === '??') return undefined;
  return { test: left, holds: e.op === '&&' };
}

const parents = new WeakMap<View, ReadonlyMap<ExprId, ExprId>>();

/** What each expression is a part of. */
function parentsIn(view: View): ReadonlyMap<ExprId, ExprId> {
  const have = parents.get(view);
  if (have !== undefined) return have;
  const made = new Map<ExprId, ExprId>();
  view.summary.exprs.forEach((e, id) => {
    for (const part of partsOf(e)) made.set(part, id);
  });
  parents.set(view, made);
  return made;
}

function partsOf(e: Expr): readonly ExprId[] {
  switch (e.k) {
    case 'tpl':
      return e.p.filter((part) => typeof part === 'number');
    case 'mem':
      return [e.o];
    case 'idx':
      return [e.o, e.i];
    case 'call':
      return [e.c, ...e.a];
    case 'obj':
      return e.p.map((property) => property.e);
    case 'arr':
      return e.e;
    case 'alt':
      return e.test === undefined ? e.e : [e.test, ...e.e];
    case 'bin':
      return [e.l, e.r];
    case 'un':
      return [e.e];
    default:
      return [];
  }
}
