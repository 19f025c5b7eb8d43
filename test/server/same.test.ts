import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { engine } from '../../src/server/engine';
import { connect } from './client';
import { folderWith } from './folder';
import { type Program, programs } from './programs';

/** The editor says what the command says: one engine, one configuration, the same fingerprints. */

const root = resolve(import.meta.dirname, '../..');
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'bw-same-')));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Said {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly fingerprint: string;
}

describe('the projects of the tests', () => {
  for (const name of readdirSync(join(root, 'test/projects'))) {
    test(name, async () => {
      const copy = join(scratch, name);
      cpSync(join(root, 'test/projects', name), copy, { recursive: true });
      const heard = command(copy);
      expect(heard.length).toBeGreaterThan(0);
      expect(await opened(copy)).toEqual(heard);
      expect(await workspaceWide(copy)).toEqual(heard);
    });
  }
});

test('the programs that the other tests are made of', async () => {
  const all = programs(...['rules', 'catalog', 'link', 'engine', 'remedies'].map((room) => join(root, 'test', room)).filter(existsSync));
  expect(all.length).toBeGreaterThan(300);
  const { path } = folderWith(Object.fromEntries(all.flatMap(placed)));
  const heard = command(path);
  expect(new Set(heard.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(20);
  expect(await opened(path)).toEqual(heard);
  expect(await workspaceWide(path)).toEqual(heard);
}, 240_000);

test('a baseline, directives and levels that a configuration changes', async () => {
  const { path, write } = folderWith({
    'package.json': '{ "name": "a" }',
    'old.ts': "export const old = () => fetch('https://old.example/');\n",
    'kept.ts':
      "// breakwater-disable-next-line missing-timeout -- the mesh bounds it\nexport const kept = () => fetch('https://kept.example/');\n",
    'lib/breakwater.config.json': '{ "rules": { "missing-timeout": "error", "unchecked-status": "off" } }',
    'lib/loud.ts': "export const loud = async () => (await fetch('https://loud.example/')).json();\n",
  });
  run(path, 'baseline', 'create');
  write('new.ts', "export const fresh = async () => (await fetch('https://new.example/')).json();\n");
  write('lib/more.ts', "export const more = () => fetch('https://more.example/');\n");
  const heard = command(path);
  expect(heard.filter(({ path: file }) => file === 'old.ts' || file === 'kept.ts')).toEqual([]);
  expect(heard.map(({ path: file }) => file)).toContain('lib/more.ts');
  expect(await opened(path, { baseline: 'hide' })).toEqual(heard);
  expect(await workspaceWide(path, { baseline: 'hide' })).toEqual(heard);
});

/** Each program in a folder of its own, so that none sees another. */
function placed(program: Program, index: number): [string, string][] {
  return Object.entries(program).map(([file, text]) => [join(`p${index}`, file), text]);
}

function run(folder: string, ...args: readonly string[]): { readonly stdout: string; readonly status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  expect(status, stderr).toBeLessThan(2);
  return { stdout, status };
}

function command(folder: string): Said[] {
  const { findings }: { findings: Said[] } = JSON.parse(run(folder, 'check', '--no-cache', '--format', 'json').stdout);
  return findings
    .map(({ path, line, column, rule, severity, message, fingerprint }) => ({ path, line, column, rule, severity, message, fingerprint }))
    .sort(inOrder);
}

/** What the editor shows of every file when each is opened. */
async function opened(folder: string, settings: object = {}): Promise<Said[]> {
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
async function workspaceWide(folder: string, settings: object = {}): Promise<Said[]> {
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
