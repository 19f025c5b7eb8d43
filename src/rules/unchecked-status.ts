import type { Rule } from '../model/rule';

/** The body of an error page is read as if it were data. */
export const uncheckedStatus: Rule = {
  id: 'unchecked-status',
  summary: 'The body of an error response that is used as data.',
  severity: 'info',
  call({ site, layers }) {
    if (site.failure !== 'resolves' || site.traits.includes('connection') || site.traits.includes('database')) return undefined;
    if (site.answer?.statusChecked !== false || site.answer.bodyRead !== true || layers.some((l) => l.kind === 'status-check'))
      return undefined;
    return { message: `\`${site.name}\` reads the body of an error response as if it were data: its status is not looked at.` };
  },
};
