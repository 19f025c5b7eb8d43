import type { Rule } from '../model/rule';

/** The body of a 500 is a page for people, and the code takes it for data. */
export const uncheckedStatus: Rule = {
  id: 'unchecked-status',
  summary: 'An answer whose body is used without a look at its status.',
  severity: 'info',
  call({ site, layers }) {
    if (site.failure !== 'resolves' || site.answer?.statusChecked !== false || site.answer.bodyRead !== true) return undefined;
    if (site.context === 'test' || layers.some((layer) => layer.kind === 'status-check')) return undefined;
    return {
      message: `When \`${site.name}\` answers 500, the text of the error is read as data: nothing looks at the status.`,
      once: site.dependency,
    };
  },
};
