import type { Amount, RetryLayer, Truth } from '../model/layer';
import type { BindingId, ExprId } from '../model/summary';
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
}

/** How a delay grows from try to try, and whether chance is in it. */
export function growth(evaluator: Evaluator, view: View, ms: ExprId | undefined, changes: readonly BindingId[]): Pause {
  if (ms === undefined) return { backoff: 'unknown', jitter: 'unknown' };
  const seen = { random: false, power: false, product: false, opaque: false };
  scan(evaluator, view, ms, changes, seen, 0);
  const delay = amountOf(evaluator.value(view.file, ms));
  const backoff = seen.power ? 'exponential' : seen.product ? 'linear' : seen.opaque ? 'unknown' : 'constant';
  if (backoff === 'constant' && delay === 0) return { backoff: 'none', jitter: false };
  return {
    backoff,
    jitter: seen.random ? true : seen.opaque ? 'unknown' : false,
    ...(typeof delay === 'number' ? { delayMs: delay } : {}),
  };
}

function scan(
  evaluator: Evaluator,
  view: View,
  id: ExprId,
  changes: readonly BindingId[],
  seen: { random: boolean; power: boolean; product: boolean; opaque: boolean },
  depth: number,
): void {
  if (depth > 8) return;
  const e = view.expr(id);
  const go = (x: ExprId) => scan(evaluator, view, x, changes, seen, depth + 1);
  if (e.k === 'bin') {
    if (e.op === '**' || e.op === '<<' || e.op === '*=') seen.power = true;
    if (e.op === '*') {
      const refs = [...refsIn(view, e.l), ...refsIn(view, e.r)];
      if (refs.some((b) => changes.includes(b) || view.summary.bindings[b]?.counted === true || view.summary.bindings[b]?.kind === 'param'))
        seen.product = true;
    }
    go(e.l);
    go(e.r);
  } else if (e.k === 'call') {
    const callee = view.expr(e.c);
    if (callee.k === 'mem' && /^(?:pow|exp)$/.test(callee.n)) seen.power = true;
    if (callee.k === 'mem' && /^(random|randomInt|getRandomValues)$/.test(callee.n)) seen.random = true;
    for (const a of e.a) go(a);
    const targets = each(evaluator.value(view.file, e.c)).filter((v) => v.is === 'fn');
    for (const t of targets) {
      if (t.is !== 'fn') continue;
      const other = evaluator.view(t.file);
      const it = other?.summary.functions[t.fn];
      for (const r of it?.ret ?? []) scan(evaluator, other!, r, [], seen, depth + 2);
      if (it !== undefined && other !== undefined)
        for (const x of other.callsNamed.get('random') ?? []) if (x >= it.exprs[0] && x < it.exprs[1]) seen.random = true;
    }
    const math = callee.k === 'mem' && view.expr(callee.o).k === 'global';
    if (targets.length === 0 && !math) seen.opaque = true;
  } else if (e.k === 'ref') {
    const b = view.summary.bindings[e.b];
    for (const x of [b?.e, ...(b?.w ?? [])]) {
      if (x === undefined) continue;
      const inner = view.expr(x);
      // `delay = delay * 2`: it multiplies itself.
      if (inner.k === 'bin' && inner.op === '*' && refsIn(view, x).includes(e.b)) seen.power = true;
      else if (inner.k === 'call' && refsIn(view, x).includes(e.b)) seen.power = true;
      if (!refsIn(view, x).includes(e.b)) go(x);
    }
    if (b?.kind === 'param' && b.e === undefined) {
      const v = evaluator.value(view.file, id);
      if (v.is !== 'lit') seen.opaque = true;
    }
    if (b?.counted === true) {
      const grows = view.summary.exprs.some(
        (x) =>
          x.k === 'bin' && (x.op === '*=' || x.op === '<<=') && view.expr(x.l).k === 'ref' && (view.expr(x.l) as { b: number }).b === e.b,
      );
      if (grows) seen.power = true;
      else if (changes.includes(e.b)) seen.product = true;
    }
  } else if (e.k === 'alt') for (const x of e.e) go(x);
  else if (e.k === 'mem' || e.k === '?' || e.k === 'idx') {
    if (e.k !== 'mem' || amountOf(evaluator.value(view.file, id)) === 'unknown') seen.opaque = true;
  } else if (e.k === 'un') go(e.e);
}
