import type { Rule } from '../model/rule';
import { disabledTimeout } from './disabled-timeout';
import { excessiveTimeout } from './excessive-timeout';
import { missingBreaker } from './missing-breaker';
import { missingRetry } from './missing-retry';
import { missingTimeout } from './missing-timeout';
import { retryWithoutBackoff } from './retry-without-backoff';
import { unboundedRetry } from './unbounded-retry';

/** Every rule, alphabetical. */
export const rules: readonly Rule[] = [
  disabledTimeout,
  excessiveTimeout,
  missingBreaker,
  missingRetry,
  missingTimeout,
  retryWithoutBackoff,
  unboundedRetry,
];
