import type { Remedy } from '../model/remedy';
import { abortSignal } from './abort-signal';
import { asyncRetry } from './async-retry';
import { attemptNumber } from './attempt-number';
import { axiosRetry } from './axios-retry';
import { clientTimeout } from './client-timeout';
import { cockatielBreaker } from './cockatiel-breaker';
import { cockatielBulkhead } from './cockatiel-bulkhead';
import { cockatielRetry } from './cockatiel-retry';
import { cockatielTimeout } from './cockatiel-timeout';
import { freshSignal } from './fresh-signal';
import { givenFunction } from './given-function';
import { hoistedPolicy } from './hoisted-policy';
import { jitterOption } from './jitter-option';
import { keptKey } from './kept-key';
import { knownTimeout } from './known-timeout';
import { limitedFanOut } from './limited-fan-out';
import { moduleBreaker } from './module-breaker';
import { moduleRetry } from './module-retry';
import { moduleTimeout } from './module-timeout';
import { oneRetry } from './one-retry';
import { opossumBreaker } from './opossum-breaker';
import { pLimit } from './p-limit';
import { pMap } from './p-map';
import { pRetry } from './p-retry';
import { passedSignal } from './passed-signal';
import { racingSignal } from './racing-signal';
import { reconnectPause } from './reconnect-pause';
import { retryBackoff } from './retry-backoff';
import { retryLimit } from './retry-limit';
import { strongerWrapper } from './stronger-wrapper';
import { thrownStatus } from './thrown-status';
import { timeoutNumber } from './timeout-number';
import { usedPolicy } from './used-policy';

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
  usedPolicy,
  strongerWrapper,
  givenFunction,
  knownTimeout,
  retryLimit,
  reconnectPause,
  attemptNumber,
  retryBackoff,
  jitterOption,
  oneRetry,
  thrownStatus,
  axiosRetry,
  cockatielRetry,
  cockatielBreaker,
  cockatielTimeout,
  opossumBreaker,
  pRetry,
  asyncRetry,
  pLimit,
  pMap,
  cockatielBulkhead,
  limitedFanOut,
  moduleTimeout,
  moduleRetry,
  moduleBreaker,
];
