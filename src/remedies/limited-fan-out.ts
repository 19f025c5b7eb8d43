import type { Remedy } from '../model/remedy';
import { limiting } from './fan-out';
import { fromModule } from './module/use';

/** A few at a time are as fast as all at once to a service that serves a few at a time, and they leave it standing. */
export const limitedFanOut: Remedy = {
  id: 'limited-fan-out',
  summary: 'Runs a few calls of a fan-out at a time, by the bulkhead of the resilience module.',
  provides: 'bulkhead',
  rules: ['unbounded-fanout'],
  safety: 'suggestion',
  style: 'module',
  offers: (ailment) => [
    limiting(ailment, {
      by: '`bulkhead` of the resilience module',
      make(draft, limit) {
        const bulkhead = fromModule(draft, ailment, 'bulkhead');
        return bulkhead === undefined ? undefined : `${bulkhead}(${limit})`;
      },
    }),
  ],
};
