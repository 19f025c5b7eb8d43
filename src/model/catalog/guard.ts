import type { Amount, Phase } from '../layer';
import type { Evidence } from './evidence';
import type { ArgPath, Literal, Path } from './paths';

/** A library that protects what it runs. */
export interface GuardModel {
  readonly id: string;
  readonly title?: string;
  readonly modules: readonly string[];
  readonly globals?: readonly string[];
  readonly package?: string;
  /** Names that a file of the project exports when it is a copy of this library; what a fix put in may export some of them. */
  readonly copied?: readonly string[];
  readonly forms: readonly GuardForm[];
  readonly evidence: readonly Evidence[];
}

/** How a guard is used. `provides` is listed innermost first. */
export type GuardForm =
  /** Runs an argument now: `pRetry(fn, options)`, `pTimeout(promise, options)`. */
  | {
      readonly form: 'run';
      readonly path: Path;
      readonly runs: ArgPath;
      readonly provides: readonly Provision[];
      readonly versions?: string;
      /** `browser` or `server` when it differs. */
      readonly context?: 'browser' | 'server';
      /** The parameter of what it runs that starts over: it repeats only where that is called, as by `.catch(retry)`. */
      readonly again?: number;
    }
  /** Makes a policy value: `retry(handleAll, options)`, `pLimit(5)`, `new PQueue(…)`. */
  | {
      readonly form: 'make';
      readonly path: Path;
      /** Kinds it is called on, as in `polly().retry(3)`: the new value keeps what the old one provides and adds outside of it. */
      readonly on?: readonly string[];
      readonly kind: string;
      readonly provides: readonly Provision[];
      readonly versions?: string;
    }
  /** Runs an argument under a policy value: `policy.execute(fn)`, `limit(fn)`. */
  | {
      readonly form: 'apply';
      readonly on: readonly string[];
      readonly path: Path;
      readonly runs: ArgPath;
      /** It works off a list that it was handed, so that a limit is meant for that one list: `pool.for(list).process(fn)`. */
      readonly list?: true;
    }
  /** Makes a guarded function or object from a function: `new CircuitBreaker(fn, options)` then `fire()`. `fires` are the members that run it; the empty path is the value itself called. */
  | {
      readonly form: 'wrap';
      readonly path: Path;
      readonly kind: string;
      readonly on?: readonly string[];
      readonly runs: ArgPath;
      readonly provides: readonly Provision[];
      readonly fires: readonly Path[];
      /** To make it is to set it to work: nobody needs to run it. */
      readonly starts?: true;
      readonly versions?: string;
    }
  /** Joins policies given as arguments: `wrap(outer, inner)`; or in an array that stands at `policies`. */
  | {
      readonly form: 'combine';
      readonly path: Path;
      readonly kind: string;
      readonly order: 'outer-first' | 'inner-first';
      /** Kinds it is called on: `outer.concat(inner)`; that policy comes first then. */
      readonly on?: readonly string[];
      readonly policies?: ArgPath;
    }
  /** Changes a client it is handed: `axiosRetry(instance, options)`; where `replaces`, a second time takes the place of the first. */
  | {
      readonly form: 'attach';
      readonly path: Path;
      readonly to: ArgPath;
      readonly provides: readonly Provision[];
      readonly replaces?: true;
    }
  /** Stands among the arguments of a `.pipe(…)` behind the call; first is innermost. */
  | { readonly form: 'operator'; readonly path: Path; readonly provides: readonly Provision[] }
  /** Decorates a method: `@Retryable(options)`; with `order`, the policies given as its arguments guard the method too: `@usePolicy(policy)`. */
  | {
      readonly form: 'decorator';
      readonly path: Path;
      readonly provides: readonly Provision[];
      readonly order?: 'outer-first' | 'inner-first';
    };

/** One facet a guard provides. */
export type Provision =
  | {
      readonly facet: 'timeout';
      readonly ms: Quantity;
      readonly covers?: Phase;
      /** Whether the inner work is stopped: `signal` when it is handed a signal and uses it. */
      readonly cancels: boolean | 'signal';
      /** It only works when the inner work uses the signal it is handed. */
      readonly cooperative?: boolean | Choice<boolean>;
    }
  | {
      readonly facet: 'retry';
      readonly attempts: Quantity;
      readonly backoff: Choice<'none' | 'constant' | 'linear' | 'exponential'>;
      readonly jitter: Choice<boolean>;
      readonly delayMs?: Quantity;
      readonly maxDelayMs?: Quantity;
      readonly totalMs?: Quantity;
      /** Arguments whose truth makes it endless: `forever`. */
      readonly forever?: ArgPath;
      /** An argument that switches it off by being false: `shouldRetryOnError`. */
      readonly when?: ArgPath;
      readonly writes?: boolean;
      readonly onStatus?: boolean;
      readonly onTimeout?: boolean;
      /** The versions that repeat no `TypeError`, as which Node's own `fetch` tells that it gave up, or lost its connection. */
      readonly sparesTypeErrors?: string;
      /** Whether permanent failures are repeated too, unless a predicate narrows it; default true. */
      readonly permanent?: boolean;
      /** A predicate may narrow what is retried. */
      readonly condition?: readonly ArgPath[];
      /** It is used for something else and repeats by itself: where no number is written, nobody chose it. */
      readonly byItself?: boolean;
    }
  | { readonly facet: 'breaker'; readonly onStatus?: boolean; readonly condition?: readonly ArgPath[] }
  | { readonly facet: 'bulkhead'; readonly limit: Quantity }
  | { readonly facet: 'fallback' }
  | { readonly facet: 'cancellation' };

/** A number fixed by the library, or read from an argument. */
export type Quantity =
  | Amount
  | {
      readonly at: ArgPath;
      /** Where it stands instead when `at` holds an object: `retry(3)` and `retry({ count: 3 })`. */
      readonly or?: ArgPath;
      /** When the argument is absent. */
      readonly fallback: Amount;
      /** Values that count as absent. */
      readonly same?: readonly Literal[];
      readonly plus?: number;
      /** `fetch`: no number stands there but a function that sends in place of `fetch`, and may bound each request. */
      readonly unit?: 'ms' | 's' | 'fetch';
      readonly unbounded?: readonly Literal[];
      /** Values that switch the facet off. */
      readonly off?: readonly Literal[];
    };

/** A word fixed by the library, or read from an argument: a literal, or the name of a class or function that was called there. */
export type Choice<T extends string | boolean> =
  | T
  | { readonly at: ArgPath; readonly cases: { readonly [value: string]: T }; readonly fallback: T | 'unknown' };
