// Which VS Code the suites run in: the one of test/host, a desktop one that is there, or a desktop one fetched for them.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';

/** The server and workbench of test/host, under a desktop's name. */
export const own = path.resolve(import.meta.dirname, '../host/code');

/** The program that `asked` means, nothing being that of test/host; what cannot be had is said in one sentence. */
export async function vscodeFor(asked, { env = process.env, platform = process.platform, fetch = downloadAndUnzipVSCode } = {}) {
  if (asked === undefined || asked === '') {
    if (env.BW_HOST_CHROMIUM !== undefined || ['chromium', 'google-chrome'].some((name) => onPath(name, env) !== undefined)) return own;
    throw new Error('The editor tests need Chromium on the path, or BW_VSCODE=download for a desktop VS Code.');
  }
  if (asked === own) return own;
  if (platform === 'linux' && env.DISPLAY === undefined && env.WAYLAND_DISPLAY === undefined)
    throw new Error('A desktop VS Code needs a display, which `xvfb-run -a` brings.');
  if (asked !== 'download') return programOf(asked, env);
  try {
    return await fetch();
  } catch (error) {
    throw new Error(`No desktop VS Code could be fetched: ${error.message}. BW_VSCODE may name one that is there.`);
  }
}

/** What is on the path as `code` is a script that starts the program and does not wait for it; tests need the program itself. */
function programOf(asked, env) {
  const named = /[\\/]/.test(asked) ? asked : onPath(asked, env);
  if (named === undefined || !fs.existsSync(named)) throw new Error(`BW_VSCODE names ${asked}, and there is no such file.`);
  const file = fs.realpathSync(named);
  const folder = path.dirname(file);
  if (path.basename(folder) !== 'bin') return file;
  const name = path.basename(file, path.extname(file));
  const beside = [name, 'Code.exe', 'Code - Insiders.exe', 'VSCodium.exe'].map((one) => path.join(folder, '..', one));
  const bundled = ['Electron', 'Code', 'VSCodium'].map((one) => path.join(folder, '../../../MacOS', one));
  const found = [...beside, ...bundled].find((one) => fs.statSync(one, { throwIfNoEntry: false })?.isFile());
  if (found === undefined) throw new Error(`BW_VSCODE names ${asked}, and the program that it starts is not beside it.`);
  return found;
}

function onPath(name, env) {
  return (env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => fs.existsSync(file));
}
