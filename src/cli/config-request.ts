import { relative, resolve } from 'node:path';
import { type ConfigRequest, type Configs, type Level, wrongRule } from '../engine/config';
import { posix } from '../engine/config-merge';
import { knownRules } from '../engine/known';
import { readText } from './input';
import { oneOf, type Request, WrongRequest } from './request';

const levels = ['off', 'info', 'warning', 'error'] as const;

/** What the flags ask of the configuration; rule names and levels are checked here. */
export function configRequest(request: Request): ConfigRequest {
  const unused = oneOf(request, 'report-unused-directives', levels);
  const rules: Record<string, Level> = unused === undefined ? {} : { 'unused-directive': unused };
  for (const pair of request.values('rule')) {
    const [name = '', level = ''] = pair.split('=', 2);
    checkRule(name);
    const known = levels.find((one) => one === level);
    if (known === undefined)
      throw new WrongRequest(`\`--rule ${pair}\`: the level must be off, info, warning or error, as in \`--rule ${name}=warning\`.`);
    rules[name] = known;
  }
  for (const name of [...request.values('only'), ...request.values('skip'), ...request.values('fix-rule')]) checkRule(name);
  const file = request.value('config');
  if (file !== undefined && request.has('no-config')) throw new WrongRequest('`--config` and `--no-config` exclude each other.');
  if (file !== undefined && readText(resolve(file)) === undefined) throw new WrongRequest(`There is no configuration file \`${file}\`.`);
  const baseline = request.value('baseline');
  return {
    rules,
    ...(file === undefined ? {} : { file: resolve(file) }),
    ...(request.has('no-config') ? { off: true } : {}),
    ...(request.has('only') ? { only: request.values('only') } : {}),
    ...(request.has('skip') ? { skip: request.values('skip') } : {}),
    ...(request.has('no-inline-config') ? { noDirectives: true } : {}),
    ...(request.has('no-baseline') ? { baseline: false as const } : baseline === undefined ? {} : { baseline: resolve(baseline) }),
  };
}

function checkRule(name: string): void {
  const wrong = wrongRule(name, knownRules);
  if (wrong !== undefined) throw new WrongRequest(wrong);
}

/** Configuration mistakes are wrong requests, each with its place. */
export function refuseMistakes(configs: Configs, root: string, path: (file: string) => string): void {
  const mistakes = configs.mistakes();
  if (mistakes.length === 0) return;
  throw new WrongRequest(
    mistakes.map((one) => `${path(posix(relative(root, one.path)))}:${one.line}:${one.column}: ${one.message}`).join('\n'),
  );
}
