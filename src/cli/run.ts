import { exits } from './exit';
import { helpText } from './help';
import { type Request, readRequest, WrongRequest } from './request';
import type { Terminal } from './terminal';
import { version } from './version';

/** One run of the command: its exit code. What goes wrong is said in words, and never thrown. */
export async function run(argv: readonly string[], open: (request: Request | undefined) => Terminal): Promise<number> {
  let terminal = open(undefined);
  try {
    const request = readRequest(argv);
    terminal = open(request);
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
