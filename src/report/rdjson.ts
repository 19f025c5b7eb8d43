import { type Format, firstLine, placer } from './report';

/** Reviewdog's diagnostics, with the safe fixes as suggestions. */
export const rdjson: Format = (report) => {
  const place = placer(report);
  const severities = { error: 'ERROR', warning: 'WARNING', info: 'INFO' } as const;
  const diagnostics = report.findings.map((finding) => {
    const at = place(firstLine(finding.at, report.text(finding.at.file)));
    const suggestions = report
      .fixes(finding)
      .filter((fix) => fix.edits.every((edit) => edit.span.file === finding.at.file))
      .slice(0, 1)
      .flatMap((fix) => fix.edits.map((edit) => ({ range: range(place(edit.span)), text: edit.text })));
    return {
      message: finding.message,
      location: { path: at.path, range: range(at) },
      severity: severities[finding.severity],
      code: { value: finding.rule },
      ...(suggestions.length === 0 ? {} : { suggestions }),
    };
  });
  return `${JSON.stringify({ source: { name: 'breakwater' }, diagnostics }, undefined, 2)}\n`;
};

function range(at: { line: number; column: number; endLine: number; endColumn: number }): unknown {
  return { start: { line: at.line, column: at.column }, end: { line: at.endLine, column: at.endColumn } };
}
