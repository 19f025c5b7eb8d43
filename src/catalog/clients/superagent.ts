import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** Everything is chained: `.timeout(ms)` is a deadline for one attempt, `.retry(n)` repeats any method without a pause. */
export const superagent: ClientModel = {
  id: 'superagent',
  modules: ['superagent'],
  failure: 'throws',
  traits: ['lazy'],
  makes: [{ path: 'agent', types: ['SuperAgent', 'SuperAgentStatic'] }],
  calls: [
    { paths: [''], on: ['module'], effect: { method: ['arg[0]'], otherwise: 'read' }, target: 'arg[1]' },
    { paths: ['get', 'head', 'options'], effect: 'read', target: 'arg[0]' },
    { paths: ['post', 'put', 'patch', 'del', 'delete'], effect: 'write', target: 'arg[0]' },
  ],
  chains: [
    { member: 'timeout', as: 'timeout' },
    { member: 'timeout', as: 'timeout', at: 'instance' },
    // The function beside it is asked before each repetition: `false` ends it, and whatever is neither true nor false leaves it be.
    { member: 'retry', as: 'retry', missing: 1, refuses: 'arg[1]' },
    { member: 'retry', as: 'retry', missing: 1, at: 'instance', refuses: 'arg[1]' },
  ],
  options: [
    { option: 'timeout', sets: 'timeout', off: [0, false], proved: true },
    { option: 'timeout.deadline', sets: 'timeout', off: [0, false] },
    { option: 'timeout.response', sets: 'timeout', covers: 'headers', off: [0, false] },
    // Its timer runs from the start of the request, so it ends a connect stall as well.
    { option: 'timeout.response', sets: 'timeout', covers: 'connect', off: [0, false] },
    {
      option: 'timeout.upload',
      sets: 'timeout',
      covers: 'idle',
      ignored: 'superagent has `timeout.upload` in a browser only; in Node nothing looks at it',
    },
    { option: 'retry', sets: 'retry', off: [0, false], unbounded: ['Infinity'], writes: true },
  ],
  defaults: [
    noTimeout('superagent has no timeout unless `.timeout()` is called'),
    {
      facet: 'retry',
      attempts: 1,
      backoff: 'none',
      jitter: false,
      writes: true,
      onStatus: true,
      onTimeout: true,
      says: 'superagent repeats nothing unless `.retry()` is called',
    },
  ],
  advice: 'request.get(url).timeout({ response: 5_000, deadline: 10_000 })',
  evidence: [{ url: 'https://forwardemail.github.io/superagent/#timeouts', versions: '8, 10.4.2', how: 'read' }],
};
