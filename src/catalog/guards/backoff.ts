import type { GuardModel, Provision } from '../../model/catalog/guard';

/** Endless until `failAfter(n)` is called on the value, which may happen anywhere. */
const repeats: Provision = {
  facet: 'retry',
  attempts: 'unknown',
  backoff: 'exponential',
  jitter: false,
  delayMs: { at: 'arg[0].initialDelay', fallback: 100 },
  maxDelayMs: { at: 'arg[0].maxDelay', fallback: 10_000 },
  writes: true,
  onTimeout: true,
};

export const backoff: GuardModel = {
  id: 'backoff',
  modules: ['backoff'],
  forms: [
    {
      form: 'run',
      path: 'call',
      runs: 'arg[0]',
      provides: [{ ...repeats, delayMs: 100, maxDelayMs: 10_000 }],
    },
    { form: 'make', path: 'exponential', kind: 'backoff', provides: [repeats] },
    { form: 'make', path: 'fibonacci', kind: 'backoff', provides: [repeats] },
    { form: 'apply', on: ['backoff'], path: 'on', runs: 'arg[1]' },
  ],
  evidence: [{ url: 'https://github.com/MathieuTurcotte/node-backoff#readme', versions: '2.5.0', how: 'read' }],
};
