import type { ClientModel } from '../../model/catalog/client';

export const basicFtp: ClientModel = {
  id: 'basic-ftp',
  title: 'FTP',
  modules: ['basic-ftp'],
  failure: 'throws',
  traits: ['connection'],
  // The timeout is the constructor's first argument, a bare number.
  makes: [{ path: 'Client', options: ['arg[0]'] }],
  calls: [
    { paths: ['access', 'connect', 'login'], on: ['instance'], effect: 'read' },
    {
      paths: ['list', 'size', 'lastMod', 'pwd', 'features', 'downloadTo', 'downloadToDir', 'cd'],
      on: ['instance'],
      effect: 'read',
      traits: ['established'],
    },
    {
      paths: [
        'uploadFrom',
        'uploadFromDir',
        'appendFrom',
        'remove',
        'removeDir',
        'removeEmptyDir',
        'rename',
        'clearWorkingDir',
        'send',
        'sendIgnoringError',
      ],
      on: ['instance'],
      effect: 'write',
      traits: ['established'],
    },
    { paths: ['ensureDir'], on: ['instance'], effect: 'write', traits: ['established', 'idempotent'] },
  ],
  options: [{ option: '', at: 'instance', sets: 'timeout', off: [0], mends: false }],
  // It counts silence on the sockets, so a transfer that moves may take its time.
  defaults: [{ facet: 'timeout', covers: 'attempt', ms: 30_000, says: 'FTP gives up a silent connection after 30 s' }],
  advice: 'new Client(30_000)',
  evidence: [{ url: 'https://github.com/patrickjuchli/basic-ftp', versions: '6.2.6', how: 'read' }],
};
