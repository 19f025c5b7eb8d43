import type { Ailment, Draft, Remedy } from '../model/remedy';
import { functionsAround } from './backoff';
import { dependencyName, isOneDependency } from './dependency-name';
import { moveUp } from './hoisting';
import { forEach, mayWrap } from './wrapping';
import { escaped } from './words';

/**
 * One breaker for one function, made once. Its own timeout only ends the wait, so the client's is left to do that; and
 * without a threshold of calls the first failure would open it.
 */
export const opossumBreaker: Remedy = {
  id: 'opossum-breaker',
  summary: 'Stops calls to a dependency that is down, by a breaker of `opossum`.',
  provides: 'breaker',
  rules: ['missing-breaker'],
  safety: 'suggestion',
  style: 'opossum',
  needs: 'opossum',
  offers(ailment) {
    const { call } = ailment;
    // It sees what is thrown only, and a hang not at all.
    if (call?.site.failure !== 'throws' || call.profile.timeout.is !== 'present' || !isOneDependency(ailment)) return [];
    return [{ title: 'Stop calling while it is down, by `opossum`', write: (draft) => forEach(draft, ailment, guard) }];
  },
};

function guard(draft: Draft, ailment: Ailment): boolean {
  const { call } = ailment;
  if (call === undefined || !mayWrap(draft, ailment)) return false;
  const { whole } = call.site;
  const [fn] = functionsAround(draft, whole);
  const ties = draft.ties(whole);
  const parameters = fn?.parameters.map((one) => draft.text(one) ?? '') ?? [];
  const typed = /\.[cm]?tsx?$/.test(ailment.file);
  const given = ties.map((tie) => parameters.find((one) => new RegExp(`^${escaped(tie)}${typed ? '\\??\\s*:[^=]+' : ''}$`).test(one)));
  // What is not handed to the function could not be handed to the breaker.
  if (given.some((one) => one === undefined) || (fn !== undefined && draft.around(fn.whole, 'function') !== undefined)) return false;
  const make = draft.importName(ailment.file, 'opossum', 'default', { as: 'CircuitBreaker' });
  const code = `new ${make}((${given.join(', ')}) => ${draft.text(whole)}, {
  timeout: false,
  errorThresholdPercentage: 50,
  volumeThreshold: 5,
  resetTimeout: 30_000,
})`;
  const name = moveUp(draft, whole, `${fn?.name ?? dependencyName(ailment)}Breaker`, code, { given: ties });
  if (name === undefined) return false;
  draft.replace(whole, `${name}.fire(${ties.join(', ')})`);
  return true;
}
