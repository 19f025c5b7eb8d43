import type { ClientModel } from '../../model/catalog/client';

export const memjs: ClientModel = {
  id: 'memjs',
  title: 'MemJS',
  modules: ['memjs'],
  failure: 'throws',
  traits: ['database', 'keyed', 'pooled'],
  makes: [{ path: 'Client.create', options: ['arg[1]'] }],
  calls: [
    { paths: ['get', 'stats', 'version'], on: ['instance'], effect: 'read' },
    {
      paths: ['set', 'add', 'replace', 'delete', 'increment', 'decrement', 'append', 'prepend', 'touch', 'flush'],
      on: ['instance'],
      effect: 'write',
    },
  ],
  options: [
    { option: 'timeout', at: 'instance', sets: 'timeout', unit: 's' },
    { option: 'conntimeout', at: 'instance', sets: 'timeout', covers: 'connect', unit: 's' },
    { option: 'retries', at: 'instance', sets: 'retry', plus: 0 },
    { option: 'retry_delay', at: 'instance', sets: 'retry', field: 'delayMs', unit: 's' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 500, says: 'MemJS gives up a command after 0.5 s' },
    { facet: 'timeout', covers: 'connect', ms: 1_000, says: 'MemJS gives up connecting after 1 s' },
    {
      facet: 'retry',
      attempts: 2,
      backoff: 'constant',
      jitter: false,
      delayMs: 200,
      writes: true,
      onTimeout: true,
      says: 'MemJS tries twice, writes as well',
    },
  ],
  advice: 'memjs.Client.create(servers, { timeout: 1, retries: 1 })',
  evidence: [{ url: 'https://memjs.netlify.app/', versions: '1.3.2', how: 'read' }],
};
