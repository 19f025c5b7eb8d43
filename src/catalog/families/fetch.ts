import type { CallModel } from '../../model/catalog/client';
import type { Provision } from '../../model/catalog/guard';
import type { OptionModel } from '../../model/catalog/option';

/** How `fetch` and all that take its options are stopped. */
export const fetchSignal: OptionModel = { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' };

/** An option that looks like a bound, and that nobody reads. */
export function ignoredTimeout(ignored: string): OptionModel {
  return { option: 'timeout', sets: 'timeout', ignored };
}

/** A `fetch` of the user's own under an instance may bound every request, so what cannot be read of it leaves the question open. */
export const ownFetch: OptionModel = { option: 'fetch', at: 'instance', sets: 'timeout', unit: 'fetch' };

/** The same of a link that sends: `httpBatchLink({ fetch })`. */
export const linkFetch: Provision = {
  facet: 'timeout',
  ms: { at: 'arg[0].fetch', unit: 'fetch', fallback: 'unbounded' },
  covers: 'attempt',
  cancels: true,
};

/** The effect of a call that names its method in the options, as `fetch` does. */
export const fetchEffect: CallModel['effect'] = { method: ['arg[1].method'], otherwise: 'read' };

/** What a `Response` holds from its head on; a body that is cancelled is not read. */
const fetchHead = ['ok', 'status', 'statusText', 'headers', 'url', 'redirected', 'type', 'bodyUsed', 'body.cancel'];

/** `fetch(input, init)` at one or more paths. */
export function fetchCall(...paths: readonly string[]): CallModel {
  return { paths, on: ['module'], options: ['arg[1]'], effect: fetchEffect, target: 'arg[0]', head: fetchHead };
}
