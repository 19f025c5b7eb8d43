import type { Finding } from '../model/finding';
import { findingFormats, type Report } from '../report';
import type { Answer } from './answer';
import { changeOf } from './change';
import { type Bar, barOf, exitCodeOf, exits } from './exit';
import { lockReport } from './lock';
import { type Output, outputsOf, writeOutputs } from './outputs';
import { rulePages } from './pages';
import { type Request, WrongRequest } from './request';
import { openSession, type Session } from './session';
import { shardOf } from './shard';
import { statsOf, statsText, timingsText } from './stats';
import type { Terminal } from './terminal';
import { version } from './version';

/** `breakwater check` and `breakwater fix`. */
export async function check(request: Request, terminal: Terminal): Promise<number> {
  const outputs = outputsOf(request, findingFormats);
  const bar = barOf(request);
  shardOf(request);
  if ((request.has('fix') || request.command === 'fix') && request.has('stdin'))
    throw new WrongRequest('What comes from standard input cannot be mended; `--fix-dry-run` shows how it could be.');
  if (request.has('watch')) {
    if (request.has('stdin')) throw new WrongRequest('`--watch` and `--stdin` exclude each other: standard input is read once.');
    const { watch } = await import('./watch');
    return watch(request, terminal, (session) => told(request, terminal, session, outputs, bar));
  }
  return told(
    request,
    terminal,
    await openSession(
      request,
      terminal,
      request.args,
      outputs.map(({ name }) => name),
    ),
    outputs,
    bar,
  );
}

/** Reports once what a session says now: the code a run ends with. */
async function told(request: Request, terminal: Terminal, session: Session, outputs: readonly Output[], bar: Bar): Promise<number> {
  const shard = shardOf(request);
  const fixing = request.has('fix') || request.command === 'fix';
  refuseNothing(session.answer(), request);
  const change = changeOf(request, session);
  const mended = (fixing || request.has('fix-dry-run')) && (await (await import('./mend')).mend(request, session, terminal, change));

  const answer = session.answer();
  const findings = (change === undefined ? answer.findings : change.of(answer.findings)).filter((finding) => shard(finding.at.file));
  const exitCode = worst(
    exitCodeOf(findings, answer.problems, bar),
    stale(answer, session, request, terminal),
    lockReport(request, session, answer, terminal),
    mended && request.has('exit-non-zero-on-fix') ? exits.findings : exits.clean,
  );
  const shown = request.has('quiet') ? findings.filter((finding) => finding.severity === 'error') : findings;
  const report = reportOf(request, session, answer, shown, exitCode);
  // A dry run leaves standard output to the diff.
  writeOutputs(outputs, report, request.has('fix-dry-run') ? { ...terminal, out: terminal.note } : terminal);
  session.keep();
  noteFigures(request, answer, outputs, terminal);
  return exitCode;
}

/** What `--stats` and `--timings` ask for, where no report holds it. */
export function noteFigures(request: Request, { analysis }: Answer, outputs: readonly Output[], terminal: Terminal): void {
  if (request.has('stats') && outputs.every((output) => !output.name.startsWith('json'))) terminal.note(statsText(analysis));
  else if (request.has('timings')) terminal.note(timingsText(analysis));
}

/** Everything a report may tell. */
export function reportOf(
  request: Request,
  session: Session,
  { analysis, accepted, problems }: Answer,
  findings: readonly Finding[],
  exitCode: number,
): Report {
  const { workspace, path } = session;
  const category = request.value('category');
  const shard = shardOf(request);
  const quiet = [
    ...analysis.silenced.map((one) => ({ ...one, by: 'directive' as const })),
    ...accepted.map((finding) => ({ finding, by: 'baseline' as const, reason: 'accepted in the baseline' })),
  ];
  return {
    version,
    files: analysis.files,
    findings,
    calls: analysis.calls.filter((call) => shard(call.site.at.file)),
    problems,
    suppressed: analysis.suppressed,
    accepted: accepted.length,
    exitCode,
    text: (file) => workspace.text(file),
    path,
    fixes: session.fixes,
    rules: rulePages(),
    ...(request.has('stats') ? { stats: statsOf(analysis) } : {}),
    ...(category === undefined ? {} : { category }),
    ...(request.has('include-suppressed') ? { quiet: quiet.filter(({ finding }) => shard(finding.at.file)) } : {}),
  };
}

/** Finding no file to read is more often a slip than a wish. */
export function refuseNothing({ analysis }: Answer, request: Request): void {
  if (analysis.files.found > 0 || analysis.problems.length > 0 || request.has('pass-with-no-files') || request.has('stdin')) return;
  const where = request.args.length === 0 ? 'here' : `in ${request.args.map((arg) => `\`${arg}\``).join(', ')}`;
  throw new WrongRequest(`There is no JavaScript or TypeScript file ${where}; \`--pass-with-no-files\` accepts that.`);
}

/** Entries of a baseline that nothing answers to are noted, and fail only when asked. */
function stale({ baselines }: Answer, { asked }: Session, request: Request, terminal: Terminal): number {
  const count = baselines.reduce((sum, { stale: entries }) => sum + entries.length, 0);
  if (count === 0 || asked.length > 0 || request.has('stdin')) return exits.clean;
  terminal.note(
    `${count} ${count === 1 ? 'entry' : 'entries'} of the baseline are gone from the code: \`breakwater baseline prune\` removes them.\n`,
    'warning',
  );
  return request.has('fail-on-stale') ? exits.findings : exits.clean;
}

function worst(...codes: readonly number[]): number {
  return Math.max(...codes);
}
