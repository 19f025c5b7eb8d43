import type { ClientModel } from '../../model/catalog/client';
import { stainless } from '../families/stainless';

export const cloudflare: ClientModel = stainless({
  id: 'cloudflare',
  title: 'Cloudflare',
  classes: ['Cloudflare'],
  timeoutMs: 60_000,
  retries: 2,
  reads: ['ai.run'],
  members: [
    '**.query',
    '**.export',
    '**.import',
    '**.scan',
    '**.batch',
    '**.bulkUpdate',
    '**.bulkDelete',
    '**.bulkGet',
    '**.purge',
    '**.upload',
    '**.verify',
    '**.raw',
    '**.search',
    '**.activationCheck',
  ],
  agentUntil: '6.5.0',
  url: 'https://github.com/cloudflare/cloudflare-typescript#timeouts',
  versions: '7.3.0',
});
