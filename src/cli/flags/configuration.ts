import { analysing, checking, type Flag } from './flag';

/** Flags that say which rules hold. */
export const configurationFlags: readonly Flag[] = [
  {
    name: 'config',
    short: 'c',
    value: 'FILE',
    help: 'use this configuration and no other',
    group: 'Rules and configuration',
    commands: [...analysing, 'config', 'doctor', 'mcp'],
  },
  {
    name: 'no-config',
    help: 'use no configuration at all',
    group: 'Rules and configuration',
    commands: [...analysing, 'config', 'doctor', 'mcp'],
  },
  {
    name: 'rule',
    value: 'NAME=LEVEL',
    many: true,
    help: 'set a rule to off, info, warning or error',
    group: 'Rules and configuration',
    commands: [...checking, 'baseline', 'config'],
  },
  {
    name: 'only',
    value: 'NAME',
    many: true,
    help: 'ask only this rule',
    group: 'Rules and configuration',
    commands: [...checking, 'baseline'],
  },
  {
    name: 'skip',
    value: 'NAME',
    many: true,
    help: 'leave this rule out',
    group: 'Rules and configuration',
    commands: [...checking, 'baseline'],
  },
  {
    name: 'report-unused-directives',
    value: 'LEVEL',
    choices: ['off', 'info', 'warning', 'error'],
    help: 'how loud a comment is that silences nothing: warning by default',
    group: 'Rules and configuration',
    commands: [...checking, 'baseline'],
  },
  {
    name: 'no-inline-config',
    help: 'let no comment silence anything',
    group: 'Rules and configuration',
    commands: [...checking, 'baseline'],
  },
];
