import { setImmediate as turn } from 'node:timers/promises';
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Folder } from './folders';
import type { OpenWorkspace } from './hall';
import type { Session } from './session';

/** Milliseconds of work between two looks at what else has come in. */
const slice = 15;

/** Smaller folders are known whole before anybody could miss the answer. */
const fewFiles = 200;

/** Workspaces that were answered whole once. */
const known = new WeakSet<OpenWorkspace>();

/** Lets messages that are already here be read first: the newer edit, or the word that nobody waits any more. */
export async function unhurried(session: Session, token: CancellationToken): Promise<void> {
  await session.ready();
  await turns(token);
}

/** The same, and works on a folder's answer a little at a time until it is there, so that nothing has to wait for all of it. */
export async function answered(folder: Folder, session: Session, token?: CancellationToken): Promise<void> {
  await session.ready();
  await turns(token);
  while (folder.settings.enable && !work(folder, slice)) await turns(token);
}

/** The same for so many milliseconds at most; whether the answer is there. */
export async function answeredWithin(milliseconds: number, folder: Folder, session: Session, token: CancellationToken): Promise<boolean> {
  const until = performance.now() + milliseconds;
  await unhurried(session, token);
  while (folder.settings.enable && !work(folder, slice)) {
    if (performance.now() > until) return false;
    await turns(token);
  }
  return true;
}

/** Whether a folder is so large, and so new, that a document is better answered by what is sure of it already. */
export function atFirstSight(folder: Folder): boolean {
  if (!folder.settings.enable) return false;
  const workspace = folder.workspace();
  return !known.has(workspace) && workspace.size() > fewFiles && !work(folder, slice);
}

function work(folder: Folder, milliseconds: number): boolean {
  const workspace = folder.workspace();
  const done = workspace.work(milliseconds);
  if (done) known.add(workspace);
  return done;
}

async function turns(token: CancellationToken | undefined): Promise<void> {
  await turn();
  await turn();
  if (token?.isCancellationRequested === true) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'No longer wanted.');
}
