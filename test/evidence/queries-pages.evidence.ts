import { load } from './packages/load.mjs';
import { record } from './proofs';

record(import.meta.filename);

/** Hooks of TanStack Query in a page of happy-dom. The page is there before they are loaded, since they ask for it once. */

const { Window } = await load('happy-dom');
const page = new Window();
const { document, navigator } = page;
Object.assign(globalThis, { window: page, document, navigator, addEventListener: page.addEventListener.bind(page) });

const { angular, react, solid, svelte5, svelte6, vue } = await import('./queries');
const { hooked } = await import('./querying');

const core = '@tanstack/query-core';
const [at, given] = ['arg[0]', 'arg[0]()'] as const;
const side = 'browser';
const hooks = ['useQuery', 'useInfiniteQuery'];
const suspense = ['useSuspenseQuery', 'useSuspenseInfiniteQuery'];
hooked({ id: core, package: '@tanstack/react-query', at, side, queries: [...hooks, ...suspense], ask: await react('page') });
hooked({ id: core, package: '@tanstack/vue-query', at, side, queries: hooks, mutations: ['useMutation'], ask: await vue() });
const made = { queries: ['createQuery', 'createInfiniteQuery'], mutations: ['createMutation'] };
const svelte = '@tanstack/svelte-query';
hooked({ id: svelte, package: svelte, at, side, ...made, ask: await svelte5('page') });
hooked({ id: svelte, package: 'svelte-query-6', at: given, side, ...made, ask: await svelte6() });
const solidQuery = '@tanstack/solid-query';
const both = { queries: [...hooks, ...made.queries], mutations: ['useMutation', ...made.mutations] };
hooked({ id: solidQuery, package: solidQuery, at: given, side, ...both, ask: await solid('page') });
const angularQuery = '@tanstack/angular-query-experimental';
const injected = { queries: ['injectQuery', 'injectInfiniteQuery'], mutations: ['injectMutation'] };
hooked({ id: angularQuery, package: angularQuery, at: given, side, ...injected, ask: await angular('page') });
