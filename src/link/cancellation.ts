import type { CancellationLayer, Layer } from '../model/layer';
import type { BindingId, ExprId, FnId } from '../model/summary';
import { argument } from './arguments';
import type { Evaluator } from './evaluator';
import type { Site } from './sites';
import { each, namesOfCall } from './values';
import type { View } from './view';

/** A signal that a function on the way was given, and that does not reach a call which could take it. */
export function droppedSignal(
  evaluator: Evaluator,
  site: Site,
  layers: readonly Layer[],
  inside: readonly { readonly file: string; readonly fn: FnId }[],
): CancellationLayer | undefined {
  if (!takesSignal(site)) return undefined;
  if (layers.some((l) => (l.kind === 'cancellation' && l.signal !== 'inert') || (l.kind === 'opaque' && l.may.includes('cancellation'))))
    return undefined;
  for (const [i, { file, fn }] of inside.entries()) {
    const view = evaluator.view(file);
    // What a page asks of its server goes as a request: no signal goes with it.
    const asked = inside[i - 1]?.file ?? file;
    if (asked !== file && evaluator.view(asked)?.summary.pragmas.includes('use server') === true) return undefined;
    const given = view === undefined ? undefined : signalParameter(view, fn);
    // What has a signal of its own needs none of a controller.
    const own = layers.some((l) => l.kind === 'timeout' && l.by === 'signal');
    const b = given ?? (view === undefined || own ? undefined : idleController(view, fn));
    if (view === undefined || b === undefined || leavesOtherwise(view, b)) continue;
    if (cleansUp(site)) return undefined;
    const it = view.summary.functions[fn]!;
    return {
      kind: 'cancellation',
      signal: 'dropped',
      ...(given === undefined ? { made: true as const } : {}),
      because: {
        from: 'caller',
        says: `\`${view.summary.bindings[b]!.n}${given === undefined ? '.signal' : ''}\` is at hand in \`${it.n}\` and is not passed on`,
        at: evaluator.span(file, it.head),
      },
    };
  }
  return undefined;
}

/** Whether a signal may be asked of this call: an option for one that belongs to it, and that is documented. */
function takesSignal({ client, model }: Site): boolean {
  const on = [...namesOfCall(client), ...model.paths];
  return (client.model.options ?? []).some(
    (o) =>
      o.unit === 'signal' &&
      o.ignored === undefined &&
      o.at !== 'instance' &&
      o.mends !== false &&
      (o.on === undefined || o.on.some((x) => on.includes(x))),
  );
}

/** A signal that the options spread into a call bring, and that another one written behind the spread replaces. */
export function replacedSignal(evaluator: Evaluator, site: Site): CancellationLayer[] {
  const rows = (site.client.model.options ?? []).filter((o) => o.unit === 'signal' && o.ignored === undefined && o.at !== 'instance');
  const place = { file: site.view.file, expr: site.id, frame: undefined, call: site.call };
  for (const at of site.model.options ?? []) {
    for (const options of each(argument(evaluator, place, at, site.shift))) {
      if (options.is !== 'obj') continue;
      const { file, frame } = options.place;
      for (const { option } of rows) {
        const last = options.expr.p.findLastIndex((p) => p.kind === undefined && p.n === option);
        const own = options.expr.p[last];
        if (own === undefined) continue;
        // What is written there may hold theirs as well: only one that certainly does not takes its place.
        if (!each(evaluator.value(file, own.e, frame)).every((v) => v.is === 'signal' && !v.cancel)) continue;
        const brought = options.expr.p
          .slice(0, last)
          .filter((p) => p.kind === 'spread')
          .flatMap((p) => each(evaluator.member(evaluator.value(file, p.e, frame), option)));
        if (!brought.some((v) => (v.is === 'signal' && v.cancel) || (v.is === 'unknown' && v.signal === true))) continue;
        const because = {
          from: 'option' as const,
          says: `\`${option}\` takes the place of the signal the options bring`,
          at: evaluator.span(file, own.at),
        };
        return [{ kind: 'cancellation', signal: 'overwritten', because }];
      }
    }
  }
  return [];
}

/** A parameter, or a part of one, that is an `AbortSignal` by its written type. */
export function signalParameter(view: View, fn: FnId): BindingId | undefined {
  const { bindings, functions } = view.summary;
  const found = bindings.findIndex((b) => {
    if (b.kind !== 'param' || b.fn !== fn || b.i === undefined) return false;
    const t = functions[fn]?.params[b.i]?.t;
    if (b.path === undefined) return t?.n[0] === 'AbortSignal' && t.b === undefined;
    const last = b.path[b.path.length - 1];
    return b.path.length === 1 && t?.members?.some((m) => m.n === last && m.t.n[0] === 'AbortSignal') === true;
  });
  return found < 0 ? undefined : found;
}

/** A controller that a function makes and aborts, and whose signal it hands to nothing. */
function idleController(view: View, fn: FnId): BindingId | undefined {
  const found = view.summary.bindings.findIndex((b, id) => {
    const made = b.kind !== 'const' || b.fn !== fn || b.path !== undefined || b.e === undefined ? undefined : view.call(b.e);
    const callee = made?.how === 'new' ? view.expr(made.c) : undefined;
    if (callee?.k !== 'global' || callee.n !== 'AbortController') return false;
    const read = view.membersOf.get(id) ?? [];
    return (
      read.length > 0 &&
      read.every(({ name }) => name === 'abort') &&
      !view.summary.functions.some((it) => it.ret.some((r) => isRef(view, r, id)))
    );
  });
  return found < 0 ? undefined : found;
}

/** It is handed to something, which may well carry it to the call. */
function leavesOtherwise(view: View, b: BindingId): boolean {
  if ((view.passedTo.get(b)?.length ?? 0) > 0) return true;
  return (
    view.summary.exprs.some(
      (e) => (e.k === 'obj' && e.p.some((p) => isRef(view, p.e, b))) || (e.k === 'arr' && e.e.some((x) => isRef(view, x, b))),
    ) ||
    // `const either = signal ?? AbortSignal.timeout(1000)` may be handed on in its place.
    view.summary.bindings.some((other) => [other.e, ...(other.w ?? [])].some((id) => id !== undefined && isOneOf(view, id, b))) ||
    (view.calledOn.get(b) ?? []).some((id) => {
      const call = view.call(id);
      const callee = call === undefined ? undefined : view.expr(call.c);
      return callee?.k === 'mem' && callee.n === 'addEventListener';
    })
  );
}

function isOneOf(view: View, id: ExprId, b: BindingId): boolean {
  const e = view.expr(id);
  return e.k === 'alt' ? e.e.some((one) => isOneOf(view, one, b)) : isRef(view, id, b);
}

function isRef(view: View, id: number, b: BindingId): boolean {
  const e = view.expr(id);
  return e.k === 'ref' && e.b === b;
}

/** What a `finally` or a `catch` sends has to be sent all the same. */
function cleansUp(site: Site): boolean {
  const { contexts } = site.view.summary;
  for (let ctx = site.call.ctx; ; ) {
    const it = contexts[ctx];
    if (it === undefined || it.kind === 'fn') return false;
    if (it.kind === 'finally' || it.kind === 'catch') return true;
    ctx = it.up;
  }
}
