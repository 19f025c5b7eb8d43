import type { ClientModel } from '../../model/catalog/client';
import { octokitDefaults, octokitOptions } from '../families/octokit';

export const octokitGraphql: ClientModel = {
  id: '@octokit/graphql',
  title: 'Octokit GraphQL',
  modules: ['@octokit/graphql'],
  failure: 'throws',
  makes: [
    { path: 'graphql.defaults', options: ['arg[0]'] },
    { path: 'withCustomRequest', options: [] },
    { path: 'defaults', on: ['instance'], options: ['arg[0]'], inherits: true },
  ],
  calls: [
    { paths: ['graphql'], on: ['module'], options: ['arg[1]', 'arg[0]'], effect: 'unknown' },
    { paths: [''], on: ['instance'], options: ['arg[1]', 'arg[0]'], effect: 'unknown' },
  ],
  options: octokitOptions('5.0.0'),
  defaults: octokitDefaults('5.0.0'),
  advice: 'graphql(query, { request: { signal: AbortSignal.timeout(10_000) } })',
  evidence: [{ url: 'https://github.com/octokit/graphql.js', versions: '>=8', how: 'read' }],
};
