import type { Linked } from '../link/linked';
import type { GuardedCall } from '../model/call';
import { customOf } from '../remedies/amounts';
import { indexOf } from './by-place';

/** What a package does by custom for the calls of a client, which every fix of a bound asks. */
export interface Customs {
  /** Milliseconds that it gives most calls that read, or that write, between two times. */
  timeOf(client: string, reads: boolean, leastMs: number, mostMs: number): number | undefined;
  /** Whether one place of it makes the signals of several calls that stand in other files: `outward((signal) => fetch(url, { signal }))`. */
  helps(client: string): boolean;
}

/** Fewer may be a function that two files share. */
const several = 3;

/** The customs of the package in a folder; `homeOf` gives that of a file. */
export function customsOf(linked: Linked, home: string, homeOf: (file: string) => string): Customs {
  const homes = known.get(linked) ?? new Map<string, Customs>();
  known.set(linked, homes);
  const have = homes.get(home);
  if (have !== undefined) return have;
  const callsOf = (client: string): readonly GuardedCall[] =>
    (indexOf(linked).clients.get(client) ?? []).filter(({ site }) => site.context !== 'test' && homeOf(site.at.file) === home);
  const times = new Map<string, number | undefined>();
  const helped = new Map<string, boolean>();
  const customs: Customs = {
    timeOf(client, reads, leastMs, mostMs) {
      const key = [client, reads, leastMs, mostMs].join('\0');
      if (!times.has(key)) {
        const alike = callsOf(client).filter(({ site }) => (site.effect === 'read') === reads);
        times.set(key, customOf(alike, leastMs, mostMs));
      }
      return times.get(key);
    },
    helps(client) {
      const found = helped.get(client) ?? isHelped(callsOf(client));
      helped.set(client, found);
      return found;
    },
  };
  homes.set(home, customs);
  return customs;
}

/** Found once for a project as it is. */
const known = new WeakMap<Linked, Map<string, Customs>>();

function isHelped(calls: readonly GuardedCall[]): boolean {
  const counts = new Map<string, number>();
  for (const { site, layers } of calls) {
    const made = layers.flatMap((layer) => (layer.kind === 'timeout' && layer.made !== undefined ? layer.made.at : []));
    for (const place of new Set(made.flatMap((at) => (at.file === site.at.file ? [] : `${at.file}:${at.start}`))))
      counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts.values()].some((count) => count >= several);
}
