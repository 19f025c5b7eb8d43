import type { Rule } from '../model/rule';
import { breakerBlindToStatus } from './breaker-blind-to-status';
import { breakerGivenPromise } from './breaker-given-promise';
import { breakerPerCall } from './breaker-per-call';
import { breakerWithoutTimeout } from './breaker-without-timeout';
import { clientPerRequest } from './client-per-request';
import { disabledTimeout } from './disabled-timeout';
import { excessiveTimeout } from './excessive-timeout';
import { expiredSignal } from './expired-signal';
import { ineffectiveTimeout } from './ineffective-timeout';
import { keyPerAttempt } from './key-per-attempt';
import { limiterPerCall } from './limiter-per-call';
import { missingBreaker } from './missing-breaker';
import { missingRetry } from './missing-retry';
import { missingTimeout } from './missing-timeout';
import { partialTimeout } from './partial-timeout';
import { policyBypass } from './policy-bypass';
import { retryAmplification } from './retry-amplification';
import { retryBlindToStatus } from './retry-blind-to-status';
import { retryNonTransient } from './retry-non-transient';
import { retryWithoutBackoff } from './retry-without-backoff';
import { retryWithoutJitter } from './retry-without-jitter';
import { retryWithoutTimeout } from './retry-without-timeout';
import { sharedAttemptSignal } from './shared-attempt-signal';
import { signalCannotFire } from './signal-cannot-fire';
import { signalNotForwarded } from './signal-not-forwarded';
import { signalOverwritten } from './signal-overwritten';
import { swallowedFailure } from './swallowed-failure';
import { timeoutNotRecognised } from './timeout-not-recognised';
import { timeoutUnit } from './timeout-unit';
import { timeoutWithoutCancel } from './timeout-without-cancel';
import { unboundedFanout } from './unbounded-fanout';
import { unboundedRetry } from './unbounded-retry';
import { uncheckedStatus } from './unchecked-status';
import { unsafeRetry } from './unsafe-retry';
import { unusedPolicy } from './unused-policy';

/** Every rule, alphabetical. */
export const rules: readonly Rule[] = [
  breakerBlindToStatus,
  breakerGivenPromise,
  breakerPerCall,
  breakerWithoutTimeout,
  clientPerRequest,
  disabledTimeout,
  excessiveTimeout,
  expiredSignal,
  ineffectiveTimeout,
  keyPerAttempt,
  limiterPerCall,
  missingBreaker,
  missingRetry,
  missingTimeout,
  partialTimeout,
  policyBypass,
  retryAmplification,
  retryBlindToStatus,
  retryNonTransient,
  retryWithoutBackoff,
  retryWithoutJitter,
  retryWithoutTimeout,
  sharedAttemptSignal,
  signalCannotFire,
  signalNotForwarded,
  signalOverwritten,
  swallowedFailure,
  timeoutNotRecognised,
  timeoutUnit,
  timeoutWithoutCancel,
  unboundedFanout,
  unboundedRetry,
  uncheckedStatus,
  unsafeRetry,
  unusedPolicy,
];
