import type { DefaultModel } from '../model/catalog/default';
import type { Layer, RetryLayer } from '../model/layer';
import { callOptions, optionsSpan, requestOptions } from './call-options';
import { chainOptions } from './chains';
import { because, below, clientRetry, holds } from './client-defaults';
import type { Evaluator } from './evaluator';
import type { End } from './ends';
import { headBound } from './head-only';
import { attachedTo, hasDriver, instanceReadings, linksOf } from './instance-layers';
import { hookReadings, overrideReadings } from './hooks';
import { readOptions } from './options';
import { processWide } from './process-wide';
import type { Registry } from './registry';
import type { Site } from './sites';
import { type Frame, namesOfCall, type Value } from './values';

/** What the client itself does around one call: defaults, instance, options, plugins; innermost first. Under a frame the options are those of one caller. */
export function clientLayers(
  evaluator: Evaluator,
  registry: Registry,
  site: Site,
  frame?: Frame,
): { layers: Layer[]; resolves: boolean | undefined; end?: End | undefined } {
  const { client, view, call, model } = site;
  const callAt = evaluator.span(view.file, call.callee);
  const on = [...namesOfCall(client), ...(model.paths.length === 1 ? model.paths : [])];
  const without = new Set(model.without ?? []);
  // What is said behind the call completes what is said in it: a bound of `http.get` needs its listener.
  const said = [callOptions(evaluator, site, frame), requestOptions(evaluator, site), chainOptions(evaluator, site)].filter(
    (v) => v !== undefined,
  );
  const given: Value | undefined = said.length > 1 ? { is: 'merged', parts: said } : said[0];
  const how = {
    model: client.model,
    where: 'call' as const,
    client,
    on,
    file: view.file,
    at: optionsSpan(evaluator, site) ?? callAt,
    without,
    says: 'the call',
  };
  const own = readOptions(evaluator, given, how);
  const set = [...hookReadings(evaluator, given, client.model, how), ...overrideReadings(evaluator, site, how)];
  const chain = [...set, own, ...instanceReadings(evaluator, registry, client, on, without)];
  const layers: Layer[] = [];
  const spoke = new Set<string>();
  let retry: Partial<RetryLayer> = {};
  let resolves: boolean | undefined;
  for (const reading of chain) {
    const fresh = reading.layers.filter((l) => !spokenFor(l, layers));
    layers.push(...fresh);
    retry = { ...reading.retry, ...retry };
    resolves ??= reading.resolves;
    for (const s of reading.spoke) spoke.add(s);
  }
  const links = linksOf(evaluator, client);
  const defaults = [client, ...below(client)].flatMap((one) =>
    one.model.defaults.filter(
      (d) =>
        holds(evaluator, d, site, one.model, one.model === client.model ? on : [one.kind]) &&
        hasDriver(evaluator, one, d) &&
        !without.has(`default:${d.facet}`) &&
        !(d.facet === 'opaque' && links.known),
    ),
  );
  for (const { layers: said } of processWide(evaluator, registry, site, defaults, given))
    layers.push(...said.filter((l) => !spokenFor(l, layers)));
  const head = headBound(evaluator, site, defaults, layers);
  if (head.layer !== undefined) layers.push(head.layer);
  return { layers: [...arrange(layers, retry, defaults, links.layers, site), ...attachedTo(registry, client)], resolves, end: head.end };
}

/** A bound that a nearer place already decided; signals of different places live side by side. */
function spokenFor(layer: Layer, nearer: readonly Layer[]): boolean {
  if (layer.kind === 'timeout' && layer.by === 'option')
    return nearer.some(
      (n) => (n.kind === 'timeout' && n.by === 'option' && n.covers === layer.covers) || (n.kind === 'disabled' && n.facet === 'timeout'),
    );
  if (layer.kind === 'disabled')
    return nearer.some((n) => n.kind === 'timeout' && n.by === 'option' && (n.covers === 'attempt' || n.covers === 'total'));
  return false;
}

/** Attempt bounds, then the client's own retry, then what bounds all attempts, then the signal. */
function arrange(
  layers: readonly Layer[],
  retry: Partial<RetryLayer>,
  defaults: readonly DefaultModel[],
  links: readonly Layer[],
  site: Site,
): Layer[] {
  const off = layers.some((l) => l.kind === 'disabled' && l.facet === 'timeout');
  const bounds: Layer[] = [];
  for (const d of defaults) {
    if (d.facet === 'opaque') bounds.push({ kind: 'opaque', may: d.may, because: because(d, site) });
    else if (d.facet === 'bulkhead') {
      if (d.limit !== 'unbounded' && !layers.some((l) => l.kind === 'bulkhead'))
        bounds.push({ kind: 'bulkhead', limit: d.limit, lives: 'module', because: because(d, site) });
    } else if (d.facet === 'timeout') {
      const written = layers.some(
        (l) =>
          l.kind === 'timeout' &&
          l.by === 'option' &&
          (l.covers === d.covers || (d.covers !== 'connect' && (l.covers === 'attempt' || l.covers === 'total'))),
      );
      if (d.platform === true || d.ms === 'unbounded' || written || (off && d.covers !== 'connect')) continue;
      bounds.push({ kind: 'timeout', ms: d.ms, covers: d.covers, cancels: d.cancels ?? true, by: 'default', because: because(d, site) });
    }
  }
  const inner = layers.filter((l) => !isOuter(l));
  const outer = layers.filter(isOuter);
  const repeat = clientRetry(retry, defaults, site);
  return [...inner, ...bounds, ...(repeat === undefined ? [] : [repeat]), ...links, ...outer];
}

function isOuter(layer: Layer): boolean {
  return (layer.kind === 'timeout' && (layer.covers === 'total' || layer.by === 'signal')) || layer.kind === 'cancellation';
}
