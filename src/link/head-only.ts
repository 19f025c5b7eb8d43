import type { DefaultModel } from '../model/catalog/default';
import type { Layer, TimeoutLayer } from '../model/layer';
import { plus } from '../model/profile';
import { isHostless } from './addresses';
import { argument } from './arguments';
import { because } from './client-defaults';
import type { End } from './ends';
import type { Evaluator } from './evaluator';
import type { Site } from './sites';
import { leavesBody } from './unread-body';
import { each } from './values';

/**
 * A request for the head alone has no body to wait for, and the body of an answer that nobody reads is waited for by nobody. So what
 * bounds connecting and the head bounds the whole attempt: a layer where it was asked for, or chosen; where only the limits of Node
 * are left, and a body is sent that nobody reads, an end that nobody chose.
 */
export function headBound(
  evaluator: Evaluator,
  site: Site,
  defaults: readonly DefaultModel[],
  layers: readonly Layer[],
): { readonly layer?: TimeoutLayer; readonly end?: End } {
  const { client, model } = site;
  const answersFirst = [...(client.model.traits ?? []), ...(model.traits ?? [])].includes('head-first');
  // What an instance shares with others may wait for them.
  if (!answersFirst || client.made !== undefined || layers.some(decides) || isHostless(evaluator, site)) return {};
  const connect = phaseOf('connect', site, defaults, layers);
  const head = phaseOf('headers', site, defaults, layers);
  if (connect === undefined || head === undefined) return {};
  const asked = asksForHead(evaluator, site);
  if (!asked && !leavesBody(evaluator, site)) return {};
  const ms = plus(connect.ms, head.ms);
  const why = asked ? 'the answer to HEAD has no body' : 'nobody reads the body of the answer';
  const because = { ...head.because, says: `${why}, and ${head.because.says}` };
  if (!asked && head.by === 'default') return typeof ms === 'number' ? { end: { ms, patient: false, givenUp: true, because } } : {};
  return { layer: { kind: 'timeout', ms, covers: 'attempt', cancels: true, by: head.by, because } };
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
