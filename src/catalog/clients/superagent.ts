import type { ClientModel } from '../../model/catalog';

/** Everything is chained: `.timeout(ms)` is a deadline for one attempt, `.retry(n)` repeats any method without a pause. */
export const superagent: ClientModel = {
  id: 'superagent',
  modules: ['superagent'],
  failure: 'throws',
  makes: [{ path: 'agent', options: ['arg[0]'], types: ['SuperAgentStatic'] }],
  calls: [
    { paths: [''], target: 'arg[1]', effect: { method: ['arg[0]'], otherwise: 'read' } },
    { paths: ['get', 'head', 'options'], target: 'arg[0]', effect: 'read' },
    { paths: ['post', 'put', 'patch', 'del', 'delete'], target: 'arg[0]', effect: 'write' },
  ],
  options: [
    { option: 'timeout', sets: 'timeout', covers: 'attempt', off: [0, false] },
    { option: 'timeout.deadline', sets: 'timeout', covers: 'attempt', off: [0, false] },
    { option: 'timeout.response', sets: 'timeout', covers: 'headers', off: [0, false] },
    { option: 'retry', sets: 'retry', plus: 1, off: [0], unbounded: ['Infinity'], writes: true },
  ],
  chains: [
    { member: 'timeout', as: 'timeout' },
    { member: 'retry', as: 'retry', missing: 1 },
    { member: 'timeout', as: 'timeout', at: 'instance' },
  ],
  defaults: [{ facet: 'timeout', covers: 'attempt', ms: 'unbounded', says: 'superagent waits without end unless `.timeout()` is chained' }],
  advice: 'request.get(url).timeout({ response: 3_000, deadline: 5_000 })',
  evidence: [{ url: 'https://forwardemail.github.io/superagent/#timeouts', versions: '8, 10.4.2', how: 'read' }],
};
