import type { GuardForm, GuardModel, Provision } from '../../model/catalog/guard';

const makes = (name: string, provides: readonly Provision[]): GuardForm => ({ form: 'make', path: `${name}.of`, kind: 'policy', provides });

/** `Retry.of(name, config).on(fn)` gives a guarded function; its timeout races without telling the function. */
export const resilience4ts: GuardModel = {
  id: 'resilience4ts',
  modules: ['@forts/resilience4ts-*'],
  package: '@forts/resilience4ts-core',
  forms: [
    makes('Retry', [
      {
        facet: 'retry',
        attempts: { at: 'arg[1].maxAttempts', fallback: 3 },
        backoff: 'linear',
        jitter: false,
        delayMs: { at: 'arg[1].wait', fallback: 500 },
        maxDelayMs: { at: 'arg[1].maxInterval', fallback: 60_000 },
        writes: true,
        onTimeout: true,
        condition: ['arg[1].whitelistErrors', 'arg[1].onRetry'],
      },
    ]),
    makes('Timeout', [{ facet: 'timeout', ms: { at: 'arg[1].timeout', fallback: 'unknown' }, covers: 'total', cancels: false }]),
    makes('CircuitBreaker', [{ facet: 'breaker' }]),
    makes('Bulkhead', [{ facet: 'bulkhead', limit: { at: 'arg[1].maxConcurrent', fallback: 10 } }]),
    makes('Fallback', [{ facet: 'fallback' }]),
    { form: 'wrap', path: 'on', on: ['policy'], kind: 'guarded', runs: 'arg[0]', provides: [], fires: [''] },
  ],
  evidence: [{ url: 'https://github.com/fortsinc/resilience4ts', versions: 'main of April 2025', how: 'read' }],
};
