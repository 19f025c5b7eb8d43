import type { DefaultModel } from '../../model/catalog/default';
import type { OptionModel } from '../../model/catalog/option';

/** Service Bus and Event Hubs share one AMQP core; how it repeats and how long it waits is told where the client is made. */
export const amqpOptions: readonly OptionModel[] = [
  { option: 'retryOptions.timeoutInMs', at: 'instance', sets: 'timeout' },
  { option: 'retryOptions.maxRetries', at: 'instance', sets: 'retry', off: [0], writes: true, unbounded: ['Infinity'] },
  { option: 'retryOptions.retryDelayInMs', at: 'instance', sets: 'retry', field: 'delayMs' },
  { option: 'retryOptions.maxRetryDelayInMs', at: 'instance', sets: 'retry', field: 'maxDelayMs' },
  { option: 'abortSignal', at: 'call', sets: 'cancellation', unit: 'signal' },
];

export const amqpDefaults: readonly DefaultModel[] = [
  { facet: 'timeout', covers: 'attempt', ms: 60_000, says: 'an operation gives up an attempt after 60 s' },
  {
    facet: 'retry',
    attempts: 4,
    backoff: 'constant',
    jitter: false,
    delayMs: 30_000,
    maxDelayMs: 90_000,
    writes: true,
    onTimeout: true,
    says: 'an operation is tried 4 times with 30 s between, sends included',
  },
];
