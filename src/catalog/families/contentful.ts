import type { DefaultModel } from '../../model/catalog/default';
import type { OptionModel } from '../../model/catalog/option';

/** Delivery and management share one transport. */
export const contentfulOptions: readonly OptionModel[] = [
  { option: 'timeout', at: 'instance', sets: 'timeout', off: [0] },
  { option: 'retryLimit', at: 'instance', sets: 'retry', off: [0], writes: true },
  { option: 'retryOnError', at: 'instance', sets: 'retry', field: 'all', off: [false] },
  { option: 'httpAgent', at: 'instance', sets: 'agent' },
  { option: 'httpsAgent', at: 'instance', sets: 'agent' },
];

export const contentfulDefaults: readonly DefaultModel[] = [
  { facet: 'timeout', covers: 'attempt', ms: 30_000, says: 'Contentful gives up an attempt after 30 s' },
  {
    facet: 'retry',
    attempts: 6,
    backoff: 'exponential',
    jitter: true,
    delayMs: 2_000,
    writes: true,
    onTimeout: true,
    says: 'Contentful tries 6 times after timeouts, network errors, 429 and 5xx',
  },
];
