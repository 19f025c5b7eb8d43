import type { DefaultModel } from '../model/catalog/default';
import type { Layer, OpaqueLayer } from '../model/layer';
import type { Provenance } from '../model/provenance';
import type { ExprId } from '../model/summary';
import { argument, parseArg } from './arguments';
import { firstOptions } from './call-options';
import type { Evaluator } from './evaluator';
import { hookReadings } from './hooks';
import { foreign } from './library';
import type { Reading } from './option-reading';
import { isBeside, readOptions } from './options';
import { providedPlain } from './provided';
import type { Registry } from './registry';
import { type ClientValue, isAbsent, isSetting, namesAddress, type Value } from './values';

/** What is said at the instance, at the instance it was made from, and of the library. */
export function instanceReadings(
  evaluator: Evaluator,
  registry: Registry,
  client: ClientValue,
  on: readonly string[],
  without: ReadonlySet<string>,
): Reading[] {
  const out: Reading[] = [...registry.readings(client)];
  const { made } = client;
  if (made !== undefined) {
    const options = madeOptions(evaluator, client, made);
    const span = evaluator.span(made.file, made.call.callee);
    const how = { model: client.model, on: [client.kind, ...on], file: made.file, at: span, without, says: 'the instance' };
    out.push(...hookReadings(evaluator, options, client.model, { ...how, where: 'call' }));
    out.push(readOptions(evaluator, options, { ...how, where: 'instance' }));
    if (evaluator.program.context(made.file) === 'library' && takesOptions(evaluator, made))
      out.push(elsewhere('whoever uses the library may hand in its options', true));
    const { of = [], dials = [] } = made.make;
    const given = of.some((at) => {
      const value = argument(evaluator, made, at);
      // Where either may stand, an object that is written out is the options.
      return !isAbsent(value) && !(value.is === 'obj' && made.make.options?.includes(at) === true);
    });
    const callee = evaluator.value(made.file, made.call.c, made.frame);
    const dialled = callee.is === 'lib' && dials.includes(callee.module) && of[0] !== undefined && isText(argument(evaluator, made, of[0]));
    if (given && !dialled && client.base === undefined) out.push(elsewhere('the client underneath is not known here'));
  } else if (client.typed === true) {
    const plain = providedPlain(evaluator, registry, client);
    if (plain !== undefined) out.push(...plain);
    else out.push(elsewhere(`the ${client.model.title ?? client.model.id} instance is made elsewhere`));
  }
  if (client.base !== undefined) out.push(...instanceReadings(evaluator, registry, client.base, on, without));
  else if (client.kind !== 'module') out.push(...registry.readings({ is: 'client', model: client.model, kind: 'module', path: [] }));
  return out;
}

/** What an instance was told where it was made. */
function madeOptions(evaluator: Evaluator, { model }: ClientValue, made: NonNullable<ClientValue['made']>): Value | undefined {
  const candidates = (made.make.options ?? []).map((at) => argument(evaluator, made, at));
  // `new Client(30_000)`: the option without a name is the argument itself.
  const bare = model.options?.some((row) => row.option === '') === true ? candidates.find((v) => !isAbsent(v)) : undefined;
  return bare ?? firstOptions(evaluator, candidates);
}

/** Whether a default of one driver of several holds: the instance, or the one it was made from, was made with that driver. */
export function hasDriver(evaluator: Evaluator, client: ClientValue, row: Pick<DefaultModel, 'beside'>): boolean {
  if (row.beside === undefined) return true;
  const options = client.made === undefined ? undefined : madeOptions(evaluator, client, client.made);
  if (options !== undefined && isBeside(evaluator, row, options) === true) return true;
  return client.base !== undefined && hasDriver(evaluator, client.base, row);
}

/** A text for certain: an address that is written here or comes from the environment. */
function isText(value: Value): boolean {
  if (value.is === 'any') return value.of.every(isText);
  if (value.is === 'lit') return typeof value.v === 'string';
  if (value.is === 'lib') return isSetting(value) || namesAddress.test(value.path.at(-1) ?? '');
  return value.is === 'unknown' && value.plain === true;
}

/** What was set where we cannot look may bound or repeat the call. */
function elsewhere(says: string, left = false): Reading {
  const because: Provenance = { from: 'unresolved', says };
  const layer: OpaqueLayer = { kind: 'opaque', may: ['timeout', 'retry'], ...(left ? { left: true as const } : {}), because };
  return { layers: [layer], retry: {}, spoke: new Set() };
}

/** What the policies in an instance's own options put around its calls, innermost first, and whether all of them are known. */
export function linksOf(evaluator: Evaluator, client: ClientValue): { readonly layers: readonly Layer[]; readonly known: boolean } {
  const { made } = client;
  const places = made?.make.links;
  if (made === undefined || places === undefined) return { layers: [], known: false };
  const given = places.map((at) => argument(evaluator, made, at)).filter((value) => !isAbsent(value));
  let known = given.length > 0;
  const layers: Layer[] = [];
  for (const one of given.flatMap((value) => (value.is === 'arr' ? value.items : [value]))) {
    if (one.is === 'policy') {
      // What a joined policy hides may be anything; the client's own opaque default says what. What repeats nothing is said as it is.
      const hides = (layer: Layer): boolean => layer.kind === 'opaque' && layer.may.includes('retry');
      known &&= !one.layers.some(hides);
      layers.unshift(...one.layers.filter((layer) => !hides(layer)));
    } else known &&= one.is === 'lib' && !foreign(evaluator, one);
  }
  return { layers, known: known && !given.some((value) => value.is === 'arr' && value.open) };
}

/** What interceptors and plugins put around the calls of an instance and of those it was made from. */
export function attachedTo(registry: Registry, client: ClientValue): Layer[] {
  return [...registry.attached(client), ...(client.base === undefined ? [] : attachedTo(registry, client.base))];
}

/** Whether an options argument, or what is spread into it, comes in through a parameter or a member of `this`. */
function takesOptions(evaluator: Evaluator, made: NonNullable<ClientValue['made']>): boolean {
  const view = evaluator.view(made.file);
  if (view === undefined) return false;
  const comesIn = (id: ExprId, depth: number): boolean => {
    const e = view.expr(id);
    if (depth > 5) return false;
    if (e.k === 'alt') return e.e.some((one) => comesIn(one, depth + 1));
    if (e.k === 'obj') return e.p.some((p) => p.kind === 'spread' && comesIn(p.e, depth + 1));
    if (e.k === 'mem') return view.expr(e.o).k === 'this' || comesIn(e.o, depth + 1);
    if (e.k !== 'ref') return false;
    const b = view.summary.bindings[e.b];
    return b?.kind === 'param' || (b?.e !== undefined && comesIn(b.e, depth + 1));
  };
  return (made.make.options ?? []).some((at) => {
    const a = made.call.a[parseArg(at).index];
    return a !== undefined && comesIn(a, 0) && !isText(argument(evaluator, made, at));
  });
}
