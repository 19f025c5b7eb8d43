import { minVersion, satisfies } from 'semver';

/** A version inside a range. */
export function inside(range: string | undefined): string | undefined {
  return range === undefined ? undefined : minVersion(range)?.version;
}

export function fits(range: string | undefined, version: string | undefined): boolean {
  return range === undefined || version === undefined || satisfies(version, range);
}

/** One version for each way in which ranges can hold together; `undefined` where none is written. */
export function interesting(ranges: readonly (string | undefined)[]): readonly (string | undefined)[] {
  const written = ranges.filter((range) => range !== undefined);
  if (written.length === 0) return [undefined];
  const all = written.flatMap((range) => range.split('||')).flatMap((range) => [inside(range), ...edges(range)]);
  return [...new Set(all.filter((version) => version !== undefined))];
}

/** The versions a range names itself: at `<7.0.0` the first that is outside. */
function edges(range: string): readonly string[] {
  return range.match(/\d+\.\d+\.\d+/g) ?? [];
}
