import type { Remedy } from '../model/remedy';
import { isOneDependency } from './dependency-name';
import { underPolicy } from './cockatiel-policies';
import { forEach } from './wrapping';

/** Five failures in a row open it for half a minute. */
export const cockatielBreaker: Remedy = {
  id: 'cockatiel-breaker',
  summary: 'Stops calls to a dependency that is down, by a breaker of `cockatiel`.',
  provides: 'breaker',
  rules: ['missing-breaker'],
  safety: 'suggestion',
  style: 'cockatiel',
  needs: 'cockatiel',
  offers(ailment) {
    if (ailment.call?.site.failure !== 'throws' || !isOneDependency(ailment)) return [];
    return [
      {
        title: 'Stop calling while it is down, by `cockatiel`',
        write: (draft) =>
          forEach(draft, ailment, (_, one) =>
            underPolicy(draft, one, 'Breaker', (name) => {
              const [make, all, consecutive] = [name('circuitBreaker'), name('handleAll'), name('ConsecutiveBreaker')];
              return `${make}(${all}, { halfOpenAfter: 30_000, breaker: new ${consecutive}(5) })`;
            }),
          ),
      },
    ];
  },
};
