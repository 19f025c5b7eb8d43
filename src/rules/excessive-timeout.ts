import { coversAttempt } from '../model/profile';
import type { Rule } from '../model/rule';
import { longestTimerMs, unitFaultOf } from '../model/units';
import { throughOf } from '../model/ways';
import { durationText } from '../model/words';
import { rootedIn } from '../model/rooted';

/** A bound far beyond anyone's patience protects nobody: callers pile up behind it long before it acts. */
export const excessiveTimeout: Rule = {
  id: 'excessive-timeout',
  summary: 'A call whose bound is too long to help those who wait for it.',
  severity: 'warning',
  call(call, settings) {
    const { site, profile } = call;
    if (profile.timeout.is !== 'present') return undefined;
    const { layer } = profile.timeout;
    if (typeof layer.ms !== 'number' || layer.ms <= settings.maxTimeoutMs || !coversAttempt(layer)) return undefined;
    if (unitFaultOf(layer) !== undefined || layer.ms > longestTimerMs) return undefined;
    const name = `\`${site.name}\``;
    const because = [...profile.timeout.because, ...throughOf(call)];
    if (layer.by === 'default') {
      const whose = layer.because.from === 'platform' ? 'the limits of Node bound' : "the library's own default bounds";
      const message = `${name} may keep its caller waiting for ${durationText(layer.ms)}: only ${whose} it.`;
      return { message, because, wants: 'timeout', severity: 'info', once: site.dependency };
    }
    const patient =
      layer.rounds === true ||
      layer.ms <= rightlyLong * settings.maxTimeoutMs ||
      site.context === 'cli' ||
      site.context === 'browser' ||
      ['telemetry', 'slow'].some((trait) => site.traits.includes(trait)) ||
      slow.test(site.scope) ||
      slow.test(site.name) ||
      waits.test(site.name.split('.').at(-1) ?? '');
    return {
      message: `${name} may keep its caller waiting for ${durationText(layer.ms)} before it gives up.`,
      because,
      wants: 'timeout',
      ...(layer.because.from === 'instance' ? rootedIn(call, `may keep their callers waiting for ${durationText(layer.ms)}`) : {}),
      ...(patient ? { severity: 'info' as const } : {}),
    };
  },
};

/** Up to so many times the limit, a bound that somebody wrote may well have been chosen for what takes long. */
const rightlyLong = 5;

/** What is asked to wait until something is done elsewhere waits for as long as that takes. */
const waits = /^wait(?:Until|For|er)/;

/** What takes long with nobody waiting in line. */
const slow =
  /upload|download|export|import|backup|restore|migrat|poll|transcri|generat|render|convert|build|deploy|install|crawl|scrape|embed/i;
