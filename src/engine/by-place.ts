import type { Linked } from '../link/linked';
import type { ClientInstance, GuardedCall, PolicyUse, RetryLoop } from '../model/call';
import type { Finding } from '../model/finding';
import type { Span } from '../model/span';

/** What is linked, by its place. */
export interface Index {
  readonly calls: ReadonlyMap<string, GuardedCall>;
  readonly loops: ReadonlyMap<string, RetryLoop>;
  readonly policies: ReadonlyMap<string, PolicyUse>;
  readonly instances: ReadonlyMap<string, ClientInstance>;
  /** Calls by their file, and by the place of their instance. */
  readonly beside: ReadonlyMap<string, readonly GuardedCall[]>;
  readonly through: ReadonlyMap<string, readonly GuardedCall[]>;
  /** Calls by the client they go through. */
  readonly clients: ReadonlyMap<string, readonly GuardedCall[]>;
}

const indices = new WeakMap<Linked, Index>();

/** Every finding asks, so it is made once. */
export function indexOf(linked: Linked): Index {
  const found = indices.get(linked);
  if (found !== undefined) return found;
  const { calls, loops, policies, instances } = linked;
  const index: Index = {
    calls: firstBy(calls, ({ site }) => keyOf(site.at)),
    loops: firstBy(loops, ({ at }) => keyOf(at)),
    policies: firstBy(policies, ({ at }) => keyOf(at)),
    instances: firstBy(instances, ({ at }) => keyOf(at)),
    beside: allBy(calls, ({ site }) => site.at.file),
    clients: allBy(calls, ({ site }) => site.client),
    through: allBy(calls, ({ site }) => (site.instance === undefined ? undefined : keyOf(site.instance))),
  };
  indices.set(linked, index);
  return index;
}

export const keyOf = ({ file, start, end }: Span): string => `${start}:${end}:${file}`;

function firstBy<T>(all: readonly T[], key: (one: T) => string): ReadonlyMap<string, T> {
  const first = new Map<string, T>();
  for (const one of all) if (!first.has(key(one))) first.set(key(one), one);
  return first;
}

function allBy<T>(all: readonly T[], key: (one: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const by = new Map<string, T[]>();
  for (const one of all) {
    const of = key(one);
    if (of === undefined) continue;
    const list = by.get(of);
    if (list === undefined) by.set(of, [one]);
    else list.push(one);
  }
  return by;
}

/** Findings that want the same, found once for all of them. */
export function alikeIn(findings: readonly Finding[], wants: Finding['wants']): readonly Finding[] {
  const known = alike.get(findings) ?? new Map<Finding['wants'], readonly Finding[]>();
  alike.set(findings, known);
  const found = known.get(wants) ?? findings.filter((one) => one.wants === wants);
  known.set(wants, found);
  return found;
}

const alike = new WeakMap<readonly Finding[], Map<Finding['wants'], readonly Finding[]>>();
