import type { GuardForm, GuardModel, Provision } from '../../model/catalog/guard';

/** A schedule without `recurs`, `upTo` or `times` never ends, and none at all repeats at once; one built in steps is not read. */
const repeats = (at: 'arg[0]' | 'arg[1]'): Provision => ({
  facet: 'retry',
  attempts: { at: `${at}.times`, fallback: 'unknown', plus: 1, unbounded: ['Infinity'] },
  backoff: {
    at,
    cases: {
      'Schedule.exponential': 'exponential',
      'Schedule.spaced': 'constant',
      'Schedule.fixed': 'constant',
      'Schedule.recurs': 'none',
    },
    fallback: 'unknown',
  },
  jitter: { at, cases: { 'Schedule.jittered': true }, fallback: 'unknown' },
  writes: true,
  onTimeout: true,
  condition: [`${at}.while`, `${at}.until`],
});

/** A duration may be a number of milliseconds or a text such as `2 seconds`. */
const bounds = (at: 'arg[0]' | 'arg[1]'): Extract<Provision, { facet: 'timeout' }> => ({
  facet: 'timeout',
  ms: { at, fallback: 'unknown' },
  covers: 'total',
  cancels: true,
});

/** Those that say what comes instead take both in an object. */
const boundsWith = (at: 'arg[0]' | 'arg[1]'): Provision => ({ ...bounds(at), ms: { at: `${at}.duration`, fallback: 'unknown' } });

const both = (path: string, provision: (at: 'arg[0]' | 'arg[1]') => Provision): readonly GuardForm[] => [
  { form: 'operator', path, provides: [provision('arg[0]')] },
  { form: 'run', path, runs: 'arg[0]', provides: [provision('arg[1]')] },
];

/** Data-last in a pipe, data-first as a call; a timeout interrupts the fiber and aborts the signal of `tryPromise`. */
export const effect: GuardModel = {
  id: 'effect',
  modules: ['effect', 'effect/Effect'],
  forms: [
    ...both('Effect.retry', repeats),
    ...['timeout', 'timeoutOption'].flatMap((name) => both(`Effect.${name}`, bounds)),
    ...['timeoutFail', 'timeoutFailCause', 'timeoutTo', 'timeoutOrElse'].flatMap((name) => both(`Effect.${name}`, boundsWith)),
    ...['catch', 'catchAll', 'orElse', 'orElseSucceed'].map(
      (name): GuardForm => ({ form: 'operator', path: `Effect.${name}`, provides: [{ facet: 'fallback' }] }),
    ),
    {
      form: 'run',
      path: 'Effect.forEach',
      runs: 'arg[1]',
      provides: [{ facet: 'bulkhead', limit: { at: 'arg[2].concurrency', fallback: 1, unbounded: ['unbounded'] } }],
    },
  ],
  evidence: [{ url: 'https://effect.website/docs/error-management/retrying/', versions: '4.1.0', how: 'read' }],
};
