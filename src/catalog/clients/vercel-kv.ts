import type { ClientModel } from '../../model/catalog/client';
import { batched } from '../families/redis';
import { upstash } from '../families/upstash';

/** Upstash Redis under another name, as a ready-made `kv` besides. */
export const vercelKv: ClientModel = upstash(
  {
    id: '@vercel/kv',
    title: 'Vercel KV',
    modules: ['@vercel/kv'],
    makes: [
      { path: 'createClient', options: ['arg[0]'], types: ['VercelKV'] },
      { path: 'kv.pipeline', kind: 'batch' },
      { path: 'kv.multi', kind: 'batch' },
      ...['pipeline', 'multi'].map((path) => ({ path, on: ['instance'], kind: 'batch', inherits: true })),
      batched,
    ],
    advice: 'createClient({ url, token, signal: () => AbortSignal.timeout(5_000) })',
    evidence: [{ url: 'https://vercel.com/docs/redis', versions: '3.0.0', how: 'read' }],
  },
  ['instance'],
);
