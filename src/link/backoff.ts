import type { Amount, RetryLayer, Truth } from '../model/layer';
import type { BindingId, CallExpr, ExprId } from '../model/summary';
import { amountOf } from './amounts';
import type { Evaluator } from './evaluator';
import { refsIn } from './refs';
import { each } from './values';
import type { View } from './view';

/** The pause between two tries. */
export interface Pause {
  readonly backoff: RetryLayer['backoff'];
  readonly jitter: Truth;
  readonly delayMs?: Amount;
  /** Its milliseconds as the loop itself says them. */
  readonly said?: ExprId;
}

/** How a delay grows from try to try, and whether chance is in it. */
export function growth(evaluator: Evaluator, view: View, ms: ExprId | undefined, changes: readonly BindingId[]): Pause {
  if (ms === undefined) return { backoff: 'unknown', jitter: 'unknown' };
  const seen: Seen = { random: false, power: false, product: false, opaque: false };
  scan({ evaluator, view, changes, seen, depth: 0 }, ms);
  const delay = amountOf(evaluator.value(view.file, ms));
  const backoff = seen.power ? 'exponential' : seen.product ? 'linear' : seen.opaque ? 'unknown' : 'constant';
  if (backoff === 'constant' && delay === 0) return { backoff: 'none', jitter: false };
  return {
    backoff,
    jitter: seen.random ? true : seen.opaque ? 'unknown' : false,
    ...(typeof delay === 'number' ? { delayMs: delay } : {}),
    ...(changes.length > 0 ? { said: ms } : {}),
  };
}

/** What a delay is made of, as far as it was looked at. */
interface Seen {
  random: boolean;
  power: boolean;
  product: boolean;
  opaque: boolean;
}

/** Where an expression of a delay stands. */
interface Scan {
  readonly evaluator: Evaluator;
  readonly view: View;
  /** Names that the loop changes. */
  readonly changes: readonly BindingId[];
  readonly seen: Seen;
  readonly depth: number;
}

function scan(at: Scan, id: ExprId): void {
  const { evaluator, view, seen } = at;
  if (at.depth > 8) return;
  const e = view.expr(id);
  const inner = { ...at, depth: at.depth + 1 };
  if (e.k === 'bin') {
    if (e.op === '**' || e.op === '<<' || e.op === '*=') seen.power = true;
    if (e.op === '*' && [...refsIn(view, e.l), ...refsIn(view, e.r)].some((b) => isRising(at, b))) seen.product = true;
    scan(inner, e.l);
    scan(inner, e.r);
  } else if (e.k === 'call') scanCall(at, e);
  else if (e.k === 'ref') scanName(at, id, e.b);
  else if (e.k === 'alt') for (const x of e.e) scan(inner, x);
  else if (e.k === 'un') scan(inner, e.e);
  else if (e.k === '?' || e.k === 'idx') seen.opaque = true;
  else if (e.k === 'mem' && amountOf(evaluator.value(view.file, id)) === 'unknown') seen.opaque = true;
}

function isRising({ view, changes }: Scan, b: BindingId): boolean {
  const it = view.summary.bindings[b];
  return changes.includes(b) || it?.counted === true || it?.kind === 'param';
}

/** `Math.random()`, `Math.pow(2, n)`, `delayFor(n)`: of a function of the project what it gives. */
function scanCall(at: Scan, e: CallExpr): void {
  const { evaluator, view, seen } = at;
  const callee = view.expr(e.c);
  if (callee.k === 'mem' && /^(?:pow|exp)$/.test(callee.n)) seen.power = true;
  if (callee.k === 'mem' && /^(random|randomInt|getRandomValues)$/.test(callee.n)) seen.random = true;
  for (const a of e.a) scan({ ...at, depth: at.depth + 1 }, a);
  const targets = each(evaluator.value(view.file, e.c)).filter((v) => v.is === 'fn');
  for (const { file, fn } of targets) {
    const home = evaluator.view(file);
    const it = home?.summary.functions[fn];
    if (home === undefined || it === undefined) continue;
    for (const r of it.ret) scan({ ...at, view: home, changes: [], depth: at.depth + 2 }, r);
    if ((home.callsNamed.get('random') ?? []).some((x) => x >= it.exprs[0] && x < it.exprs[1])) seen.random = true;
  }
  const math = callee.k === 'mem' && view.expr(callee.o).k === 'global';
  if (targets.length === 0 && !math) seen.opaque = true;
}

/** A name: what it is given, and whether that multiplies or counts it from try to try. */
function scanName(at: Scan, id: ExprId, name: BindingId): void {
  const { evaluator, view, changes, seen } = at;
  const b = view.summary.bindings[name];
  for (const x of [b?.e, ...(b?.w ?? [])]) {
    if (x === undefined) continue;
    const inner = view.expr(x);
    const isOfItself = refsIn(view, x).includes(name);
    // `delay = delay * 2`: it multiplies itself.
    if (isOfItself && ((inner.k === 'bin' && inner.op === '*') || inner.k === 'call')) seen.power = true;
    if (!isOfItself) scan({ ...at, depth: at.depth + 1 }, x);
  }
  if (b?.kind === 'param' && b.e === undefined && evaluator.value(view.file, id).is !== 'lit') seen.opaque = true;
  if (b?.counted !== true) return;
  const isIt = (one: ExprId): boolean => {
    const e = view.expr(one);
    return e.k === 'ref' && e.b === name;
  };
  if (view.summary.exprs.some((x) => x.k === 'bin' && (x.op === '*=' || x.op === '<<=') && isIt(x.l))) seen.power = true;
  else if (changes.includes(name)) seen.product = true;
}
