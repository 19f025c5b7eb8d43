import { analysing, type Flag } from './flag';

/** Flags that say how fast, and in which parts. */
export const speedFlags: readonly Flag[] = [
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
];
