import type { Rule } from '../model/rule';
import { openFan, waysOf } from '../model/ways';

/** It works with the ten rows of the test and opens ten thousand sockets on the day of the import. */
export const unboundedFanout: Rule = {
  id: 'unbounded-fanout',
  summary: 'One call for each element of a collection of any size, all at once.',
  severity: 'warning',
  call(call) {
    const { site } = call;
    // What is reported on the way waits in line by itself, and is not why the list is gone through.
    if (site.traits.includes('telemetry')) return undefined;
    for (const { layers, through } of waysOf(call)) {
      const fan = openFan(layers);
      if (fan === undefined) continue;
      const { at } = fan.because;
      // Browsers, pools and what sends all over one connection queue what is too much for them.
      const queued = site.context === 'browser' || site.traits.some((trait) => lining.has(trait));
      const often = typeof fan.width === 'number' ? `${fan.width} times at once` : 'once for each element, all at once';
      // Nothing shows how many there may be, which is no evidence that there are many.
      const open = fan.width === 'unknown' && fan.grows !== true;
      const then = open ? '; how many there may be is not known here' : ': a long list exhausts sockets here and the service there';
      return {
        message: `\`${site.name}\` is sent ${often}${then}.`,
        because: [fan.because, ...through],
        wants: 'bulkhead',
        ...(at === undefined ? {} : { at }),
        // What grows with use is small in most programs: of 88 that were read, a third was worth a warning. Whoever sends a request says how long its list is.
        ...(queued || (fan.width === 'unknown' && fan.brought !== true) ? { severity: 'info' as const } : {}),
      };
    }
    return undefined;
  },
};

/** No socket is opened for each of these. */
const lining = new Set(['database', 'queue', 'connection', 'local', 'lined']);
