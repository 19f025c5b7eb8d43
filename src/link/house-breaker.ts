import type { Layer } from '../model/layer';
import type { ExprId, FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { calleeName, type View } from './view';

/** A class of the project that counts failures, looks at the clock and refuses to run what it is given: a breaker written by hand. */
export function houseBreaker(evaluator: Evaluator, view: View, fn: FnId): Layer | undefined {
  const it = view.summary.functions[fn];
  const cls = it?.throws === true ? view.classOf(fn) : undefined;
  if (it === undefined || cls === undefined) return undefined;
  const own = view.summary.functions.flatMap((_, f) => (view.classOf(f) === cls ? [f] : []));
  const inClass = (id: ExprId): boolean =>
    own.some((f) => id >= view.summary.functions[f]!.exprs[0] && id < view.summary.functions[f]!.exprs[1]);
  const counts = view.summary.exprs.some(
    (e, id) =>
      e.k === 'un' &&
      e.op === '++' &&
      inClass(id) &&
      view.expr(e.e).k === 'mem' &&
      view.expr((view.expr(e.e) as { o: ExprId }).o).k === 'this',
  );
  const clock = (view.callsNamed.get('now') ?? []).some(inClass);
  const written = new Set((view.writesOfClass.get(cls) ?? []).flatMap((w) => (isMade(view, w.v) ? [] : [w.n])));
  // The question in front of the work: a state that the class itself changes.
  const asks = view.summary.contexts.some(
    (c) => c.kind === 'if' && c.test !== undefined && c.test >= it.exprs[0] && c.test < it.exprs[1] && asksState(view, c.test, written),
  );
  if (!counts || !clock || !asks) return undefined;
  return {
    kind: 'breaker',
    lives: 'unknown',
    onStatus: 'unknown',
    because: {
      from: 'wrapper',
      says: `\`${view.scopeOf(fn)}\` refuses to run it while it keeps failing`,
      at: evaluator.span(view.file, it.head),
    },
  };
}

/** What another gives, as a connection, is no state: `this.database = client.db()`. */
function isMade(view: View, id: ExprId): boolean {
  const call = view.call(id);
  return call !== undefined && !/^(?:now|getTime|hrtime)$/.test(calleeName(view, call.c));
}

/** A condition on a member of `this` that the class writes, or on a method of it. */
function asksState(view: View, id: ExprId, written: ReadonlySet<string>): boolean {
  const e = view.expr(id);
  if (e.k === 'mem') return view.expr(e.o).k === 'this' && written.has(e.n);
  if (e.k === 'bin') return asksState(view, e.l, written) || asksState(view, e.r, written);
  if (e.k === 'un') return asksState(view, e.e, written);
  if (e.k === 'alt') return e.e.some((x) => asksState(view, x, written));
  if (e.k !== 'call') return false;
  const callee = view.expr(e.c);
  return callee.k === 'mem' && view.expr(callee.o).k === 'this' && /open|allow|can|tripped/i.test(callee.n);
}
