import type { Amount } from '../model/layer';
import type { BindingId, Expr, ExprId } from '../model/summary';
import { amountOf } from './amounts';
import type { Evaluator } from './evaluator';
import type { Value } from './values';
import type { View } from './view';

/** When a round asks a condition: before it tries, or behind a try that failed. */
export type Asked = 'front' | 'behind';

/** What is asked of a counter: `n < 3`, or `left`, which is 0 in the end. */
export interface Asking {
  /** The side with the counter. */
  readonly counter: ExprId;
  /** As it is written with the counter on the left. */
  readonly op: string;
  /** The other side; 0 without one. */
  readonly limit?: ExprId;
}

/**
 * How many tries a loop lets through that asks a counter: reckoned from where the counter begins, by how much each round changes it,
 * and when it is asked. The order of the expressions in a summary is the one in which a round comes by them. `undefined` where the
 * counter is none that can be followed.
 */
export function triesOf(evaluator: Evaluator, view: View, asking: Asking, test: ExprId, asked: Asked): Amount | undefined {
  const counter = counterIn(evaluator, view, asking.counter);
  if (counter === undefined) return undefined;
  const { b, ahead } = counter;
  const [change, ...others] = changesOf(evaluator, view, b);
  if (change === undefined || change.by === 0 || others.length > 0) return undefined;
  if (asking.limit === undefined && change.by > 0) return undefined;
  const limit = asking.limit === undefined ? 0 : amountOf(evaluator.value(view.file, asking.limit));
  const begin = beginOf(evaluator, view, b);
  if (typeof limit !== 'number') return limit;
  if (begin === undefined) return 'unknown';
  const inTest = change.id === asking.counter;
  const first = begin + ahead + ((inTest ? change.before : change.id < test) ? change.by : 0);
  const rounds = change.by > 0 ? roundsTo(asking.op, limit - first, change.by) : roundsTo(mirrored(asking.op), first - limit, -change.by);
  return rounds === undefined ? 'unknown' : rounds + (asked === 'behind' ? 1 : 0);
}

/** How often the answer to a condition lets a round go on, where the counter has this far to go. */
function roundsTo(op: string, far: number, step: number): number | undefined {
  if (op === '<' || op === '>=') return Math.max(0, Math.ceil(far / step));
  if (op === '<=' || op === '>') return Math.max(0, Math.floor(far / step) + 1);
  return far >= 0 && far % step === 0 ? far / step : undefined;
}

/** The operator with its sides exchanged. */
export function mirrored(op: string): string {
  return op.replace('<', '\0').replace('>', '<').replace('\0', '>');
}

/** `n`, `n++`, `--left`, `n + 1`. */
function counterIn(evaluator: Evaluator, view: View, id: ExprId): { readonly b: BindingId; readonly ahead: number } | undefined {
  const e = view.expr(id);
  if (e.k === 'ref') return { b: e.b, ahead: 0 };
  if (e.k === 'un' && isStep(e)) return counterIn(evaluator, view, e.e);
  if (e.k !== 'bin' || !/^[-+]$/.test(e.op)) return undefined;
  const of = view.expr(e.l);
  const ahead = aheadOf(evaluator, view, id);
  return of.k === 'ref' && ahead !== undefined ? { b: of.b, ahead } : undefined;
}

/** By how much more than the counter is asked: 1 in `n + 1 >= 3`. `undefined` where that is not one number. */
export function aheadOf(evaluator: Evaluator, view: View, id: ExprId): number | undefined {
  const e = view.expr(id);
  if (e.k !== 'bin' || !/^[-+]$/.test(e.op)) return 0;
  const more = amountOf(evaluator.value(view.file, e.r));
  return typeof more !== 'number' ? undefined : e.op === '+' ? more : -more;
}

const isStep = (e: Expr): e is Extract<Expr, { k: 'un' }> => e.k === 'un' && /^(?:\+\+|--)$/.test(e.op);

interface Change {
  readonly id: ExprId;
  readonly by: number;
  /** Of one that is a part of what is asked: it is made first. */
  readonly before: boolean;
}

/** Where a counter is changed, and by how much; 0 where that is not one number. */
export function changesOf(evaluator: Evaluator, view: View, b: BindingId): readonly Change[] {
  const isIt = (id: ExprId): boolean => {
    const e = view.expr(id);
    return e.k === 'ref' && e.b === b;
  };
  const amount = (id: ExprId): number => {
    const found = amountOf(evaluator.value(view.file, id));
    return typeof found === 'number' ? found : 0;
  };
  const changes = view.summary.exprs.flatMap((e, id): readonly Change[] => {
    if (isStep(e) && isIt(e.e)) return [{ id, by: e.op === '++' ? 1 : -1, before: e.post !== true }];
    if (e.k !== 'bin' || !/^[-+*/]=$/.test(e.op) || !isIt(e.l)) return [];
    return [{ id, by: e.op === '+=' ? amount(e.r) : e.op === '-=' ? -amount(e.r) : 0, before: true }];
  });
  const written = (view.summary.bindings[b]?.w ?? []).flatMap((id): readonly Change[] => {
    const e = view.expr(id);
    if (e.k === 'bin' && /[-+*/]=$/.test(e.op)) return [];
    return [{ id, by: e.k === 'bin' && /^[-+]$/.test(e.op) && isIt(e.l) ? (e.op === '+' ? amount(e.r) : -amount(e.r)) : 0, before: true }];
  });
  return [...changes, ...written];
}

/** Whether a function hands itself a parameter one step further: `ask(url, left - 1)`. */
function isSteppedByItself(view: View, b: BindingId): boolean {
  const { kind, fn, i } = view.summary.bindings[b] ?? {};
  if (kind !== 'param' || fn === undefined || i === undefined) return false;
  const [from, to] = view.summary.functions[fn]?.exprs ?? [0, 0];
  return (view.callsNamed.get(view.summary.functions[fn]?.n ?? '') ?? []).some((id) => {
    const next = id < from || id >= to ? undefined : view.call(id)?.a[i];
    const e = next === undefined ? undefined : view.expr(next);
    const of = e?.k === 'bin' && /^[-+]$/.test(e.op) ? view.expr(e.l) : undefined;
    return of?.k === 'ref' && of.b === b;
  });
}

/** What callers hand in beside the function itself, whose own steps cannot be read. */
function givenBeside(value: Value & { readonly is: 'any' }): Value | undefined {
  const [first, ...others] = value.of.filter(({ is }) => is !== 'unknown');
  return first !== undefined && others.length === 0 && value.of.length === 2 ? first : value;
}

/** What a counter is before the first round: what it is declared with, or what callers give. */
export function beginOf(evaluator: Evaluator, view: View, b: BindingId): number | undefined {
  const binding = view.summary.bindings[b];
  if (binding === undefined) return undefined;
  const isPlain = binding.e !== undefined && binding.path === undefined;
  const from = binding.kind === 'param' ? evaluator.binding(view.file, b) : isPlain ? evaluator.value(view.file, binding.e!) : undefined;
  const found = amountOf(from?.is === 'any' && isSteppedByItself(view, b) ? givenBeside(from) : from);
  if (typeof found === 'number') return found;
  // Where nobody is seen to call it, it begins as most will have it.
  const usual = binding.kind === 'param' && binding.d !== undefined ? amountOf(evaluator.value(view.file, binding.d)) : undefined;
  return typeof usual === 'number' ? usual : undefined;
}
