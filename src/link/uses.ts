import type { BindingId, ExprId } from '../model/summary';
import { perView } from './per-view';
import type { View } from './view';

/** What is done with what an expression gives, at one place. */
export type Use =
  /** A member is asked of it. */
  | { readonly is: 'member'; readonly of: ExprId; readonly name: string }
  | { readonly is: 'called'; readonly by: ExprId }
  | { readonly is: 'argument'; readonly call: ExprId; readonly arg: number }
  | { readonly is: 'named'; readonly as: BindingId }
  /** It is what another expression gives, or may give: `answer ?? other`. */
  | { readonly is: 'passed'; readonly on: ExprId }
  /** It is only compared, or asked whether it is there. */
  | { readonly is: 'asked' }
  /** It goes where it is not followed. */
  | { readonly is: 'gone' };

interface Uses {
  /** The uses of each expression that has any which a summary tells of: what is thrown or yielded has none. */
  readonly of: ReadonlyMap<ExprId, readonly Use[]>;
  /** The places where each name is read. */
  readonly reads: ReadonlyMap<BindingId, readonly ExprId[]>;
}

/** What becomes of the expressions of a file. */
export const usageIn = perView(findUses);

function findUses({ summary }: View): Uses {
  const of = new Map<ExprId, Use[]>();
  const reads = new Map<BindingId, ExprId[]>();
  const put = (id: ExprId | undefined, use: Use): void => {
    if (id !== undefined) of.set(id, [...(of.get(id) ?? []), use]);
  };
  const all = (ids: readonly ExprId[], use: Use): void => {
    for (const id of ids) put(id, use);
  };
  summary.exprs.forEach((e, id) => {
    if (e.k === 'ref') reads.set(e.b, [...(reads.get(e.b) ?? []), id]);
    else if (e.k === 'mem') put(e.o, { is: 'member', of: id, name: e.n });
    else if (e.k === 'idx') {
      put(e.o, gone);
      put(e.i, asked);
    } else if (e.k === 'call') {
      put(e.c, { is: 'called', by: id });
      e.a.forEach((a, arg) => {
        put(a, e.spread !== undefined && arg >= e.spread ? gone : { is: 'argument', call: id, arg });
      });
    } else if (e.k === 'obj')
      all(
        e.p.map((p) => p.e),
        gone,
      );
    else if (e.k === 'arr') all(e.e, gone);
    else if (e.k === 'alt') {
      put(e.test, asked);
      e.e.forEach((one, i) => {
        put(one, e.op === '&&' && i === 0 ? asked : { is: 'passed', on: id });
      });
    } else if (e.k === 'bin') all([e.l, e.r], asked);
    else if (e.k === 'un') put(e.e, asked);
    else if (e.k === 'tpl')
      all(
        e.p.filter((p) => typeof p === 'number'),
        asked,
      );
  });
  summary.bindings.forEach((b, as) => {
    put(b.e, { is: 'named', as });
    all(b.w ?? [], { is: 'named', as });
    put(b.d, gone);
  });
  for (const { ret, params } of summary.functions) {
    all(ret, gone);
    for (const { d } of params) put(d, gone);
  }
  for (const { test } of summary.contexts) put(test, asked);
  for (const { test, over } of summary.loops) {
    put(test, asked);
    put(over, gone);
  }
  for (const { o, key, v } of summary.writes) {
    all([o, v], gone);
    put(key, asked);
  }
  for (const { e } of summary.exports) put(e, gone);
  for (const { members } of summary.classes) for (const { e } of members) put(e, gone);
  return { of, reads };
}

const asked: Use = { is: 'asked' };
const gone: Use = { is: 'gone' };
