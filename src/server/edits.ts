import type { ChangeAnnotation, OptionalVersionedTextDocumentIdentifier, SnippetTextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Fix } from '../model/remedy';
import type { Span, TextEdit } from '../model/span';
import type { Client } from './client';
import type { Places } from './places';

/** Ask before applying, and say why; edits of one annotation are ticked together in the preview. */
export interface Doubt {
  readonly label: string;
  readonly description: string;
}

export interface Change {
  readonly edits: readonly TextEdit[];
  readonly doubt?: Doubt;
}

/** Changes as the client can take them: with versions and annotations where it knows them, plain where it does not. */
export function workspaceEdit(changes: readonly Change[], places: Places, client: Client): WorkspaceEdit {
  const files = [...new Set(changes.flatMap((change) => change.edits.map((edit) => edit.span.file)))];
  if (!client.documentChanges) {
    return {
      changes: Object.fromEntries(files.map((file) => [places.uri(file), changes.flatMap((change) => plain(change, file, places))])),
    };
  }
  const annotations: Record<string, ChangeAnnotation> = {};
  const documentChanges = files.map((file) => ({
    textDocument: documentAt(file, places),
    edits: changes.flatMap((change) => {
      const edits = plain(change, file, places);
      if (change.doubt === undefined || !client.changeAnnotations) return edits;
      const { label, description } = change.doubt;
      const taken = annotations[label];
      const annotationId = taken === undefined || taken.description === description ? label : `${label}: ${description}`;
      annotations[annotationId] = { ...change.doubt, needsConfirmation: true };
      return edits.map((edit) => ({ ...edit, annotationId }));
    }),
  }));
  return { documentChanges, ...(Object.keys(annotations).length === 0 ? {} : { changeAnnotations: annotations }) };
}

/** One insertion with a place for the person to type in, where the client can do that. */
export function insertion(
  file: string,
  offset: number,
  text: string,
  blank: string | undefined,
  places: Places,
  client: Client,
): WorkspaceEdit {
  const span: Span = { file, start: offset, end: offset };
  if (blank === undefined || !client.snippetEdits) return workspaceEdit([{ edits: [{ span, text }] }], places, client);
  const at = text.indexOf(blank);
  const escaped = (part: string): string => part.replace(/[\\$}]/g, '\\$&');
  const value = `${escaped(text.slice(0, at))}\${1:${escaped(blank)}}${escaped(text.slice(at + blank.length))}`;
  const edit: SnippetTextEdit = { range: places.range(span), snippet: { kind: 'snippet', value } };
  return { documentChanges: [{ textDocument: documentAt(file, places), edits: [edit] }] };
}

/** Fixes that can be made at once: equal edits once, and whichever fix gets in the way of an earlier one left for the next time. */
export function together(fixes: readonly Fix[]): Fix[] {
  const taken: TextEdit[] = [];
  const kept: Fix[] = [];
  for (const fix of fixes) {
    const fresh = fix.edits.filter((edit) => !taken.some((other) => same(edit, other)));
    if (fresh.length === 0 || fresh.some((edit) => taken.some((other) => collide(edit.span, other.span)))) continue;
    taken.push(...fresh);
    kept.push({ ...fix, edits: fresh });
  }
  return kept;
}

function same(a: TextEdit, b: TextEdit): boolean {
  return a.text === b.text && a.span.file === b.span.file && a.span.start === b.span.start && a.span.end === b.span.end;
}

function collide(a: Span, b: Span): boolean {
  if (a.file !== b.file) return false;
  if (a.start === a.end && b.start === b.end) return false;
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}

function plain(change: Change, file: string, places: Places): { range: ReturnType<Places['range']>; newText: string }[] {
  return change.edits.filter((edit) => edit.span.file === file).map((edit) => ({ range: places.range(edit.span), newText: edit.text }));
}

function documentAt(file: string, places: Places): OptionalVersionedTextDocumentIdentifier {
  return { uri: places.uri(file), version: places.version(file) ?? null };
}
