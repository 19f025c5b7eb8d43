import { analysing, checking, everything, type Flag, retelling, telling } from './flag';

/** Flags that say how it is told, and where. */
export const outputFlags: readonly Flag[] = [
  {
    name: 'format',
    short: 'f',
    value: 'NAME[:FILE]',
    many: true,
    help: 'pretty, json, sarif, github, …; again for several',
    group: 'Output',
    commands: [...telling, 'rules', 'clients', 'explain', 'config', 'doctor'],
  },
  { name: 'json', help: 'the same as `--format json`', group: 'Output', commands: ['rules', 'clients'] },
  { name: 'output', short: 'o', value: 'FILE', help: 'write the report to a file', group: 'Output', commands: telling },
  {
    name: 'color',
    value: 'WHEN',
    choices: ['auto', 'always', 'never'],
    help: 'auto (default), always or never',
    group: 'Output',
    commands: everything,
  },
  { name: 'no-progress', help: 'no progress line', group: 'Output', commands: analysing },
  {
    name: 'log-level',
    value: 'LEVEL',
    choices: ['error', 'warning', 'info', 'debug'],
    help: 'what is said beside the report: error, warning, info (default) or debug',
    group: 'Output',
    commands: everything,
  },
  { name: 'stats', help: 'say where time and memory went, in JSON reports too', group: 'Output', commands: [...checking, 'calls'] },
  { name: 'timings', help: 'say how long each phase took, and leave the report alone', group: 'Output', commands: [...checking, 'calls'] },
  {
    name: 'category',
    value: 'NAME',
    help: 'tell uploads of one tool apart in SARIF',
    group: 'Output',
    commands: [...checking, ...retelling],
  },
];
