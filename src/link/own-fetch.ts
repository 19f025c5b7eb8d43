import type { DefaultModel } from '../model/catalog/default';
import type { OptionModel } from '../model/catalog/option';
import type { Layer } from '../model/layer';
import type { CallExpr } from '../model/summary';
import { argument } from './arguments';
import { requestOptions } from './call-options';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import { maybe, type Outcome, type ReadAt } from './option-reading';
import type { readOptions } from './options';
import type { Site } from './sites';
import { absent, each, isAbsent, type Value } from './values';
import type { View } from './view';

type Read = typeof readOptions;
type Made = Value & { readonly is: 'made' };

/** A `fetch` of the user's own in an option: it bounds a request as what it sends is bounded. */
export function fetchRow(evaluator: Evaluator, row: OptionModel, value: Value, how: ReadAt, read: Read): Outcome | undefined {
  if (value.is === 'lit') return undefined;
  const sent = sentBy(evaluator, value, read);
  if (sent === undefined) return { layers: [maybe(row, how, 'a function that may bound it sends')] };
  return sent.length === 0 ? undefined : { layers: sent };
}

/** What a function that stands for `fetch` puts around each request, whatever it is given; `undefined` where that is not known. */
export function sentBy(evaluator: Evaluator, value: Value, read: Read): readonly Layer[] | undefined {
  if (isAbsent(value)) return [];
  if (value.is === 'any') return weakest(each(value).map((one) => sentBy(evaluator, one, read)));
  if (value.is === 'lib') return plain(evaluator, value) === undefined ? undefined : [];
  return value.is === 'fn' ? weakest(answersOf(evaluator, value, read)) : undefined;
}

/** What the options of each request say that it may send. */
export function answersOf(evaluator: Evaluator, value: Value & { is: 'fn' }, read: Read): readonly (readonly Layer[] | undefined)[] {
  const given = (index: number): Value => (index === 0 ? address : absent);
  const answers = each(evaluator.apply(value, given, 'stands for fetch', undefined, value.file)).filter((answer) => !isAnswer(answer));
  return answers.map((answer) => (answer.is === 'made' ? around(evaluator, answer, read) : undefined));
}

/** Of what may be sent the one that nothing bounds; `undefined` where one is not known. */
function weakest(all: readonly (readonly Layer[] | undefined)[]): readonly Layer[] | undefined {
  const known = all.filter((layers) => layers !== undefined);
  return known.length < all.length ? undefined : (known.find((layers) => layers.length === 0) ?? known[0]);
}

/** What the options say of one request that it sends. */
function around(evaluator: Evaluator, answer: Made, read: Read): readonly Layer[] | undefined {
  const { place, call } = answer;
  const sender = plain(evaluator, { is: 'lib', module: answer.module, path: answer.path });
  const view = evaluator.view(place.file);
  if (sender === undefined || view === undefined) return undefined;
  if (passesAll(view, call)) return [];
  if (call.spread !== undefined) return undefined;
  const where = { ...place, call };
  const to = argument(evaluator, where, 'arg[0]');
  const same = to.is === 'unknown' && to.why === address.why;
  if (!same && requestOptions(evaluator, { view, id: place.expr, call, shift: 0, ...sender }) !== undefined) return undefined;
  const { client } = sender;
  const options = argument(evaluator, where, 'arg[1]');
  if (isAbsent(options)) return [];
  const at = evaluator.span(place.file, call.callee);
  const how: ReadAt = { model: client.model, where: 'call', on: [client.kind], file: place.file, at, says: 'the call', client };
  const { layers } = read(evaluator, options, how);
  return layers.flatMap((layer) => (layer.kind === 'timeout' ? [unshared(layer)] : layer.kind === 'opaque' ? [layer] : []));
}

/** Each request gets a bound of its own, whoever repeats it. */
function unshared(layer: Layer & { kind: 'timeout' }): Layer {
  const { made, ...rest } = layer;
  return layer.by === 'signal' && made?.fn !== 0 ? { ...rest, by: 'timer' } : layer;
}

/** `fetch` itself, of the platform or of a package that neither bounds nor repeats what it sends. */
function plain(evaluator: Evaluator, value: Value & { is: 'lib' }): Pick<Site, 'client' | 'model'> | undefined {
  return evaluator.clients(value).flatMap((client) => {
    const { kind, path } = client;
    const model = client.model.calls.find(
      (row) => row.on?.includes(kind) !== false && row.options?.[0] === 'arg[1]' && row.paths.some((one) => fits(path, one)),
    );
    const bare = client.model.defaults.every((d) => d.on?.includes(kind) === false || isFloor(d));
    return kind === 'module' && bare && model !== undefined ? [{ client, model }] : [];
  })[0];
}

const isFloor = (d: DefaultModel): boolean => d.facet === 'timeout' && (d.ms === 'unbounded' || d.platform === true);

/** `(...all) => fetch(...all)` */
function passesAll(view: View, call: CallExpr): boolean {
  const e = call.spread === 0 && call.a[0] !== undefined ? view.expr(call.a[0]) : undefined;
  const b = e?.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  return b?.kind === 'param' && b.rest === true && b.i === 0 && b.w === undefined;
}

/** An answer that it gives without a request: `return new Response(kept)`. */
function isAnswer(value: Value): boolean {
  return value.is === 'made' && value.module === 'global:Response';
}

/** It may be a text or a request that is made already. */
const address = { is: 'unknown', why: 'what a `fetch` of the program is asked for', param: true } as const satisfies Value;
