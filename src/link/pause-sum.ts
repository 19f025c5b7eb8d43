import type { BindingId, Expr, ExprId, Loop } from '../model/summary';
import { amountOf } from './amounts';
import { beginOf, changesOf } from './counted';
import type { Evaluator } from './evaluator';
import { refsIn } from './refs';
import { each } from './values';
import type { View } from './view';

/** What names hold in a round of a loop. */
type Names = ReadonlyMap<BindingId, number>;

/** More rounds are not reckoned. */
const mostRounds = 1000;

/**
 * Milliseconds that the pauses of a loop take together at most: each round's is worked out with what the loop's names hold by then, and
 * chance at its worst. `undefined` where one of them cannot be read.
 */
export function pausesOf(evaluator: Evaluator, view: View, loop: Loop, ms: ExprId, rounds: number): number | undefined {
  if (rounds > mostRounds) return undefined;
  const names = new Map<BindingId, number>();
  const changes = loop.changes.flatMap((b) => {
    const begin = beginOf(evaluator, view, b);
    if (begin !== undefined) names.set(b, begin);
    return changesIn(evaluator, view, b);
  });
  changes.sort((a, b) => a.id - b.id);
  const at = { evaluator, view, deep: 0 };
  const change = (wanted: (id: ExprId) => boolean): void => {
    for (const { id, b, to } of changes) {
      if (!wanted(id)) continue;
      const next = to(names);
      if (next === undefined) names.delete(b);
      else names.set(b, next);
    }
  };
  let sum = 0;
  for (let round = 0; round < rounds; round++) {
    change((id) => id < ms);
    const pause = atMost(at, ms, names, true);
    if (pause === undefined || Number.isNaN(pause)) return undefined;
    sum += Math.max(0, pause);
    change((id) => id >= ms);
  }
  return Number.isFinite(sum) ? sum : undefined;
}

interface NamedChange {
  readonly id: ExprId;
  readonly b: BindingId;
  readonly to: (names: Names) => number | undefined;
}

/** `n++`, `delay *= 2`, `delay = Math.min(delay * 2, 5_000)`. */
function changesIn(evaluator: Evaluator, view: View, b: BindingId): readonly NamedChange[] {
  const at = { evaluator, view, deep: 0 };
  return changesOf(evaluator, view, b).map(({ id, by }): NamedChange => {
    const e = view.expr(id);
    const own = (names: Names): number | undefined => names.get(b);
    if (by !== 0) return { id, b, to: (names) => plus(own(names), by) };
    if (e.k !== 'bin' || !/^[*/]=$/.test(e.op)) return { id, b, to: (names) => atMost(at, id, names, true) };
    return { id, b, to: (names) => reckoned(e.op.slice(0, 1), own(names), atMost(at, e.r, names, true)) };
  });
}

const plus = (a: number | undefined, b: number): number | undefined => (a === undefined ? undefined : a + b);

interface At {
  readonly evaluator: Evaluator;
  readonly view: View;
  readonly deep: number;
}

/** The most, or the least, that an expression comes to. */
function atMost(at: At, id: ExprId, names: Names, most: boolean): number | undefined {
  const { evaluator, view, deep } = at;
  if (deep > 12) return undefined;
  const inner = { ...at, deep: deep + 1 };
  const of = (one: ExprId, up = most): number | undefined => atMost(inner, one, names, up);
  const e = view.expr(id);
  switch (e.k) {
    case 'lit':
      return typeof e.v === 'number' ? e.v : undefined;
    case 'ref': {
      if (names.has(e.b)) return names.get(e.b);
      const made = view.summary.bindings[e.b];
      // What is changed is not what it was at first.
      if (made?.counted === true || (made?.w ?? []).length > 0) return undefined;
      const isOnce = made?.kind === 'const' && made.path === undefined && made.e !== undefined && refsIn(view, made.e).length > 0;
      return isOnce ? of(made.e!) : told(evaluator, view, id);
    }
    case 'bin':
      return reckoned(e.op, of(e.l), of(e.r, /^[-/]$/.test(e.op) ? !most : most));
    case 'un':
      return e.op === '-' ? reckoned('-', 0, of(e.e, !most)) : undefined;
    case 'alt':
      return e.op === '&&' ? undefined : branch(e, of, most);
    case 'idx': {
      const list = view.expr(listOf(view, e.o));
      const index = of(e.i);
      return list.k === 'arr' && !list.open && index !== undefined && list.e[index] !== undefined ? of(list.e[index]) : undefined;
    }
    case 'call':
      return called(inner, e, names, most);
    default:
      return told(evaluator, view, id);
  }
}

function told(evaluator: Evaluator, view: View, id: ExprId): number | undefined {
  const found = amountOf(evaluator.value(view.file, id));
  return typeof found === 'number' ? found : undefined;
}

function listOf(view: View, id: ExprId): ExprId {
  const e = view.expr(id);
  const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  return b?.kind === 'const' && b.path === undefined && b.e !== undefined ? b.e : id;
}

/** Of several what is the most; a list that has no such entry gives the other side of `??`. */
function branch(e: Extract<Expr, { k: 'alt' }>, of: (id: ExprId) => number | undefined, most: boolean): number | undefined {
  const all = e.e.map(of);
  if (e.op !== '?') return all[0] ?? all[1];
  const known = all.filter((one) => one !== undefined);
  return known.length < all.length ? undefined : most ? Math.max(...known) : Math.min(...known);
}

function reckoned(op: string, l: number | undefined, r: number | undefined): number | undefined {
  if (l === undefined || r === undefined) return undefined;
  switch (op) {
    case '+':
      return l + r;
    case '-':
      return l - r;
    case '*':
      return l * r;
    case '/':
      return l / r;
    case '**':
      return l ** r;
    case '<<':
      return l << r;
    case '%':
      return l % r;
    default:
      return undefined;
  }
}

const rounding: Readonly<Record<string, (...given: number[]) => number>> = {
  pow: Math.pow,
  min: Math.min,
  max: Math.max,
  floor: Math.floor,
  ceil: Math.ceil,
  round: Math.round,
  trunc: Math.trunc,
  abs: Math.abs,
  exp: Math.exp,
};

/** `Math.min(a, b)`, `Math.random()`, `delayFor(n)` of the project. */
function called(at: At, call: Extract<Expr, { k: 'call' }>, names: Names, most: boolean): number | undefined {
  const { evaluator, view } = at;
  const callee = view.expr(call.c);
  if (call.spread !== undefined) return undefined;
  const given = call.a.map((a) => atMost(at, a, names, most));
  if (callee.k === 'mem' && view.expr(callee.o).k === 'global') {
    if (callee.n === 'random') return most ? 1 : 0;
    const known = given.filter((one) => one !== undefined);
    const all = known.length === given.length && known.length > 0;
    return all ? rounding[callee.n]?.(...known) : callee.n === 'min' && most && known.length > 0 ? Math.min(...known) : undefined;
  }
  const [target, ...others] = each(evaluator.value(view.file, call.c));
  if (target?.is !== 'fn' || others.length > 0) return undefined;
  const home = evaluator.view(target.file);
  const it = home?.summary.functions[target.fn];
  const [gives, ...more] = it?.ret ?? [];
  if (home === undefined || it === undefined || gives === undefined || more.length > 0) return undefined;
  const handed = new Map<BindingId, number>();
  for (const [i, { b }] of it.params.entries()) {
    const d = b === undefined ? undefined : home.summary.bindings[b]?.d;
    const value = i < call.a.length ? given[i] : d === undefined ? undefined : told(evaluator, home, d);
    if (b !== undefined && value !== undefined && home.summary.bindings[b]?.path === undefined) handed.set(b, value);
  }
  return atMost({ ...at, view: home }, gives, handed, most);
}
