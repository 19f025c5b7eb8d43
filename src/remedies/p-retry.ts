import type { Ailment, Draft, Remedy } from '../model/remedy';
import { wrapCall } from './wrapping';

/** It repeats what throws, so the client must throw for a bad status. */
export const pRetry: Remedy = {
  id: 'p-retry',
  summary: 'Repeats a read that failed, by `p-retry`.',
  provides: 'retry',
  rules: ['missing-retry'],
  safety: 'suggestion',
  style: 'p-retry',
  needs: 'p-retry',
  offers(ailment) {
    const { call, project } = ailment;
    if (call === undefined || call.site.effect !== 'read' || call.site.failure !== 'throws') return [];
    return [{ title: `Try up to ${project.settings.attempts} times, by \`p-retry\``, write: (draft) => repeat(draft, ailment) }];
  },
};

function repeat(draft: Draft, ailment: Ailment): boolean {
  const { attempts } = ailment.project.settings;
  return wrapCall(draft, ailment, () => {
    const name = draft.importName(ailment.finding.at.file, 'p-retry', 'default', { as: 'pRetry' });
    return [`${name}(() => `, `, { retries: ${attempts - 1}, randomize: true })`];
  });
}
