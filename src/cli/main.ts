#!/usr/bin/env node
import { enableCompileCache } from './compile-cache';
import { run } from './run';
import { terminalOf } from './terminal';

/** A reader that stops reading, as `head` does, is no failure: what is left is not written. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

enableCompileCache();
process.exitCode = await run(process.argv.slice(2), terminalOf);
