import type { Remedy } from '../model/remedy';
import { fanOutAt, limitEach, mayShare } from './fan-out';

/** One limiter for the file, so that two fan-outs side by side share it. */
export const pLimit: Remedy = {
  id: 'p-limit',
  summary: 'Runs a few calls of a fan-out at a time, by `p-limit`.',
  provides: 'bulkhead',
  rules: ['unbounded-fanout'],
  safety: 'suggestion',
  style: 'p-limit',
  needs: 'p-limit',
  offers(ailment) {
    const { concurrency } = ailment.project.settings;
    return [
      {
        title: `Run at most ${concurrency} at once, by \`p-limit\``,
        write(draft) {
          const fan = fanOutAt(draft, ailment);
          if (fan === undefined || !mayShare(draft, fan, ailment)) return false;
          const { file } = ailment.finding.at;
          const make = draft.importName(file, 'p-limit', 'default', { as: 'pLimit' });
          return limitEach(draft, fan, draft.hoist(file, 'limiter', `${make}(${concurrency})`));
        },
      },
    ];
  },
};
