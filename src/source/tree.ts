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
