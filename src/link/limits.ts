import type { ExprId } from '../model/summary';
import type { View } from './view';

/** Options by which a query is told how many it may answer with. */
export const limits = /^(?:take|limit|first|top|top_?k|per_?page|page_?size|num_?results|max_?(?:results|items|keys|records|count))$/i;

/** A query is told how many to answer with, whatever the number is. */
export function limited(view: View, id: ExprId, depth = 0): boolean {
  const e = view.expr(id);
  if (depth > 8) return false;
  if (e.k === 'mem') return limited(view, e.o, depth + 1);
  if (e.k !== 'call') return false;
  const callee = view.expr(e.c);
  if (callee.k === 'mem' && (limits.test(callee.n) || /^(?:slice|splice)$/.test(callee.n))) return true;
  if (e.a.some((a) => optionsHold(view, a))) return true;
  return callee.k === 'mem' && limited(view, callee.o, depth + 1);
}

function optionsHold(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  if (e.k === 'ref') {
    const made = view.summary.bindings[e.b]?.e;
    return made !== undefined && view.expr(made).k === 'obj' && optionsHold(view, made);
  }
  return (
    e.k === 'obj' && e.p.some((p) => (p.kind === undefined && limits.test(p.n)) || (view.expr(p.e).k === 'obj' && optionsHold(view, p.e)))
  );
}
