import { type CodeAction, CodeActionKind, type CodeActionParams, type Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../model/finding';
import type { Fix } from '../model/remedy';
import { diagnosticOf } from './diagnostics';
import { mayBeOneOfMany } from './fixes';
import { t } from './language';
import { clientCommands, serverCommands } from './protocol';
import type { Session } from './session';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.breakwater`;
/** All that is offered beside a finding; a person may bind a key to it. */
export const quickFixKind = `${CodeActionKind.QuickFix}.breakwater`;
/** What puts a call into a policy, for whoever asks for rewritings alone. */
export const rewriteKind = `${CodeActionKind.RefactorRewrite}.breakwater`;

/** What an action carries until it is resolved: enough to find its edit again, even after other edits. */
export type ActionData = { readonly uri: string } & (
  | { readonly do: 'fix'; readonly fingerprint: string; readonly remedy: string; readonly title: string }
  | { readonly do: 'rule'; readonly rule: string; readonly everywhere: boolean }
  | { readonly do: 'disable'; readonly fingerprint: string; readonly inFile: boolean }
  | { readonly do: 'assume'; readonly fingerprint: string }
);

const loudness: readonly Finding['severity'][] = ['error', 'warning', 'info'];

/** The quick-fixes of a range, light: fixes first, of the loudest finding before others, then whole rules, then what only silences. */
export function quickFixes({ textDocument: { uri }, range, context }: CodeActionParams, session: Session): CodeAction[] {
  const whole = asked(context.only, quickFixKind);
  if (!whole && !asked(context.only, rewriteKind)) return [];
  const { folder, file } = session.folders.at(uri);
  if (!folder.settings.enable) return [];
  const workspace = folder.workspace();
  const inFile = workspace.findings([file]);
  const loudest = inFile.toSorted((a, b) => loudness.indexOf(a.severity) - loudness.indexOf(b.severity));
  const touched = loudest.flatMap((finding) => {
    const at = folder.places.squiggle(finding.at);
    const apart =
      at.end.line < range.start.line ||
      at.start.line > range.end.line ||
      (at.end.line === range.start.line && at.end.character < range.start.character) ||
      (at.start.line === range.end.line && at.start.character > range.end.character);
    return apart ? [] : [{ finding, diagnostics: quoted(finding, context.diagnostics, session, uri) }];
  });
  if (!whole)
    return touched.flatMap(({ finding, diagnostics }) => {
      const wraps = session.fixes(folder, finding).filter((fix) => fix.wraps === true);
      return fixActions(uri, finding, wraps, diagnostics).map(({ isPreferred: _, ...action }) => ({ ...action, kind: rewriteKind }));
    });
  const rules = touched.filter(({ finding }, i) => touched.findIndex((other) => other.finding.rule === finding.rule) === i);
  return [
    ...touched.flatMap(({ finding, diagnostics }) => fixActions(uri, finding, session.fixes(folder, finding), diagnostics)),
    ...rules.flatMap(({ finding, diagnostics }) => ruleActions(uri, finding, inFile, diagnostics, session)),
    ...touched.flatMap(({ finding }) => quietActions(uri, finding, session)),
    ...(folder.settings.showDocumentation ? rules.map(({ finding }) => documentationAction(finding.rule, session)) : []),
  ];
}

/** Whether a client that names kinds would take this one; kinds are paths, and the empty one is all of them. */
export function asked(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((wish) => wish === '' || kind === wish || kind.startsWith(`${wish}.`));
}

/** A dangerous change is never the preferred one: nobody read its title when a key was pressed. */
function fixActions(uri: string, finding: Finding, fixes: readonly Fix[], diagnostics: Diagnostic[]): CodeAction[] {
  const preferred = fixes.find((fix) => fix.safety !== 'dangerous');
  return fixes.map((fix) => ({
    title: fix.safety === 'dangerous' ? t('{0} (may change what happens when all goes well)', fix.title) : fix.title,
    kind: quickFixKind,
    diagnostics,
    ...(fix === preferred ? { isPreferred: true } : {}),
    data: { do: 'fix', uri, fingerprint: finding.fingerprint, remedy: fix.remedy, title: fix.title } satisfies ActionData,
  }));
}

function ruleActions(uri: string, one: Finding, inFile: readonly Finding[], diagnostics: Diagnostic[], session: Session): CodeAction[] {
  const { folder } = session.folders.at(uri);
  const { rule } = one;
  const fixes = session.fixes(folder, one);
  const offered = (everywhere: boolean): boolean => fixes.some((fix) => mayBeOneOfMany(fix, everywhere, session.client));
  const inWorkspace = folder
    .workspace()
    .findings()
    .filter((finding) => finding.rule === rule).length;
  const here = inFile.filter((finding) => finding.rule === rule).length;
  const action = (title: string, everywhere: boolean): CodeAction => ({
    title,
    kind: quickFixKind,
    diagnostics,
    data: { do: 'rule', uri, rule, everywhere } satisfies ActionData,
  });
  return [
    ...(here > 1 && offered(false) ? [action(t('Fix all {0} problems in file', rule), false)] : []),
    ...(inWorkspace > here && offered(true) ? [action(t('Fix all {0} problems in workspace…', rule), true)] : []),
  ];
}

/** Without diagnostics an editor puts these below every real fix. */
function quietActions(uri: string, { rule, fingerprint, wants }: Finding, session: Session): CodeAction[] {
  const { disableComment } = session.folders.at(uri).folder.settings;
  const action = (title: string, data: ActionData): CodeAction => ({ title, kind: quickFixKind, data });
  const assumed = wants === 'timeout' || wants === 'breaker' || wants === 'bulkhead' || wants === 'fallback';
  return [
    ...(assumed ? [action(t('State that the {0} is enforced elsewhere', wants), { do: 'assume', uri, fingerprint })] : []),
    ...(disableComment.enable
      ? [
          action(t('Disable {0} for this line', rule), { do: 'disable', uri, fingerprint, inFile: false }),
          action(t('Disable {0} for the entire file', rule), { do: 'disable', uri, fingerprint, inFile: true }),
        ]
      : []),
  ];
}

function documentationAction(rule: string, session: Session): CodeAction {
  const command = session.clientCommands ? clientCommands.explainRule : serverCommands.explainRule;
  const title = t('Show documentation for {0}', rule);
  return { title, kind: quickFixKind, command: { title, command, arguments: [rule] } };
}

/** The client's own words for a finding, so that it can tell which squiggle an action mends. */
function quoted(finding: Finding, given: readonly Diagnostic[], session: Session, uri: string): Diagnostic[] {
  const match = given.find(
    ({ data }) => typeof data === 'object' && data !== null && 'fingerprint' in data && data.fingerprint === finding.fingerprint,
  );
  const made = match ?? diagnosticOf(finding, session.manner(session.folders.at(uri).folder));
  return made === undefined ? [] : [made];
}
