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
  if (e.a.some((a) => optionsHold(view, a) || addressHolds(view, a))) return true;
  return callee.k === 'mem' && limited(view, callee.o, depth + 1);
}

/** `https://api.test/items?take=25`, `?limit=${most}`: the address says it. */
function addressHolds(view: View, id: ExprId, depth = 0): boolean {
  const e = view.expr(id);
  const go = (one: ExprId): boolean => addressHolds(view, one, depth + 1);
  if (depth > 4) return false;
  if (e.k === 'lit') return typeof e.v === 'string' && inAddress.test(e.v);
  if (e.k === 'tpl') return e.p.some((part) => (typeof part === 'string' ? inAddress.test(part) : go(part)));
  if (e.k === 'bin') return go(e.l) || go(e.r);
  if (e.k === 'call') return e.how === 'new' && e.a.some(go);
  const made = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  return made?.kind === 'const' && made.e !== undefined && made.path === undefined && go(made.e);
}

const inAddress = new RegExp(`[?&]${limits.source.replace(/^\^|\$$/g, '')}=`, 'i');

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
