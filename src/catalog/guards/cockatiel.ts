import type { GuardForm, GuardModel, Provision } from '../../model/catalog/guard';

/** Any backoff but the constant one of zero is said by name; `maxAttempts` counts retries, and its absence means no end. */
const repeats: Provision = {
  facet: 'retry',
  attempts: { at: 'arg[1].maxAttempts', fallback: 'unbounded', plus: 1, unbounded: ['Infinity'] },
  backoff: {
    at: 'arg[1].backoff',
    cases: { ExponentialBackoff: 'exponential', ConstantBackoff: 'constant', undefined: 'none' },
    fallback: 'unknown',
  },
  jitter: { at: 'arg[1].backoff', cases: { ExponentialBackoff: true, ConstantBackoff: false, undefined: false }, fallback: 'unknown' },
  writes: true,
  onTimeout: true,
  condition: ['arg[0]'],
};

const bounds: Provision = {
  facet: 'timeout',
  ms: { at: 'arg[0]', fallback: 'unknown' },
  covers: 'total',
  cancels: 'signal',
  // An aggressive timeout rejects on time whatever the work does; a cooperative one waits for it.
  cooperative: {
    at: 'arg[1]',
    cases: { cooperative: true, aggressive: false, 'TimeoutStrategy.Cooperative': true, 'TimeoutStrategy.Aggressive': false },
    fallback: 'unknown',
  },
};

const breaks: Provision = { facet: 'breaker', condition: ['arg[0]'] };
const limits: Provision = { facet: 'bulkhead', limit: { at: 'arg[0]', fallback: 'unknown', unbounded: ['Infinity'] } };

const makes = (path: string, provision: Provision): GuardForm => ({ form: 'make', path, kind: 'policy', provides: [provision] });

/** The first argument of `wrap` is the outermost policy; the innermost work is handed `{ signal, attempt }`. */
export const cockatiel: GuardModel = {
  id: 'cockatiel',
  modules: ['cockatiel'],
  forms: [
    makes('retry', repeats),
    makes('timeout', bounds),
    makes('circuitBreaker', breaks),
    makes('bulkhead', limits),
    makes('fallback', { facet: 'fallback' }),
    { form: 'make', path: 'noop', kind: 'policy', provides: [] },
    { form: 'combine', path: 'wrap', kind: 'policy', order: 'outer-first' },
    { form: 'decorator', path: 'usePolicy', provides: [], order: 'outer-first' },
    { form: 'apply', on: ['policy'], path: 'execute', runs: 'arg[0]' },
  ],
  evidence: [{ url: 'https://github.com/connor4312/cockatiel#api', versions: '3.2.1, 4.0.0', how: 'read' }],
};
