import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { Session } from './session';

/** Shows what is wrong in configuration files where it is written; `shown` remembers the files that have to be cleared later. */
export function complain({ connection, folders }: Session, shown: Set<string>): void {
  const files = new Map<string, Diagnostic[]>([...shown].map((uri) => [uri, []]));
  for (const folder of folders.all()) {
    if (!folder.opened || !folder.settings.enable) continue;
    for (const { path, line, column, message } of folder.workspace().mistakes()) {
      const uri = URI.file(path).toString();
      const start = { line: line - 1, character: column - 1 };
      const range = { start, end: { ...start, character: column } };
      const list = files.get(uri) ?? [];
      if (!list.some((other) => other.message === message))
        list.push({ range, severity: DiagnosticSeverity.Warning, source: 'breakwater', message });
      files.set(uri, list);
    }
  }
  for (const [uri, diagnostics] of files) {
    if (diagnostics.length > 0) shown.add(uri);
    else shown.delete(uri);
    void connection.sendDiagnostics({ uri, diagnostics });
  }
}
