import type { GuardModel } from '../../model/catalog/guard';
import { guide, mutations, queries } from '../families/tanstack';

export const tanstackAngularQuery: GuardModel = {
  id: '@tanstack/angular-query-experimental',
  title: 'TanStack Query for Angular',
  modules: ['@tanstack/angular-query-experimental'],
  forms: [...queries(['injectQuery', 'injectInfiniteQuery'], 'arg[0]()'), ...mutations(['injectMutation'], 'arg[0]()')],
  evidence: [{ url: guide, versions: '5.104.0', how: 'read' }],
};
