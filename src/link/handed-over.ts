import type { Layer } from '../model/layer';
import type { ExprId, FnId } from '../model/summary';
import { parseArg } from './arguments';
import { asksForAnswersOnly } from './asked-again';
import type { Evaluator } from './evaluator';
import { fanOut } from './fan-out';
import type { Growth } from './growth';
import { formsOf } from './guards';
import { provided } from './provisions';
import { handsSomething } from './hands';
import { houseBreaker } from './house-breaker';
import { settledAroundListener, settledByTimer } from './settled';
import { isClock } from './clock';
import { callFrame, isTold } from './under';
import { each, type Frame, type Value } from './values';
import type { View } from './view';
import { deepest, joined, outside, type Way } from './way';

/** Ways outward from a call, up to the function `stop`. */
export type Ways = (view: View, id: ExprId, depth: number, seen: ReadonlySet<string>, stop?: { file: string; fn: FnId }) => readonly Way[];

/** Ways outward from a function that is an argument of a call, at a path in that argument. */
type HandedOver = (
  view: View,
  fn: FnId,
  outer: ExprId,
  arg: number,
  path: readonly string[],
  depth: number,
  seen: ReadonlySet<string>,
  stop?: { file: string; fn: FnId },
) => readonly Way[];

/** As above, where a guard that is known runs the function; `undefined` where none does. */
type GuardedBy = (...given: Parameters<HandedOver>) => readonly Way[] | undefined;

export interface Handovers {
  readonly handedOver: HandedOver;
  readonly guardedBy: GuardedBy;
}

/** The same, where what stands in the frame's function is read under the frame. */
type Within = (frame: Frame) => Handovers & { readonly ways: Ways };

/** A function is an argument: what runs it, and under which layers. */
export function handovers(evaluator: Evaluator, growth: Growth, ways: Ways, within: Within): Handovers {
  const guardedBy: GuardedBy = (view, _, outer, arg, path, depth, seen, stop) => {
    const call = view.call(outer);
    if (call === undefined) return undefined;
    // What keeps it may run it by itself, as a worker of a queue does.
    const kept = { file: view.file, call: outer };
    const onward = (layers: readonly Layer[]): readonly Way[] =>
      ways(view, outer, depth + 1, seen, stop).map((w) => ({ kept, ...outside(layers, w, []) }));
    const value = evaluator.value(view.file, call.c);
    const fitsArg = (runs: string): boolean => {
      const parsed = parseArg(runs as `arg[${number}]`);
      return parsed.index === arg && parsed.rest.join('.') === path.join('.');
    };
    const place = { file: view.file, expr: outer, frame: undefined, call };
    for (const { form, guard, policy } of formsOf(evaluator, value, view.file)) {
      if (form.form === 'run' && fitsArg(form.runs)) {
        const layers = provided(evaluator, form.provides, place, guard);
        const polls = form.again !== undefined && asksForAnswersOnly(evaluator, view, call.a[arg], form.again);
        return onward(polls ? layers.filter(({ kind }) => kind !== 'retry') : layers);
      }
      if (form.form === 'apply' && policy !== undefined && fitsArg(form.runs)) return onward(policy.layers);
      if (form.form === 'wrap' && fitsArg(form.runs)) {
        const layers = [...(policy?.layers ?? []), ...provided(evaluator, form.provides, place, guard)];
        const fires = firesOf(evaluator, view, outer, form.fires);
        if (fires.length === 0) return onward(layers);
        return fires.flatMap((f) => ways(f.view, f.call, depth + 1, seen).map((w) => outside(layers, w, [])));
      }
    }
    return undefined;
  };

  const handedOver: HandedOver = (view, fn, outer, arg, path, depth, seen, stop) => {
    const call = view.call(outer);
    if (call === undefined) return [];
    const guarded = guardedBy(view, fn, outer, arg, path, depth, seen, stop);
    if (guarded !== undefined) return guarded;
    // What is made of it may be handed on: `app.get(path, asyncHandler(fn))`.
    const keeper = call.into === undefined ? {} : { kept: { file: view.file, call: call.into[0] } };
    const onward = (layers: readonly Layer[]): readonly Way[] =>
      ways(view, outer, depth + 1, seen, stop).map((w) => ({ ...keeper, ...outside(layers, w, []) }));
    const value = evaluator.value(view.file, call.c);
    const callee = view.expr(call.c);
    const name =
      callee.k === 'mem'
        ? callee.n
        : callee.k === 'ref'
          ? (view.summary.bindings[callee.b]?.n ?? '')
          : callee.k === 'global'
            ? callee.n
            : '';
    const targets = each(value).filter((v): v is Value & { is: 'fn' | 'cls' } => v.is === 'fn' || v.is === 'cls');
    for (const target of targets) {
      if (target.is === 'cls') return [{ layers: [], through: [], inside: [] }];
      const ran = ranBy(target.file, target.fn, arg, path, depth, seen, { view, outer });
      if (ran !== undefined) {
        const on = onward([]);
        return ran.flatMap((inner) => on.map((w) => joined(inner, w)));
      }
    }
    if (targets.length > 0) return onward(call.used === 'statement' || call.used === 'value' ? [] : [unseen(evaluator, view, outer, name)]);
    if (name === 'Promise' && call.how === 'new') return onward(settledByTimer(evaluator, view, fn));
    if (/^(then|catch|finally|Promise|flatMap|reduce|filter|some|every|find|sort|from|allSettled)$/.test(name)) return onward([]);
    if (/^(map|forEach)$/.test(name)) {
      const wide = fanOut(evaluator, growth, view, outer, fn);
      return onward(wide === undefined ? [] : [wide]);
    }
    if (['statement', 'value', 'void'].includes(chainEnd(view, outer)) || startsWork.test(name) || transparent.test(name)) {
      const idle = later.test(name) ? { idle: true as const, ...(arg === 0 && isClock(view, outer) ? { clock: true as const } : {}) } : {};
      if (transparent.test(name)) return onward([]);
      const layers = arg === 1 ? settledAroundListener(evaluator, view, outer, fn) : [];
      return [{ layers, through: [], inside: [], kept: { file: view.file, call: outer }, ...idle }];
    }
    // A client that hands something to the function runs it once, and adds nothing: `sql.begin(async (tx) => …)`.
    return onward(handsSomething(evaluator, view, outer) ? [] : [unseen(evaluator, view, outer, name)]);
  };

  /** What a function of the project does around the callback it was given; `undefined` when it never runs it. */
  function ranBy(
    file: string,
    fn: FnId,
    arg: number,
    path: readonly string[],
    depth: number,
    seen: ReadonlySet<string>,
    from: { readonly view: View; readonly outer: ExprId },
  ): readonly Way[] | undefined {
    const view = evaluator.view(file);
    const params = view?.summary.functions[fn]?.params;
    if (view === undefined || params === undefined || depth > deepest) return undefined;
    // One caller gives it three tries, another five.
    const frame = isTold(view, fn, arg) ? callFrame(evaluator, view, { fn, from: from.view, outer: from.outer }) : undefined;
    const inside = frame === undefined ? { ways, handedOver } : within(frame);
    const bound = view.summary.bindings.flatMap((b, i) =>
      b.kind === 'param' && b.fn === fn && b.i === arg && (b.path ?? []).join('.') === (b.path === undefined ? '' : path.join('.'))
        ? [i]
        : [],
    );
    const found: Way[] = [];
    const key = `${file}&${fn}:${arg}`;
    if (seen.has(key)) return undefined;
    const next = new Set([...seen, key]);
    for (const b of [...bound, ...takenOut(view, bound, path)]) {
      const it = view.summary.bindings[b]!;
      const whole = it.kind === 'param' && it.path === undefined;
      const name = it.n;
      const last = whole && path.length > 0 ? path[path.length - 1]! : name;
      for (const id of view.callsNamed.get(last) ?? []) {
        const callee = view.expr(view.call(id)!.c);
        const direct = callee.k === 'ref' && callee.b === b && (path.length === 0 || !whole);
        const through =
          callee.k === 'mem' &&
          whole &&
          path.length === 1 &&
          view.expr(callee.o).k === 'ref' &&
          (view.expr(callee.o) as { b: number }).b === b;
        if (direct || through) found.push(...inside.ways(view, id, depth + 1, next, { file, fn }));
      }
      for (const method of ['call', 'apply']) {
        for (const id of view.callsNamed.get(method) ?? []) {
          const callee = view.expr(view.call(id)!.c);
          if (callee.k === 'mem' && view.expr(callee.o).k === 'ref' && (view.expr(callee.o) as { b: number }).b === b)
            found.push(...inside.ways(view, id, depth + 1, next, { file, fn }));
        }
      }
      for (const { call, arg: position } of view.passedTo.get(b) ?? []) {
        if (whole && path.length > 0) continue;
        found.push(...inside.handedOver(view, fn, call, position, [], depth + 1, next, { file, fn }));
      }
    }
    if (found.length === 0) return undefined;
    const breaker = houseBreaker(evaluator, view, fn);
    return breaker === undefined ? found : found.map((w) => ({ ...w, layers: [...w.layers, breaker] }));
  }

  return { handedOver, guardedBy };
}

/** What becomes of a chain of registrations, `router.get(…).post(…)`; one that is waited for ends as it is used itself. */
function chainEnd(view: View, outer: ExprId): string {
  const used = view.call(outer)!.used;
  const next = used === 'chain' ? view.chainedOn.get(outer)?.[0] : undefined;
  const callee = next === undefined ? undefined : view.expr(view.call(next)!.c);
  return next === undefined || callee?.k !== 'mem' || /^(then|catch|finally)$/.test(callee.n) ? used : chainEnd(view, next);
}

/** Names that the function itself takes out of its parameter: `const { run } = options`, `const run = options.run`. */
function takenOut(view: View, params: readonly number[], path: readonly string[]): readonly number[] {
  if (path.length === 0) return [];
  return view.summary.bindings.flatMap((b, i) => {
    if (b.e === undefined || b.kind === 'param' || b.kind === 'loop') return [];
    const steps = [...(b.path ?? [])];
    let e = view.expr(b.e);
    for (; e.k === 'mem'; e = view.expr(e.o)) steps.unshift(e.n);
    return e.k === 'ref' && params.includes(e.b) && steps.join('.') === path.join('.') ? [i] : [];
  });
}

function unseen(evaluator: Evaluator, view: View, outer: ExprId, name: string): Layer {
  const call = view.call(outer)!;
  return {
    kind: 'opaque',
    may: ['timeout', 'retry', 'breaker', 'bulkhead', 'fallback', 'cancellation'],
    because: {
      from: 'unresolved',
      says: `\`${name || 'a function'}\` runs it, and what it adds is not known`,
      at: evaluator.span(view.file, call.callee),
    },
  };
}

/** Calls that run a wrapped function: `breaker.fire()`. */
function firesOf(evaluator: Evaluator, view: View, made: ExprId, members: readonly string[]): { view: View; call: ExprId }[] {
  const out: { view: View; call: ExprId }[] = [];
  const look = (v: View, names: readonly string[]): void => {
    for (const name of names) {
      for (const id of v.callsNamed.get(name) ?? []) {
        const call = v.call(id)!;
        const policy = each(evaluator.value(v.file, call.c)).find((x) => x.is === 'policy');
        if (policy?.is === 'policy' && policy.made.file === view.file && policy.made.expr === made) out.push({ view: v, call: id });
      }
    }
  };
  const own = (view.namesOf.get(made) ?? []).map((b) => view.summary.bindings[b]?.n ?? '');
  const names = members.flatMap((m) => (m === '' ? own : [m.split('.').pop()!]));
  look(view, [...names, '()']);
  for (const file of evaluator.program.importers(view.file).slice(0, 40)) {
    if (!names.some((n) => evaluator.program.mentions(file, n))) continue;
    const other = evaluator.view(file);
    if (other !== undefined) look(other, names);
  }
  return out;
}

/** Starting something is not running it under protection: events, timers, tests. */
const startsWork =
  /^(setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|on|once|addEventListener|subscribe|it|test|describe|beforeEach|afterEach|beforeAll|afterAll|use[A-Z]\w*)$/;

/** They run it when whoever set it up has gone on. */
const later = /^(?:setTimeout|setInterval|setImmediate|nextTick|queueMicrotask)$/;

/** Names of functions that run what they are given once and as it is. */
const transparent =
  /^(startActiveSpan|startSpan|withSpan|inSpan|\$?transaction|withTransaction|group|runInContext|runInAction|run|act|startTransition|batch|untracked|withScope|runWithContext|measure|time|profile|trace|unstable_batchedUpdates|waitUntil|after|defer|tap|flatMap|memoize|once|asyncHandler|catchAsync|useCallback|useMemo)$/;
