import type { GuardModel } from '../../model/catalog/guard';
import { guide, inPages, mutations, queries } from '../families/tanstack';

const hooks = ['createQuery', 'createInfiniteQuery'];
const versioned = <T extends object>(forms: readonly T[], versions: string) => forms.map((form) => ({ ...form, versions }));

/** Up to version 5 its options are an object; from 6 on a function gives them, and on a server nothing is asked. */
export const tanstackSvelteQuery: GuardModel = {
  id: '@tanstack/svelte-query',
  title: 'TanStack Query for Svelte',
  modules: ['@tanstack/svelte-query'],
  forms: [
    ...versioned([...queries(hooks, 'arg[0]'), ...mutations(['createMutation'], 'arg[0]')], '<6'),
    ...versioned([...inPages(hooks, 'arg[0]()'), ...mutations(['createMutation'], 'arg[0]()')], '>=6'),
  ],
  evidence: [{ url: guide, versions: '5.90.2, 6.3.6', how: 'read' }],
};
