import type { ClientModel } from '../../model/catalog/client';
import { sqlEffect } from '../families/sql';

export const cassandraDriver: ClientModel = {
  id: 'cassandra-driver',
  title: 'Cassandra',
  modules: ['cassandra-driver'],
  failure: 'throws',
  traits: ['database', 'pooled'],
  makes: [{ path: 'Client', options: ['arg[0]'] }],
  calls: [
    { paths: ['connect'], on: ['instance'], effect: 'read', traits: ['connection', 'database'] },
    { paths: ['execute', 'eachRow', 'stream'], on: ['instance'], options: ['arg[2]'], effect: sqlEffect('arg[0]') },
    { paths: ['batch'], on: ['instance'], options: ['arg[1]'], effect: 'write' },
  ],
  options: [
    { option: 'readTimeout', at: 'call', sets: 'timeout', off: [0] },
    { option: 'socketOptions.readTimeout', at: 'instance', sets: 'timeout', off: [0] },
    { option: 'socketOptions.connectTimeout', at: 'instance', sets: 'timeout', covers: 'connect', off: [0] },
    { option: 'isIdempotent', at: 'call', sets: 'idempotency' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 12_000, says: 'the Cassandra driver gives up a host after 12 s' },
    { facet: 'timeout', covers: 'connect', ms: 5_000, says: 'the Cassandra driver gives up connecting after 5 s' },
    {
      facet: 'retry',
      attempts: 2,
      backoff: 'none',
      jitter: false,
      writes: false,
      says: 'the Cassandra driver asks another host once where nothing was begun, and what is idempotent each host once',
    },
  ],
  advice: 'new Client({ socketOptions: { readTimeout: 10_000, connectTimeout: 5_000 } })',
  evidence: [
    { url: 'https://docs.datastax.com/en/developer/nodejs-driver/latest/api/type.ClientOptions/', versions: '4.10.0', how: 'read' },
  ],
};
