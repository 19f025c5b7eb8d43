import type { ClientModel } from '../../model/catalog/client';
import { fetchFloor, noTimeout } from './floor';
import { lowerRedisCommands } from './redis';

/** Redis over `fetch`. A signal given to the constructor once runs out once for all; a function makes one for each command. */
export function upstash(
  part: Pick<ClientModel, 'id' | 'title' | 'modules' | 'makes' | 'advice' | 'evidence'>,
  on: readonly string[],
): ClientModel {
  return {
    ...part,
    failure: 'throws',
    traits: ['database', 'keyed'],
    calls: [...lowerRedisCommands(on), { paths: ['exec'], on: ['batch'], effect: 'write' }],
    options: [
      {
        option: 'signal',
        at: 'instance',
        sets: 'cancellation',
        unit: 'signal',
        fresh: true,
        proved: true,
        // Until then it takes one signal for all, and hands a function on to `fetch`, which throws.
        untyped: [{ package: '@upstash/redis', versions: '<1.35.1', fails: true }],
      },
      // `false` is one repeat rather than none.
      { option: 'retry', at: 'instance', sets: 'retry', field: 'all' },
      { option: 'retry.retries', at: 'instance', sets: 'retry', off: [0] },
      { option: 'retry.backoff', at: 'instance', sets: 'retry', field: 'delayMs' },
    ],
    defaults: [
      noTimeout(`${part.title ?? part.id} has no timeout unless a function makes a signal for each command`),
      ...fetchFloor,
      {
        facet: 'retry',
        attempts: 6,
        backoff: 'exponential',
        jitter: false,
        delayMs: 50,
        writes: true,
        onStatus: false,
        says: `${part.title ?? part.id} tries 6 times after network errors, writes as well`,
      },
    ],
  };
}
