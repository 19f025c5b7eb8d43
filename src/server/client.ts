import type { ClientCapabilities } from 'vscode-languageserver';

/** What the client at the other end can do, asked once. */
export interface Client {
  readonly documentChanges: boolean;
  readonly changeAnnotations: boolean;
  readonly snippetEdits: boolean;
  readonly resolvesEdits: boolean;
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  /** Watchers may name a folder of their own, also one outside of the workspace. */
  readonly relativePatterns: boolean;
  readonly folders: boolean;
  readonly progress: boolean;
  readonly appliesEdits: boolean;
}

export function clientOf({ workspace, textDocument, window }: ClientCapabilities): Client {
  const edit = workspace?.workspaceEdit;
  return {
    documentChanges: edit?.documentChanges === true,
    changeAnnotations: edit?.documentChanges === true && edit.changeAnnotationSupport !== undefined,
    snippetEdits: edit?.documentChanges === true && edit.snippetEditSupport === true,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    relativePatterns: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    folders: workspace?.workspaceFolders === true,
    progress: window?.workDoneProgress === true,
    appliesEdits: workspace?.applyEdit === true,
  };
}
