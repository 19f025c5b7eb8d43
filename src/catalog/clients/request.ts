import type { ClientModel } from '../../model/catalog/client';
import { requestClient } from '../families/request';

export const request: ClientModel = requestClient({
  id: 'request',
  modules: ['request', 'postman-request', '@cypress/request'],
  failure: 'resolves',
  traits: ['emitter', 'callback'],
  evidence: [{ url: 'https://github.com/request/request#timeouts', versions: '2.88.2', how: 'read' }],
});
