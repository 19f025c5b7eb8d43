import type { Provenance } from './provenance';
import type { Span } from './span';

/** A quantity that code may leave open, or that we cannot read. */
export type Amount = number | 'unbounded' | 'unknown';

/** Three-valued truth: `unknown` is never read as `false`. */
export type Truth = boolean | 'unknown';

/** The aspects of resilience a profile answers for. */
export type Facet = 'timeout' | 'retry' | 'breaker' | 'bulkhead' | 'fallback' | 'cancellation';

/**
 * Which part of a call a bound covers. `connect`: until the connection stands. `headers`: until the
 * response head. `idle`: silence between chunks, so a slow trickle lives forever. `attempt`: one whole
 * attempt, body included. `total`: all attempts with their delays.
 */
export type Phase = 'connect' | 'headers' | 'idle' | 'attempt' | 'total';

/** How long the thing that protects lives: shared by all calls, made anew for each, or not known. */
export type Lifetime = 'module' | 'call' | 'unknown';

/** A bound on the wait. */
export interface TimeoutLayer {
  readonly kind: 'timeout';
  /** Milliseconds. */
  readonly ms: Amount;
  readonly covers: Phase;
  /** Whether the request itself is stopped when the bound fires, or only the wait for it. */
  readonly cancels: Truth;
  /** How the bound reaches the call. */
  readonly by: 'default' | 'option' | 'signal' | 'race' | 'policy' | 'timer';
  /** It bounds all rounds of a loop that asks again after an answer, and not one of them. */
  readonly rounds?: true;
  /** The wait is cut short on purpose: the timer fails nothing, and nobody takes what came of the call. */
  readonly meant?: true;
  /** It only acts when the work uses the signal it is handed. */
  readonly cooperative?: true;
  /** Signals: where it is made, and the function it is made in (by offset of its start; 0 is the module). */
  readonly made?: { readonly at: Span; readonly fn: number };
  /** The bound is one `AbortSignal` made once for the module or instance: it kills every later call. */
  readonly expires?: boolean;
  /** The number as it was written, with its unit, when it was a literal: what `timeout-unit` looks at. */
  readonly written?: { readonly value: number; readonly unit: 'ms' | 's' };
  readonly because: Provenance;
}

/** Something that repeats the call when it fails. */
export interface RetryLayer {
  readonly kind: 'retry';
  /** Tries in all, the first included. */
  readonly attempts: Amount;
  readonly backoff: 'none' | 'constant' | 'linear' | 'exponential' | 'unknown';
  readonly jitter: Truth;
  /** Milliseconds before the second attempt, when it can be read. */
  readonly delayMs?: Amount;
  /** The longest pause between two attempts, in milliseconds, when there is a cap. */
  readonly maxDelayMs?: Amount;
  /** Milliseconds that all pauses take together at most, when each of them can be read. */
  readonly pausesMs?: number;
  /** Milliseconds after which no further attempt is made. */
  readonly totalMs?: Amount;
  /** Whether writes are repeated too, as far as this layer decides. */
  readonly writes: Truth;
  /** It repeats only what the other side refused to do, as for want of a login or by a limit of its rate: no write is done twice. */
  readonly onRefusal?: true;
  /** Whether answers such as 503 make it try again although the client does not throw for them. */
  readonly onStatus?: Truth;
  /** Whether permanent failures (4xx, validation, cancellation) are repeated too. */
  readonly permanent?: Truth;
  /** Whether a timeout of the attempt makes it try again. */
  readonly onTimeout?: Truth;
  /** No `TypeError` is repeated, as which Node's own `fetch` tells that it gave up, or lost its connection. */
  readonly sparesTypeErrors?: true;
  /** Written as a loop, recursion, timer or queue by hand; or a library. */
  readonly form: 'loop' | 'recursion' | 'timer' | 'queue' | 'policy' | 'option' | 'default';
  /** A connection that is opened anew, or the next round of a poller, rather than a repeated request. */
  readonly reconnect?: boolean;
  /** It is made once, after something was asked of the failure or put right: not for silence, and not for an outage. */
  readonly picked?: true;
  /** It repeats only failures that it knows by name or status, so that it is not meant for silence; `answered`: those say moreover that the other side is there. */
  readonly only?: 'known' | 'answered';
  /** Something is waited for between such a failure and the next try: perhaps what puts it right. */
  readonly mends?: true;
  /** It asks the failure something before it goes on, which need not be known: some failures end it at once. */
  readonly asksFailure?: true;
  /** An option says how often, rather than the library. */
  readonly counted?: true;
  /** A library that is used for something else repeats so unless it is told otherwise, or as often as it is told: nobody chose it. */
  readonly byItself?: true;
  /** It stands in what is entered once, as the program begins: nobody is served before. */
  readonly opening?: true;
  /** The pause between two tries that nobody can cut short, although a signal is at hand where it stands. */
  readonly deaf?: Span;
  /** Where the signals are made that end it once they have fired: nothing is tried after that. */
  readonly heeds?: readonly Span[];
  /** The number is a parameter of the function that repeats: who calls it may ask for more. */
  readonly asked?: true;
  readonly because: Provenance;
}

export interface BreakerLayer {
  readonly kind: 'breaker';
  readonly lives: Lifetime;
  readonly onStatus?: Truth;
  readonly because: Provenance;
}

export interface BulkheadLayer {
  readonly kind: 'bulkhead';
  readonly limit: Amount;
  readonly lives: Lifetime;
  readonly because: Provenance;
}

/** One call for each element of a collection, all at once. */
export interface FanOutLayer {
  readonly kind: 'fan-out';
  readonly width: Amount;
  /** Something shows that the collection grows with use: a query or an answer that nothing limits, what a request brings, identifiers of records. */
  readonly grows?: true;
  /** A request brings it, so that whoever asks says how many there are. */
  readonly brought?: true;
  readonly because: Provenance;
}

/** What happens instead when the call fails. */
export interface FallbackLayer {
  readonly kind: 'fallback';
  /** `empty`: a value shaped like an empty success; `value`: some other value; `ignored`: the failure is dropped. */
  readonly gives: 'empty' | 'value' | 'ignored' | 'unknown';
  /** Only for failures that the handler knows to be no outage, as a 404; the others go on. */
  readonly some?: true;
  /** The failure goes no further, whichever it is: whoever called the function hears of none. */
  readonly swallows?: true;
  /** Names of errors that the handler tests: `AbortError`. */
  readonly tests?: readonly string[];
  readonly because: Provenance;
}

/** A signal that can stop the call. */
export interface CancellationLayer {
  readonly kind: 'cancellation';
  /** `passed`: it reaches the call. `dropped`: one is at hand but not passed. `overwritten`: the caller's is replaced. `inert`: it is passed but nothing ever aborts it. */
  readonly signal: 'passed' | 'dropped' | 'overwritten' | 'inert';
  /** Dropped: it is of a controller that a function on the way made, and which of its calls it was made for is not known. */
  readonly made?: true;
  readonly because: Provenance;
}

/** An explicit "no limit": it empties the slot that an outer-lying default or instance filled. */
export interface DisabledLayer {
  readonly kind: 'disabled';
  readonly facet: 'timeout' | 'retry';
  /** How it was written: `timeout: 0`. */
  readonly written: string;
  readonly because: Provenance;
}

/** An option that is written down and has no effect in this client. */
export interface IgnoredLayer {
  readonly kind: 'ignored';
  readonly facet: Facet;
  readonly written: string;
  /** What was written asks for no limit anyway: `timeout: 0` where no `timeout` is known. */
  readonly none?: true;
  readonly because: Provenance;
}

/** The status of the answer is looked at here, and a bad one becomes a failure. */
export interface StatusCheckLayer {
  readonly kind: 'status-check';
  readonly because: Provenance;
}

/** A key that makes repeating a write harmless. */
export interface IdempotencyLayer {
  readonly kind: 'idempotency';
  /** Made once for all attempts, or anew for each. */
  readonly made: 'once' | 'per-attempt' | 'unknown';
  /** Where it is made anew: place, and the function it is made in. */
  readonly born?: { readonly at: Span; readonly fn: number };
  readonly because: Provenance;
}

/** Something we cannot see through; it may provide any of `may`. */
export interface OpaqueLayer {
  readonly kind: 'opaque';
  readonly may: readonly Facet[];
  /** It may bound this phase of a call, and nothing beyond it. */
  readonly phase?: Phase;
  /** One option is given on some branches only; the others that stand beside it can be read. */
  readonly one?: true;
  /** Whoever calls may hand it in, and nobody is known to: without them it is not there. */
  readonly left?: true;
  readonly because: Provenance;
}

/** One thing that stands between the caller and the network. */
export type Layer =
  | TimeoutLayer
  | RetryLayer
  | BreakerLayer
  | BulkheadLayer
  | FanOutLayer
  | FallbackLayer
  | CancellationLayer
  | DisabledLayer
  | IgnoredLayer
  | StatusCheckLayer
  | IdempotencyLayer
  | OpaqueLayer;

/** Whether a retry is written out where it stands, and no library or option repeats. */
export function isByHand({ form }: Pick<RetryLayer, 'form'>): boolean {
  return form === 'loop' || form === 'recursion' || form === 'timer' || form === 'queue';
}
