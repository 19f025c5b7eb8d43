import type { Remedy } from '../model/remedy';
import { repeating } from './repeating';
import { wrapCall } from './wrapping';

/** Its pauses grow by themselves, and are asked for jitter. */
export const pRetry: Remedy = {
  id: 'p-retry',
  summary: 'Repeats a read that failed, by `p-retry`.',
  provides: 'retry',
  rules: ['missing-retry'],
  safety: 'suggestion',
  style: 'p-retry',
  needs: 'p-retry',
  offers: (ailment) =>
    repeating(ailment, 'p-retry', (draft, attempts, one) =>
      wrapCall(draft, one, () => {
        const name = draft.importName(ailment.file, 'p-retry', 'default', { as: 'pRetry' });
        return [`${name}(() => `, `, { retries: ${attempts - 1}, randomize: true })`];
      }),
    ),
};
