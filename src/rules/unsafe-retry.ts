import type { CallSite } from '../model/call';
import { rootedIn } from '../model/rooted';
import type { Rule } from '../model/rule';
import { isChosen, repeats, waysOf } from '../model/ways';

/** A lost answer is not a lost request: repeating a write may do it twice. */
export const unsafeRetry: Rule = {
  id: 'unsafe-retry',
  summary: 'A write that is retried without an idempotency key, and so may happen twice.',
  severity: 'warning',
  call(call) {
    const { site } = call;
    if (site.effect !== 'write' || isHarmless(site)) return undefined;
    for (const { layers } of waysOf(call)) {
      const index = layers.findIndex((layer) => repeats(layer) && layer.writes === true && layer.onRefusal !== true);
      const layer = layers[index];
      if (layer?.kind !== 'retry') continue;
      // A key made around all attempts serves as well; options that we cannot read may carry one.
      const unread = layers.slice(0, index).some((inner) => inner.kind === 'opaque' && inner.one !== true);
      if (unread || layers.some((l) => l.kind === 'idempotency')) continue;
      const times = typeof layer.attempts === 'number' ? `up to ${layer.attempts} times` : 'more than once';
      return {
        message: `\`${site.name}\` may write ${times}: it is retried, and no key tells a repetition from a second order.`,
        because: [layer.because],
        wants: 'retry',
        ...(layer.because.from === 'instance'
          ? rootedIn(call, `may write ${times}: they are retried, and no key tells a repetition from a second order`, 'less')
          : {}),
        // What a library does by itself is its authors' judgement, told once.
        ...(isChosen(layer) ? {} : { severity: 'info' as const, once: site.dependency }),
        // A condition that cannot be read may let pass only what was refused, and a model that is asked twice writes nothing down.
        ...(isChosen(layer) &&
        (layer.permanent === 'unknown' ||
          // Who receives the hooks of others expects some of them twice.
          /webhook/i.test(site.scope) ||
          site.context === 'browser' ||
          site.traits.includes('database') ||
          site.traits.includes('slow'))
          ? { severity: 'info' as const }
          : {}),
      };
    }
    return undefined;
  },
};

/** Replacing, deleting and setting come to the same when done twice, and many a POST only asks; what a database is told to change may count. */
function isHarmless({ name, scope, traits }: CallSite): boolean {
  const member = name.split('.').at(-1) ?? name;
  const home = scope.split('.').at(-1) ?? scope;
  if (traits.includes('idempotent') || /^(put|del|delete|remove|head|options)$/i.test(member)) return true;
  if (asking.test(home)) return true;
  return !traits.includes('database') && /^(?:update|replace|archive|delete|remove|destroy|set|unset)(?![a-z])/.test(member);
}

const asking =
  /^(?:get|fetch|list|search|query|find|load|read|lookup|graphql|gql|count|check|verify|validate|login|auth|refresh|embed|rerank|translate|complete|generate|predict|infer|summari[sz]e|classify|transcribe|resolve)|token|query$|embeddings?$/i;
