import type { Layer } from '../model/layer';
import type { Provenance } from '../model/provenance';
import type { FnId } from '../model/summary';

/** One way outward from a call: the layers met, innermost first, and the callers passed through. */
export interface Way {
  readonly layers: readonly Layer[];
  readonly through: readonly Provenance[];
  /** Nothing comes this way, as far as can be seen: nobody calls the outermost function, or not with what would lead here. */
  readonly dead?: true;
  /** Nobody waits for what comes of it: the last promise on it goes nowhere, and behind it there are reports only. */
  readonly idle?: true;
  /** Somewhere on it nobody waits any more, whatever is done inside with what comes of it. */
  readonly left?: true;
  /** The functions passed through, with the index of the first layer inside each. */
  readonly inside: readonly { readonly file: string; readonly fn: FnId; readonly from: number }[];
}

/** Deeper chains of callers are not followed. */
export const deepest = 6;

/** A way whose first layers are `inner`. */
export function outside(inner: readonly Layer[], way: Way, here: Way['inside']): Way {
  const swallowed = here.length > 0 && inner.some((layer) => layer.kind === 'fallback' && layer.swallows === true);
  const met = swallowed ? withoutRetries(way) : way;
  return {
    layers: [...inner, ...met.layers],
    through: met.through,
    ...(way.dead === true ? { dead: true as const } : {}),
    ...(way.idle === true ? { idle: true as const } : {}),
    ...(way.left === true ? { left: true as const } : {}),
    inside: [...here, ...met.inside.map((f) => ({ ...f, from: f.from + inner.length }))],
  };
}

/** What starts over for a failure does not hear of one that a function keeps to itself; what looks at the answer may. */
function withoutRetries(way: Way): Way {
  return keeping(way, (layer) => layer.kind !== 'retry' || layer.onStatus === true || layer.onStatus === 'unknown');
}

/** A way with some of its layers only. */
export function keeping(way: Way, keep: (layer: Layer) => boolean): Way {
  const kept = way.layers.map(keep);
  if (!kept.includes(false)) return way;
  return {
    ...way,
    layers: way.layers.filter((_, i) => kept[i]),
    inside: way.inside.map((f) => ({ ...f, from: kept.slice(0, f.from).filter(Boolean).length })),
  };
}
