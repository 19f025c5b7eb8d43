import { configurationFlags } from './flags/configuration';
import { fileFlags } from './flags/files';
import { fixFlags } from './flags/fixes';
import { everything, type Flag } from './flags/flag';
import { outputFlags } from './flags/output';
import { reportedFlags } from './flags/reported';
import { speedFlags } from './flags/speed';

export type { Flag } from './flags/flag';

/** Every flag there is; help and parsing read the same table. */
export const flags: readonly Flag[] = [
  ...configurationFlags,
  ...reportedFlags,
  ...outputFlags,
  ...fixFlags,
  ...fileFlags,
  ...speedFlags,

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
