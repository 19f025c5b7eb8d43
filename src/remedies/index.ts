import type { Remedy } from '../model/remedy';
import { clientTimeout } from './client-timeout';

/** Every remedy, those that do without a library first. */
export const remedies: readonly Remedy[] = [clientTimeout];
