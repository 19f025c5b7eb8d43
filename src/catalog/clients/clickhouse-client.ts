import type { ClientModel } from '../../model/catalog/client';

export const clickhouseClient: ClientModel = {
  id: '@clickhouse/client',
  title: 'ClickHouse',
  modules: ['@clickhouse/client', '@clickhouse/client-web'],
  package: '@clickhouse/client',
  failure: 'throws',
  traits: ['database', 'pooled'],
  makes: [{ path: 'createClient', options: ['arg[0]'], types: ['ClickHouseClient'] }],
  calls: [
    { paths: ['query', 'ping'], on: ['instance'], options: ['arg[0]'], effect: 'read' },
    { paths: ['insert', 'command', 'exec'], on: ['instance'], options: ['arg[0]'], effect: 'write' },
  ],
  options: [
    { option: 'request_timeout', at: 'instance', sets: 'timeout', proved: true },
    { option: 'abort_signal', at: 'call', sets: 'cancellation', unit: 'signal' },
    { option: 'max_open_connections', at: 'instance', sets: 'bulkhead' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 30_000, says: 'ClickHouse gives up a request after 30 s' },
    { facet: 'bulkhead', limit: 10, says: 'the ClickHouse client opens at most 10 connections' },
  ],
  advice: 'createClient({ request_timeout: 10_000 })',
  evidence: [{ url: 'https://clickhouse.com/docs/integrations/javascript', versions: '1.23.1', how: 'read' }],
};
