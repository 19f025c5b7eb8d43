import { reasonsOf } from '../model/reasons';
import { drawn } from './frame';
import { type Format, firstLine, placer } from './report';
import { counted, tally } from './words';

/** A page for a pull request or a wiki. */
export const markdown: Format = (report) => {
  const place = placer(report);
  const rows = report.findings.map((finding) => {
    const at = place(firstLine(finding.at, report.text(finding.at.file)));
    const because = reasonsOf(finding.because)
      .map(({ says, at: where }) => (where === undefined ? cell(says) : `${cell(says)} (${link(place(where))})`))
      .join('<br>');
    return `| ${finding.severity} | \`${finding.rule}\` | ${link(at)} | ${cell(finding.message)} | ${because} |\n`;
  });
  const problems = report.problems.map(({ path, message }) => `- ${path === '' ? '' : `\`${report.path(path)}\`: `}${cell(message)}\n`);
  return [
    '## Breakwater\n\n',
    rows.length === 0
      ? 'Nothing to report.\n'
      : `${tally(report.findings)} in ${counted(new Set(report.findings.map((f) => f.at.file)).size, 'file')}.\n`,
    ...(rows.length === 0 ? [] : ['\n| | rule | where | what happens | because |\n| --- | --- | --- | --- | --- |\n', ...rows]),
    ...(problems.length === 0 ? [] : ['\n### Problems\n\n', ...problems]),
  ].join('');
};

/** Text that stays in its cell and brings no markup of its own, save names of code. */
export function cell(text: string): string {
  return drawn(text.replace(/[\r\n]+/g, ' '))
    .replace(/\|/g, '\\|')
    .replace(/</g, '&lt;');
}

function link({ path, line }: { path: string; line: number }): string {
  return `[${cell(path)}:${line}](${encodeURI(path).replace(/[()]/g, (c) => (c === '(' ? '%28' : '%29'))}#L${line})`;
}
