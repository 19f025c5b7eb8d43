import type { ClientModel } from '../../model/catalog/client';
import { stainless } from '../families/stainless';

export const lithic: ClientModel = stainless({
  id: 'lithic',
  title: 'Lithic',
  classes: ['Lithic'],
  timeoutMs: 60_000,
  retries: 2,
  members: [
    '**.simulateAuthorization',
    '**.simulateClearing',
    '**.simulateReturn',
    '**.simulateVoid',
    '**.provision',
    '**.reissue',
    '**.renew',
  ],
  agentUntil: '0.119.0',
  url: 'https://github.com/lithic-com/lithic-node#timeouts',
  versions: '0.145.0',
});
