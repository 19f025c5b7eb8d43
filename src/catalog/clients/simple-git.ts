import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** What gives the instance back, so that the next command can be chained to it. */
const chained = [
  ...['cwd', 'env', 'outputHandler', 'customBinary', 'init', 'add', 'commit', 'checkout', 'checkoutBranch', 'checkoutLocalBranch'],
  ...['addRemote', 'removeRemote', 'addConfig', 'addTag', 'branch', 'merge', 'rebase', 'reset', 'stash', 'clone', 'fetch', 'pull', 'push'],
];

/** It starts `git` for each command; of these only what asks another machine is a call. */
export const simpleGit: ClientModel = {
  id: 'simple-git',
  modules: ['simple-git', 'simple-git/promise'],
  package: 'simple-git',
  failure: 'throws',
  traits: ['slow'],
  makes: [
    ...['', 'simpleGit', 'gitP'].map((path) => ({ path, options: ['arg[1]', 'arg[0]'] as const, types: ['SimpleGit'] })),
    ...chained.map((path) => ({ path, on: ['instance'], inherits: true })),
  ],
  calls: [
    { paths: ['clone', 'mirror', 'listRemote'], on: ['instance'], effect: 'read', target: 'arg[0]' },
    { paths: ['fetch', 'pull', 'submoduleUpdate'], on: ['instance'], effect: 'read' },
    // What was pushed before is there already.
    { paths: ['push', 'pushTags'], on: ['instance'], effect: 'write', idempotent: ['*'] },
  ],
  options: [
    // It ends a silence of `git`, whose helper stays at its connection.
    { option: 'timeout.block', at: 'instance', sets: 'timeout', off: [0], cancels: false },
    { option: 'abort', at: 'instance', versions: '>=3.14.0', sets: 'cancellation', unit: 'signal', mends: false },
    { option: 'maxConcurrentProcesses', at: 'instance', sets: 'bulkhead' },
  ],
  defaults: [
    noTimeout('simple-git waits for `git` without end unless `timeout.block` is set'),
    { facet: 'bulkhead', limit: 5, says: 'an instance of simple-git runs 5 commands at once, and has a line of any length before them' },
  ],
  advice: 'simpleGit(folder, { timeout: { block: 60_000 } })',
  evidence: [{ url: 'https://github.com/steveukx/git-js/blob/main/docs/PLUGIN-TIMEOUT.md', versions: '3.36.0, 4.0.2', how: 'read' }],
};
