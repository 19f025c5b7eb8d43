import type { ClientModel } from '../../model/catalog/client';
import { fetchFloor, noTimeout } from '../families/floor';

export const resend: ClientModel = {
  id: 'resend',
  title: 'Resend',
  modules: ['resend'],
  failure: 'resolves',
  makes: [{ path: 'Resend', options: ['arg[1]'] }],
  calls: [
    {
      paths: [
        'emails',
        'batch',
        'domains',
        'apiKeys',
        'audiences',
        'contacts',
        'broadcasts',
        'segments',
        'templates',
        'topics',
        'webhooks',
      ].flatMap((group) =>
        ['send', 'create', 'update', 'remove', 'cancel', 'verify', 'get', 'list', 'publish', 'duplicate'].map(
          (member) => `${group}.${member}`,
        ),
      ),
      on: ['instance'],
      options: ['arg[1]'],
      effect: 'verb',
    },
    { paths: ['get', 'fetchRequest'], on: ['instance'], effect: 'read', target: 'arg[0]' },
    { paths: ['post', 'put', 'patch', 'delete'], on: ['instance'], effect: 'write', target: 'arg[0]' },
  ],
  options: [{ option: 'idempotencyKey', at: 'call', sets: 'idempotency' }],
  defaults: [noTimeout('Resend has no timeout, and no option brings one'), ...fetchFloor],
  advice: 'pTimeout(resend.emails.send(email), { milliseconds: 10_000 })',
  evidence: [{ url: 'https://github.com/resend/resend-node', versions: '6.38.0', how: 'read' }],
};
