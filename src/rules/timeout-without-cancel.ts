import { boundsIn, hangOf } from '../model/hang';
import type { Amount } from '../model/layer';
import type { Rule } from '../model/rule';

/** Giving up on an answer does not give back the socket, the memory and the work on the other side. */
export const timeoutWithoutCancel: Rule = {
  id: 'timeout-without-cancel',
  summary: 'A call that goes on unseen after the wait for it has ended.',
  severity: 'warning',
  call(call) {
    const { site, layers, profile } = call;
    if (profile.timeout.is !== 'present' || hangOf(call) !== undefined) return undefined;
    const bounds = boundsIn(layers);
    const outer = bounds.find((layer) => layer.by === 'race' || layer.by === 'policy' || layer.by === 'timer');
    if (outer?.meant === true) return undefined;
    if (outer === undefined || bounds.some((layer) => layer.cancels !== false && !farBehind(layer.ms, outer.ms))) return undefined;
    if (layers.some((layer) => layer.kind === 'cancellation' && layer.signal === 'passed')) return undefined;
    // Of a poller one question is left over when the wait for its end is given up.
    const helpless =
      outer.rounds === true || site.optionsArg === undefined || site.traits.includes('database') || site.traits.includes('connection');
    // What is only read and left over costs a socket for a while; a write goes on changing what the caller has given up.
    // Whoever chose how long the head and a silence may last ends what is left over, save for a trickle.
    const ends = (['headers', 'idle'] as const).every((phase) =>
      layers.some(
        (layer) =>
          layer.kind === 'timeout' &&
          layer.covers === phase &&
          layer.by === 'option' &&
          layer.ms !== 'unbounded' &&
          !farBehind(layer.ms, outer.ms),
      ),
    );
    return {
      message: `\`${site.name}\` goes on after the wait for it ends: the bound frees the caller, not the request.`,
      because: bounds.map((layer) => layer.because),
      wants: 'cancellation',
      ...(helpless || ends || site.context === 'browser' || site.effect === 'read' ? { severity: 'info' as const } : {}),
    };
  },
};

const aMinute = 60_000;

/** A bound that does stop the request, but only long after the wait for it has ended. */
function farBehind(stops: Amount, ends: Amount): boolean {
  return typeof stops === 'number' && typeof ends === 'number' && stops - ends > aMinute;
}
