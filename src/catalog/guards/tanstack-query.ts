import type { GuardModel } from '../../model/catalog/guard';
import { guide, mutations, queries } from '../families/tanstack';

/** It has no timeout: the function asked must bring one. Solid, Svelte and Angular have models of their own. */
export const tanstackQuery: GuardModel = {
  id: '@tanstack/query-core',
  title: 'TanStack Query',
  modules: ['@tanstack/query-core', '@tanstack/*-query', 'react-query'],
  package: '@tanstack/query-core',
  forms: [
    ...queries(['useQuery', 'useInfiniteQuery', 'useSuspenseQuery', 'useSuspenseInfiniteQuery'], 'arg[0]'),
    ...mutations(['useMutation'], 'arg[0]'),
  ],
  evidence: [{ url: guide, versions: '5.108.0', how: 'read' }],
};
