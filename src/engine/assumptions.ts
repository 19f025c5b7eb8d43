import type { CallSite } from '../model/call';
import type { Layer } from '../model/layer';
import type { Provenance } from '../model/provenance';
import { fitsWord } from '../source/globs';

/** What somebody vouches for although the code does not show it. */
export interface Facts {
  readonly timeoutMs?: number;
  /** Repeats after the first try. */
  readonly retries?: number;
  readonly breaker?: boolean;
  readonly bulkhead?: boolean;
  readonly fallback?: boolean;
  readonly idempotent?: boolean;
}

/** A fact of the configuration, and the calls it holds for. */
export interface Assumption {
  readonly facts: Facts;
  readonly reason: string;
  /** The configuration file, as people call it. */
  readonly from: string;
  readonly target?: string;
  readonly client?: string;
  readonly call?: string;
  /** Whether it holds in a file, by its path relative to the root. */
  readonly holdsIn: (file: string) => boolean;
}

/** The layers that the configuration vouches for at one call, innermost first. */
export function assumedLayers(site: CallSite, assumptions: readonly Assumption[]): readonly Layer[] {
  return assumptions
    .filter((one) => holds(one, site))
    .flatMap((one) => layersOf(one.facts, { from: 'config', says: `${one.from} says: ${one.reason}` }));
}

/** Facts as layers, innermost first. */
export function layersOf(facts: Facts, because: Provenance): readonly Layer[] {
  const layers: Layer[] = [];
  if (facts.idempotent === true) layers.push({ kind: 'idempotency', made: 'once', because });
  if (facts.timeoutMs !== undefined)
    layers.push({ kind: 'timeout', ms: facts.timeoutMs, covers: 'attempt', cancels: true, by: 'policy', because });
  if (facts.retries !== undefined) {
    const unread = { backoff: 'unknown', jitter: 'unknown', writes: 'unknown', form: 'policy' } as const;
    layers.push({ kind: 'retry', attempts: facts.retries + 1, ...unread, because });
  }
  if (facts.breaker === true) layers.push({ kind: 'breaker', lives: 'module', because });
  if (facts.bulkhead === true) layers.push({ kind: 'bulkhead', limit: 'unknown', lives: 'module', because });
  if (facts.fallback === true) layers.push({ kind: 'fallback', gives: 'unknown', because });
  return layers;
}

function holds(one: Assumption, site: CallSite): boolean {
  if (!one.holdsIn(site.at.file)) return false;
  if (one.client !== undefined && !fitsWord(one.client, site.client)) return false;
  if (one.call !== undefined && !fitsWord(one.call, site.name)) return false;
  return one.target === undefined || (site.target !== undefined && fitsWord(one.target, site.target));
}
