import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** A failed connection is an event, not an exception. */
export const ssh2: ClientModel = {
  id: 'ssh2',
  title: 'SSH',
  modules: ['ssh2'],
  failure: 'resolves',
  traits: ['connection', 'emitter'],
  makes: [{ path: 'Client' }],
  calls: [
    { paths: ['connect'], on: ['instance'], options: ['arg[0]'], effect: 'read' },
    { paths: ['exec', 'shell', 'forwardOut', 'forwardIn', 'subsys'], on: ['instance'], effect: 'write', traits: ['session'] },
    { paths: ['sftp'], on: ['instance'], effect: 'read', traits: ['session'] },
  ],
  options: [
    { option: 'readyTimeout', at: 'call', on: ['connect'], sets: 'timeout', off: [0] },
    // It only says `timeout`; somebody has to listen and end the connection.
    { option: 'timeout', at: 'call', on: ['connect'], needs: 'listener', sets: 'timeout', covers: 'idle', off: [0] },
  ],
  chains: [
    { member: 'on', as: 'listener', arg: 'arg[1]', when: 'timeout', at: 'instance' },
    { member: 'once', as: 'listener', arg: 'arg[1]', when: 'timeout', at: 'instance' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 20_000, on: ['connect'], says: 'SSH gives up the handshake after 20 s' },
    { ...noTimeout('an SSH command runs without a limit'), on: ['exec', 'shell', 'forwardOut', 'forwardIn', 'subsys', 'sftp'] },
  ],
  advice: 'client.connect({ host, readyTimeout: 20_000, keepaliveInterval: 10_000 })',
  evidence: [{ url: 'https://github.com/mscdex/ssh2', versions: '1.17.0', how: 'read' }],
};
