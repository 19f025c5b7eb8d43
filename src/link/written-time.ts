import { each, type Value } from './values';

const units: readonly (readonly [RegExp, number])[] = [
  [/^(?:|ms|msecs?|milliseconds?)$/, 1],
  [/^(?:s|secs?|seconds?)$/, 1000],
  [/^(?:m|mins?|minutes?)$/, 60_000],
  [/^(?:h|hrs?|hours?)$/, 3_600_000],
];

/** Milliseconds of a number or of a text such as `29s`, the longest where it may be one of several; 0 where none is written, `undefined` where that is not known. */
export function writtenMs(value: Value): number | undefined {
  const all = each(value).map(one);
  return all.includes(undefined) ? undefined : Math.max(0, ...all.filter((ms) => ms !== undefined));
}

function one(value: Value): number | undefined {
  if (value.is !== 'lit') return undefined;
  if (typeof value.v === 'number') return Number.isFinite(value.v) ? value.v : undefined;
  if (typeof value.v !== 'string') return 0;
  const [, number, word] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(value.v) ?? [];
  const unit = word === undefined ? undefined : units.find(([test]) => test.test(word.toLowerCase()))?.[1];
  return unit === undefined ? undefined : Number(number) * unit;
}
