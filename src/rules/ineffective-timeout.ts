import type { Rule } from '../model/rule';
import { ignoredTimeout } from './timeout-shape';

/** A timeout that this client or policy does not heed protects nothing, and looks as if it did. */
export const ineffectiveTimeout: Rule = {
  id: 'ineffective-timeout',
  summary: 'A timeout that this client or policy ignores.',
  severity: 'error',
  call({ site, layers, profile }) {
    const ignored = ignoredTimeout(layers);
    if (ignored !== undefined && profile.timeout.is === 'absent') {
      return {
        message: `\`${site.name}\` waits forever all the same: \`${ignored.written}\` has no effect here.`,
        because: [ignored.because],
        wants: 'timeout',
      };
    }
    return undefined;
  },
};
