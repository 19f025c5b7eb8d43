import * as vscode from 'vscode';
import { type Page, serverCommands } from '../server/protocol';
import type { Server } from './server';

/** Texts to read: the pages of rules, and what was explained; all of it offline. */
export interface Pages extends vscode.Disposable {
  showRule(rule: string): Promise<void>;
  show(page: Page | undefined, kind: 'md' | 'json' | 'txt'): Promise<void>;
}

export function makePages(server: Server): Pages {
  const texts: string[] = [];
  const registration = vscode.workspace.registerTextDocumentContentProvider('breakwater', {
    async provideTextDocumentContent({ path, query }) {
      const rule = /^\/rules\/([\w-]+)\.md$/.exec(path)?.[1];
      if (rule === undefined) return texts[Number(query)] ?? '';
      return (await server.ask<Page>(serverCommands.explainRule, rule))?.text ?? vscode.l10n.t('There is no rule {0}.', rule);
    },
  });
  const preview = async (uri: vscode.Uri): Promise<void> => vscode.commands.executeCommand('markdown.showPreview', uri);
  return {
    showRule: (rule) => preview(vscode.Uri.from({ scheme: 'breakwater', path: `/rules/${rule}.md` })),
    async show(page, kind) {
      if (page === undefined) return;
      const query = String(texts.push(page.text) - 1);
      const uri = vscode.Uri.from({ scheme: 'breakwater', path: `/${page.title.replace(/[^\w .-]/g, '_')}.${kind}`, query });
      if (kind === 'md') await preview(uri);
      else await vscode.window.showTextDocument(uri, { preview: true });
    },
    dispose: () => registration.dispose(),
  };
}
