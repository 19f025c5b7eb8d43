import type { ClientModel } from '../../model/catalog/client';

/** Failures are events and callbacks, not exceptions. */
export const imap: ClientModel = {
  id: 'imap',
  title: 'IMAP',
  modules: ['imap'],
  failure: 'resolves',
  traits: ['connection', 'emitter'],
  makes: [{ path: '', options: ['arg[0]'] }],
  calls: [
    { paths: ['connect'], on: ['instance'], effect: 'read' },
    {
      paths: ['openBox', 'getBoxes', 'status', 'search', 'fetch', 'seq.fetch', 'seq.search'],
      on: ['instance'],
      effect: 'read',
      traits: ['established'],
    },
    {
      paths: ['append', 'addBox', 'delBox', 'renameBox', 'copy', 'move', 'addFlags', 'delFlags', 'setFlags', 'expunge'],
      on: ['instance'],
      effect: 'write',
      traits: ['established'],
    },
  ],
  options: [
    { option: 'connTimeout', at: 'instance', sets: 'timeout', covers: 'connect', off: [0] },
    { option: 'authTimeout', at: 'instance', sets: 'timeout', covers: 'headers', off: [0] },
    { option: 'socketTimeout', at: 'instance', sets: 'timeout', off: [0] },
  ],
  defaults: [
    { facet: 'timeout', covers: 'connect', ms: 10_000, says: 'IMAP gives up connecting after 10 s' },
    { facet: 'timeout', covers: 'headers', ms: 5_000, says: 'IMAP gives up logging in after 5 s' },
    { facet: 'timeout', covers: 'attempt', ms: 'unbounded', says: 'IMAP waits for an answer without end unless `socketTimeout` is set' },
  ],
  advice: 'new Imap({ host, user, password, connTimeout: 10_000, authTimeout: 5_000, socketTimeout: 60_000 })',
  evidence: [{ url: 'https://github.com/mscdex/node-imap', versions: '0.8', how: 'read' }],
};
