import type { ClientModel } from '../../model/catalog/client';

export const tedious: ClientModel = {
  id: 'tedious',
  title: 'SQL Server (tedious)',
  modules: ['tedious'],
  failure: 'throws',
  traits: ['database', 'pooled', 'emitter'],
  makes: [{ path: 'Connection', options: ['arg[0].options'] }],
  calls: [
    { paths: ['connect'], on: ['instance'], effect: 'read', traits: ['connection', 'database'] },
    { paths: ['execSql', 'execSqlBatch', 'callProcedure', 'execute', 'prepare'], on: ['instance'], effect: 'unknown' },
    { paths: ['beginTransaction', 'commitTransaction', 'rollbackTransaction'], on: ['instance'], effect: 'write' },
    // A bulk load is a request of its own, without the bound.
    { paths: ['execBulkLoad'], on: ['instance'], effect: 'write', without: ['default:timeout', 'requestTimeout'] },
  ],
  options: [
    { option: 'requestTimeout', at: 'instance', sets: 'timeout', off: [0] },
    { option: 'connectTimeout', at: 'instance', sets: 'timeout', covers: 'connect', kills: [0] },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 15_000, says: 'tedious gives up a request after 15 s' },
    { facet: 'timeout', covers: 'connect', ms: 15_000, says: 'tedious gives up connecting after 15 s' },
  ],
  advice: 'new Connection({ options: { connectTimeout: 5_000, requestTimeout: 10_000 } })',
  evidence: [{ url: 'https://tediousjs.github.io/tedious/api-connection.html', versions: '19.2.2', how: 'read' }],
};
