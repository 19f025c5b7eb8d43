import type { DefaultModel } from '../../model/catalog/default';
import type { OptionModel } from '../../model/catalog/option';
import { noTimeout } from './floor';

/** Options of every client on Azure's core pipeline: retries belong to the client, the time to the single call. */
export const azureOptions: readonly OptionModel[] = [
  { option: 'abortSignal', at: 'call', sets: 'cancellation', unit: 'signal' },
  // Its timer ends a request without an answer; a body that stops is waited for all the same.
  { option: 'requestOptions.timeout', at: 'call', sets: 'timeout', covers: 'headers', off: [0] },
  { option: 'retryOptions.maxRetries', at: 'instance', sets: 'retry', off: [0], writes: true, unbounded: ['Infinity'] },
  { option: 'retryOptions.retryDelayInMs', at: 'instance', sets: 'retry', field: 'delayMs' },
  { option: 'retryOptions.maxRetryDelayInMs', at: 'instance', sets: 'retry', field: 'maxDelayMs' },
];

export const azureDefaults: readonly DefaultModel[] = [
  noTimeout('Azure clients wait for an answer without end; only `abortSignal` stops a call'),
  {
    facet: 'retry',
    attempts: 4,
    backoff: 'exponential',
    jitter: true,
    delayMs: 1_000,
    maxDelayMs: 64_000,
    writes: true,
    says: 'Azure clients try 4 times after network errors, 408, 429 and 5xx, writes included',
  },
];
