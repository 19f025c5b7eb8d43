import type { Remedy } from '../model/remedy';
import { repeating } from './repeating';
import { wrapCall } from './wrapping';

/** Its pauses grow and hold jitter by themselves. */
export const asyncRetry: Remedy = {
  id: 'async-retry',
  summary: 'Repeats a read that failed, by `async-retry`.',
  provides: 'retry',
  rules: ['missing-retry'],
  safety: 'suggestion',
  style: 'async-retry',
  needs: 'async-retry',
  offers: (ailment) =>
    repeating(ailment, 'async-retry', (draft, attempts, one) =>
      wrapCall(draft, one, () => {
        const name = draft.importName(ailment.file, 'async-retry', 'default', { as: 'retry' });
        return [`${name}(() => `, `, { retries: ${attempts - 1} })`];
      }),
    ),
};
