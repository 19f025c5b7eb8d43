import type { Remedy } from '../model/remedy';
import { limiting } from './fan-out';

/** One limiter for the file, so that two fan-outs side by side share it. */
export const pLimit: Remedy = {
  id: 'p-limit',
  summary: 'Runs a few calls of a fan-out at a time, by `p-limit`.',
  provides: 'bulkhead',
  rules: ['unbounded-fanout'],
  safety: 'suggestion',
  style: 'p-limit',
  needs: 'p-limit',
  offers: (ailment) => [
    limiting(ailment, {
      by: '`p-limit`',
      make: (draft, limit) => `${draft.importName(ailment.finding.at.file, 'p-limit', 'default', { as: 'pLimit' })}(${limit})`,
    }),
  ],
};
