import { type Finding, placesBeside } from '../model/finding';
import { reasonsOf } from '../model/reasons';
import { drawn, frameOf } from './frame';
import { type Format, firstLine, type Paint, type Place, placer, type Report } from './report';
import { counted, tally } from './words';

/** For people at a terminal: the place, the sentence, the code, and the chain of reasons. */
export const pretty: Format = (report, paint) => {
  const place = placer(report);
  const blocks = report.findings.map((finding) => block(finding, report, place, paint));
  const problems = report.problems.map(
    (problem) =>
      `${paint.bold(problem.path === '' ? 'breakwater' : report.path(problem.path))}  ${paint.red('problem')}\n${drawn(problem.message)}\n`,
  );
  return [...blocks, ...problems, summary(report, paint)].join('\n');
};

const shownRelated = 4;

function block(finding: Finding, report: Report, place: (span: Finding['at']) => Place, paint: Paint): string {
  const text = report.text(finding.at.file);
  const at = place(firstLine(finding.at, text));
  const colour = finding.severity === 'error' ? paint.red : finding.severity === 'warning' ? paint.yellow : paint.blue;
  const rows = [
    `${paint.bold(`${at.path}:${at.line}:${at.column}`)}  ${colour(finding.severity)}  ${paint.dim(finding.rule)}`,
    coded(drawn(finding.message), paint),
    '',
  ];
  const frame = text === undefined ? undefined : frameOf(text, at, 120);
  const gutter = ' '.repeat(frame?.margin ?? 4);
  if (frame !== undefined) {
    for (const { number, code } of frame.rows) rows.push(`${paint.dim(`${number.padStart(frame.margin)} │`)} ${code}`);
    rows.push(`${paint.dim(`${gutter} │`)} ${colour(frame.carets)}`);
  }
  const reasons = reasonsOf(finding.because).map(({ says, at: where, evidence }) => {
    const address = where === undefined ? evidence : label(place(where));
    return `${coded(drawn(says), paint)}${address === undefined ? '' : `  ${paint.dim(address)}`}`;
  });
  const beside = placesBeside(finding);
  const related = beside
    .slice(0, shownRelated)
    .map(({ at: where, says }) => `${coded(drawn(says), paint)}  ${paint.dim(label(place(where)))}`);
  const more = beside.length - shownRelated;
  if (more > 0) related.push(`and in ${counted(more, 'other place')}`);
  const tail = [...reasons, ...related];
  rows.push(...tail.map((row, index) => `${paint.dim(`${gutter} ${index === tail.length - 1 ? '╰─' : '├─'}`)} ${row}`), '');
  return rows.join('\n');
}

/** What was found, out of how much. */
function summary(report: Report, paint: Paint): string {
  const { findings, calls, files } = report;
  const where = new Set(findings.map((f) => f.at.file)).size;
  const worst = findings.some((f) => f.severity === 'error')
    ? paint.red
    : findings.some((f) => f.severity === 'warning')
      ? paint.yellow
      : paint.green;
  const found = findings.length === 0 ? worst('Nothing to report') : `${worst(tally(findings))} in ${counted(where, 'file')}`;
  const bounded = calls.filter((call) => call.profile.timeout.is === 'present').length;
  const inventory = calls.length === 0 ? 'no outgoing calls' : `${counted(calls.length, 'outgoing call')}, ${bounded} with a timeout`;
  const quiet = [
    ...(report.suppressed > 0 ? [`${report.suppressed} silenced by directives`] : []),
    ...(report.accepted > 0 ? [`${report.accepted} in the baseline`] : []),
    ...(report.problems.length > 0 ? [paint.red(counted(report.problems.length, 'problem'))] : []),
  ];
  return `${[found, ...(report.inventoried === false ? [] : [inventory]), counted(files.found, 'file'), ...quiet].join(paint.dim(' · '))}\n`;
}

function label({ path, line, column }: Place): string {
  return `${path}:${line}:${column}`;
}

/** Names of code stand out a little. */
function coded(text: string, paint: Paint): string {
  return text.replace(/`([^`]+)`/g, (_, name: string) => paint.cyan(`\`${name}\``));
}
