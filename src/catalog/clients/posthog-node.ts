import type { ClientModel } from '../../model/catalog';

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
      paths: ['captureImmediate', 'captureExceptionImmediate', 'aliasImmediate', 'identifyImmediate', 'flush', 'shutdown'],
      on: ['instance'],
      effect: 'write',
    },
    {
      paths: [
        'getFeatureFlag',
        'isFeatureEnabled',
        'getFeatureFlagPayload',
        'getAllFlags',
        'getAllFlagsAndPayloads',
        'getRemoteConfigPayload',
        'reloadFeatureFlags',
      ],
      on: ['instance'],
      effect: 'read',
    },
  ],
  options: [
    { option: 'requestTimeout', at: 'instance', sets: 'timeout' },
    { option: 'featureFlagsRequestTimeoutMs', at: 'instance', sets: 'timeout', on: ['getFeatureFlag', 'isFeatureEnabled', 'getAllFlags'] },
    { option: 'fetchRetryCount', at: 'instance', sets: 'retry', off: [0], writes: true },
    { option: 'fetchRetryDelay', at: 'instance', sets: 'retry', field: 'delayMs' },
  ],
  defaults: [
    {
      facet: 'timeout',
      covers: 'attempt',
      ms: 10_000,
      on: ['captureImmediate', 'captureExceptionImmediate', 'aliasImmediate', 'identifyImmediate', 'flush', 'shutdown'],
      says: 'PostHog gives up an attempt after 10 s',
    },
    {
      facet: 'timeout',
      covers: 'attempt',
      ms: 3_000,
      on: [
        'getFeatureFlag',
        'isFeatureEnabled',
        'getFeatureFlagPayload',
        'getAllFlags',
        'getAllFlagsAndPayloads',
        'getRemoteConfigPayload',
        'reloadFeatureFlags',
      ],
      says: 'PostHog gives up asking for flags after 3 s',
    },
    {
      facet: 'retry',
      on: ['captureImmediate', 'captureExceptionImmediate', 'aliasImmediate', 'identifyImmediate', 'flush', 'shutdown'],
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
