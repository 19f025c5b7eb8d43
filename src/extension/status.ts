import * as vscode from 'vscode';
import type { Status } from '../server/protocol';
import { type Server, selector } from './server';

const { t } = vscode.l10n;

/** One quiet item beside the language: how things stand, and what is in force. */
export function showStatus(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('breakwater', selector);
  const { Error: failed, Warning: poor, Information: fine } = vscode.LanguageStatusSeverity;
  item.name = 'Breakwater';
  const show = (status: Status | 'starting' | 'stopped'): void => {
    item.busy = status === 'starting';
    [item.command, item.detail] = [undefined, ''];
    if (status === 'starting') [item.text, item.severity] = [t('Breakwater is starting'), fine];
    else if (status === 'stopped') {
      [item.text, item.severity] = [t('Breakwater has stopped'), failed];
      item.command = { command: 'breakwater.restart', title: t('Restart') };
    } else {
      const { state, pace, headline, detail } = status;
      [item.text, item.detail, item.busy] = [headline, detail, state === 'busy'];
      item.severity = state === 'incomplete' || pace === 'too slow' ? failed : pace === 'slow' ? poor : fine;
      item.command = { command: 'breakwater.openReport', title: t('Report') };
    }
  };
  show('starting');
  return vscode.Disposable.from(item, server.onStatus(show));
}
