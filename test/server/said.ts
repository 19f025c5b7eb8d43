import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { engine } from '../../src/server/engine';
import { connect } from './client';

/** What the command and the editor say of a folder, in one order. */

const root = resolve(import.meta.dirname, '../..');

export interface Said {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly fingerprint: string;
}

/** Runs the command in a folder. */
export function run(folder: string, ...args: readonly string[]): { readonly stdout: string; readonly status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  expect(status, stderr).toBeLessThan(2);
  return { stdout, status };
}

/** What the command says. */
export function command(folder: string): Said[] {
  const { findings }: { findings: Said[] } = JSON.parse(run(folder, 'check', '--no-cache', '--format', 'json').stdout);
  return findings
    .map(({ path, line, column, rule, severity, message, fingerprint }) => ({ path, line, column, rule, severity, message, fingerprint }))
    .sort(inOrder);
}

/** What the editor shows of every file when each is opened. */
export async function opened(folder: string, settings: object = {}): Promise<Said[]> {
  const client = await connect(engine, { folders: [URI.file(folder).toString()], settings: { ...asWritten, ...settings } });
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.[cm]?[jt]sx?$/.test(file));
  const uris = files.map((file) => URI.file(join(folder, file)).toString());
  for (const [i, uri] of uris.entries()) await client.open(uri, readFileSync(join(folder, files[i] ?? ''), 'utf8'), languageOf(uri));
  // A pointer waits until everything is known; the first word about a document of a large folder does not.
  const [first] = uris;
  if (first !== undefined) await client.hover(first, { line: 0, character: 0 });
  const said: Said[] = [];
  for (const uri of uris) said.push(...(await client.diagnostics(uri)).map((one) => saidOf(uri, folder, one)));
  await client.stop();
  return said.sort(inOrder);
}

/** What the editor shows of files that nobody opened. */
export async function workspaceWide(folder: string, settings: object = {}): Promise<Said[]> {
  const client = await connect(engine, {
    folders: [URI.file(folder).toString()],
    settings: { ...asWritten, workspaceDiagnostics: 'workspace', ...settings },
  });
  const { items } = await client.pullWorkspace();
  await client.stop();
  return items
    .flatMap((report) => (report.kind === 'full' ? report.items.map((one) => saidOf(report.uri, folder, one)) : []))
    .sort(inOrder);
}

/** The editor speaks of errors as warnings unless asked; here it is asked. */
const asWritten = { rules: { customizations: [{ rule: '*', severity: 'default' }] } };

function saidOf(uri: string, folder: string, { range, code, severity, message, data }: Diagnostic): Said {
  const path = relative(folder, fileURLToPath(uri));
  const { line, character } = range.start;
  return {
    path,
    line: line + 1,
    column: character + 1,
    rule: String(code),
    severity: ['', 'error', 'warning', 'info', 'hint'][severity ?? 0] ?? '',
    message: String(message),
    fingerprint: data.fingerprint,
  };
}

function languageOf(uri: string): string {
  return (
    { tsx: 'typescriptreact', jsx: 'javascriptreact', js: 'javascript', mjs: 'javascript', cjs: 'javascript' }[
      uri.split('.').at(-1) ?? ''
    ] ?? 'typescript'
  );
}

function inOrder(a: Said, b: Said): number {
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

function key({ path, line, column, rule, fingerprint }: Said): string {
  return [path, String(line).padStart(6), String(column).padStart(6), rule, fingerprint].join('\0');
}
