import type { CallSite, GuardedCall } from '../model/call';
import type { Layer, RetryLayer } from '../model/layer';
import type { Provenance } from '../model/provenance';
import type { Rule } from '../model/rule';
import { isChosen, repeats, waysOf } from '../model/ways';

/** Each layer of retries is modest; together they are a flood that starts when the other side is weakest. */
export const retryAmplification: Rule = {
  id: 'retry-amplification',
  summary: 'Layers of retry that multiply into a flood of requests.',
  severity: 'warning',
  call(call, settings) {
    const worst = worstOf(call);
    if (worst === undefined || worst.product <= settings.maxAttempts) return undefined;
    // The outermost layer that the project wrote by hand is the one to turn down, and serves every call in it.
    const loop = worst.layers.findLast((layer) => layer.form === 'loop' || layer.form === 'recursion' || layer.form === 'timer');
    const numbers = worst.layers.map((layer) => layer.attempts).reverse();
    return {
      message: `One failure makes \`${call.site.name}\` send up to ${worst.product} requests: its retries multiply, ${numbers.join(' × ')}.`,
      because: [...worst.layers.map((layer) => layer.because), ...worst.through],
      wants: 'retry',
      ...(loop?.because.at === undefined ? {} : { at: loop.because.at }),
      ...(isQuiet(worst, call.site) ? { severity: 'info' as const } : {}),
    };
  },
};

/** Nobody chose it, one page alone sends it, or it is spread over a time in which the other side comes to rest. */
function isQuiet(worst: Product, site: CallSite): boolean {
  return site.context === 'browser' || onLoss(worst, site) || !worst.layers.some(isChosen) || worst.layers.some(rests);
}

/** A pause that long ends a flood: what comes behind it is another one. */
const restMs = 10_000;

/** A retry around others that lets the other side rest before it begins anew. */
function rests({ delayMs, backoff, form }: RetryLayer): boolean {
  return form !== 'default' && backoff !== 'none' && typeof delayMs === 'number' && delayMs >= restMs;
}

/** What a client of a database or queue repeats by itself it repeats when its connection is lost, not when it is refused: that is no flood. */
function onLoss({ layers }: Product, { traits }: CallSite): boolean {
  const byItself = layers.some(({ form }) => form === 'default' || form === 'option');
  return byItself && (traits.includes('database') || traits.includes('queue'));
}

interface Product {
  readonly product: number;
  readonly layers: readonly RetryLayer[];
  readonly through: readonly Provenance[];
}

/** The way with the largest product of numbers that are known. */
function worstOf(call: GuardedCall): Product | undefined {
  let worst: Product | undefined;
  for (const way of waysOf(call)) {
    for (const layers of together(way.layers.filter((layer): layer is RetryLayer => acts(layer, call)))) {
      if (layers.length < 2) continue;
      const product = layers.reduce((sum, layer) => sum * (typeof layer.attempts === 'number' ? layer.attempts : 1), 1);
      if (worst === undefined || product > worst.product) worst = { product, layers, through: way.through };
    }
  }
  return worst;
}

/** Layers that one failure sets off together: what a client repeats by itself is no failure by which the other side said one certain thing. */
function together(layers: readonly RetryLayer[]): readonly (readonly RetryLayer[])[] {
  const answered = layers.filter(({ only }) => only === 'answered');
  if (answered.length === 0) return [layers];
  return [layers.filter((layer) => !answered.includes(layer)), layers.filter(({ form }) => form !== 'default' && form !== 'option')];
}

/** A layer that leaves writes alone does not multiply one; a number that is not known may be one. */
function acts(layer: Layer, { site }: GuardedCall): boolean {
  if (!repeats(layer) || typeof layer.attempts !== 'number') return false;
  return site.effect === 'read' || layer.writes === true;
}
