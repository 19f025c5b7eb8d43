import { acceptedBy, type OpenBaseline } from '../engine/accepted';
import type { Configs } from '../engine/config';
import type { Analysis, Problem, Workspace } from '../model/analysis';
import type { Finding } from '../model/finding';
import { WrongRequest } from './request';

/** What a run says: the analysis, with baselines applied. */
export interface Answer {
  readonly analysis: Analysis;
  /** What is left after the baselines. */
  readonly findings: readonly Finding[];
  readonly accepted: readonly Finding[];
  readonly baselines: readonly OpenBaseline[];
  readonly problems: readonly Problem[];
}

/** Asks a workspace for its answer. With `only`, what holds for that one file: the rest was read for its sake. */
export function answerOf(
  workspace: Workspace,
  configs: Configs,
  path: (file: string) => string,
  read: (path: string) => string | undefined,
  only: string | undefined,
): Answer {
  const whole = workspace.analyse();
  const analysis =
    only === undefined
      ? whole
      : {
          ...whole,
          findings: whole.findings.filter((finding) => finding.at.file === only),
          calls: whole.calls.filter((call) => call.site.at.file === only),
          problems: whole.problems.filter((problem) => problem.path === only || problem.kind === 'internal'),
        };
  const { fresh, accepted, baselines, problems: wrong } = acceptedBy({ root: workspace.root, findings: analysis.findings, configs, read });
  if (wrong.length > 0) throw new WrongRequest(wrong.map((problem) => `${path(problem.path)}: ${problem.message}`).join('\n'));
  return { analysis, findings: fresh, accepted, baselines, problems: analysis.problems };
}
