import { checking, type Flag, retelling } from './flag';

/** Flags that say what of the findings is reported, and what fails. */
export const reportedFlags: readonly Flag[] = [
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
];
