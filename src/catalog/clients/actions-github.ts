import type { ClientModel } from '../../model/catalog/client';
import { octokitCalls, octokitDefaults, octokitMakes, octokitOptions, octokitPlugins } from '../families/octokit';

export const actionsGithub: ClientModel = {
  id: '@actions/github',
  title: 'Octokit',
  modules: ['@actions/github', '@actions/github/lib/utils'],
  package: '@actions/github',
  failure: 'throws',
  makes: [
    { path: 'getOctokit', options: ['arg[1]'] },
    // Further arguments are plug-ins, which bring what we cannot see; they are read from the options object only.
    ...octokitMakes.map((make) => ({ ...make, path: make.path.replace(/^Octokit/, 'GitHub') })),
  ],
  // The event and the run that the workflow was started by.
  data: ['context.**'],
  completes: [{ path: 'getOctokitOptions', options: 'arg[1]' }],
  calls: octokitCalls,
  options: [
    ...octokitOptions('6.0.0'),
    // Read by `@octokit/plugin-retry`, which is handed over beside them.
    { option: 'retry.retries', at: 'instance', sets: 'retry', off: [0], writes: true },
    { option: 'request.retries', sets: 'retry', off: [0], writes: true },
  ],
  defaults: [...octokitDefaults('6.0.0'), octokitPlugins],
  advice: 'octokit.request(route, { request: { signal: AbortSignal.timeout(10_000) } })',
  evidence: [{ url: 'https://github.com/actions/toolkit/tree/main/packages/github', versions: '9.1.1', how: 'read' }],
};
