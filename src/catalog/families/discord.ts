import type { DefaultModel, OptionModel } from '../../model/catalog';

/** Options of Discord's REST manager: its own, or (with the prefix `rest.`) those of a bot. */
export function discordOptions(prefix: '' | 'rest.'): readonly OptionModel[] {
  return [
    { option: `${prefix}timeout`, at: 'instance', sets: 'timeout', ...(prefix === '' ? { proved: true } : {}) },
    { option: `${prefix}retries`, at: 'instance', sets: 'retry', off: [0], writes: true, unbounded: ['Infinity'] },
    { option: `${prefix}agent`, at: 'instance', sets: 'agent' },
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' },
  ];
}

export const discordDefaults: readonly DefaultModel[] = [
  { facet: 'timeout', covers: 'attempt', ms: 15_000, cancels: true, says: 'a request to Discord gives up an attempt after 15 s' },
  {
    // Rate limits are waited out on top, and without a limit, unless `rejectOnRateLimit` is set.
    facet: 'retry',
    attempts: 4,
    backoff: 'none',
    jitter: false,
    writes: true,
    onTimeout: true,
    says: 'a request to Discord is tried 4 times without a pause, messages included',
  },
];
