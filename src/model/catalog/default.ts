import type { Amount, Facet, Phase } from '../layer';
import type { Literal } from './paths';

/** What the library does when nobody says anything. */
export type DefaultModel = {
  /** Semver range for which it holds; default all. */
  readonly versions?: string;
  /** Semver range of the releases of Node under which it holds; default all. */
  readonly node?: string;
  /** `browser` or `server` when it differs. */
  readonly context?: 'browser' | 'server';
  /** Kinds or call paths it belongs to, or calls of one kind (`document:get`); default all. */
  readonly on?: readonly string[];
  /** It holds only where this option of the instance is one of these: what one driver of several does. */
  readonly beside?: { readonly option: string; readonly is: readonly Literal[] };
  /** One sentence without a final period. */
  readonly says: string;
} & (
  | {
      readonly facet: 'timeout';
      readonly covers: Phase;
      /** Milliseconds. */
      readonly ms: number | 'unbounded';
      /** A floor of the platform rather than a choice of the library: named in the reasons, never `present`. */
      readonly platform?: boolean;
      /** The client whose settings for the whole process take the place of this floor: a dispatcher of `undici`. */
      readonly governed?: string;
      readonly cancels?: boolean;
    }
  | {
      readonly facet: 'retry';
      /** Tries in all, the first included. */
      readonly attempts: Amount;
      readonly backoff: 'none' | 'constant' | 'linear' | 'exponential' | 'unknown';
      readonly jitter: boolean;
      readonly delayMs?: number;
      readonly maxDelayMs?: number;
      readonly totalMs?: number;
      readonly writes: boolean;
      readonly onStatus?: boolean;
      readonly onTimeout?: boolean;
      readonly reconnect?: boolean;
    }
  | { readonly facet: 'bulkhead'; readonly limit: Amount }
  | { readonly facet: 'opaque'; readonly may: readonly Facet[] }
);
