// Drives the packed extension in a real VS Code as a person would, and keeps pictures of what it saw.
// node test/ui/run.mjs [--pictures] [visit…]   with --pictures, the ones for README and walkthrough are renewed in media/; they want a font that has the signs of the profile, as `fonts-symbola`
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as host from '../host/host.mjs';
import { makeShop } from './shop.mjs';
import { failing, restricted, trusted } from './visits.mjs';
import { openWindow } from './window.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const packed = path.join(root, `breakwater-${version}.vsix`);
const shots = process.env.BW_UI_SHOTS ?? path.join(root, 'dist/ui');
const renew = process.argv.includes('--pictures');
const visits = { trusted, restricted, failing };
const named = process.argv.slice(2).filter((word) => word in visits);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'bw-ui-'));
const extensionsDir = path.join(scratch, 'ext');
const done = [];

fs.mkdirSync(shots, { recursive: true });
const installed = spawnSync(
  path.join(root, 'test/host/code'),
  ['--install-extension', packed, '--extensions-dir', extensionsDir, '--user-data-dir', path.join(scratch, 'user')],
  { encoding: 'utf8' },
);
check('the package installs', installed.status === 0, installed.stdout + installed.stderr);

const { browser, context } = await host.openBrowser({ viewport: { width: 1280, height: 800 } });
try {
  for (const name of named.length > 0 ? named : Object.keys(visits)) await visits[name]({ inWindow, check, packed: extensionsDir });
} catch (error) {
  console.error(error);
  done.push(['everything', false]);
} finally {
  await browser.close();
  fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
const failed = done.filter(([, ok]) => !ok).length;
console.log(`${done.length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;

/** A VS Code of its own, with a folder of its own, for as long as somebody looks. */
async function inWindow({ files = {}, trust = false }, look) {
  const place = fs.mkdtempSync(path.join(scratch, 'visit-'));
  const folder = path.join(place, 'shop');
  makeShop(folder);
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  const server = await host.startServer({
    userDataDir: path.join(place, 'user'),
    extensionsDir,
    trust,
    settings: { 'workbench.colorTheme': 'Default Dark Modern', 'editor.minimap.enabled': false, 'breadcrumbs.enabled': false },
  });
  let window;
  try {
    window = await openWindow(context, server, folder);
    const picture = async (name, clip) => {
      await window.page.waitForTimeout(300);
      await window.page.screenshot({ path: path.join(shots, `${name}.png`) });
      if (renew && clip !== undefined) await window.page.screenshot({ path: path.join(root, 'media', `${name}.png`), clip });
    };
    await look({ ...window, folder, picture });
  } catch (error) {
    await window?.page.screenshot({ path: path.join(shots, 'failure.png') });
    throw error;
  } finally {
    await window?.page.close();
    await server.stop();
  }
}

function check(what, ok, seen = '') {
  done.push([what, ok]);
  console.log(`${ok ? '✔' : '✘'} ${what}${ok || seen === '' ? '' : `: ${seen}`}`);
}
