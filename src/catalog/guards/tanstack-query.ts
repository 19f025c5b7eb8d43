import type { GuardForm, GuardModel, Provision } from '../../model/catalog';

type Repeats = Extract<Provision, { facet: 'retry' }>;

/** Pauses of 1, 2 and 4 s, capped at 30 s. */
const repeats = (fallback: number): Repeats => ({
  facet: 'retry',
  attempts: { at: 'arg[0].retry', fallback, plus: 1, unbounded: [true, 'Infinity'], off: [false, 0] },
  backoff: { at: 'arg[0].retryDelay', cases: { undefined: 'exponential' }, fallback: 'unknown' },
  jitter: { at: 'arg[0].retryDelay', cases: { undefined: false }, fallback: 'unknown' },
  delayMs: { at: 'arg[0].retryDelay', fallback: 1000 },
  maxDelayMs: 30_000,
  writes: true,
  onStatus: false,
  onTimeout: true,
  byItself: true,
});

const hook = (path: string, context: 'browser' | 'server', fallback: number): GuardForm => ({
  form: 'run',
  path,
  context,
  runs: 'arg[0].queryFn',
  provides: [repeats(fallback)],
});

const hooks = [
  'useQuery',
  'useInfiniteQuery',
  'useSuspenseQuery',
  'useSuspenseInfiniteQuery',
  'createQuery',
  'createInfiniteQuery',
  'injectQuery',
];
const mutations = ['useMutation', 'createMutation', 'injectMutation'];

/** It has no timeout: the function asked must bring one. On a server a query is tried once, since version 5. */
export const tanstackQuery: GuardModel = {
  id: '@tanstack/query-core',
  title: 'TanStack Query',
  modules: ['@tanstack/query-core', '@tanstack/*-query', '@tanstack/*-query-experimental', 'react-query'],
  package: '@tanstack/query-core',
  forms: [
    ...hooks.map((path) => hook(path, 'browser', 4)),
    ...hooks.map((path) => hook(path, 'server', 1)),
    ...mutations.map((path): GuardForm => ({ form: 'run', path, runs: 'arg[0].mutationFn', provides: [repeats(1)] })),
  ],
  evidence: [{ url: 'https://tanstack.com/query/latest/docs/framework/react/guides/query-retries', versions: '5.108.0', how: 'read' }],
};
