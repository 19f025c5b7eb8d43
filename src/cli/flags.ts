import { commands } from './commands';

/** A flag of the command line. */
export interface Flag {
  readonly name: string;
  readonly short?: string;
  /** What its value is called in the help; without it the flag is a switch. */
  readonly value?: string;
  /** The value may be left out: `--fix`, `--fix=all`. */
  readonly optional?: boolean;
  /** The only words the value may be. */
  readonly choices?: readonly string[];
  /** It may be given several times. */
  readonly many?: boolean;
  readonly help: string;
  readonly group: 'Rules and configuration' | 'What is reported' | 'Output' | 'Fixes' | 'Files' | 'Speed' | 'Help';
  readonly commands: readonly string[];
}

const analysing = ['check', 'fix', 'calls', 'explain', 'baseline'];
const checking = ['check', 'fix'];
const retelling = ['merge', 'report'];
const telling = ['check', 'fix', 'calls', ...retelling];
const everything = commands.map(({ name }) => name);

/** Every flag there is; help and parsing read the same table. */
export const flags: readonly Flag[] = [
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

  {
    name: 'fail-on',
    value: 'LEVEL',
    choices: ['error', 'warning', 'info', 'none'],
    help: 'lowest level that fails: error (default), warning, info or none',
    group: 'What is reported',
    commands: [...checking, ...retelling],
  },
  {
    name: 'max-warnings',
    value: 'N',
    help: 'fail when there are more warnings',
    group: 'What is reported',
    commands: [...checking, ...retelling],
  },
  { name: 'quiet', short: 'q', help: 'show errors only', group: 'What is reported', commands: [...checking, ...retelling] },
  { name: 'changed', help: 'report what the current branch made worse', group: 'What is reported', commands: checking },
  { name: 'since', value: 'REF', help: 'report what was made worse since this revision', group: 'What is reported', commands: checking },
  { name: 'staged', help: 'report what the staged changes make worse', group: 'What is reported', commands: checking },
  {
    name: 'baseline',
    value: 'FILE',
    help: 'accept the findings in this file',
    group: 'What is reported',
    commands: [...checking, 'baseline'],
  },
  { name: 'no-baseline', help: 'accept no finding', group: 'What is reported', commands: checking },
  { name: 'fail-on-stale', help: 'fail when the baseline holds entries nothing answers to', group: 'What is reported', commands: checking },
  {
    name: 'lock',
    help: 'calls: record profiles in breakwater.lock; check: say what became weaker',
    group: 'What is reported',
    commands: ['check', 'calls'],
  },
  {
    name: 'include-suppressed',
    help: 'put silenced and accepted findings into SARIF, marked, with the reason',
    group: 'What is reported',
    commands: checking,
  },

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

  {
    name: 'fix',
    value: 'KIND',
    optional: true,
    choices: ['safe', 'suggestions', 'all'],
    help: 'mend what can be: safe (default), suggestions or all',
    group: 'Fixes',
    commands: checking,
  },
  { name: 'fix-dry-run', help: 'show what --fix would change, as a diff', group: 'Fixes', commands: checking },
  {
    name: 'exit-non-zero-on-fix',
    help: 'end with 1 when anything was mended, so that CI notices',
    group: 'Fixes',
    commands: checking,
  },
  { name: 'fix-rule', value: 'NAME', many: true, help: 'mend findings of this rule only', group: 'Fixes', commands: checking },

  { name: 'stdin', help: 'read one file from standard input', group: 'Files', commands: ['check', 'calls'] },
  { name: 'stdin-filename', value: 'FILE', help: 'what that file is called', group: 'Files', commands: ['check', 'calls'] },
  { name: 'watch', help: 'report again whenever a file changes, until it is interrupted', group: 'Files', commands: ['check'] },
  {
    name: 'workspace',
    value: 'PATTERN',
    many: true,
    help: 'report on these packages of a monorepo, by name or folder',
    group: 'Files',
    commands: [...checking, 'calls', 'baseline'],
  },
  {
    name: 'tsconfig',
    value: 'FILE',
    help: 'follow the aliases of this file instead of those nearest to each file',
    group: 'Files',
    commands: [...analysing, 'mcp'],
  },
  {
    name: 'ignore-pattern',
    value: 'GLOB',
    many: true,
    help: 'leave these files out',
    group: 'Files',
    commands: [...analysing, 'doctor', 'mcp'],
  },
  { name: 'no-ignore', help: 'read files that .gitignore names, too', group: 'Files', commands: [...analysing, 'doctor', 'mcp'] },
  { name: 'pass-with-no-files', help: 'finding no files is no mistake', group: 'Files', commands: [...checking, 'calls', 'baseline'] },

  { name: 'cache', help: 'keep what was read for the next run (the default)', group: 'Speed', commands: analysing },
  { name: 'no-cache', help: 'read nothing from earlier runs', group: 'Speed', commands: [...analysing, 'mcp'] },
  { name: 'cache-location', value: 'FOLDER', help: 'where summaries are kept', group: 'Speed', commands: [...analysing, 'doctor', 'mcp'] },
  {
    name: 'threads',
    value: 'N',
    help: 'parse on so many threads; auto (default) starts others only where they win',
    group: 'Speed',
    commands: analysing,
  },
  {
    name: 'shard',
    value: 'I/N',
    help: 'report one part of N; join the parts with `breakwater merge`',
    group: 'Speed',
    commands: ['check', 'calls'],
  },
  { name: 'no-prefilter', help: 'parse every file', group: 'Speed', commands: analysing },

  { name: 'dry-run', help: 'print what would be written, and write nothing', group: 'Files', commands: ['init'] },
  { name: 'with-baseline', help: 'accept what is there today', group: 'Files', commands: ['init'] },
  {
    name: 'ci',
    value: 'NAME',
    choices: ['github', 'gitlab', 'pre-commit'],
    help: 'print a snippet for github, gitlab or pre-commit',
    group: 'Files',
    commands: ['init'],
  },
  { name: 'stdio', help: 'speak over standard input and output (the only way)', group: 'Files', commands: ['lsp'] },

  { name: 'help', short: 'h', help: 'show this', group: 'Help', commands: everything },
  { name: 'version', short: 'V', help: 'show the version', group: 'Help', commands: everything },
];
