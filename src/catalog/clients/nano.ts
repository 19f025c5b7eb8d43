import type { ClientModel } from '../../model/catalog/client';
import { fetchFloor, noTimeout } from '../families/floor';

const versions = '>=11.0.0';
/** An address that names a database gives that one, and any other the server. */
const database = ['db', 'instance'];

export const nano: ClientModel = {
  id: 'nano',
  title: 'CouchDB',
  modules: ['nano'],
  failure: 'throws',
  traits: ['database'],
  // A document that was changed since it was read.
  conflicts: [409, 'conflict'],
  makes: [
    { path: '', options: ['arg[0]'], statement: 'url' },
    ...['use', 'scope', 'db.use', 'db.scope'].map((path) => ({ path, on: ['instance'], kind: 'db', inherits: true })),
  ],
  calls: [
    {
      paths: [
        ...['get', 'head', 'list', 'fetch', 'fetchRevs', 'find', 'view', 'viewWithList', 'search', 'show', 'changes', 'partitionInfo'],
        ...['partitionedFind', 'partitionedList', 'partitionedSearch', 'partitionedView', 'attachment.get', 'multipart.get'],
        ...['info', 'session', 'replication.query'],
      ],
      on: database,
      effect: 'read',
    },
    {
      paths: [
        ...['insert', 'bulk', 'atomic', 'updateWithHandler', 'createIndex', 'compact', 'replicate', 'view.compact', 'attachment.insert'],
        ...['attachment.destroy', 'multipart.insert', 'replication.enable', 'replication.disable', 'auth'],
      ],
      on: database,
      effect: 'write',
    },
    { paths: ['destroy'], on: ['db'], effect: 'write' },
    {
      paths: ['db.get', 'db.list', 'db.changes', 'db.updates', 'db.replication.query', 'updates', 'uuids'],
      on: ['instance'],
      effect: 'read',
    },
    {
      paths: ['db.create', 'db.destroy', 'db.compact', 'db.replicate', 'db.replication.enable', 'db.replication.disable'],
      on: ['instance'],
      effect: 'write',
    },
    {
      paths: ['request', 'relax', 'dinosaur'],
      on: ['instance'],
      options: ['arg[0]'],
      effect: { method: ['arg[0].method'], otherwise: 'read' },
      target: 'arg[0].path',
    },
  ],
  options: [
    // Only what is asked by its path takes it, and its types do not know it.
    { option: 'signal', at: 'call', versions, sets: 'cancellation', unit: 'signal', mends: false },
    // The agent is a dispatcher of undici (`new Agent(…)`), which bounds each phase by itself. A JSON that is cut off is taken for an empty answer.
    { option: 'agentOptions.headersTimeout', at: 'instance', versions, sets: 'timeout', covers: 'headers', off: [0], mends: false },
    { option: 'agentOptions.bodyTimeout', at: 'instance', versions, sets: 'timeout', covers: 'idle', off: [0], mends: false },
    { option: 'agentOptions', at: 'instance', versions, sets: 'agent' },
  ],
  defaults: [
    { ...noTimeout('CouchDB has no timeout, and only what is asked by its path takes a signal'), versions },
    ...fetchFloor.map((row) => ({ ...row, versions })),
    { facet: 'opaque', versions: '<11.0.0', may: ['timeout'], says: 'CouchDB was told its timeout by `requestDefaults` before version 11' },
  ],
  advice: 'nano({ url, agentOptions: new Agent({ headersTimeout: 10_000, bodyTimeout: 10_000 }) })',
  evidence: [{ url: 'https://github.com/apache/couchdb-nano', versions: '11.0.7', how: 'read' }],
};
