import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

const transfers: readonly string[] = ['get', 'fastGet', 'downloadDir', 'put', 'fastPut', 'append', 'uploadDir', 'rcopy'];
const questions: readonly string[] = ['list', 'exists', 'stat', 'lstat', 'realPath', 'cwd'];
const changes: readonly string[] = ['mkdir', 'rmdir', 'delete', 'rename', 'posixRename', 'chmod'];

export const ssh2SftpClient: ClientModel = {
  id: 'ssh2-sftp-client',
  title: 'SFTP',
  modules: ['ssh2-sftp-client'],
  failure: 'throws',
  makes: [{ path: '', options: [] }],
  calls: [
    { paths: ['connect'], on: ['instance'], options: ['arg[0]'], effect: 'read', traits: ['connection'] },
    { paths: ['get', 'fastGet', 'downloadDir', ...questions], on: ['instance'], effect: 'read' },
    { paths: ['put', 'fastPut', 'append', 'uploadDir', 'rcopy', ...changes], on: ['instance'], effect: 'write' },
  ],
  options: [
    { option: 'readyTimeout', at: 'call', on: ['connect'], sets: 'timeout', off: [0] },
    {
      option: 'timeout',
      at: 'call',
      on: ['connect'],
      sets: 'timeout',
      ignored: 'the `timeout` of ssh2 is told by an event, which `ssh2-sftp-client` does not hear',
    },
    { option: 'retries', at: 'call', on: ['connect'], sets: 'retry', versions: '<12' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 20_000, on: ['connect'], says: 'SFTP gives up the handshake after 20 s' },
    { ...noTimeout('SFTP operations run without a limit'), on: [...transfers, ...questions, ...changes] },
  ],
  advice: 'pTimeout(sftp.put(source, target), { milliseconds: 120_000 })',
  evidence: [{ url: 'https://github.com/theophilusx/ssh2-sftp-client', versions: '12.1.1', how: 'read' }],
};
