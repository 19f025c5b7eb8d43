import { guard } from './guarding';
import { record } from './proofs';
import { angular, react, solid, svelte5, vue } from './queries';
import { hooked } from './querying';

record(import.meta.filename);

/** Hooks of TanStack Query where there is no page: a server renders once, and waits for what its components wait for. */

const core = '@tanstack/query-core';
const at = 'arg[0]';
const given = 'arg[0]()';
const suspense = ['useSuspenseQuery', 'useSuspenseInfiniteQuery'];
hooked({ id: core, package: '@tanstack/react-query', at, side: 'server', queries: suspense, ask: await react('server') });
const asked = ['useQuery', 'useInfiniteQuery'];
hooked({ id: core, package: '@tanstack/vue-query', at, side: 'server', queries: asked, mutations: ['useMutation'], ask: await vue() });
hooked({
  id: '@tanstack/svelte-query',
  package: '@tanstack/svelte-query',
  at,
  side: 'server',
  queries: ['createQuery', 'createInfiniteQuery'],
  mutations: ['createMutation'],
  ask: await svelte5('server'),
});
hooked({
  id: '@tanstack/angular-query-experimental',
  package: '@tanstack/angular-query-experimental',
  at: given,
  side: 'server',
  queries: ['injectQuery', 'injectInfiniteQuery'],
  mutations: ['injectMutation'],
  ask: await angular('server'),
});

const solidly = await solid('server');
const solidQuery = '@tanstack/solid-query';
hooked({
  id: solidQuery,
  package: solidQuery,
  at: given,
  side: 'server',
  queries: [],
  mutations: ['useMutation', 'createMutation'],
  ask: solidly,
});
guard(
  solidQuery,
  solidQuery,
  ...['useQuery', 'useInfiniteQuery', 'createQuery', 'createInfiniteQuery'].flatMap((path) =>
    [{}, { retry: 3, retryDelay: 1 }].map((options) => ({
      says: `${path}: one try on a server, with ${JSON.stringify(options)}`,
      path,
      of: 'server',
      facet: 'retry' as const,
      sends: 1,
      run: (work: () => Promise<unknown>) => solidly(path, work, options),
    })),
  ),
);
