import type { CallSite } from '../model/call';
import type { RetryLayer } from '../model/layer';
import type { Rule } from '../model/rule';
import { driving, isChosen, waysOf } from '../model/ways';
import { timesText } from '../model/words';

/** One retry at once is fair; a burst of them is how clients turn a hiccup into an outage. */
export const retryWithoutBackoff: Rule = {
  id: 'retry-without-backoff',
  summary: 'A retry whose attempts follow each other without a pause.',
  severity: 'warning',
  loop({ layer, calls, runs }) {
    const name = runs ?? driving(calls)?.name;
    if (name === undefined || !isBurst(layer)) return undefined;
    return {
      message: runs === undefined ? messageOf(layer, name) : `When \`${name}\` fails, it is run ${often(layer)} without a pause.`,
      because: [layer.because],
      wants: 'retry',
      // How often, or what, is not known: it may be once, or for something else than an outage; what answers so is not down. A broker may have a limit of its own.
      ...(runs !== undefined || layer.attempts === 2 || layer.attempts === 'unknown' || layer.only === 'answered' || layer.form === 'queue'
        ? { severity: 'info' as const }
        : {}),
    };
  },
  call(call) {
    for (const { layers } of waysOf(call)) {
      const layer = layers.find(
        (one): one is RetryLayer =>
          one.kind === 'retry' && isBurst(one) && isChosen(one) && (one.form === 'policy' || one.form === 'option'),
      );
      if (layer === undefined) continue;
      const { at } = layer.because;
      return {
        message: messageOf(layer, call.site.name),
        because: [layer.because],
        wants: 'retry',
        ...(at === undefined ? {} : { at }),
        ...(isProbe(call.site, layer) ? { severity: 'info' as const } : {}),
      };
    }
    return undefined;
  },
};

/** A single immediate retry does no harm, unless it is a helper for any number; an option whose number is not known may say no more than that. */
function isBurst({ backoff, attempts, form, asked }: RetryLayer): boolean {
  if (backoff !== 'none') return false;
  if (attempts === 'unknown') return form !== 'option';
  return attempts === 'unbounded' || attempts > 2 || (attempts === 2 && asked === true);
}

/** A probe of somebody's health comes at its own pace, and asks for little; a second and a third try change nothing. */
function isProbe({ scope, at, effect }: CallSite, { attempts }: RetryLayer): boolean {
  const few = typeof attempts === 'number' && attempts <= fewTries;
  return few && effect === 'read' && (probe.test(scope) || probe.test(at.file.split('/').at(-1) ?? ''));
}

const fewTries = 3;

const probe = /health-?(?:check|probe|indicator)/i;

function often({ attempts }: RetryLayer): string {
  return typeof attempts === 'number' ? timesText(attempts) : 'again and again';
}

function messageOf(layer: RetryLayer, name: string): string {
  if (layer.reconnect === true && layer.form === 'option')
    return `A lost connection of \`${name}\` is opened ${often(layer)} without a pause, which keeps a struggling service down.`;
  return `When \`${name}\` fails, it is sent ${often(layer)} without a pause, which keeps a struggling service down.`;
}
