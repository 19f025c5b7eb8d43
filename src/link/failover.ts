import type { BindingId, CtxId, Expr, ExprId, Loop, LoopCall } from '../model/summary';
import { constantOf, isCounter } from './bounds';
import { saysThere } from './conditions';
import type { Evaluator } from './evaluator';
import { refsIn } from './refs';
import { contextsFrom, type View } from './view';

/** Whether a call in a `for … of` uses the element, itself or under another name: it does other work each time. */
export function usesLoopName(view: View, call: ExprId, loop: Loop): boolean {
  const it = view.call(call);
  if (it === undefined) return false;
  const inside = (id: ExprId): boolean =>
    namedIn(view, id).some((b) => view.summary.bindings[b]?.kind === 'loop' && view.summary.bindings[b]?.e === loop.over);
  return it.a.some(inside) || inside(it.c);
}

/** `servers[i]`, `servers[(i + offset) % servers.length]` in what is asked for: each round asks another, once around, which is no second try of one. */
export function asksAnother(evaluator: Evaluator, view: View, call: ExprId, loop: Loop): boolean {
  const it = view.call(call);
  if (it === undefined || loop.endless || loop.test === undefined) return false;
  const around = asksLength(view, loop.test);
  const counts = (b: BindingId): boolean => loop.changes.includes(b) && isCounter(view, b, loop.changes);
  const chosen = (id: ExprId, depth = 0): boolean => {
    const e = view.expr(id);
    if (depth > 8) return false;
    if (e.k === 'idx') return (around || !comesRound(view, e.i)) && namedIn(view, e.i).some(counts) && !isNumbers(evaluator, view, e.o);
    if (e.k === 'ref') {
      const made = constantOf(view, e.b) ?? givenInRound(view, e.b, loop);
      return made !== undefined && made < id && chosen(made, depth + 1);
    }
    if (e.k === 'mem') return chosen(e.o, depth + 1);
    if (e.k === 'tpl') return e.p.some((p) => typeof p === 'number' && chosen(p, depth + 1));
    if (e.k === 'bin') return e.op === '+' && (chosen(e.l, depth + 1) || chosen(e.r, depth + 1));
    if (e.k === 'call') return e.a.some((a) => chosen(a, depth + 1));
    // Of options only the address: what else differs may be how long one server is given.
    return e.k === 'obj' && e.p.some((p) => address.test(p.n) && chosen(p.e, depth + 1));
  };
  return chosen(it.c) || it.a.some((a) => chosen(a));
}

/**
 * A handler that picks something else to ask for, and goes round only where there is something: `const next = pick(tried); if (!next)
 * throw error; request.model = next.model`. Unless it is another address, it has to ask the failure first: a new token is no other service.
 */
export function picksAnother(view: View, loop: Loop, { call, given = [] }: LoopCall): boolean {
  const isPicked = (b: BindingId): boolean => {
    const made = view.call(constantOf(view, b) ?? -1);
    const isIt = (e: Expr): boolean => e.k === 'ref' && e.b === b;
    return made !== undefined && isHandled(view, made.ctx, loop) && given.some(({ test, holds }) => saysThere(view, test, holds, isIt));
  };
  const put = changedByHandler(view, call, loop).filter(({ name, v }) => !ofTime.test(name) && refsIn(view, v).some(isPicked));
  return put.some(({ name }) => address.test(name)) || (put.length > 0 && given.some(({ test }) => asksCaught(view, test)));
}

/** What handlers of a loop put into what is asked for: a member of an argument, or a name that is read in one. */
function changedByHandler(view: View, call: ExprId, loop: Loop): readonly { readonly name: string; readonly v: ExprId }[] {
  const it = view.call(call);
  const read = it === undefined ? [] : [it.c, ...it.a].flatMap((id) => refsIn(view, id));
  const members = view.summary.writes.filter(({ o, ctx }) => refsIn(view, o).some((b) => read.includes(b)) && isHandled(view, ctx, loop));
  const names = read.flatMap((b) => {
    const { n = '', w = [], wc = [] } = view.summary.bindings[b] ?? {};
    return w.flatMap((v, i) => (wc[i] !== undefined && isHandled(view, wc[i], loop) ? [{ name: n, v }] : []));
  });
  return [...members.map(({ n, v }) => ({ name: n, v })), ...names];
}

/** Whether a place stands in a handler of a loop. */
function isHandled(view: View, from: CtxId, loop: Loop): boolean {
  let caught = false;
  for (const it of contextsFrom(view, from)) {
    if (it.kind === 'catch') caught = true;
    if (it.kind === 'loop') return caught && view.summary.loops[it.id] === loop;
  }
  return false;
}

/** Whether a condition is about what was caught, itself or by what was made of it. */
function asksCaught(view: View, id: ExprId, depth = 0): boolean {
  return refsIn(view, id).some((b) => {
    const it = view.summary.bindings[b];
    if (it?.kind === 'catch') return true;
    const made = constantOf(view, b);
    return made !== undefined && made < id && depth < 4 && asksCaught(view, made, depth + 1);
  });
}

/** How long, or how often. */
const ofTime = /delay|time|backoff|pause|wait|interval|signal|attempt|retr(?:y|ies)|tries|count|(?:ms|millis|seconds)$/i;

/** What each round gives a name that is declared in front of the loop: `let client; for (…) { client = await connect(users[i]); … }`. */
function givenInRound(view: View, b: BindingId, loop: Loop): ExprId | undefined {
  const it = view.summary.bindings[b];
  const [given, ...others] = it?.w ?? [];
  return loop.changes.includes(b) && it?.kind !== 'param' && it?.counted !== true && others.length === 0 ? given : undefined;
}

/** Members of options that say who is asked. */
const address = /^(?:ur[il]|href|host(?:name)?|base_?url|address|endpoint|server|node|origin|target|path(?:name)?)$/i;

/** `i < servers.length`: it ends when all were asked. */
function asksLength(view: View, test: ExprId): boolean {
  const e = view.expr(test);
  if (e.k === 'alt') return e.e.some((one) => asksLength(view, one));
  if (e.k === 'bin') return asksLength(view, e.l) || asksLength(view, e.r);
  if (e.k !== 'ref') return e.k === 'mem' && /^(?:length|size)$/.test(e.n);
  const made = constantOf(view, e.b);
  return made !== undefined && made < test && asksLength(view, made);
}

/** `attempt % n`: it begins again with the first. */
function comesRound(view: View, index: ExprId): boolean {
  const e = view.expr(index);
  return e.k === 'bin' && (e.op === '%' || comesRound(view, e.l) || comesRound(view, e.r));
}

/** Pauses and times, one for each try. */
function isNumbers(evaluator: Evaluator, view: View, list: ExprId): boolean {
  const value = evaluator.value(view.file, list);
  if (value.is === 'arr') return value.items.length > 0 && value.items.every((v) => v.is === 'lit' && typeof v.v === 'number');
  const e = view.expr(list);
  const name = e.k === 'mem' ? e.n : e.k === 'ref' ? (view.summary.bindings[e.b]?.n ?? '') : '';
  return /delay|timeout|backoff|pause|wait|interval|(?:ms|millis|seconds)$/i.test(name);
}

/** Names read in an expression, and in what those stand for that are given their value once. */
function namedIn(view: View, id: ExprId, depth = 0): BindingId[] {
  return refsIn(view, id).flatMap((b) => {
    const it = view.summary.bindings[b];
    // `const { url } = await find(region)` comes from the region as well.
    const made = depth > 4 ? undefined : it?.kind === 'const' && it.w === undefined ? it.e : undefined;
    return made === undefined || made >= id ? [b] : [b, ...namedIn(view, made, depth + 1)];
  });
}
