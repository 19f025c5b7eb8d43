#!/usr/bin/env node
import { writeSync } from 'node:fs';
import { enableCompileCache } from './compile-cache';
import { exits } from './exit';
import { run } from './run';
import { terminalOf } from './terminal';
import { compileLate } from './tiers';

/** A reader that stops reading, as `head` does, is no failure: what is left is not written. Any other error of the stream is one. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') fail(error);
  });
}

enableCompileCache();
compileLate();
try {
  process.exitCode = await run(process.argv.slice(2), terminalOf);
} catch (error) {
  fail(error);
}

function fail(error: unknown): never {
  const why = error instanceof Error ? error.message : String(error);
  try {
    writeSync(2, `The report cannot be written: ${why}\n`);
  } catch {
    // There is nowhere left to say it.
  }
  process.exit(exits.failed);
}
