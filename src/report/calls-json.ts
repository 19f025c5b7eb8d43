import type { GuardedCall } from '../model/call';
import type { Fact, ResilienceProfile } from '../model/profile';
import type { Finding } from '../model/finding';
import { reasonsJson } from './json';
import { callKeys, type Format, type Place, placer } from './report';

/** The inventory for scripts; the order of its keys is part of the contract. */
export const callsJson: Format = (report) => {
  const place = placer(report);
  const key = callKeys(report);
  const answer = {
    schemaVersion: 1,
    breakwater: report.version,
    calls: report.calls.map((call) => callJson(call, key(call.site), place)),
    ...(report.stats === undefined ? {} : { stats: report.stats }),
  };
  return `${JSON.stringify(answer, undefined, 2)}\n`;
};

type At = (span: Finding['at']) => Place;

function callJson({ site, profile }: GuardedCall, key: string, place: At): unknown {
  return {
    key,
    ...place(site.whole),
    client: site.client,
    name: site.name,
    effect: site.effect,
    ...(site.target === undefined ? {} : { target: site.target }),
    context: site.context === 'script' ? 'cli' : site.context,
    profile: profileJson(profile, place),
  };
}

function profileJson(profile: ResilienceProfile, place: At): unknown {
  return {
    timeout: fact(profile.timeout, place, ({ ms, covers }) => ({ ms, covers })),
    retry: fact(profile.retry, place, ({ attempts, backoff, jitter }) => ({ attempts, backoff, jitter })),
    breaker: fact(profile.breaker, place, ({ lives }) => ({ lives })),
    bulkhead: fact(profile.bulkhead, place, ({ limit }) => ({ limit })),
    fallback: fact(profile.fallback, place, ({ gives }) => ({ gives })),
    cancellation: fact(profile.cancellation, place, () => ({})),
    attempts: profile.attempts,
    worstMs: profile.worstMs,
  };
}

function fact<L>(one: Fact<L>, place: At, details: (layer: L) => object): unknown {
  return { is: one.is, ...(one.is === 'present' ? details(one.layer) : {}), because: reasonsJson(one.because, place) };
}
