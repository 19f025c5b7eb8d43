import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

export const mailgunJs: ClientModel = {
  id: 'mailgun.js',
  title: 'Mailgun',
  modules: ['mailgun.js', 'mailgun.js/definitions'],
  package: 'mailgun.js',
  failure: 'throws',
  makes: [
    { path: '', kind: 'factory' },
    { path: 'Mailgun', kind: 'factory' },
    { path: 'client', on: ['factory'], options: ['arg[0]'] },
  ],
  calls: [
    {
      paths: [
        'domains',
        'events',
        'stats',
        'metrics',
        'suppressions',
        'webhooks',
        'routes',
        'ips',
        'ip_pools',
        'lists',
        'templates',
      ].flatMap((group) =>
        ['get', 'list', 'query', 'getDomain', 'getAccount', 'destroy', 'create', 'update', 'verify'].map((member) => `${group}.${member}`),
      ),
      on: ['instance'],
      effect: 'verb',
    },
    // It asks whoever keeps the mailbox.
    { paths: ['validate.get'], on: ['instance'], effect: 'read', traits: ['slow'] },
    { paths: ['validate.list', 'validate.query'], on: ['instance'], effect: 'read' },
    { paths: ['validate.create', 'validate.destroy', 'validate.update', 'validate.verify'], on: ['instance'], effect: 'write' },
    { paths: ['messages.create'], on: ['instance'], effect: 'write' },
    { paths: ['messages.retrieveStoredEmail'], on: ['instance'], effect: 'read' },
    { paths: ['request.get'], on: ['instance'], effect: 'read', target: 'arg[0]' },
    { paths: ['request.post', 'request.put', 'request.patch', 'request.delete'], on: ['instance'], effect: 'write', target: 'arg[0]' },
  ],
  options: [{ option: 'timeout', at: 'instance', sets: 'timeout', off: [0], proved: true }],
  defaults: [noTimeout('Mailgun has no timeout unless `timeout` is set')],
  advice: "mailgun.client({ username: 'api', key, timeout: 10_000 })",
  evidence: [{ url: 'https://github.com/mailgun/mailgun.js', versions: '14.0.1', how: 'read' }],
};
