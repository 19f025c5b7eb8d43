import type { OptionModel } from '../../model/catalog/option';

/** What a dispatcher of undici bounds: each phase by itself, and never a slow trickle. */
export function dispatcherOptions(prefix: '' | 'dispatcher.' | 'process.'): readonly OptionModel[] {
  const at = prefix === 'dispatcher.' ? 'call' : 'instance';
  return [
    { option: `${prefix}headersTimeout`, at, sets: 'timeout', covers: 'headers', off: [0] },
    { option: `${prefix}bodyTimeout`, at, sets: 'timeout', covers: 'idle', off: [0] },
    { option: `${prefix}connectTimeout`, at, sets: 'timeout', covers: 'connect', off: [0] },
    { option: `${prefix}connect.timeout`, at, sets: 'timeout', covers: 'connect', off: [0] },
  ];
}
