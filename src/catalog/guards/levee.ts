import type { GuardForm, GuardModel } from '../../model/catalog/guard';

/** The command is a function or an object with `execute`, both in callback style. */
const breaker = (path: string, runs: 'arg[0]' | 'arg[0].execute'): GuardForm => ({
  form: 'wrap',
  path,
  kind: 'breaker',
  runs,
  provides: [{ facet: 'timeout', ms: { at: 'arg[1].timeout', fallback: 10_000 }, covers: 'total', cancels: false }, { facet: 'breaker' }],
  fires: ['run'],
});

export const levee: GuardModel = {
  id: 'levee',
  modules: ['levee'],
  forms: [breaker('createBreaker', 'arg[0]'), breaker('createBreaker', 'arg[0].execute'), breaker('Breaker', 'arg[0].execute')],
  evidence: [{ url: 'https://github.com/krakenjs/levee#readme', versions: '1.5.1', how: 'read' }],
};
