import { isBeside } from '../model/beside';
import { endsSilence, hangOf, isEnded } from '../model/hang';
import type { Phase, TimeoutLayer } from '../model/layer';
import type { Rule } from '../model/rule';
import { calledBy, throughOf } from '../model/ways';
import { rootedIn } from '../model/rooted';

/** A server that answers the door and then falls silent passes every test of the connection. */
export const partialTimeout: Rule = {
  id: 'partial-timeout',
  summary: 'A call of which only a part is bounded, so that the rest can hang.',
  severity: 'warning',
  call(call, settings) {
    const hang = hangOf(call);
    if (hang?.why !== 'partial') return undefined;
    const { site, profile } = call;
    const covered = new Set(hang.layers.map((layer) => layer.covers));
    // A bound on the whole would cut off what is meant to go on; a connection has nothing beyond its connecting.
    if (site.traits.includes('stream') && covered.has('idle')) return undefined;
    if (site.traits.includes('connection') && covered.has('connect')) return undefined;
    const quiet =
      covered.has('idle') ||
      site.context === 'browser' ||
      ['telemetry', 'unawaited'].some((trait) => site.traits.includes(trait)) ||
      isBeside(site) ||
      isEnded(call, settings);
    return {
      message: `\`${site.name}\` ${rest(covered)}: only ${listed(hang.layers)} bounded.`,
      because: [...hang.layers.map((layer) => layer.because), ...profile.timeout.because, ...throughOf(call)],
      ...calledBy(call),
      wants: 'timeout',
      ...(endsSilence(call)
        ? { once: site.dependency }
        : hang.layers.some(({ because }) => because.from === 'option')
          ? {}
          : rootedIn(call, `${rest(covered)}: only ${listed(hang.layers)} bounded`)),
      ...(quiet ? { severity: 'info' as const } : {}),
    };
  },
};

function rest(covered: ReadonlySet<Phase>): string {
  if (covered.has('idle')) return 'may go on for as long as bytes trickle in';
  return covered.has('headers') ? 'may hang while its body is read' : 'may hang once it is connected';
}

function listed(layers: readonly TimeoutLayer[]): string {
  const names = (['connect', 'headers', 'idle'] as const).filter((phase) => layers.some((layer) => layer.covers === phase));
  const several = names.length > 1 || names[0] === 'headers';
  return `${names.map((phase) => words[phase]).join(' and ')} ${several ? 'are' : 'is'}`;
}

const words = { connect: 'connecting', headers: 'the headers', idle: 'silence' };
