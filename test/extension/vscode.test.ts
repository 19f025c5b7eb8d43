import { chmodSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { own, vscodeFor } from '../e2e/vscode.mjs';
import { folderWith } from '../server/folder';

/** Which VS Code the editor's suites run in. */

const shown = { platform: 'linux', env: { DISPLAY: ':0', PATH: '' } } as const;

/** A file that only has to be there. */
function made(root: string, ...files: string[]): string[] {
  return files.map((file) => {
    const path = join(realpathSync(root), file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '#!/bin/sh\n');
    chmodSync(path, 0o755);
    return path;
  });
}

test('the one of test/host, where there is a browser for it', async () => {
  const { path } = folderWith({ 'bin/chromium': '' });
  expect(await vscodeFor(undefined, { env: { PATH: join(path, 'bin') } })).toBe(own);
  expect(await vscodeFor('', { env: { BW_HOST_CHROMIUM: '/x', PATH: '' } })).toBe(own);
  expect(await vscodeFor(own, { env: { PATH: '' } })).toBe(own);
  await expect(vscodeFor(undefined, { env: { PATH: '' } })).rejects.toThrow(
    /^The editor tests need Chromium on the path, or BW_VSCODE=download for a desktop VS Code\.$/,
  );
});

describe('a desktop one that is there', () => {
  test.each([
    ['on Linux', 'share/code/bin/code', 'share/code/code'],
    ['of another make', 'share/codium/bin/codium', 'share/codium/codium'],
    ['on a Mac', 'Code.app/Contents/Resources/app/bin/code', 'Code.app/Contents/MacOS/Electron'],
    ['on Windows', 'VS Code/bin/code.cmd', 'VS Code/Code.exe'],
  ])('%s: the script that starts it leads to the program, by name and through links', async (_, script, program) => {
    const { path } = folderWith({});
    const [starts, runs] = made(path, script, program);
    expect(await vscodeFor(starts, shown)).toBe(runs);
    expect(await vscodeFor(runs, shown)).toBe(runs);
    mkdirSync(join(path, 'links'));
    symlinkSync(starts ?? '', join(path, 'links/mine'));
    expect(await vscodeFor('mine', { ...shown, env: { ...shown.env, PATH: join(path, 'links') } })).toBe(runs);
  });

  test('what is not there is said', async () => {
    await expect(vscodeFor('/nowhere/code', shown)).rejects.toThrow('BW_VSCODE names /nowhere/code, and there is no such file.');
    await expect(vscodeFor('code', shown)).rejects.toThrow('BW_VSCODE names code, and there is no such file.');
    const [alone = ''] = made(folderWith({}).path, 'bin/code');
    await expect(vscodeFor(alone, shown)).rejects.toThrow(`BW_VSCODE names ${alone}, and the program that it starts is not beside it.`);
  });
});

describe('a desktop one that is fetched', () => {
  test('is what was fetched', async () => {
    expect(await vscodeFor('download', { ...shown, fetch: async () => '/fetched/code' })).toBe('/fetched/code');
  });

  test('or why there is none', async () => {
    const fetch = async () => {
      throw new Error('getaddrinfo ENOTFOUND update.example');
    };
    await expect(vscodeFor('download', { ...shown, fetch })).rejects.toThrow(
      /^No desktop VS Code could be fetched: getaddrinfo ENOTFOUND update\.example\. BW_VSCODE may name one that is there\.$/,
    );
  });

  test('not without a display, where one is needed', async () => {
    const fetch = async () => '/fetched/code';
    await expect(vscodeFor('download', { env: {}, platform: 'linux', fetch })).rejects.toThrow('`xvfb-run -a`');
    expect(await vscodeFor('download', { env: {}, platform: 'darwin', fetch })).toBe('/fetched/code');
  });
});
