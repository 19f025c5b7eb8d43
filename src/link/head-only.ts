import type { DefaultModel } from '../model/catalog/default';
import type { Layer, TimeoutLayer } from '../model/layer';
import { plus } from '../model/profile';
import { isHostless } from './addresses';
import { argument } from './arguments';
import { because } from './client-defaults';
import type { Evaluator } from './evaluator';
import type { Site } from './sites';
import { each } from './values';

/**
 * A request for the head alone has no body to wait for, so what bounds connecting and the head bounds the whole attempt:
 * the limits of Node, where nobody wrote others. (An answer whose body nobody reads is not told from one yet.)
 */
export function headBound(
  evaluator: Evaluator,
  site: Site,
  defaults: readonly DefaultModel[],
  layers: readonly Layer[],
): TimeoutLayer | undefined {
  const { client, model } = site;
  const answersFirst = [...(client.model.traits ?? []), ...(model.traits ?? [])].includes('head-first');
  // What an instance shares with others may wait for them.
  if (!answersFirst || client.made !== undefined || layers.some(decides)) return undefined;
  if (isHostless(evaluator, site) || !asksForHead(evaluator, site)) return undefined;
  const connect = phaseOf('connect', site, defaults, layers);
  const head = phaseOf('headers', site, defaults, layers);
  if (connect === undefined || head === undefined) return undefined;
  return {
    kind: 'timeout',
    ms: plus(connect.ms, head.ms),
    covers: 'attempt',
    cancels: true,
    by: head.by,
    because: { ...head.because, says: `the answer to HEAD has no body, and ${head.because.says}` },
  };
}

/** What says more of the wait than its phases do: a bound on the whole, one that has no effect, or one that cannot be read. */
function decides(layer: Layer): boolean {
  if (layer.kind === 'timeout') return layer.covers === 'attempt' || layer.covers === 'total';
  if (layer.kind === 'cancellation') return layer.signal === 'inert';
  if (layer.kind === 'opaque') return layer.may.length === 0 || layer.may.includes('timeout');
  return (layer.kind === 'disabled' || layer.kind === 'ignored') && layer.facet === 'timeout';
}

/** What bounds a phase: what was written, else what the platform does by itself. */
function phaseOf(
  covers: 'connect' | 'headers',
  site: Site,
  defaults: readonly DefaultModel[],
  layers: readonly Layer[],
): Pick<TimeoutLayer, 'ms' | 'by' | 'because'> | undefined {
  for (const layer of layers) if (layer.kind === 'timeout' && layer.covers === covers) return layer;
  for (const d of defaults)
    if (d.facet === 'timeout' && d.platform === true && d.covers === covers) return { ms: d.ms, by: 'default', because: because(d, site) };
  return undefined;
}

/** Whether the method is `HEAD`, whichever way it comes here. */
function asksForHead(evaluator: Evaluator, { model, view, id, call, shift }: Site): boolean {
  if (typeof model.effect !== 'object') return false;
  const place = { file: view.file, expr: id, frame: undefined, call };
  return model.effect.method.some((at) =>
    each(argument(evaluator, place, at, shift)).every((v) => v.is === 'lit' && typeof v.v === 'string' && v.v.toUpperCase() === 'HEAD'),
  );
}
