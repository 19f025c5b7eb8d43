import type { Ailment, Draft, Remedy } from '../model/remedy';

/**
 * Left alone it repeats any method that a network error met, at once, and its timeout spans all attempts: so it is told
 * to repeat reads only, to pause, and to give each attempt its own time.
 */
export const axiosRetry: Remedy = {
  id: 'axios-retry',
  summary: 'Repeats the reads of an axios instance that failed, by `axios-retry`.',
  provides: 'retry',
  rules: ['missing-retry'],
  safety: 'suggestion',
  style: 'axios-retry',
  needs: 'axios-retry',
  offers(ailment) {
    const { call, shared, project } = ailment;
    if (call?.site.client !== 'axios' || shared?.name === undefined || !/^[A-Za-z_$][\w$]*$/.test(shared.name)) return [];
    const title = `Try the reads of \`${shared.name}\` up to ${project.settings.attempts} times, by \`axios-retry\``;
    return [{ title, write: (draft) => attach(draft, ailment) }];
  },
};

function attach(draft: Draft, { shared, project }: Ailment): boolean {
  if (shared?.name === undefined) return false;
  const statement = draft.around(shared.at, 'declaration');
  if (statement === undefined || !draft.names(shared.at.file).has(shared.name)) return false;
  const name = draft.importName(shared.at.file, 'axios-retry', 'default', { as: 'axiosRetry' });
  const code = `${name}(${shared.name}, {
  retries: ${project.settings.attempts - 1},
  retryDelay: ${name}.exponentialDelay,
  retryCondition: ${name}.isSafeRequestError,
  shouldResetTimeout: true,
});`;
  return draft.insert(statement, 'after', code);
}
