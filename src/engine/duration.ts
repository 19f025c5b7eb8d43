/** Milliseconds of `500ms`, `2s`, `1.5m`, or of a bare number; `undefined` for anything else. */
export function durationOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value > 0 ? value : undefined;
  const match = typeof value === 'string' ? /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(value.trim()) : undefined;
  if (match === undefined || match === null) return undefined;
  const ms = Number(match[1]) * (match[2] === 'm' ? 60_000 : match[2] === 's' ? 1000 : 1);
  return ms > 0 ? ms : undefined;
}
