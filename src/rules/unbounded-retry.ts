import type { CallSite } from '../model/call';
import type { RetryLayer } from '../model/layer';
import type { Rule, Verdict } from '../model/rule';
import { driving, isChosen, waysOf } from '../model/ways';

/** When the other side is down for an hour, so is everyone who repeats without end, and together they keep it down. */
export const unboundedRetry: Rule = {
  id: 'unbounded-retry',
  summary: 'A retry that goes on for as long as the failure lasts, with no cap on attempts or time.',
  severity: 'error',
  loop({ layer, calls, scope, context, at, runs }) {
    if (runs !== undefined) return isEndless(layer) && layer.backoff !== 'exponential' ? ofHanded(layer, runs) : undefined;
    const first = driving(calls);
    if (first === undefined || !isEndless(layer) || isReconnect(layer, calls)) return undefined;
    // With a pause in it, a page that asks until the server is back, a server that begins when what it needs is there, and what waits for something to come up, do what they are there for.
    const opens = layer.opening === true && [context, ...calls.map((site) => site.context)].includes('server');
    const waits = layer.backoff !== 'none' && (context === 'browser' || opens || waiting.test(scope.split('.').at(-1) ?? scope));
    // With a pause that grows, and what fails in another function, it may well be one that opens what must stand.
    const apart = !calls.some((site) => site.at.file === at.file && `${site.scope}.`.startsWith(`${scope}.`));
    return {
      message: messageOf(layer, first.name),
      because: [layer.because],
      wants: 'retry',
      // What a queue keeps waits for the next who works it off. One failure that the other side is there to tell of, with a pause or with something done about it, is no outage that goes on.
      ...(waits ||
      layer.form === 'queue' ||
      (grows(layer) && apart) ||
      (layer.only === 'answered' && (layer.backoff !== 'none' || layer.mends === true))
        ? { severity: 'info' as const }
        : isPatient(layer)
          ? { severity: 'warning' as const }
          : {}),
    };
  },
  call(call) {
    for (const { layers } of waysOf(call)) {
      const index = layers.findIndex(
        (layer) => layer.kind === 'retry' && isEndless(layer) && (layer.form === 'option' || layer.form === 'policy'),
      );
      const layer = layers[index];
      if (layer?.kind !== 'retry') continue;
      const returns = isReconnect(layer, [call.site]);
      if (returns && layer.counted !== true) continue;
      const stopped = layers
        .slice(index + 1)
        .some((outer) => (outer.kind === 'timeout' && outer.cancels !== false) || outer.kind === 'opaque');
      if (stopped || !isChosen(layer)) continue;
      const { at } = layer.because;
      return {
        message: messageOf(layer, call.site.name),
        because: [layer.because],
        wants: 'retry',
        ...(at === undefined ? {} : { at }),
        // What a client of a database or queue repeats, it repeats once its connection is back; some queues ask for just that.
        ...(returns || repeatsOnLoss(layer, call.site) || (call.site.context === 'browser' && layer.backoff !== 'none')
          ? { severity: 'info' as const }
          : {}),
      };
    }
    return undefined;
  },
};

/** What is handed in may send something, or stay on the machine: a remark. */
function ofHanded(layer: RetryLayer, runs: string): Verdict {
  return {
    message: `${subjectOf(layer)} runs \`${runs}\` again for as long as it fails: nothing limits attempts or time.`,
    because: [layer.because],
    wants: 'retry',
    severity: 'info',
  };
}

/** So long a pause lets no storm come up: what is left is that it never ends. */
const isPatient = ({ delayMs }: RetryLayer): boolean => typeof delayMs === 'number' && delayMs >= 10_000;

const grows = ({ backoff }: RetryLayer): boolean => backoff === 'exponential' || backoff === 'linear';

/** Names of functions that go on until something is there or somebody stops them. */
const waiting =
  /^(?:wait|poll|watch|monitor|check|listen|subscribe|consume|process|worker|work|run|loop|tick|sync|keep|heartbeat|ping|start|connect|reconnect|init|initiali[sz]e|boot|bootstrap|launch|ensure)(?![a-z])/;

function isEndless(layer: RetryLayer): boolean {
  return layer.attempts === 'unbounded' && (layer.totalMs === undefined || layer.totalMs === 'unbounded');
}

/** Coming back after a lost connection is a client's duty; it is only a fault to do so without a pause. That an option rules out giving up is worth a remark. */
function isReconnect(layer: RetryLayer, calls: readonly CallSite[]): boolean {
  return layer.backoff !== 'none' && (layer.reconnect === true || calls.every((site) => site.traits.includes('connection')));
}

function repeatsOnLoss({ form, backoff }: RetryLayer, { traits }: CallSite): boolean {
  return form === 'option' && backoff !== 'none' && (traits.includes('database') || traits.includes('queue'));
}

function subjectOf({ form }: RetryLayer): string {
  return {
    loop: 'This loop',
    recursion: 'This function',
    timer: 'This timer',
    queue: 'This queue',
    policy: 'This policy',
    option: 'This option',
    default: 'The client',
  }[form];
}

function messageOf(layer: RetryLayer, name: string): string {
  const subject = subjectOf(layer);
  if (layer.reconnect === true && layer.form === 'option')
    return `${subject} opens the connection of \`${name}\` again for as long as that fails: nothing limits attempts or time.`;
  return `${subject} sends \`${name}\` again for as long as it fails: nothing limits attempts or time.`;
}
