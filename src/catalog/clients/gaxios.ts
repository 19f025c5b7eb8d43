import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** Retries are off until `retry` or `retryConfig` is given; then never a POST, and a timeout only from 8 on. */
export const gaxios: ClientModel = {
  id: 'gaxios',
  modules: ['gaxios'],
  failure: 'throws',
  makes: [{ path: 'Gaxios', options: ['arg[0]'] }],
  calls: [
    {
      paths: ['request', 'instance.request'],
      on: ['module'],
      options: ['arg[0]'],
      effect: { method: ['arg[0].method'], otherwise: 'read' },
      target: 'arg[0].url',
    },
    {
      paths: ['request', 'fetch'],
      on: ['instance'],
      options: ['arg[1]', 'arg[0]'],
      effect: { method: ['arg[1].method', 'arg[0].method'], otherwise: 'read' },
      target: 'arg[0].url',
    },
  ],
  options: [
    { option: 'timeout', sets: 'timeout', off: [0], proved: true },
    { option: 'signal', sets: 'cancellation', unit: 'signal', proved: true },
    { option: 'retry', sets: 'retry', off: [false] },
    { option: 'retryConfig.retry', sets: 'retry', off: [0] },
    { option: 'retryConfig.retryDelay', sets: 'retry', field: 'delayMs' },
    { option: 'retryConfig.maxRetryDelay', sets: 'retry', field: 'maxDelayMs' },
    { option: 'retryConfig.totalTimeout', sets: 'retry', field: 'totalMs' },
    { option: 'retryConfig.httpMethodsToRetry', sets: 'retry', field: 'writes' },
  ],
  assigns: ['defaults'],
  defaults: [noTimeout('gaxios has no timeout unless `timeout` is set')],
  advice: 'request({ url, timeout: 10_000 })',
  evidence: [
    { url: 'https://github.com/googleapis/google-cloud-node-core/tree/main/packages/gaxios', versions: '7.3.1, 8.3.3', how: 'read' },
  ],
};
