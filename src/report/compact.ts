import { drawn } from './frame';
import { type Format, firstLine, placer } from './report';
import { tally } from './words';

/** One finding per line, the words first. */
export const compact: Format = (report) => {
  const place = placer(report);
  const rows = report.findings.map((finding) => {
    const { path, line, column } = place(firstLine(finding.at, report.text(finding.at.file)));
    const level = finding.severity.replace(/^./, (letter) => letter.toUpperCase());
    return `${path}: line ${line}, col ${column}, ${level} - ${drawn(finding.message)} (${finding.rule})\n`;
  });
  const problems = report.problems.map(
    (problem) => `${problem.path === '' ? 'breakwater' : report.path(problem.path)}: Problem - ${drawn(problem.message)}\n`,
  );
  return [...rows, ...problems, rows.length === 0 ? '' : `\n${tally(report.findings)}\n`].join('');
};
