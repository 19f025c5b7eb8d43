import { dirname, relative, resolve } from 'node:path';
import { acceptedBy } from '../engine/accepted';
import { type Baseline, baselineOf, baselineText, pruned } from '../engine/baseline';
import { posix } from '../engine/config-merge';
import type { Finding } from '../model/finding';
import type { Answer } from './answer';
import { refuseNothing } from './check';
import { exits } from './exit';
import { readText } from './input';
import { type Request, WrongRequest } from './request';
import { openSession, type Session } from './session';
import { tableText } from './table';
import type { Terminal } from './terminal';
import { writeWhole } from './write';

/** `breakwater baseline create|update|prune|show`. */
export async function baseline(request: Request, terminal: Terminal): Promise<number> {
  const [verb, ...paths] = request.args;
  if (verb !== 'create' && verb !== 'update' && verb !== 'prune' && verb !== 'show')
    throw new WrongRequest('Say what to do: `breakwater baseline create`, `update`, `prune` or `show`.');
  const session = await openSession(request, terminal, paths);
  const answer = session.answer();
  refuseNothing(answer, { ...request, args: paths });
  if (verb === 'show') return show(answer, session, terminal);
  if (answer.problems.length > 0) {
    for (const { path, message } of answer.problems) terminal.note(`${path === '' ? '' : `${session.path(path)}: `}${message}\n`);
    terminal.note('The analysis is incomplete, so no baseline is written.\n');
    return exits.failed;
  }
  if (verb === 'prune') return prune(answer, session, terminal);
  const files = new Map<string, Finding[]>();
  const home = session.configs.of('package.json').baseline;
  if (home !== undefined) files.set(home, []);
  for (const finding of answer.analysis.findings) {
    const path = session.configs.of(finding.at.file).baseline;
    if (path !== undefined) files.set(path, [...(files.get(path) ?? []), finding]);
  }
  for (const [path, findings] of files) {
    const old = answer.baselines.find((one) => one.path === path)?.baseline;
    if (verb === 'create' && readText(path) !== undefined)
      throw new WrongRequest(
        `\`${session.path(relative(session.workspace.root, path))}\` is there already; \`breakwater baseline update\` brings it up to date.`,
      );
    if (findings.length === 0 && (path !== home || files.size > 1) && old === undefined) continue;
    write(path, written(path, findings, old, session), session, terminal);
  }
  return exits.clean;
}

/** When only some paths were asked for, entries of all others stay. */
function written(path: string, findings: readonly Finding[], old: Baseline | undefined, session: Session): Baseline {
  const folder = dirname(path);
  const pathOf = (file: string): string => posix(relative(folder, resolve(session.workspace.root, file)));
  const asked = session.asked.map((one) => posix(relative(folder, one)));
  const looked = (name: string): boolean =>
    asked.length === 0 || asked.some((one) => one === '' || name === one || name.startsWith(`${one}/`));
  return baselineOf(findings, pathOf, old === undefined ? undefined : { baseline: old, looked });
}

/** What is accepted, as a table: entries that nothing answers to any more are marked. */
function show(answer: Answer, session: Session, terminal: Terminal): number {
  if (answer.baselines.length === 0) throw new WrongRequest('There is no baseline to show; `breakwater baseline create` writes one.');
  for (const { path, baseline: held, stale } of answer.baselines) {
    const rows = held.entries.map((entry) => [
      entry.path,
      entry.rule,
      entry.scope,
      entry.callee,
      entry.target,
      stale.includes(entry) ? 'gone from the code' : '',
    ]);
    const name = session.path(relative(session.workspace.root, path));
    terminal.out(`${name}: ${held.entries.length} accepted, ${stale.length} of them gone from the code.\n`);
    if (rows.length > 0) terminal.out(tableText(['file', 'rule', 'in', 'call', 'to', ''], rows, terminal.paint));
  }
  return exits.clean;
}

function prune(answer: Answer, session: Session, terminal: Terminal): number {
  const { baselines } = acceptedBy({
    root: session.workspace.root,
    findings: answer.analysis.findings,
    configs: session.configs,
    read: readText,
  });
  if (baselines.length === 0) throw new WrongRequest('There is no baseline to prune; `breakwater baseline create` writes one.');
  for (const { path, baseline: old, stale } of baselines) write(path, pruned(old, stale), session, terminal);
  return exits.clean;
}

function write(path: string, baselineNow: Baseline, session: Session, terminal: Terminal): void {
  const text = baselineText(baselineNow);
  const name = session.path(relative(session.workspace.root, path));
  const count = baselineNow.entries.length;
  if (readText(path) === text) terminal.note(`${name} is up to date: ${count} accepted.\n`, 'info');
  else {
    writeWhole(path, text);
    terminal.note(`Wrote ${name}: ${count} accepted.\n`, 'info');
  }
}
