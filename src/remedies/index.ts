import type { Remedy } from '../model/remedy';
import { abortSignal } from './abort-signal';
import { asyncRetry } from './async-retry';
import { attemptNumber } from './attempt-number';
import { axiosRetry } from './axios-retry';
import { clientTimeout } from './client-timeout';
import { cockatielBreaker } from './cockatiel-breaker';
import { cockatielRetry } from './cockatiel-retry';
import { freshSignal } from './fresh-signal';
import { hoistedPolicy } from './hoisted-policy';
import { keptKey } from './kept-key';
import { knownTimeout } from './known-timeout';
import { limitedFanOut } from './limited-fan-out';
import { moduleBreaker } from './module-breaker';
import { moduleRetry } from './module-retry';
import { pLimit } from './p-limit';
import { pMap } from './p-map';
import { pRetry } from './p-retry';
import { passedSignal } from './passed-signal';
import { racingSignal } from './racing-signal';
import { retryBackoff } from './retry-backoff';
import { retryLimit } from './retry-limit';
import { thrownStatus } from './thrown-status';
import { timeoutNumber } from './timeout-number';

/** Every remedy; of those with one style the first is offered first. */
export const remedies: readonly Remedy[] = [
  clientTimeout,
  abortSignal,
  timeoutNumber,
  passedSignal,
  racingSignal,
  freshSignal,
  keptKey,
  hoistedPolicy,
  knownTimeout,
  retryLimit,
  attemptNumber,
  retryBackoff,
  thrownStatus,
  axiosRetry,
  cockatielRetry,
  cockatielBreaker,
  pRetry,
  asyncRetry,
  pLimit,
  pMap,
  limitedFanOut,
  moduleRetry,
  moduleBreaker,
];
