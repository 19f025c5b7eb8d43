import type { GuardedCall } from '../model/call';
import type { Amount } from '../model/layer';

/** The resilience each dependency had when it was recorded: of all its calls, the weakest. */
export interface Lock {
  readonly dependencies: Readonly<Record<string, Strength>>;
}

interface Strength {
  /** Milliseconds; `none` when some call has no bound, `unknown` when it cannot be told. */
  readonly timeout: number | 'none' | 'unknown';
  readonly attempts: Amount;
  readonly breaker: boolean;
  readonly bulkhead: boolean;
}

/** The record of the calls as they are now. */
export function lockOf(calls: readonly GuardedCall[]): Lock {
  const entries = [...grouped(calls)].map(([name, group]) => [name, recordOf(group)] as const);
  return { dependencies: Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** One dependency per line, sorted. */
export function lockText(lock: Lock): string {
  const rows = Object.entries(lock.dependencies).map(
    ([name, { timeout, attempts, breaker, bulkhead }]) =>
      `    ${JSON.stringify(name)}: ${JSON.stringify({ timeout, attempts, breaker, bulkhead })}`,
  );
  return `{\n  "version": 1,\n  "dependencies": {${rows.length === 0 ? '' : `\n${rows.join(',\n')}\n  `}}\n}\n`;
}

/** Reads a lock; a sentence when it is none. */
export function parseLock(text: string): Lock | string {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || value.version !== 1 || !isRecord(value.dependencies))
      return 'breakwater.lock is not one this Breakwater wrote; `breakwater calls --lock` writes it anew.';
    const entries = Object.entries(value.dependencies).flatMap(([name, one]) => (isRecord(one) ? [[name, entryOf(one)] as const] : []));
    return { dependencies: Object.fromEntries(entries) };
  } catch (error) {
    return `breakwater.lock is no valid JSON: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

/** What a change made weaker, a line per dependency: `timeout 5 s → none`. */
export function weakened(
  lock: Lock,
  calls: readonly GuardedCall[],
): readonly { readonly dependency: string; readonly changes: readonly string[]; readonly call: GuardedCall }[] {
  return [...grouped(calls)].flatMap(([dependency, group]) => {
    const was = lock.dependencies[dependency];
    if (was === undefined) return [];
    const now = recordOf(group);
    const changes = [
      ...(rankOfTimeout(now.timeout) > rankOfTimeout(was.timeout) ? [`timeout ${said(was.timeout)} → ${said(now.timeout)}`] : []),
      ...(rankOfAmount(now.attempts) > rankOfAmount(was.attempts) ? [`attempts ${was.attempts} → ${now.attempts}`] : []),
      ...(was.breaker && !now.breaker ? ['breaker → none'] : []),
      ...(was.bulkhead && !now.bulkhead ? ['bulkhead → none'] : []),
    ];
    const call = weakest(group);
    return changes.length === 0 || call === undefined ? [] : [{ dependency, changes, call }];
  });
}

/** By host where it can be read, else by what the analysis calls the dependency. */
function grouped(calls: readonly GuardedCall[]): ReadonlyMap<string, readonly GuardedCall[]> {
  const groups = new Map<string, GuardedCall[]>();
  for (const call of calls) {
    const name = /^[a-z+]+:\/\/[^/{$]+/i.exec(call.site.target ?? '')?.[0] ?? call.site.dependency;
    groups.set(name, [...(groups.get(name) ?? []), call]);
  }
  return groups;
}

function recordOf(calls: readonly GuardedCall[]): Strength {
  const timeouts = calls.map(timeoutOf);
  const attempts = calls.map((call) => call.profile.attempts);
  return {
    timeout: timeouts.reduce((a, b) => (rankOfTimeout(b) > rankOfTimeout(a) ? b : a)),
    attempts: attempts.reduce((a, b) => (rankOfAmount(b) > rankOfAmount(a) ? b : a)),
    breaker: calls.every((call) => call.profile.breaker.is === 'present'),
    bulkhead: calls.every((call) => call.profile.bulkhead.is === 'present'),
  };
}

function timeoutOf({ profile: { timeout } }: GuardedCall): Strength['timeout'] {
  if (timeout.is !== 'present') return timeout.is === 'absent' ? 'none' : 'unknown';
  return typeof timeout.layer.ms === 'number' ? timeout.layer.ms : 'unknown';
}

function weakest(calls: readonly GuardedCall[]): GuardedCall | undefined {
  return [...calls].sort(
    (a, b) =>
      rankOfTimeout(timeoutOf(b)) - rankOfTimeout(timeoutOf(a)) || rankOfAmount(b.profile.attempts) - rankOfAmount(a.profile.attempts),
  )[0];
}

/** What cannot be told is no proof of weakness, so it ranks as the best. */
function rankOfTimeout(timeout: Strength['timeout']): number {
  return timeout === 'none' ? Number.POSITIVE_INFINITY : timeout === 'unknown' ? 0 : timeout;
}

function rankOfAmount(amount: Amount): number {
  return amount === 'unbounded' ? Number.POSITIVE_INFINITY : amount === 'unknown' ? 0 : amount;
}

function said(timeout: Strength['timeout']): string {
  if (typeof timeout !== 'number') return timeout;
  return timeout < 1000 ? `${timeout} ms` : `${Math.round(timeout / 100) / 10} s`;
}

function entryOf(value: Readonly<Record<string, unknown>>): Strength {
  const { timeout, attempts, breaker, bulkhead } = value;
  return {
    timeout: typeof timeout === 'number' || timeout === 'none' ? timeout : 'unknown',
    attempts: typeof attempts === 'number' || attempts === 'unbounded' ? attempts : 'unknown',
    breaker: breaker === true,
    bulkhead: bulkhead === true,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
