import { isAside } from '../model/call';
import type { Rule } from '../model/rule';

/** Most failures of a read are over a moment later; only the project knows whether that moment is worth a second try. */
export const missingRetry: Rule = {
  id: 'missing-retry',
  summary: 'A read that nothing repeats when it fails.',
  severity: 'info',
  call({ site, profile }) {
    const shared = site.traits.includes('reads-too');
    // What is sent may be a question, whatever the method: a search, a query, a token, words that a model writes.
    const reads = site.effect === 'read' || site.traits.includes('asks');
    if (profile.retry.is !== 'absent' || (!reads && !shared)) return undefined;
    if (profile.fallback.is !== 'absent') return undefined;
    // Whoever sits in front of a browser can press the button again.
    if (site.context === 'browser' || isAside(site.context)) return undefined;
    if (site.traits.some((trait) => beyond.has(trait))) return undefined;
    return {
      message: `One lost packet makes \`${site.name}\` fail for its caller: nothing repeats ${shared && !reads ? 'the reads sent through it' : 'this read'}.`,
      because: profile.retry.because,
      wants: 'retry',
      once: site.dependency,
    };
  },
};

/** Connections come back by themselves or on purpose, and databases mend theirs in the driver. */
const beyond = new Set(['connection', 'stream', 'telemetry', 'local', 'database', 'queue']);
