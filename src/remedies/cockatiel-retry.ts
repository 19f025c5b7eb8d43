import type { Remedy } from '../model/remedy';
import { underPolicy } from './cockatiel-policies';
import { repeating } from './repeating';

/** Three attempts in all, with pauses that grow and hold jitter; a write is never repeated here. */
export const cockatielRetry: Remedy = {
  id: 'cockatiel-retry',
  summary: 'Repeats a read that failed, by a retry policy of `cockatiel`.',
  provides: 'retry',
  rules: ['missing-retry'],
  safety: 'suggestion',
  style: 'cockatiel',
  needs: 'cockatiel',
  offers: (ailment) =>
    repeating(ailment, 'cockatiel', (draft, attempts, one) =>
      underPolicy(draft, one, 'Retry', (name) => {
        const [retry, all, backoff] = [name('retry'), name('handleAll'), name('ExponentialBackoff')];
        return `${retry}(${all}, { maxAttempts: ${attempts - 1}, backoff: new ${backoff}() })`;
      }),
    ),
};
