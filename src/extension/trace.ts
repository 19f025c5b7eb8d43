import * as vscode from 'vscode';

/** The log as the client's library traces into it: the library looks at a channel's level, and a person sets `trace.server`. */
export function tracing(log: vscode.LogOutputChannel): vscode.LogOutputChannel {
  const changed = new vscode.EventEmitter<vscode.LogLevel>();
  const wish = (): string => vscode.workspace.getConfiguration('breakwater').get('trace.server', 'off');
  const level = (): vscode.LogLevel => (wish() === 'off' ? vscode.LogLevel.Info : vscode.LogLevel.Trace);
  const listening = vscode.workspace.onDidChangeConfiguration(() => changed.fire(level()));
  return {
    ...log,
    trace: (message, ...more) => log.info(message, ...more),
    get logLevel() {
      return level();
    },
    onDidChangeLogLevel: changed.event,
    dispose: () => listening.dispose(),
  };
}
