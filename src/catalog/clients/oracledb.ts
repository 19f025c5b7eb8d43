import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';
import { sqlEffect } from '../families/sql';

/**
 * The only bound on a round trip is a property of the connection: `connection.callTimeout = ms`. It asks the database to stop
 * and waits for the answer to that, so that a slow statement ends in time, and one of a database that has gone silent does not.
 */
export const oracledb: ClientModel = {
  id: 'oracledb',
  title: 'Oracle Database',
  modules: ['oracledb'],
  failure: 'throws',
  traits: ['database', 'pooled'],
  makes: [
    { path: 'createPool', kind: 'pool', options: ['arg[0]'], types: ['Pool'] },
    { path: 'getConnection', kind: 'connection', options: ['arg[0]'], types: ['Connection'] },
    { path: 'getConnection', on: ['pool'], kind: 'connection', options: ['arg[0]'], inherits: true },
  ],
  calls: [
    { paths: ['getConnection'], on: ['module'], options: ['arg[0]'], effect: 'read', traits: ['connection', 'database'] },
    { paths: ['execute', 'executeMany', 'queryStream'], on: ['connection'], effect: sqlEffect('arg[0]') },
    { paths: ['commit', 'rollback'], on: ['connection'], effect: 'write' },
    { paths: ['ping'], on: ['connection'], effect: 'read' },
  ],
  options: [
    { option: 'callTimeout', at: 'instance', sets: 'timeout', off: [0] },
    { option: 'connectTimeout', sets: 'timeout', covers: 'connect', unit: 's', off: [0] },
    { option: 'transportConnectTimeout', sets: 'timeout', covers: 'connect', unit: 's', off: [0] },
  ],
  assigns: [''],
  defaults: [
    noTimeout(
      'oracledb waits for an answer without end unless `connection.callTimeout` is set, and even then for a database that does not answer at all',
    ),
    {
      facet: 'timeout',
      covers: 'connect',
      ms: 20_000,
      says: 'oracledb gives up a TCP connection after 20 s, but not the greeting behind it',
    },
  ],
  advice: 'connection.callTimeout = 15_000;',
  evidence: [{ url: 'https://node-oracledb.readthedocs.io/en/latest/api_manual/connection.html', versions: '26.0.0', how: 'read' }],
};
