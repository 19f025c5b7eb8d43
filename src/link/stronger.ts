import { type CallSite, type GuardedCall, isAside } from '../model/call';
import type { Provenance } from '../model/provenance';
import type { BindingId, FnId } from '../model/summary';
import { parseArg } from './arguments';
import type { Callers } from './callers';
import type { Evaluator } from './evaluator';
import { refsIn } from './refs';
import type { Site } from './sites';
import { standsInside, type View } from './view';

/** A function is the project's own way to a client when it has at least this many users. */
const fewestUsers = 2;

/** How a call goes to its client. */
export interface WayOut {
  readonly client: string;
  /** It goes through the library itself, and no instance. */
  readonly bare: boolean;
  /** The function that it stands in is the project's own way to the client, for so many who use it. */
  readonly wrapper?: NonNullable<CallSite['stronger']> & { readonly users: number };
}

export function wayOut(evaluator: Evaluator, callers: Callers, site: Site, call: GuardedCall): WayOut {
  const way = { client: site.client.model.id, bare: site.client.made === undefined };
  const wrapper = way.bare && bounds(evaluator, callers, site, call) ? wrapperOf(evaluator, callers, site, call) : undefined;
  return wrapper === undefined ? way : { ...way, wrapper };
}

function wrapperOf(evaluator: Evaluator, callers: Callers, site: Site, call: GuardedCall): WayOut['wrapper'] {
  const { view } = site;
  const it = view.summary.functions[site.call.fn];
  if (it === undefined || it.kind === 'module' || isAside(call.site.context) || !takesAddress(site)) return undefined;
  const exported = view.summary.exports.some((x) => {
    const e = x.e ?? (x.b === undefined ? undefined : view.summary.bindings[x.b]?.e);
    const expr = e === undefined ? undefined : view.expr(e);
    return expr?.k === 'fn' && expr.f === site.call.fn;
  });
  const users = callers.of(view.file, site.call.fn).length;
  if (!exported || users < fewestUsers) return undefined;
  return { name: view.scopeOf(site.call.fn) || it.n, at: evaluator.span(view.file, it.head), users };
}

/** Tells the raw calls of a client about the project's own wrapper of it that bounds the wait, the first of those with most users. */
export function withStronger(ways: readonly WayOut[], calls: readonly GuardedCall[]): readonly GuardedCall[] {
  const wrappers = new Map<string, NonNullable<WayOut['wrapper']>>();
  for (const { client, wrapper } of ways)
    if (wrapper !== undefined && wrapper.users > (wrappers.get(client)?.users ?? 0)) wrappers.set(client, wrapper);
  if (wrappers.size === 0) return calls;
  return calls.map((call, i) => {
    const way = ways[i];
    const known = way === undefined ? undefined : wrappers.get(way.client);
    if (way === undefined || known === undefined || !way.bare || call.profile.timeout.is === 'present') return call;
    return told(call, { name: known.name, at: known.at });
  });
}

const toldOf = new WeakMap<GuardedCall, GuardedCall>();

/** The call that knows of the wrapper; the same object for as long as both are what they were. */
function told(call: GuardedCall, stronger: NonNullable<CallSite['stronger']>): GuardedCall {
  const have = toldOf.get(call);
  const last = have?.site.stronger;
  const { name, at } = stronger;
  if (have !== undefined && last?.name === name && last.at.file === at.file && last.at.start === at.start && last.at.end === at.end)
    return have;
  const made = { ...call, site: { ...call.site, stronger } };
  toldOf.set(call, made);
  return made;
}

/** The bound is the wrapper's own, not one that its callers bring. */
function bounds(evaluator: Evaluator, callers: Callers, site: Site, { layers, profile }: GuardedCall): boolean {
  return (
    profile.timeout.is === 'present' &&
    layers.some((l) => l.kind === 'timeout' && l.by !== 'default' && (l.by !== 'race' || racesItself(evaluator, callers, site, l.because)))
  );
}

/** Whether a race stands in the function of a call, or in what that function calls. */
function racesItself(evaluator: Evaluator, callers: Callers, { view, call }: Site, { at }: Provenance): boolean {
  const home = at === undefined ? undefined : evaluator.view(at.file);
  if (at === undefined || home === undefined) return false;
  const own = (where: View, fn: FnId): boolean => where.file === view.file && (fn === call.fn || standsInside(view, fn, call.fn));
  const fn = functionAt(home, at.start);
  return own(home, fn) || callers.of(home.file, fn).some((one) => own(one.view, one.view.call(one.call)?.fn ?? 0));
}

/** The innermost function around a place in a text. */
function functionAt({ summary }: View, start: number): FnId {
  return summary.functions.findLastIndex(({ at }) => at[0] <= start && start < at[1]);
}

/** The address comes in through a parameter, so the function serves any call to the client. */
function takesAddress(site: Site): boolean {
  const { view, call, model, shift } = site;
  if (model.target === undefined) return false;
  const given = call.a[parseArg(model.target).index + shift];
  const own = (b: BindingId): boolean => view.summary.bindings[b]?.kind === 'param' && view.summary.bindings[b]?.fn === call.fn;
  return given !== undefined && refsIn(view, given).some(own);
}
