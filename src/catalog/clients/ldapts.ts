import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

export const ldapts: ClientModel = {
  id: 'ldapts',
  title: 'LDAP',
  modules: ['ldapts'],
  failure: 'throws',
  // One connection is one identity: a login needs a connection of its own, so `pooled` is not said here.
  makes: [{ path: 'Client', options: ['arg[0]'] }],
  calls: [
    { paths: ['bind', 'search', 'searchPaginated', 'compare'], on: ['instance'], effect: 'read' },
    { paths: ['add', 'modify', 'modifyDN', 'del', 'exop', 'startTLS'], on: ['instance'], effect: 'write' },
  ],
  options: [
    { option: 'timeout', at: 'instance', sets: 'timeout', off: [0] },
    { option: 'connectTimeout', at: 'instance', sets: 'timeout', covers: 'connect', off: [0] },
  ],
  defaults: [
    noTimeout('LDAP operations have no timeout unless `timeout` is set'),
    { facet: 'timeout', covers: 'connect', ms: 'unbounded', says: 'LDAP connects without a limit unless `connectTimeout` is set' },
  ],
  advice: 'new Client({ url, timeout: 5_000, connectTimeout: 5_000 })',
  evidence: [{ url: 'https://github.com/ldapts/ldapts', versions: '8.2.0', how: 'read' }],
};
