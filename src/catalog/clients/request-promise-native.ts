import type { ClientModel } from '../../model/catalog/client';
import { requestClient } from '../families/request';

export const requestPromiseNative: ClientModel = requestClient({
  id: 'request-promise-native',
  modules: ['request-promise-native', 'request-promise', 'request-promise-any'],
  failure: 'throws',
  evidence: [{ url: 'https://github.com/request/request-promise#api-in-detail', versions: '1.0.9', how: 'read' }],
});
