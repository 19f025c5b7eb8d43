import { join } from 'node:path';
import { type Lock, lockOf, lockText, parseLock, weakened } from '../engine/lock';
import { placer } from '../report';
import type { Answer } from './answer';
import { exits } from './exit';
import { readText } from './input';
import { type Request, WrongRequest } from './request';
import type { Session } from './session';
import type { Terminal } from './terminal';
import { writeWhole } from './write';

const name = 'breakwater.lock';

/** `breakwater calls --lock`: records each dependency's profile. */
export function writeLock(session: Session, { analysis }: Answer, terminal: Terminal): void {
  const lock = lockOf(analysis.calls);
  writeWhole(join(session.workspace.root, name), lockText(lock));
  terminal.note(`Recorded ${Object.keys(lock.dependencies).length} dependencies in ${name}.\n`, 'info');
}

/** `breakwater check --lock`: one line for each dependency that became weaker than recorded. */
export function lockReport(request: Request, session: Session, { analysis }: Answer, terminal: Terminal): number {
  if (!request.has('lock')) return exits.clean;
  const path = join(session.workspace.root, name);
  const text = readText(path);
  if (text === undefined) throw new WrongRequest(`There is no \`${name}\` here; \`breakwater calls --lock\` writes it.`);
  const lock: Lock | string = parseLock(text);
  if (typeof lock === 'string') throw new WrongRequest(lock);
  const place = placer({ text: (file) => session.workspace.text(file), path: session.path });
  const lines = weakened(lock, analysis.calls);
  for (const { dependency, changes, call } of lines) {
    const { path: file, line } = place(call.site.at);
    terminal.note(`${dependency}: ${changes.join(', ')}, ${file}:${line}\n`);
  }
  return lines.length === 0 ? exits.clean : exits.findings;
}
