import type { BindingId, Expr, ExprId } from '../model/summary';
import { leaves } from './conditions';
import type { View } from './view';

const status = /^(ok|status|statusCode)$/;
const final = /^(204|304|404|410)$/;

type Bin = Extract<Expr, { k: 'bin' }>;

/** Whether an expression is the status of one of these answers: `answer.status`, `answer.message.statusCode`, `const { status } = answer`. */
export function isStatus(view: View, id: ExprId, answers: readonly BindingId[]): boolean {
  const e = view.expr(id);
  if (e.k === 'mem') return status.test(e.n) && rootedIn(view, e.o, answers);
  const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  if (e.k !== 'ref' || b === undefined) return false;
  const last = b.path?.at(-1);
  if (answers.includes(e.b)) return last !== undefined && status.test(last);
  return b.kind === 'const' && b.e !== undefined && b.path === undefined && view.expr(b.e).k === 'mem' && isStatus(view, b.e, answers);
}

function rootedIn(view: View, id: ExprId, answers: readonly BindingId[]): boolean {
  const e = view.expr(id);
  if (e.k === 'mem') return rootedIn(view, e.o, answers);
  return e.k === 'ref' && answers.includes(e.b);
}

/** What a condition says of the status where it holds, or does not; `undefined` where it asks for something else, or for an end. */
export function statusSays(view: View, test: ExprId, holds: boolean, answers: readonly BindingId[]): 'good' | 'bad' | undefined {
  if (isStatus(view, test, answers)) return nameOf(view, test) === 'ok' ? said(holds) : undefined;
  const e = view.expr(test);
  if (e.k === 'un' && e.op === '!') return statusSays(view, e.e, !holds, answers);
  if (e.k === 'alt' && (e.op === '&&' || e.op === '||')) {
    const parts = e.e.map((one) => statusSays(view, one, holds, answers));
    // Both parts hold of `a && b`, and neither of `a || b` that does not.
    if ((e.op === '&&') === holds) return parts.includes('bad') ? 'bad' : parts.find((one) => one !== undefined);
    return parts.every((one) => one === parts[0]) ? parts[0] : undefined;
  }
  // `[500, 502, 503].includes(answer.status)`
  if (e.k === 'call') return holds && listsBad(view, test, answers) ? 'bad' : undefined;
  return e.k === 'bin' && isStatus(view, e.l, answers) ? compared(view, e, holds) : undefined;
}

/** Whether a condition leaves only statuses of a failure: `=== 502`, `>= 400`. */
export function saysFailed(view: View, test: ExprId, holds: boolean, answers: readonly BindingId[]): boolean {
  return leaves(view, test, holds, (e, so) => {
    const right = e.k === 'bin' && isStatus(view, e.l, answers) ? view.expr(e.r) : undefined;
    if (e.k !== 'bin' || right?.k !== 'lit' || typeof right.v !== 'number') return false;
    if (/^[<>]/.test(e.op)) return e.op.startsWith('>') === so && right.v >= (/^(?:>=|<)$/.test(e.op) ? 400 : 399);
    return (so ? /^===?$/ : /^!==?$/).test(e.op) && right.v >= 400;
  });
}

function compared(view: View, e: Bin, holds: boolean): 'good' | 'bad' | undefined {
  const right = view.expr(e.r);
  if (right.k !== 'lit') return undefined;
  if (typeof right.v === 'boolean') return /^[!=]==?$/.test(e.op) ? said((right.v === e.op.startsWith('=')) === holds) : undefined;
  if (typeof right.v !== 'number') return undefined;
  const limit = right.v;
  switch (e.op) {
    case '==':
    case '===':
    case '!=':
    case '!==': {
      const same = e.op.startsWith('=') === holds;
      if (limit < 400) return final.test(String(limit)) ? undefined : said(same);
      return same && !final.test(String(limit)) ? 'bad' : undefined;
    }
    case '<':
    case '<=':
      return said(limit > 200 === holds);
    case '>':
    case '>=':
      return said(limit <= 200 === holds);
    default:
      return undefined;
  }
}

/** A list of numbers, all of them statuses of a failure, that holds the answer's. */
function listsBad(view: View, id: ExprId, answers: readonly BindingId[]): boolean {
  const call = view.call(id);
  const callee = call === undefined ? undefined : view.expr(call.c);
  const asked = call?.a[0];
  if (callee?.k !== 'mem' || !/^(includes|has)$/.test(callee.n) || asked === undefined || !isStatus(view, asked, answers)) return false;
  const items = listed(view, callee.o);
  return (
    items.length > 0 &&
    items.every((item) => {
      const e = view.expr(item);
      return e.k === 'lit' && typeof e.v === 'number' && e.v >= 400;
    })
  );
}

/** The members of `[…]`, `new Set([…])`, or of a name for one. */
function listed(view: View, id: ExprId): readonly ExprId[] {
  const e = view.expr(id);
  if (e.k === 'arr') return e.e;
  if (e.k === 'call' && e.how === 'new' && e.a[0] !== undefined) return listed(view, e.a[0]);
  const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  return b?.kind === 'const' && b.e !== undefined && b.path === undefined && b.e !== id ? listed(view, b.e) : [];
}

/** Whether a condition about a status that holds, or does not, leaves no answer which tells of an outage: who asks again asks for what is not there yet. */
export function sparesOutages(view: View, test: ExprId, holds: boolean): boolean {
  return leaves(view, test, holds, (e, so) => {
    const right = e.k === 'bin' ? view.expr(e.r) : undefined;
    if (e.k !== 'bin' || right?.k !== 'lit' || typeof right.v !== 'number' || !/^status(?:Code)?$/.test(nameOf(view, e.l))) return false;
    const { v: limit } = right;
    if (/^[<>]/.test(e.op)) return e.op.startsWith('<') === so && limit <= (/^(?:<=|>)$/.test(e.op) ? 499 : 500);
    return (so ? /^===?$/ : /^!==?$/).test(e.op) && limit >= 400 && limit < 500 && !busy.test(String(limit));
  });
}

/** Too slow, too early, too many. */
const busy = /^(?:408|425|429)$/;

/** `status >= 300 && status < 400`, `if (!location)`: the next request goes elsewhere, it is not the same once more. */
export function namesRedirect(view: View, id: ExprId, depth = 0): boolean {
  const e = view.expr(id);
  if (depth > 6) return false;
  const go = (one: ExprId): boolean => namesRedirect(view, one, depth + 1);
  if (e.k === 'lit') return typeof e.v === 'number' ? e.v >= 299 && e.v < 400 : typeof e.v === 'string' && redirect.test(e.v);
  if (e.k === 'mem') return redirect.test(e.n) || go(e.o);
  if (e.k === 'idx') return go(e.o) || go(e.i);
  if (e.k === 'ref') return redirect.test(view.summary.bindings[e.b]?.n ?? '');
  if (e.k === 'un') return go(e.e);
  if (e.k === 'bin') return go(e.l) || go(e.r);
  if (e.k === 'alt') return e.e.some(go);
  return e.k === 'call' && (go(e.c) || e.a.some(go));
}

const redirect = /redirect|location/i;

function nameOf(view: View, id: ExprId): string {
  const e = view.expr(id);
  return e.k === 'mem' ? e.n : e.k === 'ref' ? (view.summary.bindings[e.b]?.path?.at(-1) ?? innerName(view, e.b)) : '';
}

function innerName(view: View, b: BindingId): string {
  const e = view.summary.bindings[b]?.e;
  return e === undefined ? '' : nameOf(view, e);
}

function said(good: boolean): 'good' | 'bad' {
  return good ? 'good' : 'bad';
}
