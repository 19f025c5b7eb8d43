import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Severity } from '../model/rule';
import type { Customization } from './settings';

const levels = ['hint', 'info', 'warn', 'error'] as const;
type Level = (typeof levels)[number];

const spoken: Readonly<Record<Level, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warn: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/**
 * How loud a finding is in the editor; `undefined` means not at all. Red is for what does not compile,
 * so nothing is louder than a warning unless a customization asks for it. The last one that fits decides.
 */
export function severityOf(rule: string, severity: Severity, customizations: readonly Customization[]): DiagnosticSeverity | undefined {
  const own: Level = severity === 'warning' ? 'warn' : severity;
  const wish = customizations.findLast((c) => fits(c.rule, rule))?.severity;
  if (wish === 'off') return undefined;
  if (wish === undefined) return spoken[own === 'error' ? 'warn' : own];
  if (wish === 'default') return spoken[own];
  if (wish === 'downgrade') return spoken[moved(own, -1)];
  if (wish === 'upgrade') return spoken[moved(own, 1)];
  return spoken[wish];
}

function moved(level: Level, by: number): Level {
  const index = Math.min(Math.max(levels.indexOf(level) + by, 0), levels.length - 1);
  return levels[index] ?? level;
}

function fits(pattern: string, rule: string): boolean {
  if (pattern.startsWith('!')) return !fits(pattern.slice(1), rule);
  const expression = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${expression.join('.*')}$`).test(rule);
}
