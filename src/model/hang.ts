import type { CallSite, GuardedCall } from './call';
import type { CancellationLayer, DisabledLayer, IgnoredLayer, Layer, Phase, TimeoutLayer } from './layer';
import type { Provenance } from './provenance';
import type { RuleSettings } from './rule';
import { coversAttempt, isHollow } from './profile';
import { durationText } from './words';

/** Why nothing ends the wait for a call. One call has one reason, so that one fault is one finding. */
export type Hang =
  /** A bound is switched off. */
  | { readonly why: 'disabled'; readonly layer: DisabledLayer | TimeoutLayer }
  /** A bound is written that has no effect. */
  | { readonly why: 'ignored'; readonly layer: IgnoredLayer | TimeoutLayer }
  /** A signal is passed that nothing aborts. */
  | { readonly why: 'inert'; readonly layer: CancellationLayer }
  /** Only phases of the call are bounded by choice, or its silence by the library itself. */
  | { readonly why: 'partial'; readonly layers: readonly TimeoutLayer[] }
  /** Nobody says anything. */
  | { readonly why: 'missing' };

/** The reason why a call can hang; `undefined` when something bounds it or may do so. */
export function hangOf(call: GuardedCall): Hang | undefined {
  const { layers, profile } = call;
  if (profile.timeout.is === 'unknown') return undefined;
  if (profile.timeout.is === 'present') {
    const bounds = boundsIn(layers);
    const hollow = bounds.find((layer) => isHollow(layers, layer));
    return hollow !== undefined && bounds.every((layer) => isHollow(layers, layer)) ? { why: 'ignored', layer: hollow } : undefined;
  }
  for (const layer of layers) {
    if (layer.kind === 'disabled' && layer.facet === 'timeout' && !/undefined$/.test(layer.written)) return { why: 'disabled', layer };
    if (layer.kind === 'timeout' && layer.ms === 'unbounded' && coversAttempt(layer) && layer.by !== 'default')
      return { why: 'disabled', layer };
  }
  // Who asks for no limit believes in none, and without a signal nothing else was thought of.
  const cancelled = isCancelled(layers);
  const ignored = layers.find(
    (layer): layer is IgnoredLayer => layer.kind === 'ignored' && layer.facet === 'timeout' && (layer.none !== true || cancelled),
  );
  if (ignored !== undefined) return { why: 'ignored', layer: ignored };
  const inert = layers.find((layer): layer is CancellationLayer => layer.kind === 'cancellation' && layer.signal === 'inert');
  if (inert !== undefined) return { why: 'inert', layer: inert };
  const phases = layers.filter(
    (layer): layer is TimeoutLayer => layer.kind === 'timeout' && !coversAttempt(layer) && layer.ms !== 'unbounded',
  );
  if (phases.some((layer) => layer.by !== 'default' || layer.covers === 'idle')) return { why: 'partial', layers: phases };
  // Where a silence may be bounded, no more is left than a trickle, of which nobody need be told for want of a number.
  return layers.some((layer) => layer.kind === 'opaque' && layer.phase === 'idle') ? undefined : { why: 'missing' };
}

/** Whether a library leaves it to those who install it to bound a call, and nothing does unless they hand something in. */
export function isLeftOpen({ site, layers, profile }: GuardedCall): boolean {
  if (site.context !== 'library' || profile.timeout.is !== 'unknown' || site.traits.includes('contract')) return false;
  return layers.every((layer) => layer.kind !== 'opaque' || layer.left === true || !layer.may.includes('timeout'));
}

/** The bounds on a whole attempt or on all of them. */
export function boundsIn(layers: readonly Layer[]): readonly TimeoutLayer[] {
  return layers.filter((layer): layer is TimeoutLayer => layer.kind === 'timeout' && coversAttempt(layer) && layer.ms !== 'unbounded');
}

/** Whether the library itself gives up what is silent: nobody chose a bound, and none is left out. */
export function endsSilence(call: GuardedCall): boolean {
  const hang = hangOf(call);
  return hang?.why === 'partial' && hang.layers.every((layer) => layer.by === 'default');
}

/** Whether the runtime ends one phase of a call by a limit that nobody chose. */
export function isFloored(because: readonly Provenance[], phase: Phase): boolean {
  return because.some(({ from, covers }) => from === 'platform' && covers === phase);
}

/** Whether the platform ends the wait before it is too long for whoever waits, or after a time that is set outside of the program and may be as short. */
export function isEnded({ site }: GuardedCall, { maxTimeoutMs }: Pick<RuleSettings, 'maxTimeoutMs'>): boolean {
  if (site.ended?.patient === true) return true;
  if (site.endedMs === undefined) return site.ended !== undefined && site.ended.unsaid !== true;
  return site.endedMs <= maxTimeoutMs;
}

/** For how long a call may hang that nothing else bounds. */
export function hangs({ endedMs, ended, letGo, givenUp }: CallSite): string {
  if (letGo !== undefined)
    return `may hang, though nobody waits for it ${endedMs === undefined ? 'without end' : `longer than ${durationText(endedMs)}`}`;
  if (endedMs !== undefined)
    return `may hang for ${durationText(endedMs)}, until ${givenUp === true ? 'Node gives up' : 'the platform ends the function'}`;
  return ended === undefined ? 'may hang forever' : 'may hang until the function reaches its own limit';
}

/** Whether somebody can end the wait: a signal reaches the call that somebody aborts. */
export function isCancelled(layers: readonly Layer[]): boolean {
  return layers.some((layer) => layer.kind === 'cancellation' && layer.signal === 'passed');
}

export { isHollow };
