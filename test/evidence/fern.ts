import type { CountClaim } from './table';

/** How often each SDK that Fern generates sends (`catalog/families/fern`). */
export const fernCounts: readonly CountClaim[] = [
  { fault: 503, sends: 3, gaps: [1000, 2000] },
  { fault: 503, verb: 'post', sends: 3 },
  { fault: 'reset', sends: 1 },
  { fault: 503, sends: 1, option: ['maxRetries', 0] },
];
