import type { Problem } from '../model/analysis';
import type { Finding } from '../model/finding';
import type { Provenance } from '../model/provenance';
import { reasonsOf } from '../model/reasons';
import { callKeys, type Format, firstLine, type Place, placer, type Report } from './report';

/** The whole answer as one object, for scripts; the order of its keys is part of the contract. */
export const json: Format = (report) => {
  const finding = findingJson(report);
  const answer = {
    schemaVersion: 1,
    breakwater: report.version,
    files: { found: report.files.found, read: report.files.read, parsed: report.files.parsed },
    findings: report.findings.map(finding),
    suppressed: report.suppressed,
    problems: report.problems.map((problem) => problemJson(problem, report)),
    ...(report.stats === undefined ? {} : { stats: report.stats }),
  };
  return `${JSON.stringify(answer, undefined, 2)}\n`;
};

/** One finding as the contract draws it. */
export function findingJson(report: Report): (finding: Finding) => Readonly<Record<string, unknown>> {
  const place = placer(report);
  const key = callKeys(report);
  return (finding) => ({
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    ...place(firstLine(finding.at, report.text(finding.at.file))),
    ...(finding.client === undefined ? {} : { client: finding.client }),
    ...(finding.call === undefined ? {} : { call: key(finding.call) }),
    because: reasonsJson(finding.because, place),
    fingerprint: finding.fingerprint,
    fixes: report.fixes(finding).map(({ title, remedy, safety }) => ({ title, remedy, safety })),
  });
}

/** A chain of reasons, flat. */
export function reasonsJson(because: readonly Provenance[], place: (span: Finding['at']) => Place): readonly unknown[] {
  return reasonsOf(because).map(({ from, says, at }) => {
    if (at === undefined) return { from, says };
    const { path, line, column } = place(at);
    return { from, says, path, line, column };
  });
}

export function problemJson({ path, message }: Problem, report: Report): { path: string; message: string } {
  return { path: path === '' ? '' : report.path(path), message };
}
