import type { ClientModel } from '../../model/catalog/client';

export const imapflow: ClientModel = {
  id: 'imapflow',
  title: 'IMAP',
  modules: ['imapflow'],
  failure: 'throws',
  traits: ['connection'],
  makes: [{ path: 'ImapFlow', options: ['arg[0]'] }],
  calls: [
    {
      paths: [
        'connect',
        'noop',
        'list',
        'listTree',
        'status',
        'getQuota',
        'search',
        'fetchOne',
        'fetchAll',
        'download',
        'downloadMany',
        'mailboxOpen',
        'getMailboxLock',
      ],
      on: ['instance'],
      effect: 'read',
    },
    { paths: ['fetch'], on: ['instance'], effect: 'read', traits: ['lazy'] },
    {
      paths: [
        'append',
        'mailboxCreate',
        'mailboxDelete',
        'mailboxRename',
        'mailboxSubscribe',
        'mailboxUnsubscribe',
        'messageCopy',
        'messageMove',
        'messageDelete',
        'messageFlagsAdd',
        'messageFlagsRemove',
        'messageFlagsSet',
        'setFlagColor',
      ],
      on: ['instance'],
      effect: 'write',
    },
  ],
  options: [
    { option: 'connectionTimeout', at: 'instance', sets: 'timeout', covers: 'connect', same: [0] },
    { option: 'greetingTimeout', at: 'instance', sets: 'timeout', covers: 'headers', same: [0] },
    // It counts silence on the socket, which is how a mail server hangs.
    { option: 'socketTimeout', at: 'instance', sets: 'timeout', same: [0] },
  ],
  defaults: [
    { facet: 'timeout', covers: 'connect', ms: 90_000, says: 'IMAP gives up connecting after 90 s' },
    { facet: 'timeout', covers: 'headers', ms: 16_000, says: 'IMAP waits 16 s for the greeting of the mail server' },
    { facet: 'timeout', covers: 'attempt', ms: 300_000, says: 'IMAP gives up a silent mail server after 5 minutes' },
  ],
  advice: 'new ImapFlow({ host, auth, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 })',
  evidence: [{ url: 'https://imapflow.com/docs/api/imapflow-client', versions: '2.10.2', how: 'read' }],
};
