import { hangOf } from '../model/hang';
import { rootedIn } from '../model/rooted';
import type { Rule } from '../model/rule';
import { calledBy, throughOf } from '../model/ways';

/** The worst bound is the one everybody believes in and nobody enforces. */
export const ineffectiveTimeout: Rule = {
  id: 'ineffective-timeout',
  summary: 'A timeout that is written down and has no effect, so that the call can hang forever.',
  severity: 'error',
  call(call) {
    const hang = hangOf(call);
    if (hang?.why !== 'ignored') return undefined;
    const { layer } = hang;
    const cause =
      layer.kind === 'ignored'
        ? `\`${layer.written}\` has no effect here`
        : 'its timeout is cooperative, and the call does not use the signal it offers';
    const none = layer.kind === 'ignored' && layer.none === true;
    return {
      message: none
        ? `\`${call.site.name}\` waits until somebody cancels it: \`${layer.written}\` asks for no bound, and has no effect here.`
        : `\`${call.site.name}\` may hang forever: ${cause}.`,
      // The one who waits can leave, and no bound was wanted.
      ...(none ? { severity: 'info' as const } : {}),
      because: [layer.because, ...call.profile.timeout.because, ...throughOf(call)],
      ...calledBy(call),
      wants: 'timeout',
      ...(layer.because.from === 'instance' ? rootedIn(call, `may hang forever: ${cause}`) : {}),
    };
  },
};
