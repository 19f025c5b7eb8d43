import type { CallPath, CallSite, GuardedCall } from '../../src/model/call';
import type { CancellationLayer, Facet, Layer, RetryLayer, TimeoutLayer } from '../../src/model/layer';
import { profileOf } from '../../src/model/profile';
import type { Provenance } from '../../src/model/provenance';
import type { RuleSettings } from '../../src/model/rule';

/** Facts built by hand, for tests that need no source. */
export const because: Provenance = { from: 'option', says: 'somebody wrote it' };

export const settings: RuleSettings = { maxTimeoutMs: 60_000, maxAttempts: 6 };

/** A bound of the call itself, of one second unless said otherwise. */
export function bound(part: Partial<TimeoutLayer> = {}): TimeoutLayer {
  return { kind: 'timeout', ms: 1000, covers: 'attempt', cancels: true, by: 'option', because, ...part };
}

/** Three tries by a library, a second apart, with chance. */
export function repeated(part: Partial<RetryLayer> = {}): RetryLayer {
  return { kind: 'retry', attempts: 3, backoff: 'constant', jitter: true, delayMs: 1000, writes: true, form: 'policy', because, ...part };
}

export function signal(how: CancellationLayer['signal']): CancellationLayer {
  return { kind: 'cancellation', signal: how, because };
}

export function opaque(...may: readonly Facet[]): Layer {
  return { kind: 'opaque', may, because: { from: 'unresolved', says: 'it cannot be read' } };
}

/** A site of `fetch` on a server, with what is to be different. */
export function siteOf(part: Partial<CallSite> = {}): CallSite {
  return {
    client: 'fetch',
    name: 'fetch',
    at: { file: 'main.ts', start: 10, end: 15 },
    whole: { file: 'main.ts', start: 10, end: 30 },
    effect: 'read',
    context: 'server',
    failure: 'resolves',
    optionsArg: 1,
    dependency: 'https://x.test',
    traits: [],
    scope: 'user',
    ...part,
  };
}

/** A call with its layers, innermost first. */
export function callOf(layers: readonly Layer[], part: Partial<CallSite> = {}, ...others: readonly (readonly Layer[])[]): GuardedCall {
  const way = (one: readonly Layer[]): CallPath => ({ layers: one, profile: profileOf(one), through: [] });
  return { site: siteOf(part), layers, profile: profileOf(layers), paths: others.length === 0 ? [] : [way(layers), ...others.map(way)] };
}
