import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

export const ldapjs: ClientModel = {
  id: 'ldapjs',
  title: 'LDAP',
  modules: ['ldapjs'],
  failure: 'throws',
  traits: ['emitter'],
  // One connection is one identity: a login needs a connection of its own, so `pooled` is not said here.
  makes: [{ path: 'createClient', options: ['arg[0]'], types: ['Client'] }],
  calls: [
    { paths: ['bind', 'search', 'compare', 'searchPaged'], on: ['instance'], effect: 'read' },
    { paths: ['add', 'modify', 'modifyDN', 'del', 'exop', 'starttls'], on: ['instance'], effect: 'write' },
  ],
  options: [
    { option: 'timeout', at: 'instance', sets: 'timeout', off: [0] },
    { option: 'connectTimeout', at: 'instance', sets: 'timeout', covers: 'connect', off: [0] },
    { option: 'reconnect', at: 'instance', sets: 'retry', reconnect: true, unbounded: [true], off: [false] },
    { option: 'reconnect.failAfter', at: 'instance', sets: 'retry', reconnect: true, plus: 0, unbounded: ['Infinity'] },
  ],
  defaults: [
    noTimeout('LDAP operations have no timeout unless `timeout` is set'),
    { facet: 'timeout', covers: 'connect', ms: 'unbounded', says: 'LDAP connects without a limit unless `connectTimeout` is set' },
  ],
  advice: 'ldap.createClient({ url, timeout: 5_000, connectTimeout: 5_000 })',
  evidence: [{ url: 'http://ldapjs.org/client.html', versions: '3.0.7', how: 'read' }],
};
