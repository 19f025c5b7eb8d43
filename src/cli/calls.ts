import { callFormats } from '../report';
import { noteFigures, refuseNothing, reportOf } from './check';
import { exits } from './exit';
import { writeLock } from './lock';
import { outputsOf, writeOutputs } from './outputs';
import type { Request } from './request';
import { openSession } from './session';
import { shardOf } from './shard';
import type { Terminal } from './terminal';

/** `breakwater calls`: the inventory. */
export async function calls(request: Request, terminal: Terminal): Promise<number> {
  const outputs = outputsOf(request, callFormats);
  shardOf(request);
  const session = await openSession(
    request,
    terminal,
    request.args,
    outputs.map(({ name }) => name),
  );
  const answer = session.answer();
  refuseNothing(answer, request);
  const exitCode = answer.problems.length > 0 ? exits.failed : exits.clean;
  writeOutputs(outputs, reportOf(request, session, answer, answer.findings, exitCode), terminal);
  session.keep();
  if (request.has('lock')) writeLock(session, answer, terminal);
  for (const { path, message } of answer.problems) terminal.note(`${path === '' ? '' : `${session.path(path)}: `}${message}\n`);
  noteFigures(request, answer, outputs, terminal);
  return exitCode;
}
