import type { ClientModel } from '../../model/catalog/client';

const names = [
  'resolve',
  'resolve4',
  'resolve6',
  'resolveAny',
  'resolveCname',
  'resolveMx',
  'resolveNs',
  'resolveSoa',
  'resolveSrv',
  'resolveTxt',
  'reverse',
];

/** `lookup` asks the system on a thread of Node's pool, where nothing can stop it. */
export const nodeDns: ClientModel = {
  id: 'node:dns',
  title: 'dns',
  modules: ['node:dns', 'dns', 'node:dns/promises', 'dns/promises'],
  failure: 'throws',
  traits: ['local'],
  makes: [
    { path: 'Resolver', options: ['arg[0]'] },
    { path: 'promises.Resolver', options: ['arg[0]'] },
  ],
  calls: [
    { paths: [...names, ...names.map((name) => `promises.${name}`)], on: ['module'], effect: 'read' },
    { paths: names, on: ['instance'], effect: 'read' },
    {
      paths: ['lookup', 'lookupService', 'promises.lookup'],
      on: ['module'],
      effect: 'read',
      without: ['default:timeout', 'default:retry'],
    },
  ],
  options: [
    { option: 'timeout', at: 'instance', sets: 'timeout' },
    { option: 'tries', at: 'instance', sets: 'retry', plus: 0, off: [1] },
  ],
  defaults: [
    {
      facet: 'timeout',
      covers: 'attempt',
      ms: 2_000,
      says: 'a resolver asks again after 2 s, then later and later, and gives up after about 24 s',
    },
    {
      facet: 'retry',
      attempts: 4,
      backoff: 'exponential',
      jitter: false,
      writes: false,
      onTimeout: true,
      says: 'a resolver asks 4 times',
    },
  ],
  advice: 'new Resolver({ timeout: 2_000, tries: 2 })',
  evidence: [{ url: 'https://nodejs.org/api/dns.html#class-dnspromisesresolver', versions: 'Node 20.20.2, 24.21.0', how: 'read' }],
};
