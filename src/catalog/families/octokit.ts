import type { CallModel, ClientModel } from '../../model/catalog/client';
import type { DefaultModel } from '../../model/catalog/default';
import type { MakeModel } from '../../model/catalog/instance';
import type { OptionModel } from '../../model/catalog/option';
import { fetchFloor, noTimeout } from './floor';

/** Groups of GitHub's REST methods; naming them keeps `hook`, `log`, `auth` and `request.endpoint` out. */
const groups: readonly string[] = [
  'actions',
  'activity',
  'apps',
  'billing',
  'checks',
  'classroom',
  'codeScanning',
  'codeSecurity',
  'codesOfConduct',
  'codespaces',
  'copilot',
  'dependabot',
  'dependencyGraph',
  'emojis',
  'gists',
  'git',
  'gitignore',
  'hostedCompute',
  'interactions',
  'issues',
  'licenses',
  'markdown',
  'meta',
  'migrations',
  'oidc',
  'orgs',
  'packages',
  'privateRegistries',
  'projects',
  'pulls',
  'rateLimit',
  'reactions',
  'repos',
  'search',
  'secretScanning',
  'securityAdvisories',
  'teams',
  'users',
];

/** Kinds: an Octokit as it comes, and one with plug-ins, which may retry or limit on their own. */
const kinds: readonly string[] = ['instance', 'plugged'];

/** What every Octokit sends, whichever package made it. */
export const octokitCalls: readonly CallModel[] = [
  // The route carries the method as its first word: `POST /repos/{owner}/{repo}/issues`.
  {
    paths: ['request'],
    on: kinds,
    options: ['arg[1]', 'arg[0]'],
    effect: { method: ['arg[0]', 'arg[0].method', 'arg[1].method'], otherwise: 'read' },
    target: 'arg[0]',
  },
  { paths: ['graphql'], on: kinds, options: ['arg[1]'], effect: 'unknown' },
  { paths: ['graphql.paginate'], on: kinds, options: ['arg[1]'], effect: 'unknown', traits: ['slow'] },
  // What it is given is asked for, page by page; `request` in it is left out, so that no signal reaches a page.
  { paths: ['paginate'], on: kinds, effect: 'read', target: 'arg[0]', traits: ['slow'] },
  { paths: ['paginate.iterator'], on: kinds, effect: 'read', traits: ['lazy'] },
  { paths: ['graphql.paginate.iterator'], on: kinds, options: ['arg[1]'], effect: 'read', traits: ['lazy'] },
  // Its name is its key: a second one of the same name is refused with 422.
  {
    paths: ['git.createRef', 'issues.createLabel'].flatMap((path) => [`rest.${path}`, path]),
    on: kinds,
    options: ['arg[0]'],
    effect: 'write',
    traits: ['idempotent'],
  },
  {
    paths: [...groups.map((group) => `rest.${group}.*`), ...groups.map((group) => `${group}.*`)],
    on: kinds,
    options: ['arg[0]'],
    effect: 'verb',
  },
];

/** Ways to a configured Octokit that every package with an `Octokit` class offers. */
export const octokitMakes: readonly MakeModel[] = [
  { path: 'Octokit', options: ['arg[0]'] },
  { path: 'Octokit.plugin', kind: 'pluggedClass' },
  { path: 'Octokit.defaults', kind: 'configuredClass', options: ['arg[0]'] },
  { path: 'plugin', on: ['pluggedClass', 'configuredClass'], kind: 'pluggedClass', inherits: true },
  { path: 'defaults', on: ['pluggedClass'], kind: 'pluggedClass', options: ['arg[0]'], inherits: true },
  { path: 'defaults', on: ['configuredClass'], kind: 'configuredClass', options: ['arg[0]'], inherits: true },
  { path: '', on: ['pluggedClass'], kind: 'plugged', options: ['arg[0]'], inherits: true },
  { path: '', on: ['configuredClass'], options: ['arg[0]'], inherits: true },
];

/** From the version on that sends by the platform's `fetch`, neither an agent nor a timeout is looked at; before it, both are handed to `node-fetch` 2. */
export function octokitOptions(fetches: string): readonly OptionModel[] {
  return [
    { option: 'request.signal', sets: 'cancellation', unit: 'signal' },
    { option: 'request.fetch', sets: 'timeout', unit: 'fetch' },
    // The body gets a fresh timer, so one attempt can take twice as long.
    { option: 'request.timeout', versions: `<${fetches}`, sets: 'timeout', off: [0] },
    {
      option: 'request.timeout',
      versions: `>=${fetches}`,
      sets: 'timeout',
      ignored: 'Octokit has no `request.timeout` any more; only `request.signal` stops a request',
    },
    { option: 'request.agent', versions: `<${fetches}`, sets: 'agent' },
  ];
}

/** The limits of Node's own `fetch` come with the version that sends by it. */
export function octokitDefaults(fetches: string): readonly DefaultModel[] {
  return [
    {
      ...noTimeout('Octokit has no timeout unless `request.timeout` or a signal in `request.signal` stops a request'),
      versions: `<${fetches}`,
    },
    { ...noTimeout('Octokit has no timeout; only a signal in `request.signal` stops a request'), versions: `>=${fetches}` },
    ...fetchFloor.map((row) => ({ ...row, versions: `>=${fetches}` })),
  ];
}

/** A plug-in such as retry or throttling acts on every request, and the class does not show which were given. */
export const octokitPlugins: DefaultModel = {
  facet: 'opaque',
  may: ['retry', 'bulkhead'],
  on: ['plugged'],
  says: 'plug-ins of this Octokit may retry or limit requests',
};

/** A package whose `Octokit` has neither retries nor throttling of its own. */
export function plainOctokit(id: string, fetches: string, url: string, versions: string): ClientModel {
  return {
    id,
    title: 'Octokit',
    modules: [id],
    failure: 'throws',
    makes: octokitMakes,
    calls: octokitCalls,
    options: octokitOptions(fetches),
    defaults: [...octokitDefaults(fetches), octokitPlugins],
    advice: 'octokit.request(route, { request: { signal: AbortSignal.timeout(10_000) } })',
    evidence: [{ url, versions, how: 'read' }],
  };
}
