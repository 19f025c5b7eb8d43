import { checking, type Flag } from './flag';

/** Flags that mend. */
export const fixFlags: readonly Flag[] = [
  {
    name: 'fix',
    value: 'KIND',
    optional: true,
    choices: ['safe', 'suggestions', 'all'],
    help: 'mend warnings and errors: safe (default) or suggestions; or all, remarks too',
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
];
