import type { ClientModel } from '../../model/catalog/client';
import { fetchEffect, fetchSignal } from '../families/fetch';

/** Without an `onerror` that throws it asks again every second for ever, after a bad status as well. */
export const microsoftFetchEventSource: ClientModel = {
  id: '@microsoft/fetch-event-source',
  title: 'fetchEventSource',
  modules: ['@microsoft/fetch-event-source'],
  failure: 'resolves',
  traits: ['connection'],
  calls: [{ paths: ['fetchEventSource'], on: ['module'], options: ['arg[1]'], effect: fetchEffect, target: 'arg[0]' }],
  options: [fetchSignal, { option: 'onerror', at: 'call', sets: 'retry', field: 'delayMs' }],
  defaults: [
    { facet: 'opaque', may: ['timeout'], says: 'a stream stays open by design, and a timer of your own may close it' },
    {
      facet: 'retry',
      attempts: 'unbounded',
      backoff: 'constant',
      jitter: false,
      delayMs: 1_000,
      writes: true,
      onStatus: true,
      onTimeout: true,
      reconnect: true,
      says: '`fetchEventSource` asks again every second without end unless `onerror` throws',
    },
  ],
  advice: 'fetchEventSource(url, { onerror: (error) => { if (++failures > 5) throw error; } })',
  evidence: [{ url: 'https://github.com/Azure/fetch-event-source#usage', versions: '2.0.1', how: 'read' }],
};
