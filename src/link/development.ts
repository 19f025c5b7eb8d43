import type { Expr, ExprId, FnId } from '../model/summary';
import { leaves } from './conditions';
import type { View } from './view';

/**
 * Whether a call stands on a branch that only those take who work on the program, or try it out: `if (process.env.NODE_ENV === 'development')`,
 * or where a setting names what stands in for a service on their machine: `if (process.env.LOCALSTACK_HOSTNAME)`.
 */
export function isForDevelopment(view: View, id: ExprId): boolean {
  return isOnBranch(view, id, saysSo);
}

/** What a part of a condition says, where it certainly holds or certainly does not. */
type Says = (view: View, e: Expr, holds: boolean) => boolean;

/** Whether a call, or a function around it, stands on a branch whose condition says so. */
export function isOnBranch(view: View, id: ExprId, says: Says): boolean {
  const call = view.call(id);
  return call !== undefined && (isBranch(view, call.ctx, says) || isInside(view, call.fn, says));
}

function isInside(view: View, fn: FnId, says: Says): boolean {
  const it = fn === 0 ? undefined : view.summary.functions[fn];
  return it !== undefined && ((it.ctx !== undefined && isBranch(view, it.ctx, says)) || isInside(view, it.parent, says));
}

/** Whether a place, or one around it in the same function, lies on such a branch. */
function isBranch(view: View, from: number, says: Says): boolean {
  for (let it = view.summary.contexts[from]; it !== undefined && it.kind !== 'fn'; it = view.summary.contexts[it.up]) {
    if (it.test === undefined || (it.kind !== 'if' && it.kind !== 'else')) continue;
    if (leaves(view, it.test, it.kind === 'if', (e, holds) => says(view, e, holds))) return true;
  }
  return false;
}

function saysSo(view: View, e: Expr, holds: boolean): boolean {
  const named = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  if (named?.e !== undefined && named.path === undefined && named.kind !== 'param' && (named.w ?? []).length === 0)
    return view.expr(named.e).k !== 'ref' && leaves(view, named.e, holds, (part, so) => part.k !== 'ref' && saysSo(view, part, so));
  // `import.meta.env.DEV`, `__DEV__`
  if (e.k === 'mem') {
    const of = view.expr(e.o);
    if (of.k !== 'mem' || of.n !== 'env') return false;
    return holds && (e.n === 'DEV' || emulator.test(e.n));
  }
  if (e.k === 'global') return holds && e.n === '__DEV__';
  if (e.k === 'call') return holds && isAsked(view, e.c);
  if (named?.im !== undefined) return holds && asks.test(named.n);
  if (e.k !== 'bin' || !/^[!=]==?$/.test(e.op)) return false;
  const [left, right] = [view.expr(e.l), view.expr(e.r)];
  const [setting, word] = right.k === 'lit' ? [left, right.v] : [right, left.k === 'lit' ? left.v : undefined];
  if (setting.k !== 'mem' || !stage.test(setting.n) || typeof word !== 'string') return false;
  const equal = holds === e.op.startsWith('=');
  return equal ? /^(?:dev|development|local|staging)$/.test(word) : setting.n === 'NODE_ENV' && word === 'production';
}

/** Settings that say where a program runs. */
const stage = /^(?:NODE_ENV|APP_ENV|ENVIRONMENT)$/;

/** Settings that name a stand-in for a service, and nothing else: those of LocalStack, and of the emulators of Google's and Firebase's. */
const emulator = /(?:^|_)LOCALSTACK(?:_|$)|_EMULATOR_(?:HOST|HUB)$|^(?:USE|IS)_(?:[A-Z]+_)*(?:EMULATORS?|LOCALSTACK)$/;

/** Whether a function is named for the question: `isLocalhost()`. */
function isAsked(view: View, callee: ExprId): boolean {
  const e = view.expr(callee);
  return asks.test(e.k === 'mem' || e.k === 'global' ? e.n : e.k === 'ref' ? (view.summary.bindings[e.b]?.n ?? '') : '');
}

/** Names for whoever works on the program, and the machine they do it on. */
const asks = /^(?:is_?(?:dev(?:elopment)?(?:_?(?:mode|env(?:ironment)?|build))?|local_?(?:host|dev(?:elopment)?|env(?:ironment)?)))$/i;
