import type { Amount } from './layer';

/** Milliseconds as people say them: `300 ms`, `1.5 s`, `10 min`, `1 h`. */
export function durationText(ms: number): string {
  for (const [unit, size] of units) if (ms >= size) return `${shortened(ms / size)} ${unit}`;
  return `${shortened(ms)} ms`;
}

/** A number of tries: `1 time`, `4 times`, `without end`, `some number of times`. */
export function timesText(amount: Amount): string {
  if (amount === 'unbounded') return 'without end';
  if (amount === 'unknown') return 'some number of times';
  return amount === 1 ? '1 time' : `${amount} times`;
}

const units = [
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

function shortened(value: number): string {
  return String(Math.round(value * 10) / 10);
}
