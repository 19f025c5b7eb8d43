import { knownRules } from '../engine/known';
import { exits } from './exit';
import { asJson, type Request } from './request';
import { tableText } from './table';
import type { Terminal } from './terminal';

/** `breakwater rules`. */
export function rules(request: Request, terminal: Terminal): number {
  if (asJson(request)) {
    const list = knownRules.map(({ id, severity, summary }) => ({ rule: id, severity, summary }));
    terminal.out(`${JSON.stringify({ schemaVersion: 1, rules: list }, undefined, 2)}\n`);
    return exits.clean;
  }
  const rows = knownRules.map(({ id, severity, summary }) => [id, severity, summary.replace(/\.$/, '')]);
  terminal.out(
    `${tableText(['rule', 'default', 'what it finds'], rows, terminal.paint)}\n${knownRules.length} rules; \`breakwater explain <rule>\` says more.\n`,
  );
  return exits.clean;
}
