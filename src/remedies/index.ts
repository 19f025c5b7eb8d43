import type { Remedy } from '../model/remedy';
import { abortSignal } from './abort-signal';
import { clientTimeout } from './client-timeout';
import { hoistedPolicy } from './hoisted-policy';
import { keptKey } from './kept-key';
import { knownTimeout } from './known-timeout';
import { limitedFanOut } from './limited-fan-out';
import { pLimit } from './p-limit';
import { pMap } from './p-map';
import { passedSignal } from './passed-signal';
import { retryBackoff } from './retry-backoff';
import { retryLimit } from './retry-limit';
import { timeoutNumber } from './timeout-number';

/** Every remedy; of those with one style the first is offered first. */
export const remedies: readonly Remedy[] = [
  clientTimeout,
  abortSignal,
  timeoutNumber,
  passedSignal,
  keptKey,
  hoistedPolicy,
  knownTimeout,
  retryLimit,
  retryBackoff,
  pLimit,
  pMap,
  limitedFanOut,
];
