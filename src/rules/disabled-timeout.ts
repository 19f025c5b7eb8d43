import { hangOf, hangs, isCancelled, isEnded } from '../model/hang';
import type { Rule } from '../model/rule';
import { calledBy, throughOf } from '../model/ways';
import { rootedIn } from '../model/rooted';

/** Zero reads like "at once" and means "never" in most clients. */
export const disabledTimeout: Rule = {
  id: 'disabled-timeout',
  summary: 'A call that can hang forever, because its bound is switched off.',
  severity: 'error',
  call(call, settings) {
    const hang = hangOf(call);
    if (hang?.why !== 'disabled') return undefined;
    const { site, profile } = call;
    const quiet = site.context === 'browser' || site.traits.includes('telemetry') || isEnded(call, settings);
    // No limit and a signal, written at the same call, are one decision: whoever waits can leave, and the call ends with that.
    const chosen = hang.layer.because.from === 'option' && isCancelled(call.layers);
    return {
      message: `\`${site.name}\` ${chosen ? 'waits until somebody cancels it' : hangs(site)}: ${offText(hang.layer)}.`,
      because: [hang.layer.because, ...profile.timeout.because, ...throughOf(call)],
      ...calledBy(call),
      wants: 'timeout',
      ...(hang.layer.because.from === 'option' ? {} : rootedIn(call, `${hangs(site)}: ${offText(hang.layer)}`)),
      ...(quiet || chosen ? { severity: 'info' as const } : {}),
    };
  },
};

function offText(layer: { readonly kind: string; readonly written?: unknown }): string {
  if (layer.kind !== 'disabled' || typeof layer.written !== 'string') return 'its bound is infinite';
  return layer.written.includes('`') ? `the ${layer.written} is switched off` : `\`${layer.written}\` switches its bound off`;
}
