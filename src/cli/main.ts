#!/usr/bin/env node
import { enableCompileCache } from './compile-cache';
import { exits } from './exit';
import { helpText } from './help';
import { readRequest, WrongRequest } from './request';
import { type Terminal, terminalOf } from './terminal';
import { version } from './version';

async function run(argv: readonly string[]): Promise<number> {
  let terminal = terminalOf(undefined);
  try {
    const request = readRequest(argv);
    terminal = terminalOf(request);
    if (request.has('version')) return said(terminal, `${version}\n`);
    if (request.has('help')) return said(terminal, helpText(argv.includes(request.command) ? request.command : undefined));
    // Help and version need none of this, and so cost nothing.
    const { parts } = await import('./parts');
    return (await parts[request.command]?.(request, terminal)) ?? exits.wrongRequest;
  } catch (error) {
    if (error instanceof WrongRequest) {
      terminal.note(`${error.message}\n`);
      return exits.wrongRequest;
    }
    terminal.note(`Breakwater failed, and that is its fault: ${error instanceof Error ? error.message : String(error)}\n`);
    if (process.env.BREAKWATER_DEBUG !== undefined && error instanceof Error) terminal.note(`${error.stack}\n`);
    return exits.failed;
  }
}

function said(terminal: Terminal, text: string): number {
  terminal.out(text);
  return exits.clean;
}

/** A reader that stops reading, as \`head\` does, is no failure: what is left is not written. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

enableCompileCache();
process.exitCode = await run(process.argv.slice(2));
