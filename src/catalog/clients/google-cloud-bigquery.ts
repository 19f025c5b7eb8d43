import type { ClientModel } from '../../model/catalog/client';
import { commonBound } from '../families/google-common';

export const googleCloudBigquery: ClientModel = {
  id: '@google-cloud/bigquery',
  title: 'BigQuery',
  modules: ['@google-cloud/bigquery'],
  failure: 'throws',
  traits: ['database'],
  makes: [
    { path: 'BigQuery', options: ['arg[0]'] },
    { path: 'dataset', on: ['instance'], kind: 'dataset', inherits: true, types: ['Dataset'] },
    { path: 'table', on: ['dataset'], kind: 'table', inherits: true, types: ['Table'] },
    { path: 'job', on: ['instance'], kind: 'job', inherits: true, types: ['Job'] },
  ],
  calls: [
    { paths: ['query'], on: ['instance', 'dataset', 'table'], options: ['arg[1]', 'arg[0]'], effect: 'unknown' },
    { paths: ['getDatasets', 'getJobs'], on: ['instance'], options: ['arg[0]'], effect: 'read' },
    { paths: ['createQueryJob', 'createJob'], on: ['instance', 'dataset', 'table'], options: ['arg[0]'], effect: 'write' },
    { paths: ['createQueryStream'], on: ['instance', 'dataset', 'table'], options: ['arg[0]'], effect: 'read', traits: ['lazy'] },
    { paths: ['createDataset'], on: ['instance'], options: ['arg[1]'], effect: 'write' },
    {
      paths: ['getTables', 'exists', 'get', 'getMetadata', 'getRoutines', 'getModels'],
      on: ['dataset'],
      options: ['arg[0]'],
      effect: 'read',
    },
    { paths: ['createTable', 'createRoutine', 'create', 'delete', 'setMetadata'], on: ['dataset'], options: ['arg[1]'], effect: 'write' },
    { paths: ['getRows', 'exists', 'get', 'getMetadata'], on: ['table'], options: ['arg[0]'], effect: 'read' },
    {
      paths: ['insert', 'load', 'createLoadJob', 'createCopyJob', 'createExtractJob', 'copy', 'extract', 'create', 'delete', 'setMetadata'],
      on: ['table'],
      options: ['arg[1]'],
      effect: 'write',
    },
    { paths: ['getQueryResults', 'getMetadata', 'promise', 'exists', 'get'], on: ['job'], options: ['arg[0]'], effect: 'read' },
    { paths: ['cancel', 'delete'], on: ['job'], effect: 'write' },
  ],
  options: [
    // `jobTimeoutMs` and `timeoutMs` end the work on the server; a server that does not answer is waited for.
    { option: 'jobTimeoutMs', at: 'call', sets: 'timeout', covers: 'idle' },
    { option: 'timeoutMs', at: 'call', sets: 'timeout', covers: 'idle' },
    { option: 'autoRetry', at: 'instance', sets: 'retry', field: 'all', off: [false] },
    // Nothing is as if it were not written.
    { option: 'maxRetries', at: 'instance', sets: 'retry', same: [0] },
  ],
  defaults: [
    ...commonBound('BigQuery', { from: '8.0.0' }),
    {
      facet: 'retry',
      attempts: 4,
      backoff: 'exponential',
      jitter: true,
      delayMs: 2_000,
      maxDelayMs: 64_000,
      writes: false,
      says: 'BigQuery tries 4 times what can be repeated without harm',
    },
  ],
  advice: 'pTimeout(bigquery.query({ query, jobTimeoutMs: 30_000 }), { milliseconds: 35_000 })',
  evidence: [
    {
      url: 'https://cloud.google.com/nodejs/docs/reference/bigquery/latest',
      versions: '4.7.0, 7.9.4, 8.3.1',
      how: 'read',
    },
  ],
};
