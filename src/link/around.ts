import type { FallbackLayer, Layer, RetryLayer } from '../model/layer';
import type { Provenance } from '../model/provenance';
import type { BindingId, ExprId, FnId } from '../model/summary';
import { parseArg } from './arguments';
import type { Caller, Callers } from './callers';
import type { Evaluator } from './evaluator';
import { fanOut } from './fan-out';
import { formsOf, provided } from './guards';
import { loopRetry } from './loops';
import { raceTimeout } from './race';
import { recursionRetry } from './recursion';
import { each, type Value } from './values';
import type { View } from './view';

/** One way outward from a call: the layers met, innermost first, and the callers passed through. */
export interface Way {
  readonly layers: readonly Layer[];
  readonly through: readonly Provenance[];
  /** The functions passed through, with the index of the first layer inside each. */
  readonly inside: readonly { readonly file: string; readonly fn: FnId; readonly from: number }[];
}

/** A loop met on the way, for rules that speak of loops. */
export interface LoopMet {
  readonly layer: RetryLayer;
  readonly scope: string;
}

const deepest = 6;
const mostWays = 24;

export interface Around {
  /** All known ways outward from a call. */
  ways(view: View, call: ExprId): readonly Way[];
}

export function around(evaluator: Evaluator, callers: Callers): Around {
  const { program } = evaluator;

  /** Layers between a call and the body of its function. */
  function local(view: View, id: ExprId): Layer[] {
    const layers: Layer[] = [];
    let current = id;
    const seen = new Set<ExprId>();
    for (;;) {
      if (seen.has(current)) break;
      seen.add(current);
      const next = outward(view, current, layers);
      if (next === undefined) break;
      current = next;
    }
    layers.push(...control(view, id));
    return layers;
  }

  /** One step along the expression a call stands in: chained members, races, guards that take the promise. */
  function outward(view: View, id: ExprId, layers: Layer[]): ExprId | undefined {
    for (const next of view.chainedOn.get(id) ?? []) {
      const call = view.call(next)!;
      const callee = view.expr(call.c);
      const name = callee.k === 'mem' ? callee.n : '';
      if (name === 'catch') handlerLayers(view, call.a[0], layers, next);
      else if (name === 'then' && call.a[1] !== undefined) handlerLayers(view, call.a[1], layers, next);
      else if (name === 'pipe') for (const a of call.a) operator(view, a, layers);
      return next;
    }
    const call = view.call(id);
    if (call?.into !== undefined && call.used !== 'await') {
      const target = promiseTaken(view, call.into[0], call.into[1], id, layers);
      if (target) return call.into[0];
    }
    for (const b of view.namesOf.get(id) ?? []) {
      if (call?.used === 'await') continue;
      for (const { call: outer, arg } of view.passedTo.get(b) ?? []) if (promiseTaken(view, outer, arg, id, layers)) return outer;
      for (const chained of view.calledOn.get(b) ?? []) {
        const c = view.call(chained)!;
        const callee = view.expr(c.c);
        if (callee.k === 'mem' && callee.n === 'pipe') for (const a of c.a) operator(view, a, layers);
      }
    }
    return undefined;
  }

  function operator(view: View, a: ExprId, layers: Layer[]): void {
    const call = view.call(a);
    if (call === undefined) return;
    for (const { form, guard } of formsOf(evaluator, evaluator.value(view.file, call.c), view.file)) {
      if (form.form === 'operator')
        layers.push(...provided(evaluator, form.provides, { file: view.file, expr: a, frame: undefined, call }, guard.id));
    }
  }

  /** The promise of a call is handed to another call: a race, `pTimeout`, `Promise.all`, a helper of the project. */
  function promiseTaken(view: View, outer: ExprId, arg: number, id: ExprId, layers: Layer[]): boolean {
    const call = view.call(outer);
    if (call === undefined) return false;
    const value = evaluator.value(view.file, call.c);
    for (const target of each(value)) {
      if (target.is === 'lib' && target.module === 'global:Promise') {
        const member = target.path.join('.');
        if (member === 'race' || member === 'any') layers.push(...raceTimeout(evaluator, view, call, id));
        return true;
      }
      if (target.is === 'fn') {
        const other = evaluator.view(target.file);
        const param = other?.summary.functions[target.fn]?.params[arg]?.b;
        if (other === undefined || param === undefined) continue;
        layers.push(...promiseParameter(other, param, target.fn, view, outer));
        return true;
      }
    }
    for (const { form, guard, policy } of formsOf(evaluator, value, view.file)) {
      if (form.form === 'run' && parseArg(form.runs).index === arg) {
        layers.push(...provided(evaluator, form.provides, { file: view.file, expr: outer, frame: undefined, call }, guard.id));
        return true;
      }
      if (form.form === 'apply' && policy !== undefined && parseArg(form.runs).index === arg) {
        layers.push(...policy.layers);
        return true;
      }
    }
    const callee = view.expr(call.c);
    const name = callee.k === 'mem' ? callee.n : callee.k === 'ref' ? (view.summary.bindings[callee.b]?.n ?? '') : '';
    if (/timeout|timelimit|deadline|race/i.test(name)) {
      layers.push({
        kind: 'opaque',
        may: ['timeout', 'cancellation'],
        because: { from: 'unresolved', says: `\`${name}\` may bound it`, at: evaluator.span(view.file, call.callee) },
      });
      return true;
    }
    return false;
  }

  /** What a helper does with a promise it is given: `withTimeout(promise, ms)`. */
  function promiseParameter(view: View, param: BindingId, fn: FnId, from: View, outer: ExprId): Layer[] {
    const layers: Layer[] = [];
    for (const { call: id, arg } of view.passedTo.get(param) ?? []) {
      const call = view.call(id);
      if (call === undefined) continue;
      for (const target of each(evaluator.value(view.file, call.c))) {
        if (target.is === 'lib' && target.module === 'global:Promise' && (target.path[0] === 'race' || target.path[0] === 'any')) {
          layers.push(...raceTimeout(evaluator, view, call, undefined, { fn, from, outer }));
        }
      }
      for (const { form, guard } of formsOf(evaluator, evaluator.value(view.file, call.c), view.file)) {
        if (form.form === 'run' && parseArg(form.runs).index === arg)
          layers.push(...provided(evaluator, form.provides, { file: view.file, expr: id, frame: undefined, call }, guard.id));
      }
    }
    return layers;
  }

  /** Loops and handlers around a call, from the inside. */
  function control(view: View, id: ExprId): Layer[] {
    const call = view.call(id);
    const layers: Layer[] = [];
    if (call === undefined) return layers;
    for (let ctx = call.ctx; ; ) {
      const it = view.summary.contexts[ctx];
      if (it === undefined || it.kind === 'fn') break;
      if (it.kind === 'loop') {
        const loop = view.summary.loops[it.id];
        const facts = loop?.calls.find((c) => c.call === id) ?? (loop === undefined ? undefined : outerFacts(view, loop.calls, id));
        const layer = loop === undefined || facts === undefined ? undefined : loopRetry(evaluator, view, loop, facts);
        if (layer !== undefined) layers.push(layer);
      } else if (it.kind === 'try') {
        const handler = view.summary.tries[it.id];
        if (handler?.catches === true && call.used !== 'statement' && call.used !== 'void') {
          const gives = givenInstead(view, handler.returns, handler.ends);
          if (gives !== undefined && handler.catchAt !== undefined) {
            layers.push({
              kind: 'fallback',
              gives,
              tests: handler.words.filter((w) => w.endsWith('Error')),
              because: { from: 'wrapper', says: 'a handler that goes on after a failure', at: evaluator.span(view.file, handler.catchAt) },
            });
          }
        }
      }
      ctx = it.up;
    }
    return layers;
  }

  /** Facts are kept for the call that is awaited; an inner one of the same expression shares them. */
  function outerFacts(
    view: View,
    calls: readonly { readonly call: ExprId }[],
    id: ExprId,
  ): View['summary']['loops'][number]['calls'][number] | undefined {
    const inner = view.call(id);
    if (inner === undefined) return undefined;
    return calls.find((c) => {
      const outer = view.call(c.call);
      return outer !== undefined && outer.fn === inner.fn && outer.at[0] <= inner.at[0] && inner.at[1] <= outer.at[1];
    }) as View['summary']['loops'][number]['calls'][number] | undefined;
  }

  function givenInstead(view: View, returns: readonly ExprId[], ends: readonly string[]): FallbackLayer['gives'] | undefined {
    if (ends.includes('return')) {
      const kinds = returns.map((r) => view.expr(r));
      const empty =
        kinds.length === 0 ||
        kinds.every(
          (e) =>
            e.k === 'undef' ||
            (e.k === 'lit' && (e.v === null || e.v === false || e.v === '' || e.v === 0)) ||
            (e.k === 'arr' && e.e.length === 0) ||
            (e.k === 'obj' && e.p.length === 0),
        );
      return empty ? 'empty' : 'value';
    }
    return ends.includes('normal') ? 'ignored' : undefined;
  }

  function handlerLayers(view: View, handler: ExprId | undefined, layers: Layer[], at: ExprId): void {
    const target = handler === undefined ? undefined : evaluator.value(view.file, handler);
    const span = evaluator.span(view.file, view.call(at)!.callee);
    if (target?.is !== 'fn') return;
    const other = evaluator.view(target.file);
    const fn = other?.summary.functions[target.fn];
    if (other === undefined || fn === undefined) return;
    if (fn.ret.length === 0) {
      layers.push({ kind: 'fallback', gives: 'unknown', because: { from: 'wrapper', says: 'a `catch` behind the call', at: span } });
      return;
    }
    const gives = givenInstead(other, fn.ret, ['return']);
    layers.push({ kind: 'fallback', gives: gives ?? 'unknown', because: { from: 'wrapper', says: 'a `catch` behind the call', at: span } });
  }

  function ways(view: View, id: ExprId, depth: number, seen: ReadonlySet<string>, stop?: { file: string; fn: FnId }): readonly Way[] {
    const call = view.call(id);
    if (call === undefined) return [];
    const inner = local(view, id);
    const fn = call.fn;
    const here = [{ file: view.file, fn, from: 0 }];
    const it = view.summary.functions[fn];
    const key = `${view.file}&${fn}`;
    if (it === undefined || it.kind === 'module' || depth > deepest || seen.has(key)) return [{ layers: inner, through: [], inside: here }];
    const repeat = recursionRetry(evaluator, callers, view, fn, id);
    if (repeat !== undefined) inner.push(repeat);
    inner.push(...decorated(view, fn));
    if (stop !== undefined && stop.file === view.file && stop.fn === fn) return [{ layers: inner, through: [], inside: here }];
    const next = new Set([...seen, key]);
    const outs: Way[] = [];
    if (it.into !== undefined) outs.push(...handedOver(view, fn, it.into.call, it.into.arg, it.into.path, depth, next, stop));
    else {
      for (const immediate of immediateCalls(view, fn)) outs.push(...ways(view, immediate, depth, next, stop));
      if (stop === undefined)
        for (const caller of callers.of(view.file, fn)) {
          if (outs.length >= mostWays) break;
          if (caller.view.file === view.file && inside(view, fn, caller.call)) continue;
          outs.push(...entered(caller, fn, depth, next));
        }
    }
    if (outs.length === 0) return [{ layers: inner, through: [], inside: here }];
    return outs.slice(0, mostWays).map((w) => outside(inner, w, here));
  }

  function entered(caller: Caller, fn: FnId, depth: number, seen: ReadonlySet<string>): readonly Way[] {
    const call = caller.view.call(caller.call);
    if (call === undefined) return [];
    const step: Provenance = {
      from: 'caller',
      says: `called from ${nameOf(caller.view, call.fn)}`,
      at: evaluator.span(caller.view.file, call.callee),
    };
    const found =
      caller.handed === undefined
        ? ways(caller.view, caller.call, depth + 1, seen)
        : handedOver(caller.view, fn, caller.call, caller.handed, [], depth + 1, seen);
    return found.map((w) => ({ ...w, through: [step, ...w.through] }));
  }

  /** A function is an argument: what runs it, and under which layers. */
  function handedOver(
    view: View,
    fn: FnId,
    outer: ExprId,
    arg: number,
    path: readonly string[],
    depth: number,
    seen: ReadonlySet<string>,
    stop?: { file: string; fn: FnId },
  ): readonly Way[] {
    const call = view.call(outer);
    if (call === undefined) return [];
    const onward = (layers: readonly Layer[]): readonly Way[] =>
      ways(view, outer, depth + 1, seen, stop).map((w) => outside(layers, w, []));
    const value = evaluator.value(view.file, call.c);
    const fitsArg = (runs: string): boolean => {
      const parsed = parseArg(runs as `arg[${number}]`);
      return parsed.index === arg && parsed.rest.join('.') === path.join('.');
    };
    const place = { file: view.file, expr: outer, frame: undefined, call };
    for (const { form, guard, policy } of formsOf(evaluator, value, view.file)) {
      if (form.form === 'run' && fitsArg(form.runs)) return onward(provided(evaluator, form.provides, place, guard.id));
      if (form.form === 'apply' && policy !== undefined && fitsArg(form.runs)) return onward(policy.layers);
      if (form.form === 'wrap' && fitsArg(form.runs)) {
        const layers = [...(policy?.layers ?? []), ...provided(evaluator, form.provides, place, guard.id)];
        const fires = firesOf(view, outer, form.fires);
        if (fires.length === 0) return onward(layers);
        return fires.flatMap((f) => ways(f.view, f.call, depth + 1, seen).map((w) => outside(layers, w, [])));
      }
    }
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
      const ran = ranBy(target.file, target.fn, arg, path, depth, seen);
      if (ran !== undefined) return ran.flatMap((w) => onward(w.layers));
    }
    if (targets.length > 0) return onward(call.used === 'statement' || call.used === 'value' ? [] : [unseen(view, outer, name)]);
    if (/^(then|catch|finally|Promise|flatMap|reduce|filter|some|every|find|sort|from|allSettled)$/.test(name)) return onward([]);
    if (/^(map|forEach)$/.test(name)) {
      const wide = fanOut(evaluator, view, outer, fn);
      return onward(wide === undefined ? [] : [wide]);
    }
    if (call.used === 'statement' || call.used === 'value' || call.used === 'void' || startsWork.test(name) || transparent.test(name)) {
      return transparent.test(name) ? onward([]) : [{ layers: [], through: [], inside: [] }];
    }
    return onward([unseen(view, outer, name)]);
  }

  function unseen(view: View, outer: ExprId, name: string): Layer {
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

  /** What a function of the project does around the callback it was given; `undefined` when it never runs it. */
  function ranBy(
    file: string,
    fn: FnId,
    arg: number,
    path: readonly string[],
    depth: number,
    seen: ReadonlySet<string>,
  ): readonly Way[] | undefined {
    const view = evaluator.view(file);
    const params = view?.summary.functions[fn]?.params;
    if (view === undefined || params === undefined || depth > deepest) return undefined;
    const bound = view.summary.bindings.flatMap((b, i) =>
      b.kind === 'param' && b.fn === fn && b.i === arg && (b.path ?? []).join('.') === (b.path === undefined ? '' : path.join('.'))
        ? [i]
        : [],
    );
    const found: Way[] = [];
    const key = `${file}&${fn}:${arg}`;
    if (seen.has(key)) return undefined;
    const next = new Set([...seen, key]);
    for (const b of bound) {
      const whole = view.summary.bindings[b]!.path === undefined;
      const name = view.summary.bindings[b]!.n;
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
        if (direct || through) found.push(...ways(view, id, depth + 1, next, { file, fn }));
      }
      for (const method of ['call', 'apply']) {
        for (const id of view.callsNamed.get(method) ?? []) {
          const callee = view.expr(view.call(id)!.c);
          if (callee.k === 'mem' && view.expr(callee.o).k === 'ref' && (view.expr(callee.o) as { b: number }).b === b)
            found.push(...ways(view, id, depth + 1, next, { file, fn }));
        }
      }
      for (const { call, arg: position } of view.passedTo.get(b) ?? []) {
        if (whole && path.length > 0) continue;
        found.push(...handedOver(view, fn, call, position, [], depth + 1, next, { file, fn }));
      }
    }
    if (found.length === 0) return undefined;
    const breaker = houseBreaker(view, fn);
    return breaker === undefined ? found : found.map((w) => ({ ...w, layers: [...w.layers, breaker] }));
  }

  /** A class of the project that counts failures, looks at the clock and refuses to run what it is given: a breaker written by hand. */
  function houseBreaker(view: View, fn: FnId): Layer | undefined {
    const it = view.summary.functions[fn];
    const cls = it?.throws === true ? view.classOf(fn) : undefined;
    if (it === undefined || cls === undefined) return undefined;
    const own = view.summary.functions.flatMap((_, f) => (view.classOf(f) === cls ? [f] : []));
    const inClass = (id: ExprId): boolean =>
      own.some((f) => id >= view.summary.functions[f]!.exprs[0] && id < view.summary.functions[f]!.exprs[1]);
    const counts = view.summary.exprs.some(
      (e, id) =>
        e.k === 'un' &&
        e.op === '++' &&
        inClass(id) &&
        view.expr(e.e).k === 'mem' &&
        view.expr((view.expr(e.e) as { o: ExprId }).o).k === 'this',
    );
    const clock = (view.callsNamed.get('now') ?? []).some(inClass);
    const written = new Set((view.writesOfClass.get(cls) ?? []).map((w) => w.n));
    // The question in front of the work: a state that the class itself changes.
    const asks = view.summary.contexts.some(
      (c) => c.kind === 'if' && c.test !== undefined && c.test >= it.exprs[0] && c.test < it.exprs[1] && asksState(view, c.test, written),
    );
    if (!counts || !clock || !asks) return undefined;
    return {
      kind: 'breaker',
      lives: 'unknown',
      onStatus: 'unknown',
      because: {
        from: 'wrapper',
        says: `\`${view.scopeOf(fn)}\` refuses to run it while it keeps failing`,
        at: evaluator.span(view.file, it.head),
      },
    };
  }

  /** Calls that run a wrapped function: `breaker.fire()`. */
  function firesOf(view: View, made: ExprId, members: readonly string[]): { view: View; call: ExprId }[] {
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
    for (const file of program.importers(view.file).slice(0, 40)) {
      if (!names.some((n) => program.mentions(file, n))) continue;
      const other = evaluator.view(file);
      if (other !== undefined) look(other, names);
    }
    return out;
  }

  function decorated(view: View, fn: FnId): Layer[] {
    const layers: Layer[] = [];
    for (const id of view.summary.functions[fn]?.decorators ?? []) {
      const call = view.call(id);
      if (call === undefined) continue;
      for (const { form, guard } of formsOf(evaluator, evaluator.value(view.file, call.c), view.file)) {
        if (form.form !== 'decorator') continue;
        layers.push(...provided(evaluator, form.provides, { file: view.file, expr: id, frame: undefined, call }, guard.id));
        if (form.order === undefined) continue;
        const policies = call.a.flatMap((a) => each(evaluator.value(view.file, a))).flatMap((v) => (v.is === 'policy' ? [v] : []));
        layers.push(...(form.order === 'outer-first' ? policies.reverse() : policies).flatMap((p) => p.layers));
      }
    }
    return layers;
  }

  return { ways: (view, call) => ways(view, call, 0, new Set()) };
}

/** A way whose first layers are `inner`. */
function outside(inner: readonly Layer[], way: Way, here: Way['inside']): Way {
  return {
    layers: [...inner, ...way.layers],
    through: way.through,
    inside: [...here, ...way.inside.map((f) => ({ ...f, from: f.from + inner.length }))],
  };
}

/** Starting something is not running it under protection: events, timers, tests. */
const startsWork =
  /^(setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|on|once|addEventListener|subscribe|it|test|describe|beforeEach|afterEach|beforeAll|afterAll|use[A-Z]\w*)$/;

/** Names of functions that run what they are given once and as it is. */
const transparent =
  /^(startActiveSpan|startSpan|withSpan|inSpan|\$?transaction|withTransaction|group|runInContext|runInAction|run|act|startTransition|batch|untracked|withScope|runWithContext|measure|time|profile|trace|unstable_batchedUpdates|waitUntil|after|defer|tap|flatMap|memoize|once|asyncHandler|catchAsync|useCallback|useMemo)$/;

/** A condition on a member of `this` that the class writes, or on a method of it. */
function asksState(view: View, id: ExprId, written: ReadonlySet<string>): boolean {
  const e = view.expr(id);
  if (e.k === 'mem') return view.expr(e.o).k === 'this' && written.has(e.n);
  if (e.k === 'bin') return asksState(view, e.l, written) || asksState(view, e.r, written);
  if (e.k === 'un') return asksState(view, e.e, written);
  if (e.k === 'alt') return e.e.some((x) => asksState(view, x, written));
  if (e.k !== 'call') return false;
  const callee = view.expr(e.c);
  return callee.k === 'mem' && view.expr(callee.o).k === 'this' && /open|allow|can|tripped/i.test(callee.n);
}

function immediateCalls(view: View, fn: FnId): ExprId[] {
  return (view.callsNamed.get('') ?? []).filter((id) => {
    const callee = view.expr(view.call(id)!.c);
    return callee.k === 'fn' && callee.f === fn;
  });
}

/** Whether a call stands inside a function, so that it is recursion rather than a caller. */
function inside(view: View, fn: FnId, call: ExprId): boolean {
  const it = view.summary.functions[fn];
  return it !== undefined && call >= it.exprs[0] && call < it.exprs[1];
}

function nameOf(view: View, fn: FnId): string {
  const scope = view.scopeOf(fn);
  return scope === '' ? `the top of ${view.file}` : `\`${scope}\``;
}
