import { relative } from 'node:path';
import { URI } from 'vscode-uri';
import type { Folder } from './folders';
import { ownCalls, ownFindings, stateOf } from './inventory';
import { t } from './language';
import type { Status } from './protocol';
import type { Session } from './session';

type Facts = Omit<Status, 'headline' | 'detail'>;

/** How things stand over all folders that were asked about. */
export function statusOf(session: Session, ms: number): Status {
  const folders = session.folders.all().filter((folder) => folder.opened && folder.settings.enable);
  const analyses = folders.map((folder) => folder.workspace().analyse());
  const calls = folders.flatMap((folder) => ownCalls(folder, session));
  const problems = analyses.flatMap((analysis) => analysis.problems).filter((problem) => problem.kind !== 'config');
  const count = (state: ReturnType<typeof stateOf>): number => calls.filter((call) => stateOf(call) === state).length;
  // One answer is for all of them, so the strictest budget counts.
  const budgets = (folders.length > 0 ? folders : session.folders.all()).map((folder) => folder.settings.budget);
  const warn = Math.min(...budgets.map((budget) => budget.warn));
  const error = Math.min(...budgets.map((budget) => budget.error));
  const off = session.folders.all().every((folder) => !folder.settings.enable);
  const { version } = session.hall;
  const installed = folders.flatMap((folder) => folder.workspace().installed() ?? []);
  const facts: Facts = {
    state: off ? 'off' : problems.some((problem) => problem.kind === 'internal') ? 'incomplete' : 'ready',
    version,
    others: [...new Set(installed)].filter((other) => other !== version),
    calls: calls.length,
    bounded: count('bounded'),
    unknown: count('unknown'),
    findings: folders.reduce((sum, folder) => sum + ownFindings(folder, session).length, 0),
    configs: [...new Set(folders.flatMap((folder) => folder.workspace().configs()))].map((file) => URI.file(file).toString()),
    ms: Math.round(ms),
    pace: ms > error ? 'too slow' : ms > warn ? 'slow' : 'good',
    problems: problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)),
  };
  return { ...facts, headline: headlineOf(facts), detail: detailOf(facts, folders) };
}

/** Something is being worked out that takes longer than a moment; the rest is as it was last said. */
export function busy(last: Status | undefined, version: string): Status {
  const nothing = { calls: 0, bounded: 0, unknown: 0, findings: 0, ms: 0 };
  const before = last ?? {
    version,
    others: [],
    ...nothing,
    configs: [],
    problems: [],
    pace: 'good',
    headline: t('Breakwater is at work'),
    detail: '',
  };
  return { ...before, state: 'busy' };
}

function headlineOf({ state, calls, bounded }: Facts): string {
  if (state === 'off') return t('Breakwater is off here');
  if (calls === 0) return t('No outgoing calls');
  return t('{0} % of {1} outgoing calls are bounded', Math.floor((100 * bounded) / calls), calls);
}

function detailOf({ version, others, findings, unknown, ms, state, problems }: Facts, folders: readonly Folder[]): string {
  const real = folders.filter((folder) => !folder.loose);
  const named = real.flatMap((folder) => {
    const { root, configs } = folder.workspace();
    return configs().map((file) => `${real.length > 1 ? `${folder.name}/` : ''}${relative(root, file).replace(/\\/g, '/')}`);
  });
  return [
    t('{0} findings', findings),
    ...(unknown === 0 ? [] : [t('{0} could not be read', unknown)]),
    named.length === 0 ? t('default configuration') : [...new Set(named)].join(', '),
    version,
    ...others.map((other) => t('the workspace has {0} for its command', other)),
    `${ms} ms`,
    ...(state === 'incomplete' ? problems.slice(0, 3) : []),
  ].join(' · ');
}
