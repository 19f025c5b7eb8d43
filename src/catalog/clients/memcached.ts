import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** Callbacks only, and none of its options bounds a command. */
export const memcached: ClientModel = {
  id: 'memcached',
  title: 'Memcached',
  modules: ['memcached'],
  failure: 'throws',
  traits: ['database', 'keyed', 'pooled', 'emitter'],
  makes: [{ path: '', options: ['arg[1]'] }],
  calls: [
    { paths: ['get', 'gets', 'getMulti', 'version', 'stats', 'items'], on: ['instance'], effect: 'read' },
    {
      paths: ['set', 'replace', 'add', 'cas', 'append', 'prepend', 'incr', 'decr', 'del', 'delete', 'touch', 'flush'],
      on: ['instance'],
      effect: 'write',
    },
  ],
  options: [
    { option: 'timeout', at: 'instance', sets: 'timeout', covers: 'connect' },
    { option: 'poolSize', at: 'instance', sets: 'bulkhead' },
  ],
  defaults: [
    noTimeout('memcached never calls back when the server is silent, and has no option for that'),
    { facet: 'timeout', covers: 'connect', ms: 5_000, says: 'memcached gives up connecting after 5 s' },
    { facet: 'bulkhead', limit: 10, says: 'memcached opens 10 connections to each server' },
  ],
  advice: 'a timer of your own around each command',
  evidence: [{ url: 'https://github.com/3rd-Eden/memcached#options', versions: '2.2.2', how: 'read' }],
};
