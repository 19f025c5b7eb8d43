import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** Builders send when awaited; `string`, `json` and `limit` only describe the request. */
export const etcd3: ClientModel = {
  id: 'etcd3',
  title: 'etcd',
  modules: ['etcd3'],
  failure: 'throws',
  traits: ['database', 'keyed', 'pooled'],
  makes: [
    { path: 'Etcd3', options: ['arg[0]'] },
    { path: 'namespace', on: ['instance'], inherits: true, types: ['Namespace'] },
    { path: 'lock', on: ['instance'], kind: 'lock', inherits: true, types: ['Lock'] },
    { path: 'lease', on: ['instance'], kind: 'lease', inherits: true, types: ['Lease'] },
  ],
  calls: [
    {
      paths: ['get', 'getAll', 'maintenance.status', 'maintenance.hash', 'cluster.memberList', 'getRoles', 'getUsers'],
      on: ['instance'],
      effect: 'read',
      traits: ['lazy'],
    },
    { paths: ['put', 'delete', 'stm', 'if'], on: ['instance'], effect: 'write', traits: ['lazy'] },
    { paths: ['acquire', 'release', 'do'], on: ['lock'], effect: 'write' },
    { paths: ['grant', 'revoke', 'put', 'keepaliveOnce'], on: ['lease'], effect: 'write' },
  ],
  options: [
    // It is a function that gives each call its deadline, and it may leave streams without one.
    { option: 'defaultCallOptions', at: 'instance', sets: 'timeout', mends: false },
    { option: 'deadline', at: 'call', sets: 'timeout', unit: 'deadline' },
    { option: 'faultHandling', at: 'instance', sets: 'retry', field: 'all' },
  ],
  chains: [{ member: 'options', as: 'deadline', arg: 'arg[0].deadline' }],
  defaults: [
    // `dialTimeout` ends no call: the channel of gRPC connects on and on beside it.
    noTimeout('etcd calls have no deadline unless one is given'),
    {
      facet: 'retry',
      attempts: 3,
      backoff: 'exponential',
      jitter: true,
      writes: false,
      says: 'etcd tries 3 times what can be recovered, behind a circuit breaker for each host',
    },
    // The breaker of each host opens after three failures in a row.
    { facet: 'opaque', may: ['breaker'], says: 'etcd has a circuit breaker for each host' },
  ],
  advice: 'new Etcd3({ defaultCallOptions: (call) => (call.isStream ? {} : { deadline: Date.now() + 5_000 }) })',
  evidence: [{ url: 'https://github.com/microsoft/etcd3', versions: '1.1.2', how: 'read' }],
};
