import type { FanOutLayer } from '../model/layer';
import type { Span } from '../model/span';
import type { CallExpr, ExprId, FnId, Range } from '../model/summary';
import { amountOf } from './amounts';
import type { Evaluator } from './evaluator';
import type { Growth } from './growth';
import { limits } from './limits';
import { each } from './values';
import type { View } from './view';

/** Names that say a collection was cut to size. */
const cut = /chunk|batch|slice|window|page|bucket/i;

/** Names of what there are few of, however many a list may hold: what a person set up or picked by hand. */
const fewWords =
  'admins backends browsers capabilities chains checks clusters connectors datasources destinations endpoints environments envs formats hosts images integrations kinds languages libraries locales maintainers media networks nodes owners photos pictures platforms plugins ports providers publishers refs regions replicas roles scopes secrets servers settings shards sizes stages steps strategies tabs targets types variants webhooks'.split(
    ' ',
  );
const few = new RegExp(
  `^(?:admin|owner)[A-Z]|^(?:${fewWords.join('|')})$|(?:${fewWords.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('|')})s?$`,
);

/** Names that say how many may run at once: a number somebody chose, not the size of a collection. */
const chosen = /concurren|parallel|worker|limit|pool|thread|slots|max[A-Z_]/i;

/** One call per element at once: `Promise.all(items.map(f))`, or `forEach` with an async function. */
export function fanOut(evaluator: Evaluator, growth: Growth, view: View, outer: ExprId, fn: FnId): FanOutLayer | undefined {
  const call = view.call(outer);
  const callee = call === undefined ? undefined : view.expr(call.c);
  if (call === undefined || callee?.k !== 'mem') return undefined;
  const together = callee.n === 'forEach' ? view.summary.functions[fn]?.async === true : joined(evaluator, view, outer);
  if (!together) return undefined;
  if (isWorker(view, fn)) return undefined;
  const at = evaluator.span(view.file, call.callee);
  const width = widthOf(evaluator, view, callee.o);
  if (width === 'cut') return undefined;
  return layerOf(growth, view, callee.o, width, at, 'all at once');
}

function layerOf(growth: Growth, view: View, list: ExprId, width: number | 'unknown', at: Span, how: string): FanOutLayer {
  if (width !== 'unknown') return { kind: 'fan-out', width, because: { from: 'fan-out', says: `${width} at once`, at } };
  const grows = isFew(view, list) ? undefined : growth(view, list);
  const says = `one for each element of a collection, ${how}${grows === undefined ? '' : `; ${grows.says}`}`;
  const shown = grows === undefined ? {} : { grows: true as const, ...(grows.brought === true ? { brought: grows.brought } : {}) };
  return { kind: 'fan-out', width, ...shown, because: { from: 'fan-out', says, at } };
}

/** It asks for no element and works in a loop: one of several workers on a common queue, as many as somebody chose. */
function isWorker(view: View, fn: FnId): boolean {
  return view.summary.functions[fn]?.params.length === 0 && view.summary.loops.some((l) => l.fn === fn);
}

/** `for (const id of ids) work.push(get(id));` with `Promise.all(work)` behind it. */
export function gathered(evaluator: Evaluator, growth: Growth, view: View, id: ExprId): FanOutLayer | undefined {
  const call = view.call(id);
  const push = call?.into === undefined || call.used === 'await' ? undefined : view.call(call.into[0]);
  const callee = push === undefined ? undefined : view.expr(push.c);
  if (push === undefined || callee?.k !== 'mem' || callee.n !== 'push') return undefined;
  const list = view.expr(callee.o);
  const over = list.k === 'ref' ? walkedOver(view, push) : undefined;
  if (list.k !== 'ref' || over === undefined) return undefined;
  const joins = (view.passedTo.get(list.b) ?? []).filter((one) => isAll(evaluator, view, one.call));
  const within = (one: ExprId): boolean => {
    const at = view.call(one)?.at;
    return at !== undefined && over.range[0] <= at[0] && at[1] <= over.range[1];
  };
  // Who asks how many there are, or waits for them on the way, sends them in batches.
  const counted = (view.membersOf.get(list.b) ?? []).some(({ name }) => /^(?:length|splice|shift|slice)$/.test(name));
  if (counted || joins.length === 0 || joins.some((one) => within(one.call))) return undefined;
  const width = widthOf(evaluator, view, over.list);
  if (width === 'cut') return undefined;
  return layerOf(growth, view, over.list, width, evaluator.span(view.file, push.callee), 'waited for together');
}

/** What the nearest loop around a call walks over, and where it stands. */
function walkedOver(view: View, { ctx, fn }: CallExpr): { readonly list: ExprId; readonly range: Range } | undefined {
  for (let it = view.summary.contexts[ctx]; it !== undefined && it.kind !== 'fn'; it = view.summary.contexts[it.up]) {
    const loop = it.kind === 'loop' ? view.summary.loops[it.id] : undefined;
    if (loop === undefined) continue;
    if (loop.kind === 'for-of' && loop.over !== undefined) return { list: loop.over, range: loop.whole };
    const test = loop.kind === 'for' && loop.test !== undefined ? view.expr(loop.test) : undefined;
    const end = test?.k === 'bin' && test.op === '<' ? view.expr(test.r) : undefined;
    return end?.k === 'mem' && end.n === 'length' ? { list: end.o, range: loop.whole } : undefined;
  }
  const into = view.summary.functions[fn]?.into;
  const outer = into === undefined || into.arg !== 0 ? undefined : view.call(into.call);
  const callee = outer === undefined ? undefined : view.expr(outer.c);
  return outer !== undefined && callee?.k === 'mem' && callee.n === 'forEach' ? { list: callee.o, range: outer.at } : undefined;
}

function isAll(evaluator: Evaluator, view: View, id: ExprId): boolean {
  const call = view.call(id);
  if (call === undefined) return false;
  return each(evaluator.value(view.file, call.c)).some(
    (v) => v.is === 'lib' && v.module === 'global:Promise' && /^(all|allSettled|any|race)$/.test(v.path.join('.')),
  );
}

/** Whether the mapped promises are awaited together. */
function joined(evaluator: Evaluator, view: View, outer: ExprId): boolean {
  const into = view.call(outer)?.into;
  if (into !== undefined && isAll(evaluator, view, into[0])) return true;
  for (const next of view.chainedOn.get(outer) ?? []) if (joined(evaluator, view, next)) return true;
  return (view.namesOf.get(outer) ?? []).some((b) => (view.passedTo.get(b) ?? []).some((p) => isAll(evaluator, view, p.call)));
}

function widthOf(evaluator: Evaluator, view: View, receiver: ExprId, depth = 0): number | 'unknown' | 'cut' {
  if (depth > 5) return 'unknown';
  const e = view.expr(receiver);
  if (e.k === 'ref') {
    const b = view.summary.bindings[e.b];
    if (b?.kind === 'loop' || cut.test(b?.n ?? '')) return 'cut';
    // `sendBatch(items)` is handed what was cut to size.
    if (b?.kind === 'param' && cut.test(view.summary.functions[b.fn]?.n ?? '')) return 'cut';
    if (b?.e !== undefined && b.w === undefined && b.path === undefined && b.kind !== 'param') {
      if (isChosen(view, b.e)) return 'cut';
      const made = view.expr(b.e);
      const by = made.k === 'call' ? view.expr(made.c) : undefined;
      if (by?.k === 'mem' && /^(?:filter|map|slice|sort|concat|keys|values|entries)$/.test(by.n))
        return widthOf(evaluator, view, b.e, depth + 1);
    }
  }
  if (isChosen(view, receiver)) return 'cut';
  const most = mostAsked(evaluator, view, receiver);
  if (most !== undefined) return most;
  if (e.k === 'mem' && cut.test(e.n)) return 'cut';
  if (e.k === 'call') {
    const callee = view.expr(e.c);
    if (callee.k === 'mem' && /^(slice|splice)$/.test(callee.n)) return 'cut';
    if (callee.k === 'mem' && /^(filter|sort|reverse|concat|keys|values|entries|map|flat)$/.test(callee.n)) {
      if (view.expr(callee.o).k !== 'global') return widthOf(evaluator, view, callee.o);
      return e.a[0] === undefined ? 'unknown' : sized(evaluator, view, e.a[0]);
    }
    if (callee.k === 'global' && callee.n === 'Array' && e.a[0] !== undefined) {
      const n = amountOf(evaluator.value(view.file, e.a[0]));
      return typeof n === 'number' ? n : 'unknown';
    }
    if (callee.k === 'mem' && callee.n === 'from' && e.a[0] !== undefined) {
      const length = evaluator.member(evaluator.value(view.file, e.a[0]), 'length');
      const n = amountOf(length);
      return typeof n === 'number' ? n : sized(evaluator, view, e.a[0]);
    }
  }
  return sized(evaluator, view, receiver);
}

/** How many a query was asked for at most: `{ take: 5 }`, `.limit(5)`, in place or in the function that asks. */
function mostAsked(evaluator: Evaluator, view: View, id: ExprId, depth = 0): number | undefined {
  const e = view.expr(id);
  if (depth > 5) return undefined;
  if (e.k === 'mem') return mostAsked(evaluator, view, e.o, depth + 1);
  if (e.k === 'ref') {
    const b = view.summary.bindings[e.b];
    return b?.e === undefined || b.w !== undefined || b.kind === 'loop' ? undefined : mostAsked(evaluator, view, b.e, depth + 1);
  }
  if (e.k !== 'call') return undefined;
  const callee = view.expr(e.c);
  const number = (one: ExprId | undefined): number | undefined => {
    const n = one === undefined ? undefined : amountOf(evaluator.value(view.file, one));
    return typeof n === 'number' ? n : undefined;
  };
  if (callee.k === 'mem' && /^(?:limit|take|first|top)$/.test(callee.n))
    return number(e.a[0]) ?? mostAsked(evaluator, view, callee.o, depth + 1);
  for (const a of e.a) {
    const options = view.expr(a);
    if (options.k !== 'obj') continue;
    const most = number(options.p.find((p) => p.kind === undefined && limits.test(p.n))?.e);
    if (most !== undefined) return most;
  }
  for (const target of each(evaluator.value(view.file, e.c))) {
    const other = target.is === 'fn' ? evaluator.view(target.file) : undefined;
    if (target.is !== 'fn' || other === undefined) continue;
    const all = (other.summary.functions[target.fn]?.ret ?? []).map((ret) => mostAsked(evaluator, other, ret, depth + 1));
    const known = all.filter((one) => one !== undefined);
    if (known.length > 0 && known.length === all.length) return Math.max(...known);
  }
  return callee.k === 'mem' ? mostAsked(evaluator, view, callee.o, depth + 1) : undefined;
}

/** `Array(concurrency)`, `[...Array(concurrency).keys()]`, `Array.from({ length: limit })`: workers rather than elements. */
function isChosen(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  if (e.k === 'arr') return e.e.length === 1 && e.e[0] !== undefined && isChosen(view, e.e[0]);
  if (e.k !== 'call') return false;
  const callee = view.expr(e.c);
  const count = e.a[0] === undefined ? undefined : view.expr(e.a[0]);
  if (callee.k === 'global' && callee.n === 'Array') return e.a[0] !== undefined && isNumberChosen(view, e.a[0]);
  if (callee.k !== 'mem') return false;
  if (callee.n === 'from') return count?.k === 'obj' && count.p.some((p) => p.n === 'length' && isNumberChosen(view, p.e));
  return /^(keys|fill|map)$/.test(callee.n) && isChosen(view, callee.o);
}

function isNumberChosen(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  if (e.k === 'ref') return chosen.test(view.summary.bindings[e.b]?.n ?? '');
  if (e.k === 'mem') return chosen.test(e.n);
  if (e.k !== 'call') return false;
  const callee = view.expr(e.c);
  return callee.k === 'mem' && callee.n === 'min' && e.a.some((a) => isNumberChosen(view, a) || view.expr(a).k === 'lit');
}

function sized(evaluator: Evaluator, view: View, id: ExprId): number | 'unknown' {
  const v = evaluator.value(view.file, id);
  if (v.is === 'arr' && !v.open) return v.items.length;
  if (v.is === 'obj' && v.writes.length === 0 && v.expr.p.every((p) => p.kind === undefined)) return v.expr.p.length;
  return 'unknown';
}

/** Whether a collection is named after what there are few of, or is the keys of an object that is written down or set up. */
function isFew(view: View, id: ExprId, depth = 0): boolean {
  const e = view.expr(id);
  if (depth > 5) return false;
  if (e.k === 'ref') {
    const b = view.summary.bindings[e.b];
    return few.test(b?.n ?? '') || (b?.e !== undefined && b.kind !== 'param' && view.expr(b.e).k === 'call' && isFew(view, b.e, depth + 1));
  }
  if (e.k === 'mem') return few.test(e.n);
  if (e.k !== 'call') return false;
  const callee = view.expr(e.c);
  if (callee.k !== 'mem') return false;
  const of = view.expr(callee.o).k === 'global' ? e.a[0] : callee.o;
  return (
    of !== undefined && /^(?:filter|sort|reverse|concat|keys|values|entries|map|flat|from)$/.test(callee.n) && isFew(view, of, depth + 1)
  );
}
