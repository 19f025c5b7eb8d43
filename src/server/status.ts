import { URI } from 'vscode-uri';
import { stateOf } from './inventory';
import type { Status } from './protocol';
import type { Session } from './session';

/** How things stand over all folders that were asked about. */
export function statusOf(session: Session, ms: number): Status {
  const folders = session.folders.all().filter((folder) => folder.opened && folder.settings.enable);
  const analyses = folders.map((folder) => folder.workspace().analyse());
  const calls = analyses.flatMap((analysis) => analysis.calls);
  const problems = analyses.flatMap((analysis) => analysis.problems).filter((problem) => problem.kind !== 'config');
  const count = (state: ReturnType<typeof stateOf>): number => calls.filter((call) => stateOf(call) === state).length;
  const { warn, error } = session.folders.all()[0]?.settings.budget ?? { warn: 1000, error: 3000 };
  const off = session.folders.all().every((folder) => !folder.settings.enable);
  return {
    state: off ? 'off' : problems.some((problem) => problem.kind === 'internal') ? 'incomplete' : 'ready',
    version: session.hall.version,
    calls: calls.length,
    bounded: count('bounded'),
    unknown: count('unknown'),
    findings: analyses.reduce((sum, analysis) => sum + analysis.findings.length, 0),
    configs: [...new Set(folders.flatMap((folder) => folder.workspace().configs()))].map((file) => URI.file(file).toString()),
    ms: Math.round(ms),
    pace: ms > error ? 'too slow' : ms > warn ? 'slow' : 'good',
    problems: problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)),
  };
}
