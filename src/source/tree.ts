import { ts } from 'ts-morph';

/** Parses one file's text; parents are set, because flow is read upward. Comments in types and JSDoc are not parsed. */
export function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(
    file,
    text,
    { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    true,
    kindOf(file),
  );
}

/** The same for those who look at one text again and again, as fixes do: the last trees are kept. */
export function parseOnce(file: string, text: string): ts.SourceFile {
  const index = recent.findIndex((one) => one.file === file && one.text === text);
  const found = recent[index] ?? { file, text, tree: parse(file, text) };
  if (index !== 0) {
    if (index > 0) recent.splice(index, 1);
    recent.unshift(found);
    recent.length = Math.min(recent.length, kept);
  }
  return found.tree;
}

/** The text as it is, and as a fix or two leave it. */
const kept = 4;

const recent: { readonly file: string; readonly text: string; readonly tree: ts.SourceFile }[] = [];

/** JavaScript may hold JSX under any of its endings; TypeScript only under `.tsx`. */
function kindOf(file: string): ts.ScriptKind {
  if (/\.tsx$/.test(file)) return ts.ScriptKind.TSX;
  if (/\.[cm]?ts$/.test(file)) return ts.ScriptKind.TS;
  return ts.ScriptKind.JSX;
}

/** The first syntax error, if any. */
export function syntaxError(tree: ts.SourceFile): { message: string; offset: number } | undefined {
  const diagnostics = (tree as unknown as { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics;
  const first = diagnostics?.[0];
  return first === undefined ? undefined : { message: ts.flattenDiagnosticMessageText(first.messageText, ' '), offset: first.start };
}
