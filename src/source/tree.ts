import { ts } from 'ts-morph';

/** Parses one file's text; parents are set, because flow is read upward. Comments in types and JSDoc are not parsed. */
export function parse(file: string, text: string): ts.SourceFile {
  const how = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const tree = ts.createSourceFile(file, text, how, false, kindOf(file));
  setParents(tree);
  return tree;
}

/** As the compiler does it when told to, without the lists of children that it makes for comments it was told not to read. */
function setParents(tree: ts.SourceFile): void {
  const open: ts.Node[] = [];
  let parent: ts.Node = tree;
  const visit = (node: ts.Node): undefined => {
    (node as { parent: ts.Node }).parent = parent;
    // Tokens and names hold nothing.
    if (node.kind > ts.SyntaxKind.LastToken) open.push(node);
  };
  for (let at: ts.Node | undefined = tree; at !== undefined; at = open.pop()) {
    parent = at;
    ts.forEachChild(at, visit);
  }
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
