import type { GuardForm, GuardModel } from '../../model/catalog/guard';

/** The options of a job may stand before the function, so the function is looked for in both places. */
const runs = (path: string, at: 'arg[0]' | 'arg[1]'): GuardForm => ({ form: 'apply', on: ['limiter'], path, runs: at });

const limits: GuardForm = {
  form: 'make',
  path: '',
  kind: 'limiter',
  provides: [{ facet: 'bulkhead', limit: { at: 'arg[0].maxConcurrent', fallback: 'unbounded', unbounded: [null] } }],
};

/** It repeats nothing by itself, but a `failed` listener that returns a number asks for another try, without end unless it counts. */
export const bottleneck: GuardModel = {
  id: 'bottleneck',
  modules: ['bottleneck', 'bottleneck/es5', 'bottleneck/light'],
  forms: [
    limits,
    { ...limits, path: 'Bottleneck' },
    { form: 'make', path: 'key', on: ['limiter'], kind: 'limiter', provides: [] },
    { ...limits, path: 'Group' },
    runs('schedule', 'arg[0]'),
    runs('schedule', 'arg[1]'),
    runs('submit', 'arg[0]'),
    runs('submit', 'arg[1]'),
    { form: 'wrap', path: 'wrap', on: ['limiter'], kind: 'limited', runs: 'arg[0]', provides: [], fires: ['', 'withOptions'] },
  ],
  evidence: [{ url: 'https://github.com/SGrondin/bottleneck#docs', versions: '2.19.5', how: 'read' }],
};
