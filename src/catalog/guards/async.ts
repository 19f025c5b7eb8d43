import type { GuardForm, GuardModel, Provision } from '../../model/catalog/guard';

const repeats: Provision = {
  facet: 'retry',
  attempts: { at: 'arg[0]', or: 'arg[0].times', fallback: 5, unbounded: ['Infinity'] },
  backoff: 'constant',
  jitter: false,
  delayMs: { at: 'arg[0].interval', fallback: 0 },
  writes: true,
  onTimeout: true,
  condition: ['arg[0].errorFilter'],
};

const five: Provision = { facet: 'retry', attempts: 5, backoff: 'none', jitter: false, writes: true, onTimeout: true };

/** `mapLimit(items, limit, worker)`; the plain form starts all at once, the series form one by one. */
const over = (path: string): readonly GuardForm[] => [
  { form: 'run', path: `${path}Limit`, runs: 'arg[2]', provides: [{ facet: 'bulkhead', limit: { at: 'arg[1]', fallback: 'unknown' } }] },
  { form: 'run', path: `${path}Series`, runs: 'arg[1]', provides: [{ facet: 'bulkhead', limit: 1 }] },
  { form: 'run', path, runs: 'arg[1]', provides: [{ facet: 'bulkhead', limit: 'unbounded' }] },
];

const queue = (path: string): GuardForm => ({
  form: 'wrap',
  path,
  kind: 'queue',
  runs: 'arg[0]',
  provides: [{ facet: 'bulkhead', limit: { at: 'arg[1]', fallback: 1 } }],
  fires: ['push', 'unshift', 'pushAsync', 'unshiftAsync'],
});

/** A number or an object may stand before the task of `retry`, or nothing at all. */
export const async: GuardModel = {
  id: 'async',
  modules: ['async', 'async-es'],
  forms: [
    { form: 'run', path: 'retry', runs: 'arg[1]', provides: [repeats] },
    { form: 'run', path: 'retry', runs: 'arg[0]', provides: [five] },
    { form: 'wrap', path: 'retryable', kind: 'retried', runs: 'arg[1]', provides: [repeats], fires: [''] },
    { form: 'wrap', path: 'retryable', kind: 'retried', runs: 'arg[0]', provides: [five], fires: [''] },
    {
      form: 'wrap',
      path: 'timeout',
      kind: 'timed',
      runs: 'arg[0]',
      provides: [{ facet: 'timeout', ms: { at: 'arg[1]', fallback: 'unknown' }, covers: 'total', cancels: false }],
      fires: [''],
    },
    queue('queue'),
    queue('priorityQueue'),
    ...['map', 'each', 'forEach', 'eachOf', 'forEachOf', 'mapValues', 'filter', 'concat', 'some', 'every', 'detect'].flatMap(over),
  ],
  evidence: [{ url: 'https://caolan.github.io/async/v3/docs.html', versions: '3.2.6', how: 'read' }],
};
