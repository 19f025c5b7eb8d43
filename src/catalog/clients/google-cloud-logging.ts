import type { ClientModel } from '../../model/catalog/client';
import { gaxOptions, gaxOptionsUnder, gaxRetry } from '../families/google';

export const googleCloudLogging: ClientModel = {
  id: '@google-cloud/logging',
  title: 'Google Cloud Logging',
  modules: ['@google-cloud/logging'],
  failure: 'throws',
  traits: ['telemetry'],
  makes: [
    { path: 'Logging', options: ['arg[0]'] },
    { path: 'log', on: ['instance'], kind: 'log', inherits: true, types: ['Log'] },
  ],
  calls: [
    { paths: ['getEntries', 'getSinks', 'getLogs'], on: ['instance'], options: ['arg[0]'], effect: 'read' },
    { paths: ['getEntries'], on: ['log'], options: ['arg[0]'], effect: 'read' },
    {
      paths: ['write', 'debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'],
      on: ['log'],
      options: ['arg[1]'],
      effect: 'write',
    },
    { paths: ['delete'], on: ['log'], options: ['arg[0]'], effect: 'write' },
  ],
  options: [
    ...gaxOptions.map((row) => ({ ...row, on: ['delete'] })),
    ...gaxOptionsUnder('gaxOptions').map((row) => ({ ...row, at: 'call' as const })),
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 60_000, says: 'Cloud Logging gives up most calls after 60 s' },
    gaxRetry({
      writes: true,
      says: 'Cloud Logging repeats what its configuration calls repeatable, for up to 600 s',
    }),
  ],
  advice: 'log.write(entry, { gaxOptions: { timeout: 10_000 } })',
  evidence: [{ url: 'https://cloud.google.com/nodejs/docs/reference/logging/latest', versions: 'google-gax 5.0.8', how: 'read' }],
};
