import type { Amount } from '../model/layer';
import type { BindingId, ExprId } from '../model/summary';
import { amountOf } from './amounts';
import { type Asked, aheadOf, beginOf, mirrored, triesOf } from './counted';
import type { Evaluator } from './evaluator';
import { isErrorName } from './listeners';
import { asksInside } from './helpers-asked';
import { refsIn } from './refs';
import { calleeName, contextsFrom, enclosing, type View } from './view';

/** What a condition on the way out of a loop or recursion can stop it by. */
export interface Bound {
  readonly by: 'counter' | 'time' | 'outside' | 'error' | 'state';
  readonly attempts?: Amount;
  /** The counter is raised in front of the condition, and nowhere else in its function. */
  readonly raised?: true;
  /** That the counter is asked before it is raised or lowered is reckoned in. */
  readonly late?: true;
  /** The number holds for where the condition is asked. */
  readonly exact?: true;
}

/** What can make this condition end the repetition. */
export function boundsIn(
  evaluator: Evaluator,
  view: View,
  test: ExprId,
  changes: readonly BindingId[],
  params: readonly BindingId[] = [],
  asked?: Asked,
): Bound[] {
  const e = view.expr(test);
  if (e.k === 'alt' && e.op !== '?') return e.e.flatMap((x) => boundsIn(evaluator, view, x, changes, params, asked));
  if (e.k === 'un' && e.op === '!') return boundsIn(evaluator, view, e.e, changes, params, asked);
  const told = e.k === 'ref' ? constantOf(view, e.b) : undefined;
  if (told !== undefined && told < test) {
    const bounds = boundsIn(evaluator, view, told, changes, params, asked);
    if (bounds.some(({ by }) => by === 'counter' || by === 'time')) return bounds;
  }
  const refs = refsIn(view, test);
  // `const next = tries + 1` is asked in place of the counter.
  const counter = (b: BindingId) =>
    isCounter(view, b, changes) ||
    params.includes(b) ||
    (constantOf(view, b) !== undefined && refsIn(view, constantOf(view, b)!).some((from) => params.includes(from)));
  if (e.k === 'bin' && /^[<>=!]/.test(e.op)) {
    const left = refsIn(view, e.l).some(counter) || countedMember(view, e.l);
    const right = refsIn(view, e.r).some(counter) || countedMember(view, e.r);
    if (left !== right) {
      const asking = left ? { counter: e.l, op: e.op, limit: e.r } : { counter: e.r, op: mirrored(e.op), limit: e.l };
      const exact = asked === undefined ? undefined : triesOf(evaluator, view, asking, test, asked);
      if (exact !== undefined) return [{ by: 'counter', attempts: exact, exact: true }];
      const raised = raisedBefore(view, left ? e.l : e.r, test) ? { raised: true as const } : {};
      return [{ by: 'counter', ...limitOf(evaluator, view, e, left), ...raised }];
    }
  }
  if (refs.some(counter) || countedMember(view, test)) {
    const exact = asked === undefined ? undefined : triesOf(evaluator, view, { counter: test, op: '!==' }, test, asked);
    return [{ by: 'counter', ...(exact === undefined ? {} : { attempts: exact, exact: true }) }];
  }
  if (mentionsTime(view, test)) return [{ by: 'time' }];
  if (mentionsMember(view, test, /^(aborted|signal|stopped|closed|destroyed)$/)) return [{ by: 'outside' }];
  if (e.k === 'call' && asksInside(evaluator, view, test, asksCountOrTime)) return [{ by: 'outside' }];
  const errors = refs.filter((b) => isError(view, b) || derivedFromError(view, b));
  if (
    errors.length > 0 &&
    errors.length ===
      refs.filter(
        (b) =>
          view.summary.bindings[b]?.kind !== 'import' &&
          view.summary.bindings[b]?.kind !== 'fn' &&
          view.summary.bindings[b]?.kind !== 'class',
      ).length
  )
    return [{ by: 'error' }];
  if (refs.some((b) => changes.includes(b) || view.summary.bindings[b]?.kind === 'param')) return [{ by: 'outside' }];
  // Whoever is asked without the error may count by itself, or is a person.
  if (errors.length === 0 && (e.k === 'call' || refs.some((b) => isAskedInHandler(view, b)))) return [{ by: 'outside' }];
  return errors.length > 0 ? [{ by: 'outside' }] : [{ by: 'state' }];
}

/** What a name stands for that is given its value once: `const tooMany = attempt > 3`. */
export function constantOf(view: View, b: BindingId): ExprId | undefined {
  const it = view.summary.bindings[b];
  return it?.kind === 'const' && it.path === undefined && it.w === undefined && it.counted !== true ? it.e : undefined;
}

/** How many tries these bounds let through; `endless` when the loop itself ends nothing. */
export function attemptsOf(bounds: readonly Bound[], endless: boolean): Amount {
  const numbers = bounds.flatMap((b) => (typeof b.attempts === 'number' ? [b.attempts] : []));
  if (numbers.length > 0) return Math.max(1, Math.min(...numbers));
  if (bounds.some((b) => b.by === 'counter' || b.by === 'time' || b.by === 'outside')) return 'unknown';
  return endless || bounds.some((b) => b.by === 'error') || bounds.length === 0 ? (endless ? 'unbounded' : 'unknown') : 'unknown';
}

/** Whether a name is counted up or down by the repetition that changes these names. */
export function isCounter(view: View, b: BindingId, changes: readonly BindingId[]): boolean {
  const binding = view.summary.bindings[b];
  if (binding === undefined) return false;
  if (binding.counted === true) return changes.length === 0 || changes.includes(b);
  return (binding.w ?? []).some((w) => {
    const e = view.expr(w);
    return e.k === 'bin' && (e.op === '+' || e.op === '-') && refsIn(view, w).includes(b);
  });
}

/** Whether a condition asks for something that is counted. */
export function asksCounter(view: View, test: ExprId): boolean {
  return countedMember(view, test) || refsIn(view, test).some((b) => isCounter(view, b, []));
}

/** Whether a condition asks for something that is counted, or for the time. */
export function asksCountOrTime(view: View, test: ExprId): boolean {
  return asksCounter(view, test) || mentionsTime(view, test);
}

/** What a handler is told by something that it asks: `catch { const { again } = await ask(); … }`. */
function isAskedInHandler(view: View, b: BindingId): boolean {
  const it = view.summary.bindings[b];
  const asked = it?.kind === 'const' && it.e !== undefined ? view.call(it.e) : undefined;
  return asked !== undefined && [...contextsFrom(view, asked.ctx)].some(({ kind }) => kind === 'catch');
}

function derivedFromError(view: View, b: BindingId): boolean {
  const e = view.summary.bindings[b]?.e;
  return e !== undefined && refsIn(view, e).some((x) => isError(view, x));
}

/** What a handler is told of a failure: `catch (error)`, `.catch((error) => …)`, `connect((error) => …)`, `on('error', (error) => …)`. */
function isError(view: View, b: BindingId): boolean {
  const it = view.summary.bindings[b];
  if (it?.kind === 'catch') return true;
  const into = it?.kind === 'param' && it.i === 0 && it.path === undefined ? view.summary.functions[it.fn]?.into : undefined;
  const taker = into === undefined || into.path.length > 0 ? undefined : view.call(into.call);
  if (it === undefined || into === undefined || taker === undefined) return false;
  const name = calleeName(view, taker.c);
  if ((name === 'catch' && into.arg === 0) || (name === 'then' && into.arg === 1)) return true;
  return isErrorName(it.n) && into.arg === taker.a.length - 1;
}

/** `i < 5` from 0 gives 5 tries; `n >= max` after `n++` about as many as `max`. */
function limitOf(
  evaluator: Evaluator,
  view: View,
  e: { op: string; l: ExprId; r: ExprId },
  left: boolean,
): Pick<Bound, 'attempts' | 'late'> {
  const counterSide = left ? e.l : e.r;
  const limit = amountOf(evaluator.value(view.file, left ? e.r : e.l));
  if (typeof limit !== 'number') return { attempts: limit === 'unbounded' ? 'unbounded' : 'unknown' };
  const b = refsIn(view, counterSide)[0];
  const binding = b === undefined ? undefined : view.summary.bindings[b];
  const init = binding?.kind === 'param' ? binding.d : binding?.e;
  const given = binding?.kind === 'param' && b !== undefined ? beginOf(evaluator, view, b) : undefined;
  const from = given ?? (init === undefined ? 0 : amountOf(evaluator.value(view.file, init)));
  const begin = (typeof from === 'number' ? from : 0) + (aheadOf(evaluator, view, counterSide) ?? 0);
  const step = b === undefined ? 1 : stepOf(evaluator, view, b);
  if (step === undefined) return { attempts: 'unknown' };
  const op = left ? e.op : mirrored(e.op);
  const isDown = limit <= 0 && begin > 0;
  // A counter that is asked before it is raised, or lowered, lets one more through.
  const asksEnd = isDown ? /^(?:===?|<=?)$/.test(op) : !op.startsWith('<');
  const late = asksEnd && b !== undefined && raisedBehind(view, b, counterSide) ? 1 : 0;
  const said = late === 1 ? { late: true as const } : {};
  if (isDown) return { attempts: Math.ceil((begin - limit) / step) + late + (op === '<' ? 1 : 0), ...said };
  // What is counted down from a number that a caller gives.
  if (limit <= 0 && binding?.kind === 'param') return { attempts: 'unknown' };
  const upTo = limit - begin + (/^(?:<=|>)$/.test(op) ? 1 : 0);
  return upTo + late > 0 ? { attempts: Math.ceil(upTo / step) + late, ...said } : { attempts: 'unknown' };
}

/** By how much a counter grows or shrinks each time: 10 000 in `waited += 10 * 1000`. `undefined` where that is not one number. */
function stepOf(evaluator: Evaluator, view: View, b: BindingId): number | undefined {
  const isIt = (id: ExprId): boolean => {
    const e = view.expr(id);
    return e.k === 'ref' && e.b === b;
  };
  const amount = (id: ExprId): number | undefined => {
    const found = amountOf(evaluator.value(view.file, id));
    return typeof found === 'number' ? Math.abs(found) : undefined;
  };
  const steps = new Set<number | undefined>();
  for (const e of view.summary.exprs) {
    if (e.k === 'un' && /^(\+\+|--)$/.test(e.op) && isIt(e.e)) steps.add(1);
    else if (e.k === 'bin' && /^[-+*/]=$/.test(e.op) && isIt(e.l)) steps.add(/^[-+]/.test(e.op) ? amount(e.r) : undefined);
  }
  for (const w of view.summary.bindings[b]?.w ?? []) {
    const e = view.expr(w);
    if (e.k === 'bin' && /^[-+]$/.test(e.op) && isIt(e.l)) steps.add(amount(e.r));
  }
  if (steps.size === 0) return 1;
  const [step] = steps;
  return steps.size > 1 || step === undefined || step === 0 ? undefined : step;
}

/** Whether every `n++` stands behind a place, as far as the order of the text goes; `n++ > 5` asks before it raises. */
function raisedBehind(view: View, b: BindingId, place: ExprId): boolean {
  const isIt = (id: ExprId): boolean => refsIn(view, id)[0] === b;
  const raises = view.summary.exprs.flatMap((e, id) =>
    (e.k === 'un' && /^(\+\+|--)$/.test(e.op) && isIt(e.e)) || (e.k === 'bin' && /^[-+]=$/.test(e.op) && isIt(e.l)) ? [id] : [],
  );
  return raises.length > 0 && raises.every((id) => id > place || (id === place && isPostfix(view, id)));
}

function isPostfix(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  return e.k === 'un' && e.post === true;
}

function countedMember(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  if (e.k === 'mem') return view.summary.counted.includes(e.n) || steps(view, e.n).length > 0;
  if (e.k === 'un') return countedMember(view, e.e);
  if (e.k === 'bin') return countedMember(view, e.l) || countedMember(view, e.r);
  return false;
}

/** `this.tries++; if (this.tries < 3)` and `if (--left === 0)`, as far as the order of the text goes. */
function raisedBefore(view: View, counter: ExprId, test: ExprId): boolean {
  const it = view.expr(counter);
  if (it.k === 'un' && /^(\+\+|--)$/.test(it.op)) return it.post !== true;
  if (it.k !== 'mem' && it.k !== 'ref') return false;
  const isIt = (id: ExprId): boolean => {
    const e = view.expr(id);
    return it.k === 'ref' ? e.k === 'ref' && e.b === it.b : isMember(view, id, it.n);
  };
  const raises = view.summary.exprs.flatMap((e, id) =>
    (e.k === 'un' && /^(\+\+|--)$/.test(e.op) && isIt(e.e)) || (e.k === 'bin' && /^[-+]=$/.test(e.op) && isIt(e.l)) ? [id] : [],
  );
  const given = it.k === 'mem' ? steps(view, it.n) : stepsOf(view, it.b);
  const home = enclosing(view, test);
  const all = [...raises, ...given].filter((id) => enclosing(view, id) === home);
  return all.length > 0 && all.every((id) => id < test);
}

/** `this.tries = (this.tries || 0) + 1`: the member is given what it was, and something more or less. */
function steps(view: View, name: string): readonly ExprId[] {
  return view.summary.writes.flatMap(({ n, v }) => {
    const e = n === name ? view.expr(v) : undefined;
    return e?.k === 'bin' && /^[-+]$/.test(e.op) && [e.l, e.r].some((side) => isMember(view, side, name)) ? [v] : [];
  });
}

/** `tries = tries + 1`. */
function stepsOf(view: View, b: BindingId): readonly ExprId[] {
  return (view.summary.bindings[b]?.w ?? []).filter((w) => {
    const e = view.expr(w);
    return e.k === 'bin' && /^[-+]$/.test(e.op) && refsIn(view, w).includes(b);
  });
}

function isMember(view: View, id: ExprId, name: string): boolean {
  const e = view.expr(id);
  if (e.k === 'alt') return e.e.some((one) => isMember(view, one, name));
  return e.k === 'mem' && e.n === name;
}

function mentionsTime(view: View, id: ExprId, depth = 0): boolean {
  const e = view.expr(id);
  if (depth > 4) return false;
  if (e.k === 'call') {
    const callee = view.expr(e.c);
    if (callee.k === 'mem' && /^(now|getTime|hrtime|bigint|elapsed)$/.test(callee.n)) return true;
    return e.a.some((a) => mentionsTime(view, a, depth + 1)) || mentionsTime(view, e.c, depth + 1);
  }
  if (e.k === 'bin') return mentionsTime(view, e.l, depth + 1) || mentionsTime(view, e.r, depth + 1);
  if (e.k === 'mem') return /deadline|elapsed|expires/i.test(e.n) || mentionsTime(view, e.o, depth + 1);
  if (e.k === 'ref') {
    const b = view.summary.bindings[e.b];
    if (b === undefined) return false;
    if (/deadline|elapsed|timedOut|startTime|startedAt/i.test(b.n)) return true;
    return [b.e, ...(b.w ?? [])].some((x) => x !== undefined && mentionsTime(view, x, depth + 1));
  }
  return false;
}

function mentionsMember(view: View, id: ExprId, name: RegExp): boolean {
  const e = view.expr(id);
  if (e.k === 'mem') return name.test(e.n) || mentionsMember(view, e.o, name);
  if (e.k === 'call') return mentionsMember(view, e.c, name);
  if (e.k === 'un') return mentionsMember(view, e.e, name);
  if (e.k === 'ref') return name.test(view.summary.bindings[e.b]?.n ?? '');
  return false;
}
