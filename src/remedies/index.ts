import type { Remedy } from '../model/remedy';
import { abortSignal } from './abort-signal';
import { clientTimeout } from './client-timeout';
import { timeoutNumber } from './timeout-number';

/** Every remedy; of those with one style the first is offered first. */
export const remedies: readonly Remedy[] = [clientTimeout, abortSignal, timeoutNumber];
