import type { CallModel } from '../../model/catalog/client';
import type { DefaultModel } from '../../model/catalog/default';
import type { OptionModel } from '../../model/catalog/option';

const at = { options: ['arg[1]', 'arg[0]'], target: 'arg[0]' } as const satisfies Partial<CallModel>;
const effect = { method: ['arg[1].method', 'arg[0].method'], otherwise: 'read' } as const;

/** What an instance of got sends, wherever it stands; streams are never repeated by themselves. */
export const gotCalls: readonly CallModel[] = [
  { paths: [''], ...at, effect },
  { paths: ['get', 'head', 'query', 'paginate', 'paginate.all', 'paginate.each'], ...at, effect: 'read' },
  { paths: ['put', 'delete'], ...at, effect: 'write' },
  { paths: ['post', 'patch'], ...at, effect: 'write', without: ['default:retry'] },
  { paths: ['stream'], ...at, effect, traits: ['emitter', 'stream'], without: ['default:retry'] },
  { paths: ['stream.get', 'stream.head'], ...at, effect: 'read', traits: ['emitter', 'stream'], without: ['default:retry'] },
  {
    paths: ['stream.post', 'stream.put', 'stream.patch', 'stream.delete'],
    ...at,
    effect: 'write',
    traits: ['emitter', 'stream'],
    without: ['default:retry'],
  },
];

/** Its bounds of one attempt, by phase; each repeat has them anew. */
export const gotTimeouts: readonly OptionModel[] = [
  { option: 'timeout.request', sets: 'timeout' },
  { option: 'timeout.lookup', sets: 'timeout', covers: 'connect' },
  { option: 'timeout.connect', sets: 'timeout', covers: 'connect' },
  { option: 'timeout.secureConnect', sets: 'timeout', covers: 'connect' },
  { option: 'timeout.send', sets: 'timeout', covers: 'headers' },
  { option: 'timeout.response', sets: 'timeout', covers: 'headers' },
  { option: 'timeout.socket', sets: 'timeout', covers: 'idle' },
  { option: 'timeout.read', sets: 'timeout', covers: 'idle' },
];

export const gotRetries: readonly OptionModel[] = [
  { option: 'retry.limit', sets: 'retry', off: [0], unbounded: ['Infinity'] },
  { option: 'retry.methods', sets: 'retry', field: 'writes' },
  { option: 'retry.backoffLimit', sets: 'retry', field: 'maxDelayMs' },
];

/** Up to version 15 a positive answer repeats the request whatever the limit says, and 0 ends it. */
export const gotDelays = {
  option: 'retry.calculateDelay',
  sets: 'retry',
  strategy: true,
  off: [0],
  ends: { counts: 'retry.attemptCount', from: 1, by: '0' },
} as const satisfies OptionModel;

/** How it repeats, as often as it is told to. */
export const gotRepeats = (attempts: number, says: string): DefaultModel => ({
  facet: 'retry',
  attempts,
  backoff: 'exponential',
  jitter: true,
  delayMs: 1_000,
  writes: false,
  onStatus: true,
  onTimeout: true,
  says,
});
