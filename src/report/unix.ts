import { drawn } from './frame';
import { type Format, firstLine, placer } from './report';
import { counted } from './words';

/** `file:line:column: message`, as compilers have always said it and every tool can read. */
export const unix: Format = (report) => {
  const place = placer(report);
  const rows = report.findings.map((finding) => {
    const { path, line, column } = place(firstLine(finding.at, report.text(finding.at.file)));
    return `${path}:${line}:${column}: ${drawn(finding.message)} [${finding.severity}/${finding.rule}]\n`;
  });
  const problems = report.problems.map(
    (problem) => `${problem.path === '' ? 'breakwater' : report.path(problem.path)}:1:1: ${drawn(problem.message)} [problem]\n`,
  );
  const all = [...rows, ...problems];
  return [...all, all.length === 0 ? '' : `\n${counted(all.length, 'problem')}\n`].join('');
};
