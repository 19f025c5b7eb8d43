import type { GuardModel } from '../../model/catalog/guard';
import { guide, inPages, mutations } from '../families/tanstack';

/** The framework sets its `retry` there to `false`. */
const once = { facet: 'retry', attempts: 1, backoff: 'none', jitter: false, writes: true, onTimeout: true, byItself: true } as const;
const hooks = ['useQuery', 'useInfiniteQuery', 'createQuery', 'createInfiniteQuery'];

/** On a server it tries a query once, whatever the query says. */
export const tanstackSolidQuery: GuardModel = {
  id: '@tanstack/solid-query',
  title: 'TanStack Query for Solid',
  modules: ['@tanstack/solid-query'],
  forms: [
    ...inPages(hooks, 'arg[0]()'),
    ...hooks.map((path) => ({ form: 'run', path, context: 'server', runs: 'arg[0]().queryFn', provides: [once] }) as const),
    ...mutations(['useMutation', 'createMutation'], 'arg[0]()'),
  ],
  evidence: [{ url: guide, versions: '5.104.5', how: 'read' }],
};
