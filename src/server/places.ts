import type { Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../model/span';

/** Turns the engine's files and offsets into the editor's addresses and ranges. */
export interface Places {
  uri(file: string): string;
  range(span: Span): Range;
  /** The part that lies on the first line: nobody wants a squiggle under a whole block. */
  squiggle(span: Span): Range;
  /** The text the analysis saw. */
  text(file: string): string;
  /** The editor's version, when the file is open. */
  version(file: string): number | undefined;
}

export function placesOf(source: {
  readonly uri: (file: string) => string;
  readonly text: (file: string) => string | undefined;
  readonly open: (file: string) => TextDocument | undefined;
}): Places {
  const read = new Map<string, TextDocument>();
  const documentOf = (file: string): TextDocument => {
    const text = source.text(file) ?? '';
    const open = source.open(file);
    if (open !== undefined && open.getText() === text) return open;
    const known = read.get(file);
    if (known !== undefined && known.getText() === text) return known;
    const made = TextDocument.create(source.uri(file), '', 0, text);
    if (read.size > 500) read.clear();
    read.set(file, made);
    return made;
  };
  const range = (span: Span): Range => {
    const document = documentOf(span.file);
    return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
  };
  return {
    range,
    squiggle(span) {
      const stop = (source.text(span.file) ?? '').slice(span.start, span.end).search(/[\r\n]/);
      return range(stop < 0 ? span : { ...span, end: span.start + stop });
    },
    uri: source.uri,
    text: (file) => source.text(file) ?? '',
    version: (file) => source.open(file)?.version,
  };
}
