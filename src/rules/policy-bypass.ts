import type { Rule } from '../model/rule';

/** The raw client is used although the project has a stronger wrapper for it. */
export const policyBypass: Rule = {
  id: 'policy-bypass',
  summary: 'A raw client that is used where the project has a stronger wrapper for it.',
  severity: 'info',
  call({ site, profile }) {
    if (site.stronger === undefined || profile.timeout.is !== 'absent') return undefined;
    return {
      message: `\`${site.name}\` goes past \`${site.stronger.name}\`, which bounds the same client.`,
      because: [{ from: 'wrapper', says: `\`${site.stronger.name}\` is the guarded way`, at: site.stronger.at }],
    };
  },
};
