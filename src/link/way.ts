import type { Layer } from '../model/layer';
import type { Provenance } from '../model/provenance';
import type { FnId } from '../model/summary';

/** One way outward from a call: the layers met, innermost first, and the callers passed through. */
export interface Way {
  readonly layers: readonly Layer[];
  readonly through: readonly Provenance[];
  /** The functions passed through, with the index of the first layer inside each. */
  readonly inside: readonly { readonly file: string; readonly fn: FnId; readonly from: number }[];
}

/** Deeper chains of callers are not followed. */
export const deepest = 6;

/** A way whose first layers are `inner`. */
export function outside(inner: readonly Layer[], way: Way, here: Way['inside']): Way {
  return {
    layers: [...inner, ...way.layers],
    through: way.through,
    inside: [...here, ...way.inside.map((f) => ({ ...f, from: f.from + inner.length }))],
  };
}
