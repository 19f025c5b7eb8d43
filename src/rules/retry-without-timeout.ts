import type { CallSite } from '../model/call';
import { boundsIn, isEnded, isFloored, isHollow } from '../model/hang';
import type { Layer } from '../model/layer';
import type { Provenance } from '../model/provenance';
import type { Rule } from '../model/rule';
import { isChosen, repeats, waysOf } from '../model/ways';

/** The most common failure is silence, and silence never reaches the `catch`. */
export const retryWithoutTimeout: Rule = {
  id: 'retry-without-timeout',
  summary: 'A retry around a call that can hang, so that a hang is never retried.',
  severity: 'warning',
  call(call, settings) {
    const { site } = call;
    for (const { layers, profile } of waysOf(call)) {
      const index = layers.findIndex((layer) => repeats(layer) && isChosen(layer));
      const layer = layers[index];
      if (layer === undefined || isBounded(layers.slice(0, index))) continue;
      // A bound around all attempts is a choice; it ends the hang, though it leaves nothing for another try.
      const outer = profile.timeout.is !== 'absent';
      if (outer && layers.slice(index).some((one) => one.kind === 'opaque' || (one.kind === 'timeout' && one.by === 'signal'))) continue;
      const { at } = layer.because;
      const cancelled = layers.some((one) => one.kind === 'cancellation' && one.signal === 'passed');
      return {
        message: `If \`${site.name}\` hangs, the retry ${begins(layer, profile.timeout.because)}: no bound ends a single attempt.`,
        because: [layer.because, ...profile.timeout.because],
        wants: 'timeout',
        ...(at === undefined ? {} : { at }),
        // A caller's signal ends all attempts together, when the caller says so.
        ...(outer ||
        cancelled ||
        // Whoever waits is let go by then, and nothing is left that could try again.
        isEnded(call, settings) ||
        site.context === 'browser' ||
        ownLoss(layer, site) ||
        endsInTypeError(layer, profile.timeout.because) ||
        // What a queue keeps waits for who works it off next. One second try, after a look at what failed, is made for what answered; so are tries for some failures by name.
        (layer.kind === 'retry' && (layer.form === 'queue' || layer.picked === true || layer.only !== undefined)) ||
        site.traits.includes('handed') ||
        site.traits.includes('session')
          ? { severity: 'info' as const }
          : {}),
      };
    }
    return undefined;
  },
};

/** When a retry begins that waits for the platform: what it gives up with may be nothing to try again for. */
function begins(layer: Layer, because: readonly Provenance[]): string {
  // The platform ends an attempt that is not answered at all, long after everybody has left.
  if (!isFloored(because, 'headers')) return 'never starts';
  return layer.kind === 'retry' && layer.sparesTypeErrors === true
    ? 'starts minutes later, if at all'
    : 'starts minutes later, when the platform gives up';
}

/** What the platform gives up with is one of the failures that are not repeated, as far as is known: nothing starts late. */
function endsInTypeError(layer: Layer, because: readonly Provenance[]): boolean {
  return layer.kind === 'retry' && layer.sparesTypeErrors === true && isFloored(because, 'headers');
}

/** Options of a database's client say how long a command outlives its connection; that nothing bounds it is told by itself. */
function ownLoss(layer: Layer, { traits }: CallSite): boolean {
  return layer.kind === 'retry' && layer.form === 'option' && (traits.includes('database') || traits.includes('queue'));
}

/** Whether something ends one attempt, or may do so, as the library does when all is silent; an answer that stalls when it has begun is told by itself. */
function isBounded(inside: readonly Layer[]): boolean {
  if (inside.some((layer) => layer.kind === 'opaque' && layer.may.includes('timeout'))) return true;
  if (inside.some((layer) => layer.kind === 'timeout' && layer.covers === 'headers' && layer.by !== 'default' && layer.ms !== 'unbounded'))
    return true;
  if (inside.some((layer) => layer.kind === 'timeout' && layer.covers === 'idle' && layer.by === 'default')) return true;
  return boundsIn(inside).some((layer) => !isHollow(inside, layer));
}
