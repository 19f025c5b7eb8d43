import type { Amount } from '../model/layer';
import type { Value } from './values';

/** A number of milliseconds, read from a value. */
export function amountOf(value: Value | undefined): Amount {
  if (value?.is === 'any') {
    const all = value.of.map(amountOf).filter((x): x is number => typeof x === 'number');
    return all.length === value.of.length ? Math.max(...all) : 'unknown';
  }
  if (value?.is !== 'lit' || typeof value.v !== 'number') return 'unknown';
  return Number.isFinite(value.v) ? value.v : 'unbounded';
}

/** An amount in words. */
export function amountText(value: Value | undefined): string {
  const amount = amountOf(value);
  return typeof amount === 'number' ? `${amount} ms` : amount === 'unbounded' ? 'no end' : 'a length not known here';
}
