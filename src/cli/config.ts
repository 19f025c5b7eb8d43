import { realpathSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { openConfigs } from '../engine/config';
import { posix } from '../engine/config-merge';
import { knownRules } from '../engine/known';
import { severityOf } from '../engine/levels';
import { configRequest } from './config-request';
import { exits } from './exit';
import { readText } from './input';
import { oneOf, type Request, WrongRequest } from './request';
import { tableText } from './table';
import type { Terminal } from './terminal';

/** `breakwater config FILE`: what is in force for a file, and why. */
export function config(request: Request, terminal: Terminal): number {
  const [file, ...more] = request.args;
  if (file === undefined || more.length > 0) throw new WrongRequest('Name the file: `breakwater config src/user.ts`.');
  const root = realpathSync(process.cwd());
  const configs = openConfigs({ root, read: readText, rules: knownRules, request: configRequest(request) });
  const { from, levels, settings, maxFileKb, included, clients, guards, assumptions, fix, baseline, context, origins } = configs.of(
    posix(relative(root, resolve(file))),
  );
  const named = (path: string): string => posix(relative(root, path));
  for (const { path, line, column, message } of configs.mistakes()) terminal.note(`${named(path)}:${line}:${column}: ${message}\n`);
  const rules = knownRules.map((rule) => ({
    rule: rule.id,
    level: severityOf(rule, {}, 'unknown', levels),
    from: origins[rule.id] ?? (levels.preset === 'recommended' ? 'default' : `preset ${levels.preset}`),
  }));
  const shown = {
    file: posix(file),
    from: from.map(named),
    included,
    preset: levels.preset,
    ...(context === undefined ? {} : { context }),
    ...settings,
    maxFileKb,
    fix,
    ...(baseline === undefined ? {} : { baseline: named(baseline) }),
    clients: clients.map((client) => client.id),
    guards: guards.map((guard) => guard.id),
    assumptions: assumptions.map(({ holdsIn: _, ...rest }) => rest),
    rules,
  };
  if (oneOf(request, 'format', ['pretty', 'json']) === 'json') terminal.out(`${JSON.stringify(shown, undefined, 2)}\n`);
  else {
    const { rules: _, file: __, ...rest } = shown;
    const rows = Object.entries(rest).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]);
    terminal.out(
      `${from.length === 0 ? 'No configuration file: the defaults are in force.' : `In force: ${from.map(named).join(', then ')}`}\n\n`,
    );
    terminal.out(`${tableText(['setting', 'value'], rows, terminal.paint)}\n`);
    terminal.out(
      tableText(
        ['rule', 'level', 'because'],
        rules.map((rule) => [rule.rule, rule.level, rule.from]),
        terminal.paint,
      ),
    );
  }
  return configs.mistakes().length > 0 ? exits.wrongRequest : exits.clean;
}
