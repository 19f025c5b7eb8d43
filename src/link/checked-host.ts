import type { CtxId, ExprId } from '../model/summary';
import { calleeName, enclosing, type View } from './view';

/** Whether what stands there was looked at before, and goes on only where its host is the machine itself: `if (!isLoopback(url.hostname)) throw …`. */
export function checkedFor(view: View, id: ExprId): boolean {
  const roots = rootsOf(view, id);
  const fn = enclosing(view, id);
  const { contexts } = view.summary;
  const of = (ctx: CtxId): number | undefined => {
    for (let at: CtxId | undefined = ctx; at !== undefined; at = contexts[at]?.up) if (contexts[at]?.kind === 'fn') return contexts[at]?.id;
    return undefined;
  };
  return contexts.some(({ kind, test, leaves, up }) => {
    if (kind !== 'if' || leaves !== true || test === undefined || test > id || of(up) !== fn) return false;
    return refuses(view, test, roots);
  });
}

/** Whether a condition holds for every host that is not the machine: one of several reasons to leave is enough. */
function refuses(view: View, id: ExprId, roots: ReadonlySet<number>): boolean {
  const e = view.expr(id);
  if (e.k === 'alt' && e.op === '||') return e.e.some((one) => refuses(view, one, roots));
  if (e.k === 'un' && e.op === '!') return asksForLoopback(view, e.e, roots);
  return false;
}

function asksForLoopback(view: View, id: ExprId, roots: ReadonlySet<number>): boolean {
  const call = view.call(id);
  if (call === undefined || !loopback.test(calleeName(view, call.c))) return false;
  return call.a.some((a) => [...rootsOf(view, a)].some((root) => roots.has(root)));
}

/** `isLoopback`, `isLocalhostUrl`, `isLocalLoopbackHostname`. */
const loopback = /^is[A-Za-z]*(?:Loopback|Localhost)[A-Za-z]*$/;

/** The names that an expression is made of, and those that they are made of. */
function rootsOf(view: View, id: ExprId, found = new Set<number>(), depth = 0): ReadonlySet<number> {
  const e = view.expr(id);
  const of = (one: ExprId): void => void rootsOf(view, one, found, depth + 1);
  if (depth > 6) return found;
  if (e.k === 'ref') {
    const b = view.summary.bindings[e.b];
    if (!found.has(e.b)) {
      found.add(e.b);
      if (b?.kind !== 'param') for (const one of [...(b?.e === undefined ? [] : [b.e]), ...(b?.w ?? [])]) of(one);
    }
  } else if (e.k === 'mem') of(e.o);
  else if (e.k === 'call') {
    for (const one of e.a) of(one);
    if (view.expr(e.c).k === 'mem') of(e.c);
  } else if (e.k === 'tpl') for (const part of e.p) if (typeof part === 'number') of(part);
  return found;
}
