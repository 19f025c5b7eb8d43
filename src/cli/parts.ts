import { baseline } from './baseline';
import { calls } from './calls';
import { check } from './check';
import { config } from './config';
import { explain } from './explain';
import { init } from './init';
import { lsp } from './lsp';
import { merge } from './merge';
import type { Request } from './request';
import { rules } from './rules';
import type { Terminal } from './terminal';

/** What each command does; the code of those that are asked for seldom is loaded when they are. */
export const parts: Readonly<Record<string, (request: Request, terminal: Terminal) => number | Promise<number>>> = {
  baseline,
  calls,
  check,
  clients: async (...asked) => (await import('./clients')).clients(...asked),
  completion: async (...asked) => (await import('./completion')).completion(...asked),
  config,
  doctor: async (...asked) => (await import('./doctor')).doctor(...asked),
  explain,
  fix: check,
  init,
  lsp,
  mcp: async (...asked) => (await import('./mcp')).mcp(...asked),
  merge,
  report: async (...asked) => (await import('./retell')).report(...asked),
  rules,
};
