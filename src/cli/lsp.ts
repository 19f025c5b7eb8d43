import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { exits } from './exit';
import type { Request } from './request';
import type { Terminal } from './terminal';

/** `breakwater lsp`: the language server over standard input and output, for any editor. */
export function lsp(_request: Request, terminal: Terminal): Promise<number> {
  const server = spawn(process.execPath, [serverFile(), '--stdio'], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => server.kill(signal));
  return new Promise((done) => {
    server.on('error', (error) => {
      terminal.note(`The language server does not start: ${error.message}\n`);
      done(exits.failed);
    });
    server.on('exit', (code, signal) => done(signal === null ? (code ?? exits.failed) : 128 + constants.signals[signal]));
  });
}

/** The server lies beside the command; this code may have been bundled into a folder below. */
function serverFile(): string {
  const [beside = '', above = ''] = ['./server.js', '../server.js'].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return existsSync(beside) ? beside : above;
}
