import type { Expr, ExprId, FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { leaves } from './conditions';
import { refsIn } from './refs';
import { each, type Value } from './values';
import { calleeName, type View } from './view';

/** What a retry knows of the failures that it repeats: their name or status, or moreover that the other side is there. */
export type Known = 'known' | 'answered';

/** A condition on the way to the next try, and whether it holds there. */
interface Step {
  readonly test: ExprId;
  readonly holds: boolean;
}

/** Predicates that call each other are followed so far. */
const deepest = 2;

/** What conditions say of the failures that come by: `error.code === 'LOCKED'`, `isDeadlock(error)`. `undefined` where others may. */
export function knownFailures(evaluator: Evaluator, view: View, steps: readonly Step[], depth = 0): Known | undefined {
  const says = (wanted: readonly Known[]): boolean =>
    steps.some(({ test, holds }) =>
      leaves(view, test, holds, (e, so) => {
        const known = saidBy(evaluator, view, e, so, depth);
        return known !== undefined && wanted.includes(known);
      }),
    );
  if (says(['answered'])) return 'answered';
  return says(['answered', 'known']) ? 'known' : undefined;
}

/** The same of what a predicate lets pass that a policy is given: `(error) => error.name === 'Locked'`. */
export function knownBy(evaluator: Evaluator, predicate: Value, depth = 1): Known | undefined {
  const found = each(predicate).map((one) => (one.is === 'fn' ? letsPass(evaluator, one.file, one.fn, depth) : undefined));
  if (found.includes(undefined)) return undefined;
  return found.includes('known') ? 'known' : found[0];
}

function letsPass(evaluator: Evaluator, file: string, fn: FnId, depth: number): Known | undefined {
  const view = evaluator.view(file);
  const it = view?.summary.functions[fn];
  if (view === undefined || it === undefined || it.ret.length === 0 || depth > deepest) return undefined;
  const fixed = (id: ExprId): boolean | undefined => {
    const e = view.expr(id);
    return e.k === 'lit' ? Boolean(e.v) : e.k === 'undef' ? false : undefined;
  };
  const found = it.ret
    .filter((id) => fixed(id) === undefined)
    .map((test) => knownFailures(evaluator, view, [{ test, holds: true }], depth));
  if (it.ret.some((id) => fixed(id) === true)) {
    // `if (…) return true; return false`: what is not asked for is not repeated.
    const last = it.ret.at(-1);
    if (last === undefined || (fixed(last) !== false && it.falls !== true)) return undefined;
    // `if (!error) return false` lets nothing pass.
    const isNothing = (id: ExprId): boolean => {
      const e = view.expr(id);
      const of = e.k === 'un' && e.op === '!' ? view.expr(e.e) : undefined;
      return of?.k === 'ref' && it.params.some(({ b }) => b === of.b);
    };
    const tests = view.summary.contexts.flatMap(({ kind, test }) =>
      kind === 'if' && test !== undefined && it.exprs[0] <= test && test < it.exprs[1] && !isNothing(test) ? [test] : [],
    );
    found.push(...tests.map((test) => knownFailures(evaluator, view, [{ test, holds: true }], depth)));
  }
  if (found.length === 0 || found.includes(undefined)) return undefined;
  return found.includes('known') ? 'known' : 'answered';
}

/** What one question says of a failure. */
function saidBy(evaluator: Evaluator, view: View, e: Expr, holds: boolean, depth: number): Known | undefined {
  if (e.k === 'call') return holds ? saidByCall(evaluator, view, e, depth) : undefined;
  if (e.k !== 'bin' || !ofFailure(view, e.l, depth)) return undefined;
  if (e.op === 'instanceof') return holds ? saidByName(calleeName(view, e.r)) : undefined;
  const name = calleeName(view, e.l);
  const right = view.expr(e.r);
  const value = right.k === 'lit' ? right : evaluator.value(view.file, e.r);
  const said = 'v' in value ? value.v : undefined;
  const same = (holds ? /^===?$/ : /^!==?$/).test(e.op);
  // `error.name === ConflictError.name`, `error.constructor === ConflictError`
  const named = /^(?:name|constructor)$/.test(name) ? classNamed(view, e.r) : undefined;
  if (named !== undefined) return same ? saidByName(named) : undefined;
  if (typeof said === 'number' && /(?:status|code|errno)$/i.test(name)) {
    // A number that is at least so large was told by somebody.
    if (!same) return /status/i.test(name) && (holds ? />/ : /</).test(e.op) ? 'known' : undefined;
    return outages.has(said) || said >= 500 ? 'known' : 'answered';
  }
  return same && typeof said === 'string' && /(?:status|code|name|type|errno|message)$/i.test(name) ? saidByName(said) : undefined;
}

/** The name of a class of failures that is asked for: `ConflictError`, `ConflictError.name`. */
export function classNamed(view: View, id: ExprId): string | undefined {
  const e = view.expr(id);
  const of = e.k === 'mem' && e.n === 'name' ? e.o : id;
  const name = calleeName(view, of);
  return view.expr(of).k === 'ref' && /^[A-Z]\w*(?:Error|Exception)$/.test(name) ? name : undefined;
}

function saidByName(name: string): Known | undefined {
  if (name === '' || general.test(name) || silence.test(name)) return undefined;
  return tellsOutage(name) ? 'known' : 'answered';
}

function saidByCall(evaluator: Evaluator, view: View, e: Extract<Expr, { k: 'call' }>, depth: number): Known | undefined {
  const callee = view.expr(e.c);
  const first = e.a[0] === undefined ? undefined : view.expr(e.a[0]);
  // `error.message.includes('deadlock')`
  if (callee.k === 'mem' && /^(?:includes|startsWith|endsWith)$/.test(callee.n) && first?.k === 'lit' && typeof first.v === 'string') {
    return ofFailure(view, callee.o, depth) ? saidByName(first.v) : undefined;
  }
  if (!e.a.some((a) => ofFailure(view, a, depth))) return undefined;
  const value = evaluator.value(view.file, e.c);
  const own = knownBy(evaluator, value, depth + 1);
  if (own !== undefined || each(value).some((one) => one.is === 'fn')) return own;
  // `isDeadlockError(error)` of a package says by its name what it looks for.
  const [, name = ''] = /^is([A-Z]\w*(?:Error|Exception))$/.exec(calleeName(view, e.c)) ?? [];
  return tellsOutage(name) ? undefined : saidByName(name);
}

/** Whether an expression asks the failure: what a handler or a predicate was handed, or what was taken out of it. */
function ofFailure(view: View, id: ExprId, depth: number): boolean {
  return refsIn(view, id).some((b) => {
    const it = view.summary.bindings[b];
    if (it?.kind === 'catch') return true;
    if (it?.kind === 'param') return depth > 0 || handed.test(it.n);
    return it?.e !== undefined && it.e < id && ofFailure(view, it.e, depth);
  });
}

/** Names of what a handler is handed. */
const handed = /^_?(?:e|ex|err|error|exception|reason|cause)$|(?:Err|Error)$/;

/** Statuses of HTTP and of gRPC that tell of silence, of an outage or of too much to do. */
const outages: ReadonlySet<number> = new Set([408, 425, 429, 4, 8, 13, 14]);

/** Names of what may be any failure of a request. */
const general =
  /^(?:Type|Axios|Fetch|Http|HTTP|Request|Response|Api|API|Client|Server|Network|System|Got|Undici|Known)?(?:Error|Exception)$|^Errors?$/;

/** Names by which clients and platforms tell that they waited too long: who repeats those means silence. */
const silence =
  /^E(?:SOCKET)?TIMEDOUT$|^ECONNABORTED$|^UND_ERR_\w*TIMEOUT$|^(?:API)?(?:Connect(?:ion)?|Headers|Body|Request|Network|Socket|Read|Response|MongoNetwork)?Timeout(?:Error|Exception)?$|^AbortError$|^(?:request[- ])?time(?:d[ -])?out$/i;

/** Codes of the system and of undici. */
const code = /^E[A-Z]{3,}(?:_[A-Z]+)*$|\bE(?:CONN|TIMEDOUT|AI_AGAIN|NOTFOUND|PIPE|HOST)|UND_ERR/;

/** Words by which silence, an outage or too much to do is told. */
const outage =
  /time[\s_-]?(?:d[\s_-]?)?out|abort|network|socket|hang|connect|unavailable|overload|throttl|too[\s_]?many|rate[\s_-]?limit|slow[\s_]?down|busy|exhausted|transient|temporary|retr(?:y|i)|internal|gateway|\b(?:408|425|429|5\d\d)\b/i;

const tellsOutage = (name: string): boolean => code.test(name) || outage.test(name);
