import type { Layer, RetryLayer } from '../model/layer';
import type { Provenance } from '../model/provenance';
import type { ExprId, FnId } from '../model/summary';
import { isAnswered } from './answered';
import type { Caller, Callers } from './callers';
import { decorated } from './decorators';
import { isForDevelopment } from './development';
import type { Evaluator } from './evaluator';
import { type Growth, growthOf } from './growth';
import { handedBack } from './handed-back';
import { type Handovers, handovers, type Ways } from './handed-over';
import { local } from './outward';
import { reaches } from './feasible';
import { isForgotten } from './forgotten';
import { passedBy, recursionRetry } from './recursion';
import { isForLater } from './platforms';
import { promisedRound } from './promised-round';
import { queuedRetry } from './queued';
import { isDeaf, isLost, mayTell } from './lost';
import { polls } from './rounds';
import { isMarked, isStarted } from './clock';
import { isKept } from './unasked-arms';
import { whyUncalled } from './uncalled';
import { whyUnstarted } from './unstarted';
import { under } from './under';
import { isDropped, takerOf, waitsFor } from './waits';
import type { View } from './view';
import { deepest, heard, keeping, outside, spread, type Way } from './way';

/** More ways than this are not followed. */
export const mostWays = 24;

export interface Around {
  /** All known ways outward from a call. */
  ways(view: View, call: ExprId): readonly Way[];
  /** The same as far as a function around it. */
  within(view: View, call: ExprId, fn: FnId): readonly Way[];
}

/** Outward from calls: along the expression, through control flow, then through callers or whoever runs the function they stand in. */
export function around(evaluator: Evaluator, callers: Callers): Around {
  const { ways } = outwards(evaluator, callers, growthOf(evaluator, callers));
  return {
    within: (view, call, fn) => ways(view, call, 0, new Set(), { file: view.file, fn }),
    ways: (view, call) => {
      const found = ways(view, call, 0, new Set()).map(heard);
      // What is handed on by a function that nobody loads is handed on by nobody; a module that begins by itself does its work.
      const top = outermost(view, call);
      const begins = (way: Way): boolean => (way.inside.at(-1)?.fn ?? 0) === 0 && !isDefined(view, top);
      const forgotten = !found.every(begins) && isForgotten(evaluator, view, top);
      const dead: Provenance = { from: 'caller', says: `nothing outside of tests loads ${view.file}` };
      return found.map((way) => {
        if (way.dead !== undefined) return way;
        // What is not loaded runs nowhere on the way.
        const unstarted = firstOf(new Set([view.file, ...way.inside.map(({ file }) => file)]), (file) => whyUnstarted(evaluator, file));
        if (unstarted !== undefined) return { ...way, dead: unstarted };
        return !forgotten || begins(way) ? way : { ...way, dead };
      });
    },
  };
}

function firstOf<T, U>(all: Iterable<T>, find: (one: T) => U | undefined): U | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The ways outward, as this evaluator reads what stands there. */
function outwards(evaluator: Evaluator, callers: Callers, growth: Growth): Handovers & { readonly ways: Ways } {
  const { handedOver, guardedBy } = handovers(evaluator, growth, ways, (frame) => outwards(under(evaluator, frame), callers, growth));

  function ways(view: View, id: ExprId, depth: number, seen: ReadonlySet<string>, stop?: { file: string; fn: FnId }): readonly Way[] {
    const call = view.call(id);
    if (call === undefined) return [];
    let inner = local(evaluator, growth, view, id);
    const fn = call.fn;
    const here = [{ file: view.file, fn, from: 0 }];
    const it = view.summary.functions[fn];
    const key = `${view.file}&${fn}`;
    const end = waitsFor(evaluator, view, id);
    const dropped = isDropped(view, fn);
    const later =
      (dropped && end === 'reports') ||
      [it?.into?.call, takerOf(view, id)].some((taker) => taker !== undefined && isForLater(evaluator, view, taker));
    const answered = isAnswered(view, id);
    const started = isStarted(view, id) ? { started: true as const } : {};
    const last = {
      layers: inner,
      through: [],
      inside: here,
      ...(later || end === 'nobody' ? { idle: true as const, left: true as const } : {}),
      ...((later || end === 'nobody') && it?.kind !== 'module' ? { gone: true as const } : {}),
      ...(answered ? { answered } : {}),
      ...started,
    };
    if (it === undefined || it.kind === 'module' || depth > deepest || seen.has(key)) return [last];
    const repeat = recursionRetry(evaluator, callers, view, fn, id);
    if (repeat !== undefined) inner.push(repeat);
    const round =
      promisedRound(evaluator, view, fn, id) ??
      (inner.some(isByHand) ? undefined : (queuedRetry(evaluator, callers, view, fn, id) ?? handedBack(evaluator, view, fn, id)));
    if (round !== undefined) inner.push(round);
    if (inner.some(isOwnRetry) && isOpening(view, fn))
      inner = inner.map((layer) => (isOwnRetry(layer) ? { ...layer, opening: true as const } : layer));
    inner.push(...decorated(evaluator, view, fn));
    const deaf = depth === 0 && isDeaf(evaluator, view, id);
    const told = !deaf && mayTell(evaluator, view, id, depth === 0, inner);
    const lost = deaf || (!told && isLost(view, id));
    if (stop !== undefined && stop.file === view.file && stop.fn === fn)
      return [{ layers: inner, through: [], inside: here, ...(told ? { told } : {}), ...(lost ? { unheard: inner.length } : {}) }];
    const next = new Set([...seen, key]);
    const outs: Way[] = [];
    let barred = false;
    const { givenTo } = it;
    const guarded = givenTo && guardedBy(view, fn, givenTo.call, givenTo.arg, givenTo.path, depth, next, stop);
    if (guarded !== undefined) outs.push(...guarded.map((w) => repeated(w, view, id)));
    else if (it.into !== undefined)
      outs.push(...handedOver(view, fn, it.into.call, it.into.arg, it.into.path, depth, next, stop).map((w) => repeated(w, view, id)));
    else {
      for (const immediate of immediateCalls(view, fn)) outs.push(...ways(view, immediate, depth, next, stop));
      if (stop === undefined)
        for (const caller of callers.of(view.file, fn)) {
          if (outs.length >= mostWays) break;
          if (caller.view.file === view.file && inside(view, fn, caller.call)) continue;
          if (reaches(evaluator, caller, view, fn, id)) outs.push(...apart(caller, entered(caller, fn, depth, next)));
          else barred = true;
        }
    }
    if (outs.length === 0) {
      // A method may be called through what cannot be seen, unless its class keeps it to itself.
      const dead =
        (barred && (it.cls === undefined || isKept(view, fn))
          ? notEntered(evaluator, view, fn, (name) => `no caller of ${name} comes to this branch of it`)
          : undefined) ??
        whyUncalled(evaluator, view, fn) ??
        (callers.onlyInScripts(view.file, fn) ? notEntered(evaluator, view, fn, (name) => `only scripts call ${name}`) : undefined);
      return [dead === undefined ? last : { ...last, dead }];
    }
    // What nothing comes by is no way, where there is another.
    const live = outs.filter((w) => w.dead === undefined);
    const kept = (live.length > 0 ? live : outs).slice(0, mostWays);
    const rounds = !inner.some(({ kind }) => kind === 'retry') && kept.some(boundsAll) && polls(evaluator, view, id);
    // A race that is run further out does not wait for what was let go inside of it.
    const further = end === 'nobody' ? kept.map((way) => keeping(way, (layer) => !isRun(layer))) : kept;
    return (rounds ? further.map(forAllRounds) : further).map((w) => {
      const { idle, clock, gone, ...on } = spread(outside(inner, w, here), told, lost, inner.length);
      const marked = (clock === true || gone === true) && isMarked(view, fn);
      const stays = gone === true && !marked && !standsInEndless(view, id);
      const way = {
        ...on,
        ...started,
        ...(answered ? { answered } : {}),
        ...(clock === true && !marked ? { clock } : {}),
        ...(stays ? { gone } : {}),
      };
      if (later || end === 'nobody') return { ...way, idle: true as const, left: true as const, gone: true as const };
      return end === 'reports' && idle === true ? { ...way, idle: true as const } : way;
    });
  }

  /** Nobody is served by what is called where the program is worked on, or tried out, and nowhere else. */
  function apart({ view, call }: Caller, found: readonly Way[]): readonly Way[] {
    const at = view.call(call)?.callee;
    if (at === undefined || !isForDevelopment(view, call)) return found;
    const dead: Provenance = { from: 'caller', says: 'it is called where the program does not serve', at: evaluator.span(view.file, at) };
    return found.map((way) => ({ ...way, dead: way.dead ?? dead }));
  }

  /** Whether a function is entered as the program begins, at the top of a module, and nowhere else but in itself. */
  function isOpening(view: View, fn: FnId): boolean {
    const entries = callers.of(view.file, fn).filter((caller) => caller.view.file !== view.file || !inside(view, fn, caller.call));
    return entries.length > 0 && entries.every(({ view: from, call, handed }) => handed === undefined && from.call(call)?.fn === 0);
  }

  /** Without the second tries of a function around that do not come by this call in one of its callbacks. */
  function repeated(way: Way, view: View, id: ExprId): Way {
    const own = (layer: Layer): boolean => layer.kind === 'retry' && layer.form === 'recursion' && layer.because.at?.file === view.file;
    if (!way.layers.some(own)) return way;
    const past = passedBy(evaluator, callers, view, id);
    return past.length === 0 ? way : keeping(way, (layer) => !own(layer) || !past.includes(layer.because.at?.start ?? -1));
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

  return { ways, handedOver, guardedBy };
}

/** Whether a function is only put into something as its module begins: `export const chat = asyncHandler(async (request, response) => …)`. */
function isDefined(view: View, fn: FnId): boolean {
  const taker = view.call(view.summary.functions[fn]?.into?.call ?? -1);
  return taker?.fn === 0 && taker.used === 'value';
}

/** The function at the top of a module that a call stands in, or the module. */
function outermost(view: View, call: ExprId): FnId {
  let fn = view.call(call)?.fn ?? 0;
  for (let up = view.summary.functions[fn]?.parent; up !== undefined && up !== 0 && up !== fn; up = view.summary.functions[fn]?.parent)
    fn = up;
  return fn;
}

/** A loop, a function or a timer that starts over for as long as it takes. */
const isOwnRetry = (layer: Layer): layer is RetryLayer =>
  layer.kind === 'retry' && layer.attempts === 'unbounded' && /^(?:loop|recursion|timer)$/.test(layer.form);

const isByHand = (layer: Layer): boolean => layer.kind === 'retry' && /^(?:loop|recursion|timer)$/.test(layer.form);

const isRun = (layer: Layer): boolean => layer.kind === 'timeout' && layer.by === 'race' && layer.cancels === false;

const isWhole = (layer: Layer): boolean => layer.kind === 'timeout' && layer.covers === 'total';

const boundsAll = (way: Way): boolean => way.layers.some(isWhole);

/** A way whose bounds are told to be for all rounds of a loop. */
function forAllRounds(way: Way): Way {
  return { ...way, layers: way.layers.map((layer) => (layer.kind === 'timeout' && isWhole(layer) ? { ...layer, rounds: true } : layer)) };
}

function immediateCalls(view: View, fn: FnId): ExprId[] {
  return (view.callsNamed.get('') ?? []).filter((id) => {
    const callee = view.expr(view.call(id)!.c);
    return callee.k === 'fn' && callee.f === fn;
  });
}

/** Whether a call is one of the rounds of a loop that ends nowhere in its head: what it does is what the program is there for. */
function standsInEndless({ summary, call }: View, id: ExprId): boolean {
  for (let it = summary.contexts[call(id)?.ctx ?? 0]; it !== undefined && it.kind !== 'fn'; it = summary.contexts[it.up])
    if (it.kind === 'loop' && summary.loops[it.id]?.endless === true) return true;
  return false;
}

/** Whether a call stands inside a function, so that it is recursion rather than a caller. */
function inside(view: View, fn: FnId, call: ExprId): boolean {
  const it = view.summary.functions[fn];
  return it !== undefined && call >= it.exprs[0] && call < it.exprs[1];
}

/** Why nothing enters a function, or comes to the call in it. */
function notEntered(evaluator: Evaluator, view: View, fn: FnId, says: (name: string) => string): Provenance {
  const it = view.summary.functions[fn];
  return { from: 'caller', says: says(nameOf(view, fn)), ...(it === undefined ? {} : { at: evaluator.span(view.file, it.head) }) };
}

function nameOf(view: View, fn: FnId): string {
  const scope = view.scopeOf(fn);
  return scope === '' ? `the top of ${view.file}` : `\`${scope}\``;
}
