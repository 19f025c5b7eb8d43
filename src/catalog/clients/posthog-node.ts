import type { ClientModel } from '../../model/catalog/client';

const events = ['captureImmediate', 'captureExceptionImmediate', 'aliasImmediate', 'identifyImmediate', 'flush', 'shutdown'];
const flags = [
  'getFeatureFlag',
  'isFeatureEnabled',
  'getFeatureFlagPayload',
  'getAllFlags',
  'getAllFlagsAndPayloads',
  'reloadFeatureFlags',
];
const config = ['getRemoteConfigPayload'];

export const posthogNode: ClientModel = {
  id: 'posthog-node',
  title: 'PostHog',
  modules: ['posthog-node'],
  // Even a call whose every attempt failed resolves.
  failure: 'resolves',
  traits: ['telemetry'],
  makes: [
    { path: 'PostHog', options: ['arg[1]'] },
    { path: '', options: ['arg[1]'] },
  ],
  calls: [
    {
      paths: events,
      on: ['instance'],
      effect: 'write',
    },
    {
      paths: [...flags, ...config],
      on: ['instance'],
      effect: 'read',
    },
  ],
  options: [
    { option: 'requestTimeout', at: 'instance', sets: 'timeout' },
    { option: 'featureFlagsRequestTimeoutMs', at: 'instance', on: flags, sets: 'timeout' },
    { option: 'featureFlagsRequestMaxRetries', at: 'instance', on: flags, sets: 'retry', off: [0] },
    { option: 'fetchRetryCount', at: 'instance', on: events, sets: 'retry', off: [0], writes: true },
    { option: 'fetchRetryDelay', at: 'instance', on: [...events, ...flags], sets: 'retry', field: 'delayMs' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 10_000, on: events, says: 'PostHog gives up an attempt after 10 s' },
    {
      facet: 'timeout',
      covers: 'attempt',
      ms: 3_000,
      on: [...flags, ...config],
      says: 'PostHog gives up an attempt to ask for flags after 3 s',
    },
    {
      facet: 'retry',
      on: flags,
      attempts: 2,
      backoff: 'constant',
      jitter: false,
      delayMs: 3_000,
      writes: false,
      // Of statuses it repeats 502 and 504 alone.
      onStatus: false,
      onTimeout: true,
      says: 'PostHog asks for flags once more after 3 s',
    },
    {
      facet: 'retry',
      on: events,
      attempts: 4,
      backoff: 'constant',
      jitter: false,
      delayMs: 3_000,
      writes: true,
      says: 'PostHog tries 4 times with 3 s between',
    },
  ],
  advice: 'new PostHog(key, { requestTimeout: 5_000 })',
  evidence: [{ url: 'https://posthog.com/docs/libraries/node', versions: '5.70.0', how: 'read' }],
};
