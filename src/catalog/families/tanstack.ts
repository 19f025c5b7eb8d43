import type { GuardForm, Provision } from '../../model/catalog/guard';

type Repeats = Extract<Provision, { facet: 'retry' }>;

/** Where the options of a hook stand: in its argument, or in what the function there gives. */
export type At = 'arg[0]' | 'arg[0]()';

/** Pauses of 1, 2 and 4 s, capped at 30 s. */
const repeats = (at: At, fallback: number): Repeats => ({
  facet: 'retry',
  attempts: { at: `${at}.retry`, fallback, plus: 1, unbounded: [true, 'Infinity'], off: [false, 0] },
  backoff: { at: `${at}.retryDelay`, cases: { undefined: 'exponential' }, fallback: 'unknown' },
  jitter: { at: `${at}.retryDelay`, cases: { undefined: false }, fallback: 'unknown' },
  delayMs: { at: `${at}.retryDelay`, fallback: 1000 },
  maxDelayMs: 30_000,
  writes: true,
  onStatus: false,
  onTimeout: true,
  byItself: true,
});

type Run = Extract<GuardForm, { form: 'run' }>;

/** In a page a query is tried four times. On a server, since version 5, once. */
export const queries = (paths: readonly string[], at: At): readonly Run[] => [...inPages(paths, at), ...onServers(paths, at)];

export const inPages = (paths: readonly string[], at: At): readonly Run[] => paths.map((path) => query(path, at, 'browser', 4));

const onServers = (paths: readonly string[], at: At): readonly Run[] => paths.map((path) => query(path, at, 'server', 1));

const query = (path: string, at: At, context: 'browser' | 'server', fallback: number): Run => ({
  form: 'run',
  path,
  context,
  runs: `${at}.queryFn`,
  provides: [repeats(at, fallback)],
});

/** A mutation is tried once unless it says otherwise. */
export const mutations = (paths: readonly string[], at: At): readonly Run[] =>
  paths.map((path) => ({ form: 'run', path, runs: `${at}.mutationFn`, provides: [repeats(at, 1)] }));

/** A guide that speaks of all of them. */
export const guide = 'https://tanstack.com/query/latest/docs/framework/react/guides/query-retries';
