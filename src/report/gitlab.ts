import { type Format, firstLine, placer } from './report';

/** GitLab's code quality report; fingerprints are ours, unique and without line numbers. */
export const gitlab: Format = (report) => {
  const place = placer(report);
  const severities = { error: 'critical', warning: 'major', info: 'minor' } as const;
  const rows = report.findings.map((finding) => {
    const { path, line, endLine } = place(firstLine(finding.at, report.text(finding.at.file)));
    return {
      type: 'issue',
      check_name: finding.rule,
      description: finding.message,
      categories: ['Bug Risk'],
      severity: severities[finding.severity],
      fingerprint: finding.fingerprint,
      location: { path, lines: { begin: line, end: endLine } },
    };
  });
  const problems = report.problems.map(({ path, message }, index) => ({
    type: 'issue',
    check_name: 'problem',
    description: message,
    categories: ['Compatibility'],
    severity: 'blocker' as const,
    fingerprint: `problem-${index}-${path}`,
    location: { path: path === '' ? '.' : report.path(path), lines: { begin: 1, end: 1 } },
  }));
  return `${JSON.stringify([...rows, ...problems], undefined, 2)}\n`;
};
