import type { Finding } from '../model/finding';
import type { Severity } from '../model/rule';
import { drawn } from './frame';
import { type Format, firstLine, placer, type Report } from './report';
import { counted, tally } from './words';

/** GitHub shows ten annotations per level and step; the rest is told as plain text, so that nothing is dropped in silence. */
const shown = 10;

/** Workflow commands for GitHub Actions; files that could not be analysed come first, and count as errors. */
export const github: Format = (report) => {
  const place = placer(report);
  const lines = report.problems.slice(0, shown).map(({ path, message }) => {
    const file = path === '' ? '' : ` file=${property(report.path(path))},title=breakwater`;
    return `::error${file}::${data(message)}`;
  });
  const spent = lines.length;
  const left = report.problems.slice(shown);
  if (left.length > 0)
    lines.push(
      `${counted(left.length, 'more problem')} that GitHub would not show as ${left.length === 1 ? 'an annotation' : 'annotations'}:`,
    );
  for (const { path, message } of left) lines.push(`  ${path === '' ? 'breakwater' : report.path(path)}: ${oneLine(message)}`);
  for (const severity of ['error', 'warning', 'info'] as const) {
    const findings = report.findings.filter((finding) => finding.severity === severity);
    const room = severity === 'error' ? shown - spent : shown;
    for (const finding of findings.slice(0, room))
      lines.push(annotation(finding, report, place(firstLine(finding.at, report.text(finding.at.file)))));
    const rest = findings.slice(room);
    if (rest.length > 0)
      lines.push(
        `${rest.length} more ${counted(rest.length, words[severity]).replace(/^\d+ /, '')} that GitHub would not show as annotations:`,
      );
    for (const finding of rest) {
      const { path, line, column } = place(finding.at);
      lines.push(`  ${path}:${line}:${column} ${finding.rule}: ${oneLine(finding.message)}`);
    }
  }
  return lines.map((line) => `${line}\n`).join('');
};

/** The page that the run's summary shows; cut where GitHub would refuse it. */
export function stepSummary(report: Report): string {
  const place = placer(report);
  const head = `### Breakwater\n\n${report.findings.length === 0 ? 'Nothing to report.' : `${tally(report.findings)}.`}\n`;
  if (report.findings.length === 0) return `${head}\n`;
  let text = `${head}\n| | rule | where | what happens |\n| --- | --- | --- | --- |\n`;
  let bytes = bytesOf(text);
  const budget = 1000 * 1024;
  for (const [index, finding] of report.findings.entries()) {
    const { path, line } = place(finding.at);
    const row = `| ${words[finding.severity]} | \`${finding.rule}\` | ${cell(`${path}:${line}`)} | ${cell(finding.message)} |\n`;
    bytes += bytesOf(row);
    if (bytes > budget) return `${text}\n… and ${counted(report.findings.length - index, 'more finding')}.\n`;
    text += row;
  }
  return `${text}\n`;
}

const words: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

function annotation(finding: Finding, report: Report, at: ReturnType<ReturnType<typeof placer>>): string {
  const columns = at.line === at.endLine ? `,col=${at.column},endColumn=${at.endColumn}` : '';
  const title = property(`breakwater ${finding.rule}`);
  const path = property(report.path(finding.at.file));
  return `::${words[finding.severity]} file=${path},line=${at.line},endLine=${at.endLine}${columns},title=${title}::${data(finding.message)}`;
}

function data(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .replace(/%/g, '%25')
    .replace(/\r/g, '%0D')
    .replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A line of a log that starts with `::` would be a command. */
function oneLine(text: string): string {
  return drawn(text.replace(/[\r\n]+/g, ' '));
}

function cell(text: string): string {
  return oneLine(text).replace(/\\/g, '\\\\').replace(/\|/g, '\\|').replace(/</g, '&lt;');
}
