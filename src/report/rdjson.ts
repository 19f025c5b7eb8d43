import { type Format, firstLine, type Place, placer } from './report';

/** Reviewdog's diagnostics, with the safe fixes as suggestions. */
export const rdjson: Format = (report) => {
  const place = placer(report);
  const severities = { error: 'ERROR', warning: 'WARNING', info: 'INFO' } as const;
  const ranger = (file: string) => {
    const lines = report.text(file)?.split(/\r\n|\r|\n/) ?? [];
    return (at: Place): unknown => ({
      start: { line: at.line, column: byteColumn(lines[at.line - 1], at.column) },
      end: { line: at.endLine, column: byteColumn(lines[at.endLine - 1], at.endColumn) },
    });
  };
  const diagnostics = report.findings.map((finding) => {
    const range = ranger(finding.at.file);
    const at = place(firstLine(finding.at, report.text(finding.at.file)));
    const suggestions = report
      .fixes(finding)
      .filter((fix) => fix.safety === 'safe' && fix.edits.every((edit) => edit.span.file === finding.at.file))
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
  const problems = report.problems.map(({ path, message }) => ({
    message,
    location: { path: path === '' ? '.' : report.path(path) },
    severity: 'ERROR',
    code: { value: 'problem' },
  }));
  return `${JSON.stringify({ source: { name: 'breakwater' }, diagnostics: [...diagnostics, ...problems] }, undefined, 2)}\n`;
};

/** Columns count bytes of UTF-8 here; where the line is not at hand, it is taken for ASCII. */
function byteColumn(line: string | undefined, column: number): number {
  return line === undefined ? column : new TextEncoder().encode(line.slice(0, column - 1)).length + 1;
}
