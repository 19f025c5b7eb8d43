import { type CodeLens, type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver';
import type { GuardedCall } from '../model/call';
import { profilePage } from './hover';
import { clientCommands } from './protocol';
import type { Session } from './session';
import { shortProfile } from './words';

/** `⏱ 5 s ↻ 3` after the name of each call, for those who want it. */
export function inlayHintsOf(uri: string, range: Range, session: Session): InlayHint[] {
  const { folder } = session.folders.at(uri);
  if (!folder.settings.inlayHints) return [];
  return callsOf(uri, session).flatMap((call) => {
    const at = folder.places.squiggle(call.site.at);
    if (at.end.line < range.start.line || at.end.line > range.end.line) return [];
    const tooltip = { kind: 'markdown' as const, value: profilePage(call, [], folder.places) };
    return [{ position: at.end, label: shortProfile(call.profile), kind: InlayHintKind.Parameter, paddingLeft: true, tooltip }];
  });
}

/** The same as a line above each call, which leads to the whole profile. */
export function codeLensesOf(uri: string, session: Session): CodeLens[] {
  const { folder } = session.folders.at(uri);
  if (!folder.settings.codeLens) return [];
  return callsOf(uri, session).map((call) => {
    const range = folder.places.squiggle(call.site.at);
    const title = `${call.site.name}: ${shortProfile(call.profile)}`;
    return { range, command: { title, command: session.clientCommands ? clientCommands.explainCall : '', arguments: [uri, range.start] } };
  });
}

function callsOf(uri: string, session: Session): readonly GuardedCall[] {
  const { folder, file } = session.folders.at(uri);
  if (!folder.settings.enable) return [];
  return folder
    .workspace()
    .analyse()
    .calls.filter((call) => call.site.at.file === file);
}
