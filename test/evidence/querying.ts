import { type GuardClaim, guard } from './guarding';
import { type Loop, looped, type Row } from './looping';
import { guards } from './models';
import { provisionsOf } from './provisions';
import type { Ask } from './queries';

/** Claims about hooks of TanStack Query: the same of each. */

const delayed: readonly Row[] = [
  ['retry: true has no end', { retry: true, retryDelay: 20 }, 'unbounded'],
  ['retry: false is one try', { retry: false }, 1],
  ['retryDelay is the pause', { retry: 3, retryDelay: 1500 }, 4, { gaps: [1500, 1500, 1500] }],
];
const inPages: readonly Row[] = [
  ['four tries by default', {}, 4, { gaps: [1000, 2000, 4000] }],
  ['retry counts without the first try', { retry: 1 }, 2],
  ...delayed,
];
const onServers: readonly Row[] = [
  ['one try by default', {}, 1],
  ['retry counts without the first try', { retry: 2 }, 3, { gaps: [1000, 2000] }],
  ...delayed,
];

export interface Hooks {
  readonly id: string;
  readonly package: string;
  readonly at: 'arg[0]' | 'arg[0]()';
  readonly side: 'browser' | 'server';
  readonly queries: readonly string[];
  readonly mutations?: readonly string[];
  readonly ask: Ask;
}

export function hooked({ id, package: name, at, side, queries, mutations = [], ask }: Hooks): void {
  const of = (path: string): { readonly of?: string } => {
    const told = provisionsOf(guards.get(id) ?? { id, modules: [], forms: [], evidence: [] }).some(
      (row) => row.path === path && row.of === side && row.options.every((option) => option.startsWith(`${at}.`)),
    );
    return told ? { of: side } : {};
  };
  const loop = (path: string): Loop => ({ id, path, at, ...of(path), run: (work, options) => ask(path, work, options) });
  const claims = (path: string, rows: readonly Row[]): readonly GuardClaim[] => [...looped(loop(path), rows), answered(loop(path))];
  guard(
    id,
    name,
    ...queries.flatMap((path) => claims(path, side === 'browser' ? inPages : onServers)),
    ...mutations.flatMap((path) => claims(path, onServers)),
  );
}

/** An answer is none of the failures that are asked again, whatever its status. */
export function answered(loop: Loop, options: Record<string, unknown> = { retry: 3, retryDelay: 1 }): GuardClaim {
  return {
    says: `${loop.path}: a bad status`,
    path: loop.path,
    ...(loop.of === undefined ? {} : { of: loop.of }),
    facet: 'retry',
    about: 'onStatus',
    sends: 1,
    run: (_, at) => loop.run(async () => (await fetch(at.url)).status, options),
  };
}
