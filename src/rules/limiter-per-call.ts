import type { Rule } from '../model/rule';

/** A queue of one's own is never full. */
export const limiterPerCall: Rule = {
  id: 'limiter-per-call',
  summary: 'A limiter that is built anew for each call, and so limits nothing beyond it.',
  severity: 'warning',
  policy({ guard, lives, layers, runs, inPlace, list, scope }) {
    const limiter = layers.find((layer) => layer.kind === 'bulkhead');
    if (limiter === undefined || lives !== 'call' || runs === 0) return undefined;
    // `pool.for(list).process(work)` limits the one list at hand, and nobody means to share it.
    if (list === true) return undefined;
    // A breaker with a capacity is a matter of `breaker-per-call`.
    if (layers.some((layer) => layer.kind === 'breaker')) return undefined;
    if (setting.test(scope.split('.').at(-1) ?? '')) return undefined;
    return {
      message: `This \`${guard}\` limiter is built anew for each call, so calls side by side do not limit each other.`,
      because: [limiter.because],
      wants: 'bulkhead',
      // A limiter that is kept, or handed in, may well stand before a whole list of work.
      ...(inPlace === true ? {} : { severity: 'info' as const }),
    };
  },
};

/** What only sets things up is called once, and so is a worker that is started. */
const setting =
  /^(?:main|bootstrap|start|startup|init|initialize|setup|connect|create|make|build|open|configure|register|provide|constructor|onModuleInit)(?![a-z])/;
