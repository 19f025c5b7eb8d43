import * as vscode from 'vscode';
import type { Status } from '../server/protocol';
import type { Server } from './server';

const { t } = vscode.l10n;

/** One quiet item beside the language: how things stand, and what is in force. */
export function showStatus(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('breakwater', server.selector);
  item.name = 'Breakwater';
  const show = (status: Status | 'starting' | 'stopped'): void => {
    item.busy = status === 'starting';
    item.severity = severityOf(status);
    if (status === 'starting') {
      item.text = t('Breakwater is starting');
      item.detail = '';
      item.command = undefined;
    } else if (status === 'stopped') {
      item.text = t('Breakwater has stopped');
      item.detail = t('It failed several times in a row.');
      item.command = { command: 'breakwater.restart', title: t('Restart') };
    } else {
      item.text = textOf(status);
      item.detail = detailOf(status);
      item.command = { command: 'breakwater.openReport', title: t('Report') };
    }
  };
  show('starting');
  return vscode.Disposable.from(item, server.onStatus(show));
}

function severityOf(status: Status | 'starting' | 'stopped'): vscode.LanguageStatusSeverity {
  if (status === 'stopped') return vscode.LanguageStatusSeverity.Error;
  if (status === 'starting') return vscode.LanguageStatusSeverity.Information;
  if (status.state === 'incomplete' || status.pace === 'too slow') return vscode.LanguageStatusSeverity.Error;
  return status.pace === 'slow' ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
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
