import type { Ailment, Draft, Remedy } from '../model/remedy';
import { dependencyName, isOneDependency } from './dependency-name';
import { fromModule } from './module/use';
import { forEach, wrapCall } from './wrapping';

/** One breaker for one dependency: it is kept at the top of the file, and named after the host. */
export const moduleBreaker: Remedy = {
  id: 'module-breaker',
  summary: 'Stops calls to a dependency that is down, by the `CircuitBreaker` of the resilience module.',
  provides: 'breaker',
  rules: ['missing-breaker'],
  safety: 'suggestion',
  style: 'module',
  offers(ailment) {
    if (!isOneDependency(ailment)) return [];
    return [
      {
        title: 'Stop calling while it is down, by `CircuitBreaker` of the resilience module',
        write: (draft) => forEach(draft, ailment, guard),
      },
    ];
  },
};

function guard(draft: Draft, ailment: Ailment): boolean {
  return wrapCall(draft, ailment, () => {
    const { file } = ailment;
    const name = `${dependencyName(ailment)}Breaker`;
    const text = ailment.project.text(file) ?? '';
    if (new RegExp(`\\bconst ${name} = new \\w*CircuitBreaker\\(`).test(text)) return [`${name}.run(() => `, ')'];
    if (new RegExp(`\\b${name}\\b`).test(text)) return undefined;
    const breaker = fromModule(draft, ailment, 'CircuitBreaker');
    if (breaker === undefined) return undefined;
    return [`${draft.hoist(file, name, `new ${breaker}()`)}.run(() => `, ')'];
  });
}
