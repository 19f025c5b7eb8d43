import type { BindingId, CtxId, ExprId, FnId } from '../model/summary';
import { constantOf } from './bounds';
import { choicesOn } from './choices';
import { decides } from './connectives';
import { refsIn } from './refs';
import type { View } from './view';

/** What is turned before a function starts over: a member of this or of an argument, or a name outside of the function. */
interface Turned {
  readonly to: ExprId;
  /** The member's name, or the name itself. */
  readonly name: string | BindingId;
  readonly of: 'this' | 'argument' | 'name';
}

/**
 * How a switch that is turned before a function starts over tells the second try from the first: `once` where the way there asks for
 * it, so that nothing comes by twice, `other` where it is never turned back, what is asked for depends on it, and only one kind of
 * failure leads there. `undefined` where nothing is turned.
 */
export function switched(view: View, again: ExprId, call: ExprId, fn: FnId, tests: readonly ExprId[]): 'once' | 'other' | undefined {
  const turns = turnedBefore(view, again, call, fn);
  if (turns.length === 0) return undefined;
  const steps = stepsTo(view, again, fn, tests);
  const bars = (one: Turned): boolean =>
    steps.some(({ test, holds }) => {
      const then = comesTo(view, test, one);
      return then !== undefined && then !== holds;
    });
  if (turns.some((one) => bars(one) && !turnedBack(view, one, call, fn))) return 'once';
  const picks = tests.some((test) => asksFailure(view, test));
  return picks &&
    turns.some((one) => !isMark(view, one) && (one.of === 'argument' ? !isOn(view, one) : isOneWay(view, one) && isRead(view, one)))
    ? 'other'
    : undefined;
}

/** Conditions around the second try, through callbacks, and those in front of it, which lead away from it. */
function stepsTo(view: View, again: ExprId, fn: FnId, tests: readonly ExprId[]): readonly { test: ExprId; holds: boolean }[] {
  const out = [...choicesOn(view, again)];
  for (let ctx = view.call(again)?.ctx ?? 0, hops = 0; hops < 40; hops++) {
    const it = view.summary.contexts[ctx];
    if (it === undefined || (it.kind === 'fn' && (it.id === fn || it.id === 0))) break;
    if ((it.kind === 'if' || it.kind === 'else') && it.test !== undefined) out.push({ test: it.test, holds: it.kind === 'if' });
    ctx = it.kind === 'fn' ? (view.summary.functions[it.id]?.ctx ?? 0) : it.up;
  }
  const known = new Set(out.flatMap(({ test }) => partsOf(view, test)));
  return [...out, ...tests.filter((test) => !known.has(test)).map((test) => ({ test, holds: false }))];
}

function partsOf(view: View, test: ExprId): readonly ExprId[] {
  const e = view.expr(test);
  const parts = e.k === 'un' ? [e.e] : e.k === 'alt' && e.op !== '?' ? e.e : [];
  return [test, ...parts.flatMap((part) => partsOf(view, part))];
}

/** What a condition comes to when the switch is turned, as far as it alone decides. */
function comesTo(view: View, test: ExprId, one: Turned): boolean | undefined {
  return decides(view, test, (question) => {
    const e = view.expr(question);
    if (e.k === 'mem') return e.n === one.name ? isOn(view, one) : isOff(view, one) && comesOf(view, question, one) ? false : undefined;
    if (e.k === 'ref') return e.b === one.name ? isOn(view, one) : undefined;
    const right = e.k === 'bin' ? view.expr(e.r) : undefined;
    if (e.k !== 'bin' || right?.k !== 'lit' || typeof right.v !== 'boolean' || !/^[!=]==?$/.test(e.op)) return undefined;
    const left = comesTo(view, e.l, one);
    return left === undefined ? undefined : (left === right.v) === e.op.startsWith('=');
  });
}

/** `const grant = this.grantData()`, then `if (grant.token)`: what a method gives under that name it takes from the member that was turned off. */
function comesOf(view: View, id: ExprId, one: Turned): boolean {
  const e = view.expr(id);
  const of = e.k === 'mem' ? view.expr(e.o) : undefined;
  const asked = of?.k === 'ref' ? view.call(constantOf(view, of.b) ?? -1) : undefined;
  const callee = asked === undefined ? undefined : view.expr(asked.c);
  if (one.of !== 'this' || e.k !== 'mem' || callee?.k !== 'mem' || view.expr(callee.o).k !== 'this') return false;
  const gives = view.summary.functions
    .filter(({ n, kind }) => n === callee.n && kind === 'method')
    .flatMap(({ ret }) => ret.map((ret) => view.expr(ret)));
  const named = gives.flatMap((ret) => (ret.k === 'obj' ? ret.p.filter(({ n }) => n === e.n) : []));
  return gives.every(({ k }) => k === 'obj') && named.length > 0 && named.every((property) => readsOf(view, property.e, one));
}

/** `this.config.token` where `config` is what was turned. */
function readsOf(view: View, id: ExprId, one: Turned): boolean {
  const e = view.expr(id);
  return e.k === 'mem' && ((e.n === one.name && view.expr(e.o).k === 'this') || readsOf(view, e.o, one));
}

function isOff(view: View, { to }: Turned): boolean {
  const e = view.expr(to);
  return e.k === 'undef' || (e.k === 'lit' && (e.v === false || e.v === null));
}

function isOn(view: View, { to }: Turned): boolean {
  const e = view.expr(to);
  return e.k === 'lit' && e.v === true;
}

/** `this.retried = true` notes that there was a second try, and asks for nothing else. */
function isMark(view: View, { name }: Turned): boolean {
  return /retr|again|attempt|second/i.test(typeof name === 'number' ? (view.summary.bindings[name]?.n ?? '') : name);
}

function turnedBefore(view: View, again: ExprId, call: ExprId, fn: FnId): readonly Turned[] {
  const [second, first] = [view.call(again), view.call(call)];
  if (second === undefined || first === undefined) return [];
  const begin = handlerStart(view, again) ?? (second.fn === fn ? first.at[1] : (view.summary.functions[second.fn]?.at[0] ?? 0));
  const onTheWay = around(view, again);
  const members = view.summary.writes.flatMap(({ o, n, v, fn: where, ctx, at }): Turned[] => {
    if (where !== second.fn || at[0] < begin || at[1] > second.at[0] || !isPosition(view, v) || !onTheWay.has(ctx)) return [];
    const of = view.expr(o);
    if (of.k === 'this') return [{ to: v, name: n, of: 'this' }];
    const param = of.k === 'ref' ? view.summary.bindings[of.b] : undefined;
    if (of.k !== 'ref' || param?.kind !== 'param' || param.fn !== fn) return [];
    const handed = second.a.some((a, i) => {
      const e = view.expr(a);
      return e.k === 'ref' && e.b === of.b && i === param.i;
    });
    return handed ? [{ to: v, name: n, of: 'argument' }] : [];
  });
  const names = view.summary.bindings.flatMap(({ w, fn: home }, b): Turned[] =>
    home === fn || home === second.fn
      ? []
      : (w ?? []).flatMap((to) =>
          to > call && to < again && isWithin(view, to, second.fn) && isPosition(view, to) && !mayLeave(view, to, call, onTheWay)
            ? [{ to, name: b, of: 'name' as const }]
            : [],
        ),
  );
  return [...members, ...names];
}

/** Where the handler around a call begins. */
function handlerStart(view: View, id: ExprId): number | undefined {
  for (let it = view.summary.contexts[view.call(id)?.ctx ?? 0]; it !== undefined && it.kind !== 'fn'; it = view.summary.contexts[it.up])
    if (it.kind === 'catch') return view.summary.tries[it.id]?.catchAt?.[0];
  return undefined;
}

/** `true`, `false`, `undefined`, `null`. */
function isPosition(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  return e.k === 'undef' || (e.k === 'lit' && (typeof e.v === 'boolean' || e.v === null));
}

/** What a call stands in, from within outward to the handler or the function around it. */
function around(view: View, id: ExprId): ReadonlySet<CtxId> {
  const out = new Set<CtxId>();
  for (let ctx = view.call(id)?.ctx ?? 0; !out.has(ctx); ctx = view.summary.contexts[ctx]?.up ?? ctx) {
    out.add(ctx);
    if (/^(?:catch|fn)$/.test(view.summary.contexts[ctx]?.kind ?? 'fn')) break;
  }
  return out;
}

/** Where a name is turned is not told: a branch in front of the second try that leaves the function may be the place. */
function mayLeave(view: View, v: ExprId, call: ExprId, onTheWay: ReadonlySet<CtxId>): boolean {
  return view.summary.contexts.some(
    ({ leaves, test, up }, ctx) =>
      leaves === true && test !== undefined && test > call && test < v && onTheWay.has(up) && !onTheWay.has(ctx),
  );
}

function isWithin(view: View, id: ExprId, fn: FnId): boolean {
  const [from, to] = view.summary.functions[fn]?.exprs ?? [0, 0];
  return from <= id && id < to;
}

/** Whether a function turns it back before the call that fails. */
function turnedBack(view: View, one: Turned, call: ExprId, fn: FnId): boolean {
  return turnsOf(view, one).some((v) => v < call && isWithin(view, v, fn) && !alike(view, v, one.to));
}

/** All that is ever put there but what it begins with. */
function turnsOf(view: View, { name }: Turned): readonly ExprId[] {
  if (typeof name === 'number') return view.summary.bindings[name]?.w ?? [];
  return view.summary.writes.filter(({ n }) => n === name).map(({ v }) => v);
}

/** It begins as something else, and is turned to one side only. */
function isOneWay(view: View, one: Turned): boolean {
  const begins =
    typeof one.name === 'number'
      ? [view.summary.bindings[one.name]?.e]
      : view.summary.classes.flatMap(({ members }) => members.filter(({ n }) => n === one.name).map(({ e }) => e));
  const starts = begins.flatMap((e) => (e === undefined ? [] : [e]));
  return starts.every((e) => !alike(view, e, one.to)) && starts.length > 0 && turnsOf(view, one).every((v) => alike(view, v, one.to));
}

function isRead(view: View, { name }: Turned): boolean {
  return view.summary.exprs.some((e) => (typeof name === 'number' ? e.k === 'ref' && e.b === name : e.k === 'mem' && e.n === name));
}

function alike(view: View, a: ExprId, b: ExprId): boolean {
  const [x, y] = [view.expr(a), view.expr(b)];
  return x.k === 'lit' && y.k === 'lit' ? x.v === y.v : x.k === y.k && x.k === 'undef';
}

/** A condition about what failed: `error.code === …`, `isUnsupported(error)`. */
function asksFailure(view: View, test: ExprId): boolean {
  return refsIn(view, test).some((b) => {
    const it = view.summary.bindings[b];
    if (it?.kind === 'catch') return true;
    if (it?.kind === 'param')
      return view.summary.functions[it.fn]?.into !== undefined && /^e(?:rr(?:or)?|x)?$|[Ee]rr(?:or)?$|^reason$/.test(it.n);
    return it?.e !== undefined && refsIn(view, it.e).some((from) => view.summary.bindings[from]?.kind === 'catch');
  });
}
