import { isAside } from '../model/call';
import type { Rule } from '../model/rule';

/** The project has made up its mind how to call this service, and this call was not told. */
export const policyBypass: Rule = {
  id: 'policy-bypass',
  summary: 'A raw call past the wrapper that protects its neighbours.',
  severity: 'info',
  call({ site, profile }) {
    const { stronger } = site;
    if (stronger === undefined || profile.timeout.is !== 'absent' || isAside(site.context)) return undefined;
    return {
      message: `\`${site.name}\` goes past \`${stronger.name}\`, which protects such calls in this project.`,
      because: [{ from: 'wrapper', says: `\`${stronger.name}\` is the protected way to the same client`, at: stronger.at }],
      once: `${site.dependency} ${stronger.name}`,
    };
  },
};
