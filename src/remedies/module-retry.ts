import type { Ailment, Draft, Remedy } from '../model/remedy';
import { fromModule } from './module/use';
import { isRead, longToRepeat } from './repeating';
import { forEach, wrapCall } from './wrapping';

/** Three attempts carry a read over a lost packet or a restart; a write is never repeated here. */
export const moduleRetry: Remedy = {
  id: 'module-retry',
  summary: 'Repeats a read that failed for a passing reason, by `retry` of the resilience module.',
  provides: 'retry',
  rules: ['missing-retry'],
  safety: 'suggestion',
  style: 'module',
  offers(ailment) {
    if (!isRead(ailment)) return [];
    const { attempts } = ailment.project.settings;
    return [
      {
        title: `Try up to ${attempts} times, by \`retry\` of the resilience module`,
        ...longToRepeat(ailment),
        write: (draft) => forEach(draft, ailment, repeat),
      },
    ];
  },
};

function repeat(draft: Draft, ailment: Ailment): boolean {
  const { attempts } = ailment.project.settings;
  if (!isRead(ailment)) return false;
  return wrapCall(draft, ailment, () => {
    const retry = fromModule(draft, ailment, 'retry');
    return retry === undefined ? undefined : [`${retry}(() => `, attempts === 3 ? ')' : `, { attempts: ${attempts} })`];
  });
}
