import type { ClientModel } from '../../model/catalog/client';
import { noTimeout, undiciFloor } from '../families/floor';

export const expoServerSdk: ClientModel = {
  id: 'expo-server-sdk',
  title: 'Expo',
  modules: ['expo-server-sdk'],
  failure: 'throws',
  makes: [
    { path: '', options: ['arg[0]'] },
    { path: 'Expo', options: ['arg[0]'] },
  ],
  calls: [
    { paths: ['sendPushNotificationsAsync'], on: ['instance'], effect: 'write' },
    { paths: ['getPushNotificationReceiptsAsync'], on: ['instance'], effect: 'read' },
  ],
  options: [
    // Since version 5 the agent is a dispatcher of undici, which bounds each phase by itself.
    { option: 'httpAgent.headersTimeout', at: 'instance', versions: '>=5.0.0', sets: 'timeout', covers: 'headers', off: [0], mends: false },
    { option: 'httpAgent.bodyTimeout', at: 'instance', versions: '>=5.0.0', sets: 'timeout', covers: 'idle', off: [0], mends: false },
    { option: 'httpAgent', at: 'instance', sets: 'agent' },
    { option: 'retryMinTimeout', at: 'instance', on: ['sendPushNotificationsAsync'], sets: 'retry', field: 'delayMs' },
    { option: 'maxConcurrentRequests', at: 'instance', on: ['sendPushNotificationsAsync'], sets: 'bulkhead' },
  ],
  defaults: [
    noTimeout('Expo has no timeout, and no option of its own brings one'),
    ...undiciFloor.map((row) => ({ ...row, versions: '>=5.0.0' })),
    {
      facet: 'retry',
      on: ['sendPushNotificationsAsync'],
      attempts: 3,
      backoff: 'exponential',
      jitter: false,
      delayMs: 1_000,
      // Only a refusal for too many requests is repeated, which sent nothing.
      writes: false,
      says: 'Expo sends messages up to 3 times after 429',
    },
    { facet: 'bulkhead', on: ['sendPushNotificationsAsync'], limit: 6, says: 'Expo sends 6 requests with messages at once' },
  ],
  advice: 'new Expo({ httpAgent: new Agent({ headersTimeout: 10_000, bodyTimeout: 10_000 }) })',
  evidence: [{ url: 'https://github.com/expo/expo-server-sdk-node', versions: '6.1.0', how: 'read' }],
};
