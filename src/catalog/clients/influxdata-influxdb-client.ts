import type { ClientModel } from '../../model/catalog/client';

/** Points are collected, and sent by `flush` and `close`. What failed is sent again later, when whoever waited was told already. */
export const influxdataInfluxdbClient: ClientModel = {
  id: '@influxdata/influxdb-client',
  title: 'InfluxDB',
  modules: ['@influxdata/influxdb-client'],
  failure: 'throws',
  traits: ['database'],
  makes: [
    { path: 'InfluxDB', options: ['arg[0]'] },
    { path: 'getWriteApi', on: ['instance'], kind: 'writer', inherits: true, types: ['WriteApi'] },
    { path: 'getQueryApi', on: ['instance'], kind: 'query', inherits: true, types: ['QueryApi'] },
    { path: 'with', on: ['query'], kind: 'query', inherits: true },
  ],
  calls: [
    // A point is known by its tags and its time, which it has before it is sent.
    { paths: ['flush', 'close'], on: ['writer'], effect: 'write', traits: ['database', 'idempotent'] },
    { paths: ['collectRows', 'collectLines', 'queryRaw'], on: ['query'], effect: 'read' },
    { paths: ['queryRows', 'queryLines'], on: ['query'], effect: 'read', traits: ['database', 'emitter'] },
    { paths: ['iterateRows', 'iterateLines', 'rows', 'lines'], on: ['query'], effect: 'read', traits: ['database', 'lazy'] },
  ],
  options: [
    // It ends the wait, and leaves the request.
    { option: 'timeout', at: 'instance', sets: 'timeout', off: [0], cancels: false },
    { option: 'transportOptions.timeout', at: 'instance', sets: 'timeout', off: [0], cancels: false, mends: false },
    { option: 'transportOptions.agent', at: 'instance', sets: 'agent' },
  ],
  defaults: [
    {
      facet: 'timeout',
      covers: 'attempt',
      ms: 10_000,
      cancels: false,
      context: 'server',
      says: 'InfluxDB gives up an answer that is silent for 10 s',
    },
  ],
  advice: 'new InfluxDB({ url, token, timeout: 10_000 })',
  evidence: [{ url: 'https://influxdata.github.io/influxdb-client-js', versions: '1.35.0', how: 'read' }],
};
