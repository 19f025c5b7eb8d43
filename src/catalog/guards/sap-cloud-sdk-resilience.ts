import type { GuardModel, Provision } from '../../model/catalog/guard';

const bounds: Provision = { facet: 'timeout', ms: { at: 'arg[0]', fallback: 10_000 }, covers: 'total', cancels: false };

const repeats: Provision = {
  facet: 'retry',
  attempts: { at: 'arg[0]', fallback: 4, plus: 1 },
  backoff: 'exponential',
  jitter: true,
  delayMs: 1000,
  writes: true,
  onStatus: true,
  onTimeout: true,
  permanent: false,
};

/** Middlewares of SAP requests. `resilience()` switches on the timeout and the breaker; retries only when asked for. */
export const sapCloudSdkResilience: GuardModel = {
  id: '@sap-cloud-sdk/resilience',
  modules: ['@sap-cloud-sdk/resilience'],
  forms: [
    { form: 'make', path: 'timeout', kind: 'middleware', provides: [bounds] },
    { form: 'make', path: 'circuitBreaker', kind: 'middleware', provides: [{ facet: 'breaker', onStatus: true }] },
    { form: 'make', path: 'retry', kind: 'middleware', provides: [repeats] },
    {
      form: 'make',
      path: 'resilience',
      kind: 'middleware',
      provides: [
        { facet: 'timeout', ms: { at: 'arg[0].timeout', fallback: 10_000, off: [false] }, covers: 'total', cancels: false },
        { facet: 'breaker', onStatus: true },
        { ...repeats, attempts: { at: 'arg[0].retry', fallback: 1, plus: 1, off: [false] } },
      ],
    },
  ],
  evidence: [{ url: 'https://sap.github.io/cloud-sdk/docs/js/guides/resilience', versions: '4.9.1', how: 'read' }],
};
