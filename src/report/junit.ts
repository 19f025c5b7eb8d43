import type { Finding } from '../model/finding';
import { type Format, firstLine, placer } from './report';
import { xml } from './xml';

/** JUnit's XML: a suite per file, a case per finding; remarks pass, and a clean run is one passing case. */
export const junit: Format = (report) => {
  const place = placer(report);
  const files = new Map<string, Finding[]>();
  for (const finding of report.findings) files.set(finding.at.file, [...(files.get(finding.at.file) ?? []), finding]);
  const suites = [...files].map(([file, findings]) => {
    const cases = findings.map((finding) => {
      const { path, line, column } = place(firstLine(finding.at, report.text(finding.at.file)));
      const label = `${finding.rule} ${path}:${line}:${column}`;
      const said = `${finding.message} (${path}:${line}:${column})`;
      const body =
        finding.severity === 'info'
          ? `<system-out>${xml(said)}</system-out>`
          : `<failure message="${xml(finding.message)}" type="${finding.severity}">${xml(said)}</failure>`;
      return `    <testcase name="${xml(label)}" classname="${xml(path)}">${body}</testcase>\n`;
    });
    return suite(report.path(file), cases, findings.filter((f) => f.severity !== 'info').length, 0);
  });
  const problems = report.problems.map((problem) => {
    const path = problem.path === '' ? 'breakwater' : report.path(problem.path);
    const body = `<error message="${xml(problem.message)}" type="problem">${xml(problem.message)}</error>`;
    return suite(path, [`    <testcase name="analysis" classname="${xml(path)}">${body}</testcase>\n`], 0, 1);
  });
  const all = [...suites, ...problems];
  if (all.length === 0) all.push(suite('breakwater', ['    <testcase name="no findings" classname="breakwater"/>\n'], 0, 0));
  const failures = report.findings.filter((f) => f.severity !== 'info').length;
  const tests = Math.max(1, report.findings.length + problems.length);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="breakwater" tests="${tests}" failures="${failures}" errors="${problems.length}" time="0">\n${all.join('')}</testsuites>\n`;
};

function suite(name: string, cases: readonly string[], failures: number, errors: number): string {
  return `  <testsuite name="${xml(name)}" tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="0" time="0">\n${cases.join('')}  </testsuite>\n`;
}
