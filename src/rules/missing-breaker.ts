import type { Rule } from '../model/rule';
import { waysOf } from '../model/ways';

/** While a dependency is down, every request still pays the full wait to learn it again. */
export const missingBreaker: Rule = {
  id: 'missing-breaker',
  summary: 'A dependency that is called again and again while it is down.',
  severity: 'info',
  call(call) {
    const { site } = call;
    if (!waysOf(call).every(({ profile }) => profile.breaker.is === 'absent')) return undefined;
    // A breaker pays where many requests meet one dependency; elsewhere nobody is left to spare.
    if (site.context !== 'server' && site.context !== 'unknown') return undefined;
    if (site.traits.some((trait) => beyond.has(trait))) return undefined;
    return {
      message: `While its service is down, every \`${site.name}\` still waits to find out: nothing stops the calls.`,
      because: call.profile.breaker.because,
      wants: 'breaker',
      once: site.dependency,
    };
  },
};

const beyond = new Set(['connection', 'stream', 'telemetry', 'local', 'database', 'queue']);
