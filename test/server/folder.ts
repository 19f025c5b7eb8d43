import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { URI } from 'vscode-uri';

const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder on disk with these files, gone after the test. */
export interface TestFolder {
  readonly path: string;
  readonly uri: string;
  write(file: string, text: string): string;
  at(file: string): string;
}

export function folderWith(files: Readonly<Record<string, string>>): TestFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'bw-lsp-')));
  made.push(path);
  const at = (file: string): string => URI.file(join(path, file)).toString();
  const write = (file: string, text: string): string => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
    return at(file);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  return { path, uri: URI.file(path).toString(), write, at };
}
