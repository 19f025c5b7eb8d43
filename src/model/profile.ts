import type {
  Amount,
  BreakerLayer,
  BulkheadLayer,
  CancellationLayer,
  Facet,
  FallbackLayer,
  Layer,
  RetryLayer,
  TimeoutLayer,
} from './layer';
import type { Provenance } from './provenance';

interface LayerOf {
  timeout: TimeoutLayer;
  retry: RetryLayer;
  breaker: BreakerLayer;
  bulkhead: BulkheadLayer;
  fallback: FallbackLayer;
  cancellation: CancellationLayer;
}

/** What is known of one facet. A rule may never read `unknown` as `absent`. */
export type Fact<L> =
  | { readonly is: 'present'; readonly layer: L; readonly because: readonly Provenance[] }
  | { readonly is: 'absent'; readonly because: readonly Provenance[] }
  | { readonly is: 'unknown'; readonly because: readonly Provenance[] };

/** The effective resilience of one outgoing call: the fold of the layers around it. */
export type ResilienceProfile = { readonly [F in Facet]: Fact<LayerOf[F]> } & {
  /** How many requests one caller can cause: the product of all retry layers. */
  readonly attempts: Amount;
  /** Milliseconds: the longest this call can take with its retries and their delays. */
  readonly worstMs: Amount;
  /** The lower ends of both, which say something where parts are unknown: what the known parts alone make. */
  readonly atLeast: { readonly attempts: number | 'unbounded'; readonly worstMs: number | 'unbounded' };
};

/** Whether a bound covers a whole attempt, so that the timeout facet may be called present. */
export function coversAttempt(layer: TimeoutLayer): boolean {
  return layer.covers === 'attempt' || layer.covers === 'total';
}

/** Whether a bound waits for work that never looks at the signal it is handed. */
export function isHollow(layers: readonly Layer[], layer: TimeoutLayer): boolean {
  if (layer.cooperative !== true) return false;
  return !layers.some((inner) =>
    inner.kind === 'opaque'
      ? inner.may.includes('timeout') || inner.may.includes('cancellation')
      : inner.kind === 'cancellation' && inner.signal === 'passed',
  );
}

/** The product of amounts: anything times `unbounded` is unbounded, anything else times `unknown` is unknown. */
export function times(a: Amount, b: Amount): Amount {
  if (a === 'unbounded' || b === 'unbounded') return 'unbounded';
  if (a === 'unknown' || b === 'unknown') return 'unknown';
  return a * b;
}

/** The sum of amounts, by the same rules as {@link times}. */
export function plus(a: Amount, b: Amount): Amount {
  if (a === 'unbounded' || b === 'unbounded') return 'unbounded';
  if (a === 'unknown' || b === 'unknown') return 'unknown';
  return a + b;
}

/** The smaller of two bounds; an unknown one may be anything, so only a known one counts. */
function tighter(a: Amount, b: Amount): Amount {
  if (a === 'unbounded') return b;
  if (b === 'unbounded') return a;
  if (a === 'unknown') return b === 'unknown' ? 'unknown' : b;
  if (b === 'unknown') return a;
  return Math.min(a, b);
}

/** Folds layers, innermost first: a known layer of a kind decides, wherever it lies; failing that, an opaque layer leaves it unknown; else it is absent. */
export function profileOf(layers: readonly Layer[]): ResilienceProfile {
  return {
    timeout: timeoutFact(layers),
    retry: retryFact(layers),
    breaker: factOf<BreakerLayer>(layers, 'breaker', (l) => l.kind === 'breaker'),
    bulkhead: factOf<BulkheadLayer>(layers, 'bulkhead', (l) => l.kind === 'bulkhead'),
    fallback: factOf<FallbackLayer>(layers, 'fallback', (l) => l.kind === 'fallback' && l.some !== true),
    cancellation: factOf<CancellationLayer>(layers, 'cancellation', (l) => l.kind === 'cancellation' && l.signal === 'passed'),
    attempts: attemptsOf(layers),
    worstMs: worstOf(layers),
    atLeast: leastOf(layers),
  };
}

function factOf<L extends Layer>(layers: readonly Layer[], facet: Facet, fits: (layer: Layer) => boolean): Fact<L> {
  const layer = layers.find(fits);
  if (layer !== undefined) return { is: 'present', layer: layer as L, because: [layer.because] };
  return withoutLayer(layers, facet);
}

function withoutLayer(layers: readonly Layer[], facet: Facet): Extract<Fact<never>, { is: 'absent' | 'unknown' }> {
  const opaque = layers.filter((l) => l.kind === 'opaque' && l.may.includes(facet));
  if (opaque.length > 0) return { is: 'unknown', because: opaque.map((l) => l.because) };
  const off = layers.filter((l) => (l.kind === 'disabled' || l.kind === 'ignored') && l.facet === facet);
  return { is: 'absent', because: off.map((l) => l.because) };
}

/** The tightest bound on a whole attempt is the one that acts; bounds on one phase are named but do not count. */
function timeoutFact(layers: readonly Layer[]): Fact<TimeoutLayer> {
  const bounds = layers.filter((l): l is TimeoutLayer => l.kind === 'timeout');
  const whole = bounds.filter((l) => coversAttempt(l) && l.ms !== 'unbounded');
  const best = whole.reduce<TimeoutLayer | undefined>(
    (a, b) => (a === undefined || (typeof b.ms === 'number' && (typeof a.ms !== 'number' || b.ms < a.ms)) ? b : a),
    undefined,
  );
  if (best !== undefined) return { is: 'present', layer: best, because: [best.because] };
  const rest = withoutLayer(layers, 'timeout');
  const partial = bounds.filter((l) => !coversAttempt(l)).map((l) => l.because);
  return { is: rest.is, because: [...rest.because, ...partial] };
}

/** A retry layer of one single attempt repeats nothing. */
function retryFact(layers: readonly Layer[]): Fact<RetryLayer> {
  const retries = layers.filter((l): l is RetryLayer => l.kind === 'retry' && l.attempts !== 1 && l.reconnect !== true);
  const first = retries[0];
  if (first !== undefined) return { is: 'present', layer: first, because: retries.map((l) => l.because) };
  return withoutLayer(layers, 'retry');
}

function attemptsOf(layers: readonly Layer[]): Amount {
  let product: Amount = 1;
  let hidden = false;
  for (const layer of layers) {
    if (layer.kind === 'retry' && layer.reconnect !== true) product = times(product, layer.attempts);
    if (layer.kind === 'opaque' && layer.may.includes('retry')) hidden = true;
  }
  return hidden && product !== 'unbounded' ? 'unknown' : product;
}

/** Walks outward: an attempt bound caps what is inside, a retry multiplies it and adds its pauses. */
function worstOf(layers: readonly Layer[]): Amount {
  let worst: Amount = 'unbounded';
  for (const layer of layers) {
    if (layer.kind === 'timeout' && coversAttempt(layer) && !isHollow(layers, layer)) worst = tighter(worst, layer.ms);
    else if (layer.kind === 'retry' && layer.reconnect !== true) {
      worst = plus(times(worst, layer.attempts), pauses(layer));
      if (layer.totalMs !== undefined) worst = tighter(worst, layer.totalMs);
    } else if (layer.kind === 'opaque' && layer.may.includes('timeout') && worst === 'unbounded') worst = 'unknown';
  }
  return worst;
}

/** The same walk with every unknown at its least: a bound may be none at all, a retry one try, a pause nothing. */
function leastOf(layers: readonly Layer[]): ResilienceProfile['atLeast'] {
  const floor = (amount: Amount, least: number): number | 'unbounded' => (amount === 'unknown' ? least : amount);
  const least = (a: number | 'unbounded', b: number | 'unbounded'): number | 'unbounded' =>
    a === 'unbounded' ? b : b === 'unbounded' ? a : Math.min(a, b);
  let attempts: number | 'unbounded' = 1;
  let worstMs: number | 'unbounded' = 'unbounded';
  for (const layer of layers) {
    if (layer.kind === 'timeout' && coversAttempt(layer) && !isHollow(layers, layer)) worstMs = least(worstMs, floor(layer.ms, 0));
    else if (layer.kind === 'opaque' && layer.may.includes('timeout')) worstMs = 0;
    else if (layer.kind === 'retry' && layer.reconnect !== true) {
      const tries = floor(layer.attempts, 1);
      attempts = floor(times(attempts, tries), 1);
      worstMs = floor(plus(times(worstMs, tries), floor(pauses(layer), 0)), 0);
      if (layer.totalMs !== undefined) worstMs = least(worstMs, floor(layer.totalMs, 0));
    }
  }
  return { attempts, worstMs };
}

/** The pauses between all attempts of one retry layer, in milliseconds. */
export function pauses(layer: RetryLayer): Amount {
  const { attempts, backoff, delayMs, maxDelayMs } = layer;
  if (attempts === 1) return 0;
  if (attempts === 'unbounded') return 'unbounded';
  if (layer.pausesMs !== undefined) return layer.pausesMs;
  if (backoff === 'none') return 0;
  if (attempts === 'unknown' || typeof delayMs !== 'number' || backoff === 'unknown') return 'unknown';
  const cap = typeof maxDelayMs === 'number' ? maxDelayMs : Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let i = 0; i < attempts - 1 && i < 10_000; i++) {
    const pause = backoff === 'exponential' ? delayMs * 2 ** i : backoff === 'linear' ? delayMs * (i + 1) : delayMs;
    sum += Math.min(pause, cap);
  }
  return sum;
}
