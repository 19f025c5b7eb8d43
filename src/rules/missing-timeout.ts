import type { GuardedCall } from '../model/call';
import { isBeside } from '../model/beside';
import { hangOf, hangs, isCancelled, isEnded, isFloored, isLeftOpen } from '../model/hang';
import type { Rule, Verdict } from '../model/rule';
import { callersOf, leftBy } from '../model/ways';
import { rootedIn } from '../model/rooted';

/** Silence is not an error to the network: a call without a bound waits as long as the other side is silent. */
export const missingTimeout: Rule = {
  id: 'missing-timeout',
  summary: 'A call that can hang forever, because nothing bounds the wait for it.',
  severity: 'error',
  call(call, settings) {
    if (hangOf(call)?.why !== 'missing') return isLeftOpen(call) ? openEnd(call) : undefined;
    const { site, layers, profile } = call;
    // In a page, whoever waits can leave, and here the request is told.
    if (site.context === 'browser' && isCancelled(layers)) return undefined;
    return {
      message: messageOf(call),
      because: [...profile.timeout.because, ...leftBy(call)],
      ...callersOf(call),
      wants: 'timeout',
      ...rootedIn(call, `${hangs(site)}: neither it nor they bound the wait`),
      ...(isQuiet(call) || isEnded(call, settings) ? { severity: 'info' as const } : {}),
    };
  },
};

/** A remark for those who write a library: who installs it and says nothing waits without an end. */
function openEnd(call: GuardedCall): Verdict {
  const { site, profile } = call;
  const does = `${hangs(site)} unless whoever calls hands in a bound: there is none by default`;
  return {
    message: `\`${site.name}\` ${does}.`,
    because: profile.timeout.because,
    ...callersOf(call),
    ...rootedIn(call, does),
    severity: 'info',
  };
}

/** Where nobody waits but who can leave, or where the bound is somebody else's to bring: an opinion, not an alarm. */
function isQuiet({ site, layers, profile }: GuardedCall): boolean {
  if (site.context === 'browser' || quiet.some((trait) => site.traits.includes(trait))) return true;
  // Whoever watches a command leaves before Node does, which gives up what is silent.
  const { because } = profile.timeout;
  if (site.context === 'cli' && (site.givenUp === true || (isFloored(because, 'headers') && isFloored(because, 'idle')))) return true;
  if (reporting.test(site.at.file) || reporting.test(site.scope)) return true;
  if (isBeside(site)) return true;
  // Whoever installs a library may hand in what sends, or a signal that ends it.
  return site.traits.includes('handed') || (site.context === 'library' && isCancelled(layers));
}

/** `either-side`: a page's request as likely as a server's; `forgone`: who lets it fail unheard can do without it. */
const quiet = ['telemetry', 'local', 'session', 'unawaited', 'either-side', 'forgone'];

/** Reports on the program itself: nobody waits for what comes of them. */
const reporting = /[tT]elemetry|(?:^|[/.])(?:track|sendBeacon)(?![a-z])/;

function messageOf({ site, layers }: GuardedCall): string {
  const name = `\`${site.name}\``;
  const connects = layers.some((one) => one.kind === 'timeout' && one.covers === 'connect' && typeof one.ms === 'number');
  if (site.traits.includes('connection') && !site.traits.includes('session') && !site.traits.includes('established') && !connects)
    return `${name} may hang forever while connecting: nothing bounds the wait.`;
  if (isCancelled(layers)) {
    return `${name} may hang until somebody cancels it: no timer ever aborts the signal it gets.`;
  }
  if (site.endedMs !== undefined || site.ended !== undefined) return `${name} ${hangs(site)}: nothing else bounds the wait.`;
  if (site.bare?.all === false) {
    const { length } = site.bare.users;
    return `${name} may hang forever: ${length === 1 ? 'one caller hands' : `${length} callers hand`} in no bound.`;
  }
  if (site.instance !== undefined) return `${name} may hang forever: neither the client it goes through nor this call bounds the wait.`;
  return `${name} may hang forever: nothing bounds the wait for its answer.`;
}
