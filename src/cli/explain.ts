import { knownRules } from '../engine/known';
import { didYouMean } from '../engine/nearest';
import type { GuardedCall } from '../model/call';
import { concerns } from '../model/finding';
import { linesOf } from '../model/lines';
import type { Span } from '../model/span';
import { callFormats } from '../report';
import { profileText } from '../report/profile';
import { reportOf } from './check';
import { exits } from './exit';
import { oneOf, type Request, WrongRequest } from './request';
import { pageOf } from './pages';
import { openSession, type Session } from './session';
import type { Terminal } from './terminal';

/** `breakwater explain`: a rule's page, or the profile of the call at a place. */
export async function explain(request: Request, terminal: Terminal): Promise<number> {
  const [what, ...more] = request.args;
  if (what === undefined || more.length > 0)
    throw new WrongRequest('Say what to explain: `breakwater explain missing-timeout`, or `breakwater explain src/user.ts:12`.');
  const format = oneOf(request, 'format', ['pretty', 'json']) ?? 'pretty';
  const rule = knownRules.find(({ id }) => id === what);
  if (rule !== undefined) {
    const page = pageOf(rule.id) ?? `# ${rule.id}\n\n${rule.summary}\n`;
    terminal.out(
      format === 'json'
        ? `${JSON.stringify({ rule: rule.id, severity: rule.severity, summary: rule.summary, page }, undefined, 2)}\n`
        : page,
    );
    return exits.clean;
  }
  const [, path, line, column] = /^(.+?):(\d+)(?::(\d+))?$/.exec(what) ?? [];
  if (path === undefined || line === undefined) {
    const hint = didYouMean(
      what,
      knownRules.map(({ id }) => id),
    );
    throw new WrongRequest(`There is no rule \`${what}\`${hint === '' ? ', and it is no place such as `src/user.ts:12`.' : hint}`);
  }
  const session = await openSession(request, terminal, ['.', path].slice(outside(path) ? 1 : 0));
  const found = callsAt(session, session.file(path), Number(line), column === undefined ? undefined : Number(column));
  if (found.length === 0)
    throw new WrongRequest(`There is no outgoing call at \`${what}\`; \`breakwater calls ${path}\` lists those there are.`);
  const answer = session.answer();
  const findings = answer.findings.filter((finding) => found.some(({ site }) => concerns(finding, site)));
  const report = { ...reportOf(request, session, answer, findings, exits.clean), calls: found };
  terminal.out(format === 'json' ? (callFormats.json?.(report, terminal.paint) ?? '') : profileText(report, terminal.paint));
  return exits.clean;
}

function outside(path: string): boolean {
  return path.startsWith('..') || /^([\\/]|[A-Za-z]:)/.test(path);
}

/** Without a column, all calls that begin on the line or, failing that, the innermost that spans it, or those that are come to from there. */
function callsAt(session: Session, file: string, line: number, column: number | undefined): readonly GuardedCall[] {
  const text = session.workspace.text(file);
  if (text === undefined) return [];
  const lines = linesOf(text);
  if (line > lines.count) return [];
  if (column !== undefined) {
    const call = session.workspace.callAt(file, lines.startOf(line) + column - 1);
    return call === undefined ? [] : [call];
  }
  const own = session.workspace.analyse().calls.filter(({ site }) => site.at.file === file);
  const begins = own.filter(({ site }) => lines.at(site.at.start).line === line || lines.at(site.whole.start).line === line);
  if (begins.length > 0) return begins;
  const spanning = own.filter(({ site }) => lines.at(site.whole.start).line <= line && line <= lines.at(site.whole.end).line);
  if (spanning.length > 0)
    return spanning.sort((a, b) => a.site.whole.end - a.site.whole.start - (b.site.whole.end - b.site.whole.start)).slice(0, 1);
  // What stands there may call a function that sends.
  const isThere = (at: Span | undefined): boolean => at?.file === file && lines.at(at.start).line === line;
  return session.workspace
    .analyse()
    .calls.filter(
      ({ site, paths }) =>
        site.users?.some(({ at }) => isThere(at)) === true || paths.some(({ through }) => through.some(({ at }) => isThere(at))),
    );
}
