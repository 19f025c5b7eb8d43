import type { Layer } from '../model/layer';
import type { Provenance } from '../model/provenance';
import type { ExprId, FnId } from '../model/summary';

/** One way outward from a call: the layers met, innermost first, and the callers passed through. */
export interface Way {
  readonly layers: readonly Layer[];
  readonly through: readonly Provenance[];
  /** Nothing comes this way, as far as can be seen: nobody calls the outermost function, or not with what would lead here. */
  readonly dead?: Provenance;
  /** Nobody waits for what comes of it: the last promise on it goes nowhere, and behind it there are reports only. */
  readonly idle?: true;
  /** Somewhere on it nobody waits any more, whatever is done inside with what comes of it. */
  readonly left?: true;
  /** So it is in a function that goes on without it, rather than where the program begins. */
  readonly gone?: true;
  /** Who asked has their answer before this is done. */
  readonly answered?: true;
  /** A clock repeats it, and a round that hangs keeps no later one from its work. */
  readonly clock?: true;
  /** Somewhere on it a promise is let go. */
  readonly started?: true;
  /** From this layer on nobody hears that the call failed: its promise was let go. */
  readonly unheard?: number;
  /** A failure goes another way than by throwing: a handler may tell others of it. */
  readonly told?: true;
  /** The call that keeps the outermost function for later, as a server does its handlers. */
  readonly kept?: { readonly file: string; readonly call: ExprId };
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
    ...(way.dead === undefined ? {} : { dead: way.dead }),
    ...(way.idle === true ? { idle: true as const } : {}),
    ...(way.left === true ? { left: true as const } : {}),
    ...(way.gone === true ? { gone: true as const } : {}),
    ...(way.answered === true ? { answered: true as const } : {}),
    ...(way.clock === true ? { clock: true as const } : {}),
    ...(way.started === true ? { started: true as const } : {}),
    ...(way.told === true ? { told: true as const } : {}),
    ...(way.kept === undefined ? {} : { kept: way.kept }),
    ...(met.unheard === undefined ? {} : { unheard: met.unheard + inner.length }),
    inside: [...here, ...met.inside.map((f) => ({ ...f, from: f.from + inner.length }))],
  };
}

/** A way whose first layers are known to tell of a failure, or to lose it. */
export function spread(way: Way, told: boolean, lost: boolean, from: number): Way {
  const { unheard, told: further, ...rest } = way;
  if (told) return { ...rest, told };
  if (lost) return { ...rest, unheard: from };
  return way;
}

/** A way inside a function that is handed over, and the way on from who runs it. */
export function joined(inner: Way, outer: Way): Way {
  const on = outside(inner.layers, outer, []);
  const way = {
    ...on,
    ...(inner.answered === true ? { answered: true as const } : {}),
    ...(inner.started === true ? { started: true as const } : {}),
    // Whoever it is handed to keeps it: `const work = (run) => queue.process(run)`.
    ...(outer.kept === undefined && inner.kept !== undefined ? { kept: inner.kept } : {}),
  };
  return inner.unheard === undefined ? spread(way, inner.told === true, false, 0) : { ...way, unheard: inner.unheard };
}

/** A way without what would start over for a failure that nobody hears of there. */
export function heard(way: Way): Way {
  const { unheard } = way;
  return unheard === undefined ? way : keeping(way, (layer, i) => i < unheard || layer.kind !== 'retry');
}

/** What starts over for a failure does not hear of one that a function keeps to itself; what looks at the answer may. */
function withoutRetries(way: Way): Way {
  return keeping(way, (layer) => layer.kind !== 'retry' || layer.onStatus === true || layer.onStatus === 'unknown');
}

/** A way with some of its layers only. */
export function keeping(way: Way, keep: (layer: Layer, index: number) => boolean): Way {
  const kept = way.layers.map(keep);
  if (!kept.includes(false)) return way;
  const before = (index: number): number => kept.slice(0, index).filter(Boolean).length;
  return {
    ...way,
    layers: way.layers.filter((_, i) => kept[i]),
    ...(way.unheard === undefined ? {} : { unheard: before(way.unheard) }),
    inside: way.inside.map((f) => ({ ...f, from: before(f.from) })),
  };
}
