// Drives the packed extension in a real VS Code as a person would, and keeps pictures of what it saw.
// node test/ui/run.mjs [--pictures]   with --pictures, the ones for README and walkthrough are renewed in media/
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as host from '../host/host.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const packed = path.join(root, `breakwater-${version}.vsix`);
const shots = process.env.BW_UI_SHOTS ?? path.join(root, 'dist/ui');
const renew = process.argv.includes('--pictures');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'bw-ui-'));
const folder = path.join(scratch, 'shop');
const extensionsDir = path.join(scratch, 'ext');
const userDataDir = path.join(scratch, 'user');
const done = [];

fs.mkdirSync(shots, { recursive: true });
fs.cpSync(path.join(root, 'test/e2e/workspace'), folder, { recursive: true });
fs.rmSync(path.join(folder, 'two.code-workspace'));
/** Types of the packages, so that the pictures show no complaint of the compiler's. */
for (const [name, types] of [
  ['axios', 'declare const axios: any;\nexport default axios;\n'],
  ['cockatiel', 'export class ExponentialBackoff {}\nexport const handleAll: unknown;\nexport function retry(...rest: unknown[]): any;\n'],
]) {
  const at = path.join(folder, 'node_modules', name);
  fs.mkdirSync(at, { recursive: true });
  fs.writeFileSync(path.join(at, 'package.json'), JSON.stringify({ name, version: '1.0.0', types: 'index.d.ts' }));
  fs.writeFileSync(path.join(at, 'index.d.ts'), types);
}
fs.writeFileSync(
  path.join(folder, 'src/ledger.ts'),
  `import axios from 'axios';
import { ExponentialBackoff, handleAll, retry } from 'cockatiel';

const ledger = axios.create({ baseURL: 'https://ledger.example', timeout: 2000 });
const patient = retry(handleAll, { maxAttempts: 3, backoff: new ExponentialBackoff() });

export async function balance(account: string): Promise<number> {
  const answer = await patient.execute(() => ledger.get(\`/accounts/\${account}\`));
  return answer.data.balance;
}
`,
);
const installed = spawnSync(
  path.join(root, 'test/host/code'),
  ['--install-extension', packed, '--extensions-dir', extensionsDir, '--user-data-dir', userDataDir],
  { encoding: 'utf8' },
);
check('the package installs', installed.status === 0, installed.stdout + installed.stderr);

const server = await host.startServer({
  userDataDir,
  extensionsDir,
  settings: { 'workbench.colorTheme': 'Default Dark Modern', 'editor.minimap.enabled': false, 'breadcrumbs.enabled': false },
});
const { browser, context } = await host.openBrowser({ viewport: { width: 1280, height: 800 } });
let page;
try {
  await trusted();
  await restricted();
} catch (error) {
  await page?.screenshot({ path: path.join(shots, 'failure.png') });
  console.error(error);
  done.push(['everything', false]);
} finally {
  await browser.close();
  await server.stop();
  fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
const failed = done.filter(([, ok]) => !ok).length;
console.log(`${done.length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;

async function trusted() {
  await openFolder(server);
  const start = Date.now();
  await openFile('bare.ts');
  await page.locator('.squiggly-warning').first().waitFor({ state: 'attached', timeout: 60_000 });
  check('a squiggle appears', true, `${Date.now() - start} ms`);

  const word = page.locator('.view-line', { hasText: 'await fetch' }).locator('span span', { hasText: 'fetch' }).first();
  const hover = await pointAt(word, 'waits forever');
  check('the hover shows the profile', (await hover.textContent()).includes('Timeout'));

  await openFile('ledger.ts');
  await page.locator('.squiggly-info, .squiggly-warning').first().waitFor({ state: 'attached', timeout: 30_000 });
  const profile = await pointAt(
    page.locator('.view-line', { hasText: 'ledger.get' }).locator('span span', { hasText: 'get' }).first(),
    '4 attempts',
  );
  check('the hover tells timeout and retries with their reasons', (await profile.textContent()).includes('2 s'));
  await picture('walkthrough-see', { x: 352, y: 36, width: 928, height: 450 });

  await openFile('two.ts');
  await page.locator('.squiggly-warning').first().waitFor({ state: 'attached', timeout: 30_000 });
  await page.locator('.view-line', { hasText: 'one.example' }).locator('span span', { hasText: 'get' }).first().click();
  const menu = await quickFixes();
  const rows = await menu.locator('.monaco-list-row').allInnerTexts();
  const at = (part) => rows.findIndex((row) => row.includes(part));
  check(
    'what silences stands below what mends',
    at('Disable missing-timeout for this line') > 0 && at('Show documentation') > at('Disable'),
    rows.join(' | '),
  );
  await picture('walkthrough-mend', { x: 352, y: 36, width: 928, height: 560 });
  await menu.locator('.monaco-list-row.action').first().click();
  await page
    .locator('.view-line', { hasText: /one\.example.*timeout/ })
    .first()
    .waitFor({ timeout: 10_000 });
  await page.keyboard.press('Control+s');
  const file = path.join(folder, 'src/two.ts');
  await poll(() => /one\.example.*timeout/.test(fs.readFileSync(file, 'utf8')));
  check('the fix is on disk after a save', true, fs.readFileSync(file, 'utf8'));
  await poll(async () => (await page.locator('.squiggly-warning').count()) === 1);
  check('its finding is gone, the other stays', true);

  await page.keyboard.press('Control+Shift+m');
  const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'missing-timeout' }).first();
  await problem.waitFor({ timeout: 20_000 });
  check('the problems panel names the rule', (await problem.textContent()).includes('breakwater'));
  await picture('problems');
  await page.keyboard.press('Control+j');

  await page.locator('.pane-header', { hasText: 'Outgoing Calls' }).click();
  const group = page.locator('.pane .monaco-list-row', { hasText: 'orders.example' }).first();
  await group.waitFor({ timeout: 20_000 });
  await group.click();
  await page.locator('.pane .monaco-list-row', { hasText: 'api.get' }).first().click();
  await page.locator('.tab.active', { hasText: 'orders.ts' }).waitFor({ timeout: 10_000 });
  check('the tree lists calls and leads to them', true);
  await picture('tree');

  await command('Breakwater: Open the Resilience Report');
  const report = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  await report.locator('tbody tr').first().waitFor({ timeout: 30_000 });
  const count = await report.locator('tbody tr:visible').count();
  check('the report lists every call', count >= 5, String(count));
  await picture('walkthrough-survey', { x: 352, y: 36, width: 928, height: 480 });
  await report.locator('#words').fill('one.example');
  await poll(async () => (await report.locator('tbody tr:visible').count()) === 1);
  check('the report can be filtered', true);
  await report.locator('tbody tr:visible a').first().click();
  await page.locator('.tab.active', { hasText: 'two.ts' }).waitFor({ timeout: 10_000 });
  check('the report leads to the code', true);

  await command('Breakwater: Explain a Rule…');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'blanket-directive' }).first().waitFor({ timeout: 20_000 });
  await page.locator('.quick-input-widget input').first().fill('missing-timeout');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'missing-timeout' }).first().waitFor({ timeout: 10_000 });
  await page.keyboard.press('Enter');
  const preview = page.frameLocator('iframe.webview.ready >> nth=-1').frameLocator('iframe#active-frame');
  await preview.locator('h1').first().waitFor({ timeout: 20_000 });
  check('a rule is explained', (await preview.locator('body').textContent()).includes('missing-timeout'));
  await picture('rule');

  await command('View: Close All Editors');
  await command('Breakwater: Create a Configuration File');
  await page.locator('.tab.active', { hasText: 'breakwater.config.json' }).waitFor({ timeout: 10_000 });
  await page.keyboard.press('Control+s');
  await page.locator('.view-line', { hasText: 'preset' }).locator('span span', { hasText: 'preset' }).first().hover();
  await page.locator('.monaco-hover:visible').first().waitFor({ timeout: 20_000 });
  check('the configuration file is helped by its schema', true);
  await picture('walkthrough-agree', { x: 352, y: 36, width: 928, height: 400 });

  await command('View: Close All Editors');
  await command('Breakwater: Open the Walkthrough');
  await page.locator('.getting-started-step').first().waitFor({ timeout: 20_000 });
  check('the walkthrough has four steps', (await page.locator('.getting-started-step').count()) === 4);
  await picture('walkthrough');
  await page.close();
}

/** The same package in a workspace nobody trusts. */
async function restricted() {
  const other = path.join(scratch, 'restricted');
  const untrusted = await host.startServer({ userDataDir: path.join(scratch, 'user2'), extensionsDir, trust: true });
  try {
    await openFolder(untrusted);
    await openFile('two.ts');
    await page.locator('.squiggly-warning').first().waitFor({ state: 'attached', timeout: 60_000 });
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).first().waitFor({ timeout: 10_000 });
    check('findings are shown in restricted mode', true);
    await picture('restricted');
  } finally {
    await untrusted.stop();
    fs.rmSync(other, { recursive: true, force: true });
  }
}

async function openFolder(on) {
  page = await context.newPage();
  await page.goto(host.workbenchUrl(on, { folder }), { waitUntil: 'commit' });
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
}

async function openFile(name) {
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
  if (!(await row.isVisible().catch(() => false)))
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: /^src$/ }).first().click({ timeout: 30_000 });
  await row.dblclick({ timeout: 30_000 });
  await page.locator('.tab.active', { hasText: name }).waitFor({ timeout: 20_000 });
}

/** A hover that another one took away, or that the busy window lost, comes when the pointer comes again. */
async function pointAt(word, text) {
  const hover = page.locator('.monaco-hover:visible', { hasText: text }).first();
  for (let i = 0; i < 6; i++) {
    await page.mouse.move(900, 700);
    await word.hover();
    const there = await hover.waitFor({ timeout: 8000 }).then(
      () => true,
      () => false,
    );
    if (there) return hover;
  }
  throw new Error(`no hover that says ${text}`);
}

/** The light bulb is clicked, since pressing its key twice would take the first fix. */
async function quickFixes() {
  const bulb = page.locator('.lightBulbWidget:visible').first();
  const menu = page.locator('.context-view .action-widget:not(.action-list-submenu-panel)').first();
  await bulb.waitFor({ timeout: 20_000 });
  for (let i = 0; i < 5; i++) {
    await bulb.click();
    const there = await menu.waitFor({ timeout: 4000 }).then(
      () => true,
      () => false,
    );
    if (there) return menu;
  }
  throw new Error('no menu of quick fixes');
}

async function command(title) {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input').first();
  await input.waitFor({ timeout: 10_000 });
  await input.fill(`>${title}`);
  await page
    .locator('.quick-input-list .monaco-list-row', { hasText: title.split(': ')[1] })
    .first()
    .waitFor({ timeout: 10_000 });
  await page.keyboard.press('Enter');
}

async function picture(name, clip) {
  await page.waitForTimeout(300);
  await page.screenshot({ path: path.join(shots, `${name}.png`) });
  if (renew && clip !== undefined) await page.screenshot({ path: path.join(root, 'media', `${name}.png`), clip });
}

async function poll(ask, ms = 15_000) {
  const end = Date.now() + ms;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function check(what, ok, seen = '') {
  done.push([what, ok]);
  console.log(`${ok ? '✔' : '✘'} ${what}${ok || seen === '' ? '' : `: ${seen}`}`);
}
