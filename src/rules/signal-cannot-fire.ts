import { hangOf } from '../model/hang';
import type { Rule } from '../model/rule';
import { throughOf } from '../model/ways';

/** A signal is only a wire; somebody has to be at the other end of it. */
export const signalCannotFire: Rule = {
  id: 'signal-cannot-fire',
  summary: 'A call that can hang forever, because nothing ever aborts the signal it gets.',
  severity: 'error',
  call(call) {
    const hang = hangOf(call);
    if (hang?.why !== 'inert') return undefined;
    const { site, profile } = call;
    return {
      message: `\`${site.name}\` may hang forever: it gets a signal that nothing ever aborts.`,
      because: [hang.layer.because, ...profile.timeout.because, ...throughOf(call)],
      wants: 'timeout',
      ...(site.context === 'browser' ? { severity: 'info' as const } : {}),
    };
  },
};
