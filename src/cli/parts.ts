import { baseline } from './baseline';
import { calls } from './calls';
import { check } from './check';
import { clients } from './clients';
import { config } from './config';
import { explain } from './explain';
import { init } from './init';
import { lsp } from './lsp';
import { merge } from './merge';
import type { Request } from './request';
import { rules } from './rules';
import type { Terminal } from './terminal';

/** What each command does. */
export const parts: Readonly<Record<string, (request: Request, terminal: Terminal) => number | Promise<number>>> = {
  baseline,
  calls,
  check,
  clients,
  config,
  explain,
  fix: check,
  init,
  lsp,
  merge,
  rules,
};
