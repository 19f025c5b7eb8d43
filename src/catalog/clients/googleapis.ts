import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';
import { googleApiMethods, googleApis } from '../families/google-apis';

export const googleapis: ClientModel = {
  id: 'googleapis',
  title: 'Google APIs',
  modules: ['googleapis', '@googleapis/*', 'googleapis/build/src/apis/*'],
  package: 'googleapis',
  failure: 'throws',
  makes: [
    ...googleApis.flatMap((api) => [
      { path: `google.${api}`, options: ['arg[0]'] as const },
      { path: api, options: ['arg[0]'] as const },
    ]),
    ...['GoogleAuth', 'OAuth2', 'JWT', 'Compute'].flatMap((name) => {
      const kind = name === 'GoogleAuth' ? name : 'auth';
      return ['google.auth', 'auth', 'Auth'].map((from) => ({ path: `${from}.${name}`, kind, options: ['arg[0]'] as const }));
    }),
    { path: 'google.auth.getClient', kind: 'GoogleAuth' },
    { path: 'getClient', on: ['GoogleAuth'], kind: 'GoogleAuth', inherits: true },
  ],
  calls: [
    // A range may be all of a sheet.
    {
      paths: ['spreadsheets.values.get', 'spreadsheets.values.batchGet'],
      on: ['instance'],
      options: ['arg[1]'],
      effect: 'read',
      traits: ['slow'],
    },
    // It orders a channel that is told of changes.
    { paths: ['*.**.watch'], on: ['instance'], options: ['arg[1]'], effect: 'write' },
    {
      paths: googleApiMethods.filter((method) => method !== 'watch').map((method) => `*.**.${method}`),
      on: ['instance'],
      options: ['arg[1]'],
      effect: 'verb',
    },
    {
      paths: [
        'getToken',
        'getAccessToken',
        'getTokenInfo',
        'getRequestHeaders',
        'refreshAccessToken',
        'verifyIdToken',
        'authorize',
        'getProjectId',
      ],
      on: ['auth', 'GoogleAuth'],
      effect: 'read',
    },
    { paths: ['revokeToken', 'revokeCredentials'], on: ['auth', 'GoogleAuth'], effect: 'write' },
    {
      paths: ['request'],
      on: ['auth', 'GoogleAuth'],
      options: ['arg[0]'],
      effect: { method: ['arg[0].method'], otherwise: 'read' },
      target: 'arg[0].url',
    },
  ],
  options: [
    { option: 'transporterOptions.timeout', at: 'instance', on: ['auth'], sets: 'timeout', off: [0] },
    { option: 'clientOptions.transporterOptions.timeout', at: 'instance', on: ['GoogleAuth'], sets: 'timeout', off: [0] },
    { option: 'timeout', sets: 'timeout', off: [0], proved: true },
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' },
    { option: 'retry', sets: 'retry', field: 'all', off: [false] },
    { option: 'retryConfig.retry', sets: 'retry', off: [0] },
    { option: 'retryConfig.retryDelay', sets: 'retry', field: 'delayMs' },
    { option: 'retryConfig.maxRetryDelay', sets: 'retry', field: 'maxDelayMs' },
    { option: 'retryConfig.totalTimeout', sets: 'retry', field: 'totalMs' },
  ],
  defaults: [
    noTimeout('Google APIs have no timeout unless `timeout` is set'),
    {
      facet: 'retry',
      attempts: 4,
      backoff: 'exponential',
      jitter: false,
      delayMs: 100,
      writes: false,
      says: 'Google APIs try reads 4 times and writes once',
    },
  ],
  // `google.options({ timeout })` sets an option for every API at once.
  chains: ['timeout', 'retry', 'retryConfig.retry'].map((option) => ({
    member: 'google.options',
    as: option,
    arg: `arg[0].${option}` as const,
    at: 'instance' as const,
  })),
  advice: 'google.options({ timeout: 15_000 })',
  evidence: [
    {
      url: 'https://github.com/googleapis/google-api-nodejs-client#request-level-options',
      versions: 'googleapis-common 8.0.3',
      how: 'read',
    },
  ],
};
