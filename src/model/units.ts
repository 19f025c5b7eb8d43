import type { TimeoutLayer } from './layer';

/** The longest time a timer of the platform can wait; a longer one fires at once. */
export const longestTimerMs = 2_147_483_647;

/** How a written number and the unit of its slot disagree; `undefined` when they may well agree. */
export function unitFaultOf({ written }: TimeoutLayer): 'seconds' | 'milliseconds' | 'overflow' | undefined {
  if (written === undefined) return undefined;
  const { value, unit } = written;
  if (unit === 's') return value >= 1000 ? 'milliseconds' : undefined;
  if (Number.isFinite(value) && value > longestTimerMs) return 'overflow';
  return value >= 1 && value <= 60 ? 'seconds' : undefined;
}
