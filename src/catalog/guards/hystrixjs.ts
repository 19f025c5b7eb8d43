import type { GuardForm, GuardModel } from '../../model/catalog/guard';

const keeps = (path: string): GuardForm => ({ form: 'make', path, on: ['builder'], kind: 'builder', provides: [] });

/** A builder: what its setters say reaches the function given to `run`, in whatever order they stand. */
export const hystrixjs: GuardModel = {
  id: 'hystrixjs',
  modules: ['hystrixjs'],
  forms: [
    {
      form: 'make',
      path: 'commandFactory.getOrCreate',
      kind: 'builder',
      provides: [{ facet: 'timeout', ms: 30_000, covers: 'total', cancels: false }, { facet: 'breaker' }],
    },
    {
      form: 'make',
      path: 'timeout',
      on: ['builder'],
      kind: 'builder',
      provides: [{ facet: 'timeout', ms: { at: 'arg[0]', fallback: 'unknown' }, covers: 'total', cancels: false }],
    },
    { form: 'make', path: 'fallbackTo', on: ['builder'], kind: 'builder', provides: [{ facet: 'fallback' }] },
    {
      form: 'make',
      path: 'requestVolumeRejectionThreshold',
      on: ['builder'],
      kind: 'builder',
      provides: [{ facet: 'bulkhead', limit: { at: 'arg[0]', fallback: 'unbounded', off: [0] } }],
    },
    ...[
      'circuitBreakerSleepWindowInMilliseconds',
      'circuitBreakerErrorThresholdPercentage',
      'circuitBreakerRequestVolumeThreshold',
      'circuitBreakerForceOpened',
      'circuitBreakerForceClosed',
      'statisticalWindowLength',
      'statisticalWindowNumberOfBuckets',
      'errorHandler',
      'context',
      'build',
    ].map(keeps),
    { form: 'apply', on: ['builder'], path: 'run', runs: 'arg[0]' },
  ],
  evidence: [{ url: 'https://www.npmjs.com/package/hystrixjs', versions: '0.2.0', how: 'read' }],
};
