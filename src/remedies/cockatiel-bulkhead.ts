import type { Remedy } from '../model/remedy';
import { limiting } from './fan-out';

/** Left alone it refuses what finds no room, so it is given a queue without an end. */
export const cockatielBulkhead: Remedy = {
  id: 'cockatiel-bulkhead',
  summary: 'Runs a few calls of a fan-out at a time, by a bulkhead of `cockatiel`.',
  provides: 'bulkhead',
  rules: ['unbounded-fanout'],
  safety: 'suggestion',
  style: 'cockatiel',
  needs: 'cockatiel',
  offers: (ailment) => [
    limiting(ailment, {
      by: 'a bulkhead of `cockatiel`',
      make: (draft, limit) => `${draft.importName(ailment.finding.at.file, 'cockatiel', 'bulkhead')}(${limit}, Infinity)`,
      run: '.execute',
    }),
  ],
};
