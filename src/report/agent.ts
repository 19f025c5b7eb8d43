import { reasonsOf } from '../model/reasons';
import { drawn } from './frame';
import { type Format, firstLine, placer } from './report';
import { tally } from './words';

/** One line per finding with its reasons and its remedies, for programs that read text. */
export const agent: Format = (report) => {
  const place = placer(report);
  const rows = report.findings.map((finding) => {
    const { path, line, column } = place(firstLine(finding.at, report.text(finding.at.file)));
    const because = reasonsOf(finding.because).map(({ says, at }) => {
      if (at === undefined) return drawn(says);
      const where = place(at);
      return `${drawn(says)} (${where.path}:${where.line}:${where.column})`;
    });
    const fixes = report.fixes(finding).map(({ title, safety }) => `${title} [${safety}]`);
    const parts = [
      `${path}:${line}:${column}: ${finding.severity} ${finding.rule}: ${drawn(finding.message)}`,
      ...(because.length === 0 ? [] : [`because: ${because.join('; ')}`]),
      ...(fixes.length === 0 ? [] : [`fix: ${fixes.join('; ')}`]),
      `help: breakwater explain ${finding.rule}`,
    ];
    return `${parts.join(' | ')}\n`;
  });
  const problems = report.problems.map((problem) => `${report.path(problem.path)}: problem: ${drawn(problem.message)}\n`);
  return [...rows, ...problems, report.findings.length === 0 ? 'No findings.\n' : `${tally(report.findings)}.\n`].join('');
};
