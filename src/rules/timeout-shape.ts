import type { IgnoredLayer, Layer, TimeoutLayer } from '../model/layer';
import { coversAttempt } from '../model/profile';

/** A bound was switched off by hand. */
export function isDisabled(layers: readonly Layer[]): boolean {
  return layers.some((l) => l.kind === 'disabled' && l.facet === 'timeout');
}

/** Bounds on one phase only, those somebody chose; platform floors are no layers. */
export function partialBounds(layers: readonly Layer[]): readonly TimeoutLayer[] {
  return layers.filter((l): l is TimeoutLayer => l.kind === 'timeout' && !coversAttempt(l) && l.by !== 'default');
}

export function isPartial(layers: readonly Layer[]): boolean {
  return partialBounds(layers).length > 0;
}

/** A signal is passed that nothing ever aborts. */
export function hasInert(layers: readonly Layer[]): boolean {
  return layers.some((l) => l.kind === 'cancellation' && l.signal === 'inert');
}

/** A timeout is written that this client or policy does not heed. */
export function ignoredTimeout(layers: readonly Layer[]): IgnoredLayer | undefined {
  return layers.find((l): l is IgnoredLayer => l.kind === 'ignored' && l.facet === 'timeout');
}

export function hasIgnored(layers: readonly Layer[]): boolean {
  return ignoredTimeout(layers) !== undefined;
}
