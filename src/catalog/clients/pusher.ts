import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

export const pusher: ClientModel = {
  id: 'pusher',
  title: 'Pusher',
  modules: ['pusher'],
  failure: 'throws',
  makes: [
    { path: '', options: ['arg[0]'] },
    { path: 'forURL', options: ['arg[1]'] },
    { path: 'forCluster', options: ['arg[1]'] },
  ],
  calls: [
    // Each answers with the head, and whoever asks for more reads the body.
    { paths: ['trigger', 'triggerBatch', 'sendToUser', 'terminateUserConnections', 'post'], on: ['instance'], effect: 'write' },
    { paths: ['get'], on: ['instance'], effect: 'read', target: 'arg[0].path', traits: ['head-first'] },
  ],
  options: [
    { option: 'timeout', at: 'instance', sets: 'timeout', off: [0], proved: true },
    { option: 'agent', at: 'instance', sets: 'agent' },
  ],
  defaults: [noTimeout('Pusher has no timeout unless `timeout` is set')],
  advice: 'new Pusher({ appId, key, secret, cluster, timeout: 5_000 })',
  evidence: [{ url: 'https://github.com/pusher/pusher-http-node', versions: '5.3.4', how: 'read' }],
};
