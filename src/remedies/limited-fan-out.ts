import type { Remedy } from '../model/remedy';
import { fanOutAt, limitEach, mayShare } from './fan-out';
import { fromModule } from './module/use';

/** A few at a time are as fast as all at once to a service that serves a few at a time, and they leave it standing. */
export const limitedFanOut: Remedy = {
  id: 'limited-fan-out',
  summary: 'Runs a few calls of a fan-out at a time, by the bulkhead of the resilience module.',
  provides: 'bulkhead',
  rules: ['unbounded-fanout'],
  safety: 'suggestion',
  style: 'module',
  offers(ailment) {
    const { concurrency } = ailment.project.settings;
    return [
      {
        title: `Run at most ${concurrency} at once, by \`bulkhead\` of the resilience module`,
        write(draft) {
          const fan = fanOutAt(draft, ailment);
          const bulkhead = fan === undefined || !mayShare(draft, fan, ailment) ? undefined : fromModule(draft, ailment, 'bulkhead');
          if (fan === undefined || bulkhead === undefined) return false;
          return limitEach(draft, fan, draft.hoist(ailment.finding.at.file, 'limiter', `${bulkhead}(${concurrency})`));
        },
      },
    ];
  },
};
