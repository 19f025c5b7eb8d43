import { analysing, checking, type Flag } from './flag';

/** Flags that say which files are read. */
export const fileFlags: readonly Flag[] = [
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
];
