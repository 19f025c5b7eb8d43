import type { ClientModel } from '../../model/catalog/client';
import { octokitDefaults, octokitOptions } from '../families/octokit';

export const octokitRequest: ClientModel = {
  id: '@octokit/request',
  title: 'Octokit request',
  modules: ['@octokit/request'],
  failure: 'throws',
  makes: [
    { path: 'request.defaults', options: ['arg[0]'] },
    { path: 'defaults', on: ['instance'], options: ['arg[0]'], inherits: true },
  ],
  calls: [
    {
      paths: ['request'],
      on: ['module'],
      options: ['arg[1]', 'arg[0]'],
      effect: { method: ['arg[0]', 'arg[0].method', 'arg[1].method'], otherwise: 'read' },
      target: 'arg[0]',
    },
    {
      paths: [''],
      on: ['instance'],
      options: ['arg[1]', 'arg[0]'],
      effect: { method: ['arg[0]', 'arg[0].method', 'arg[1].method'], otherwise: 'read' },
      target: 'arg[0]',
    },
  ],
  options: octokitOptions('6.1.0'),
  defaults: octokitDefaults('6.1.0'),
  advice: 'request(route, { request: { signal: AbortSignal.timeout(10_000) } })',
  evidence: [{ url: 'https://github.com/octokit/request.js', versions: '10.0.16', how: 'read' }],
};
