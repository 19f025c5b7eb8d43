import type { ExprId, FnId } from '../model/summary';
import { perView } from './view';

/** A call that a function is handed to, and as which argument; absent where it stands inside of one, as a member of an object. */
export interface Taker {
  readonly call: ExprId;
  readonly arg?: number;
}

/** The calls of a file that a function of it is handed to, as it stands there or by its name. */
export const takersOf = perView((view, fn: FnId): readonly Taker[] => {
  const { bindings, functions } = view.summary;
  const it = functions[fn];
  if (it === undefined || it.kind === 'module') return [];
  const own = it.into === undefined ? [] : [{ call: it.into.call, ...(it.into.path.length === 0 ? { arg: it.into.arg } : {}) }];
  const named = bindings.flatMap(({ kind, n, fn: home, e }, b) => {
    const given = e === undefined ? undefined : view.expr(e);
    const isIt = (given?.k === 'fn' && given.f === fn) || (kind === 'fn' && n === it.n && home === it.parent);
    return isIt ? (view.passedTo.get(b) ?? []) : [];
  });
  return [...own, ...named];
});
