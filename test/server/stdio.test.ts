import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  createProtocolConnection,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { folderWith } from './folder';

/** The built server as other editors start it. */

const dist = resolve(import.meta.dirname, '../../dist');
const bare = "export const user = () => fetch('https://x.example/');\n";
let server: ChildProcess | undefined;
afterEach(() => {
  server?.kill('SIGKILL');
});

function start(...args: readonly string[]): { readonly connection: ProtocolConnection; readonly ended: Promise<unknown[]> } {
  const child = spawn(process.execPath, [...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  server = child;
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.listen();
  return { connection, ended: once(child, 'exit') };
}

describe.each([
  ['breakwater lsp --stdio', [join(dist, 'cli.js'), 'lsp', '--stdio']],
  ['the extension’s own', [join(dist, 'server.js'), '--stdio']],
])('%s', (_, command) => {
  test('speaks the protocol, alone, and goes away when told', async () => {
    expect(existsSync(command[0] ?? ''), 'built').toBe(true);
    const { uri, at } = folderWith({ 'package.json': '{}', 'a.ts': bare });
    const { connection, ended } = start(...command);
    const { serverInfo } = await connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: uri,
      capabilities: {},
    });
    expect(serverInfo?.name).toBe('breakwater');
    await connection.sendNotification('initialized', {});
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: at('a.ts'), languageId: 'typescript', version: 1, text: bare },
    });
    const report = await connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri: at('a.ts') } });
    expect(report).toMatchObject({ kind: 'full', items: expect.arrayContaining([expect.objectContaining({ code: 'missing-timeout' })]) });
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    expect((await ended)[0]).toBe(0);
  }, 60_000);
});
