import * as vscode from 'vscode';
import type { Status } from '../server/protocol';
import type { Server } from './server';

const { t } = vscode.l10n;

/** One quiet item beside the language: how things stand, and what is in force. */
export function showStatus(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('breakwater', server.selector);
  const { Error: failed, Warning: poor, Information: fine } = vscode.LanguageStatusSeverity;
  item.name = 'Breakwater';
  const show = (status: Status | 'starting' | 'stopped'): void => {
    item.busy = status === 'starting';
    item.command = undefined;
    item.detail = '';
    if (status === 'starting') [item.text, item.severity] = [t('Breakwater is starting'), fine];
    else if (status === 'stopped') {
      [item.text, item.severity] = [t('Breakwater has stopped'), failed];
      item.command = { command: 'breakwater.restart', title: t('Restart') };
    } else {
      const { state, pace } = status;
      [item.text, item.detail] = [textOf(status), detailOf(status)];
      item.severity = state === 'incomplete' || pace === 'too slow' ? failed : pace === 'slow' ? poor : fine;
      item.command = { command: 'breakwater.openReport', title: t('Report') };
    }
  };
  show('starting');
  return vscode.Disposable.from(item, server.onStatus(show));
}

function textOf({ state, calls, bounded }: Status): string {
  if (state === 'off') return t('Breakwater is off here');
  if (calls === 0) return t('No outgoing calls');
  return t('{0} % of {1} outgoing calls are bounded', Math.floor((100 * bounded) / calls), calls);
}

function detailOf({ version, findings, unknown, configs, ms, state, problems }: Status): string {
  const config = configs.map((uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri)));
  return [
    t('{0} findings', findings),
    ...(unknown === 0 ? [] : [t('{0} could not be read', unknown)]),
    config.length === 0 ? t('default configuration') : config.join(', '),
    `${version} · ${ms} ms`,
    ...(state === 'incomplete' ? problems.slice(0, 3) : []),
  ].join(' · ');
}
