import type { ClientModel } from '../../model/catalog/client';
import { octokitCalls, octokitDefaults, octokitMakes, octokitOptions, octokitPlugins } from '../families/octokit';

export const octokit: ClientModel = {
  id: 'octokit',
  title: 'Octokit',
  modules: ['octokit'],
  failure: 'throws',
  // Its plug-ins let ten requests through at once and one write each second, and try again, all within the time of one signal.
  traits: ['slow', 'lined'],
  makes: [
    ...octokitMakes,
    { path: 'App', kind: 'app', options: ['arg[0]'] },
    { path: 'OAuthApp', kind: 'app', options: ['arg[0]'] },
    { path: 'getInstallationOctokit', on: ['app'] },
    { path: 'getUserOctokit', on: ['app'] },
  ],
  calls: [
    ...octokitCalls,
    {
      paths: ['octokit.request', 'octokit.graphql', 'octokit.rest.apps.*'],
      on: ['app'],
      options: ['arg[1]', 'arg[0]'],
      effect: 'unknown',
    },
    { paths: ['octokit.paginate'], on: ['app'], effect: 'read', traits: ['slow', 'lined'] },
  ],
  options: [
    ...octokitOptions('2.0.0'),
    { option: 'request.retries', sets: 'retry', off: [0], writes: true },
    { option: 'retry.retries', at: 'instance', sets: 'retry', off: [0], writes: true },
    { option: 'retry.enabled', at: 'instance', sets: 'retry', field: 'all', off: [false] },
  ],
  defaults: [
    ...octokitDefaults('2.0.0'),
    octokitPlugins,
    {
      facet: 'retry',
      attempts: 4,
      backoff: 'exponential',
      jitter: false,
      delayMs: 1_000,
      maxDelayMs: 9_000,
      writes: true,
      says: 'octokit tries every request 4 times, POST included, after network errors and most bad statuses (pauses of 1, 4 and 9 s)',
    },
  ],
  advice: 'octokit.request(route, { request: { signal: AbortSignal.timeout(10_000) } })',
  evidence: [
    { url: 'https://github.com/octokit/octokit.js', versions: '5.0.5', how: 'read' },
    { url: 'https://github.com/octokit/plugin-retry.js', versions: '>=8', how: 'read' },
  ],
};
