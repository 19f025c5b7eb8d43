import type { ClientModel } from '../../model/catalog/client';
import type { MakeModel } from '../../model/catalog/instance';

const binding = (name: string, kind: string): MakeModel => ({ path: name, kind, types: [name] });

/** What a Worker is bound to: it is handed in by the platform, and known by its type alone. */
export const cloudflareWorkersTypes: ClientModel = {
  id: '@cloudflare/workers-types',
  title: 'Cloudflare',
  modules: ['@cloudflare/workers-types'],
  globals: ['D1Database', 'D1DatabaseSession', 'D1PreparedStatement', 'KVNamespace', 'R2Bucket'],
  failure: 'throws',
  makes: [
    binding('D1Database', 'd1'),
    binding('D1DatabaseSession', 'd1'),
    binding('D1PreparedStatement', 'statement'),
    binding('KVNamespace', 'kv'),
    binding('R2Bucket', 'r2'),
    { path: 'withSession', on: ['d1'], kind: 'd1', inherits: true },
    { path: 'prepare', on: ['d1'], kind: 'statement', inherits: true },
    { path: 'bind', on: ['statement'], kind: 'statement', inherits: true },
  ],
  calls: [
    { paths: ['batch', 'exec'], on: ['d1'], effect: 'unknown', traits: ['database'] },
    { paths: ['all', 'first', 'raw'], on: ['statement'], effect: 'read', traits: ['database'] },
    { paths: ['run'], on: ['statement'], effect: 'unknown', traits: ['database'] },
    { paths: ['get', 'getWithMetadata', 'list'], on: ['kv'], effect: 'read', traits: ['keyed'] },
    { paths: ['get', 'head', 'list'], on: ['r2'], effect: 'read', traits: ['keyed'] },
    { paths: ['put', 'delete'], on: ['kv', 'r2'], effect: 'write', idempotent: ['put', 'delete'], traits: ['keyed'] },
    { paths: ['createMultipartUpload'], on: ['r2'], effect: 'write' },
  ],
  options: [],
  defaults: [
    { facet: 'timeout', on: ['d1', 'statement'], covers: 'total', ms: 30_000, says: 'D1 ends a query after 30 s' },
    { facet: 'opaque', on: ['d1', 'statement'], may: ['retry'], says: 'D1 repeats what only reads by itself' },
    { facet: 'opaque', on: ['kv', 'r2'], may: ['timeout', 'retry'], says: 'Workers reach their stores by means of their own' },
  ],
  advice: 'nothing to set: Cloudflare bounds what a Worker is bound to',
  evidence: [{ url: 'https://developers.cloudflare.com/d1/platform/limits/', versions: '4', how: 'read' }],
};
