import { type Format, firstLine, placer } from './report';
import { xml } from './xml';

/** Checkstyle's XML, which many servers read. */
export const checkstyle: Format = (report) => {
  const place = placer(report);
  const files = new Map<string, string[]>();
  const row = (path: string, text: string): void => {
    files.set(path, [...(files.get(path) ?? []), text]);
  };
  for (const finding of report.findings) {
    const { path, line, column } = place(firstLine(finding.at, report.text(finding.at.file)));
    row(path, error(line, column, finding.severity, finding.message, `breakwater.${finding.rule}`));
  }
  for (const { path, message } of report.problems)
    row(path === '' ? 'breakwater' : report.path(path), error(1, 1, 'error', message, 'breakwater.problem'));
  const body = [...files].map(([path, rows]) => `  <file name="${xml(path)}">\n${rows.join('')}  </file>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n${body.join('')}</checkstyle>\n`;
};

function error(line: number, column: number, severity: string, message: string, source: string): string {
  return `    <error line="${line}" column="${column}" severity="${severity}" message="${xml(message)}" source="${xml(source)}"/>\n`;
}
