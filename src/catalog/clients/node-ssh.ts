import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

export const nodeSsh: ClientModel = {
  id: 'node-ssh',
  title: 'SSH',
  modules: ['node-ssh'],
  failure: 'throws',
  traits: ['connection'],
  makes: [{ path: 'NodeSSH' }],
  calls: [
    { paths: ['connect'], on: ['instance'], options: ['arg[0]'], effect: 'read' },
    {
      paths: ['execCommand', 'exec', 'putFile', 'putFiles', 'putDirectory', 'mkdir', 'requestShell', 'withShell', 'forwardOut'],
      on: ['instance'],
      effect: 'write',
      traits: ['established'],
    },
    { paths: ['getFile', 'getDirectory', 'requestSFTP', 'withSFTP'], on: ['instance'], effect: 'read', traits: ['established'] },
  ],
  options: [
    { option: 'readyTimeout', at: 'call', on: ['connect'], sets: 'timeout', off: [0] },
    {
      option: 'timeout',
      at: 'call',
      on: ['connect'],
      sets: 'timeout',
      ignored: 'the `timeout` of ssh2 is told by an event, which `node-ssh` does not hear',
    },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 20_000, on: ['connect'], says: 'SSH gives up the handshake after 20 s' },
    {
      ...noTimeout('SSH commands and transfers run without a limit'),
      on: [
        'execCommand',
        'exec',
        'putFile',
        'putFiles',
        'putDirectory',
        'mkdir',
        'requestShell',
        'withShell',
        'forwardOut',
        'getFile',
        'getDirectory',
        'requestSFTP',
        'withSFTP',
      ],
    },
  ],
  advice: 'pTimeout(ssh.execCommand(command), { milliseconds: 60_000 })',
  evidence: [{ url: 'https://github.com/steelbrain/node-ssh', versions: '13.2.1', how: 'read' }],
};
