// What is looked at, window by window.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { poll } from './window.mjs';

export async function trusted({ inWindow, check }) {
  await inWindow({}, async (window) => {
    await reading(window, check);
    await mending(window, check);
    await surveying(window, check);
    await agreeing(window, check);
  });
}

/** Squiggles, hovers, colours, the status. */
async function reading({ page, openFile, word, pointAt, picture }, check) {
  const start = Date.now();
  await openFile('bare.ts', { ms: 60_000 });
  check('a squiggle appears', true, `${Date.now() - start} ms`);
  const hover = await pointAt(word('await fetch', 'fetch'), 'waits forever');
  check('the hover shows the profile', (await hover.textContent()).includes('Timeout'));

  await openFile('ledger.ts');
  const profile = await pointAt(word('ledger.get', 'get'), '4 attempts');
  check('the hover tells timeout and retries with their reasons', (await profile.textContent()).includes('2 s'));
  await picture('walkthrough-see', { x: 352, y: 36, width: 928, height: 450 });

  await openFile('silenced.ts', { squiggles: false });
  await word('breakwater-disable', 'missing-timeout').waitFor({ timeout: 20_000 });
  const colour = (line, text) => word(line, text).evaluate((element) => getComputedStyle(element).color);
  await poll(async () => (await colour('breakwater-disable', 'missing-timeout')) !== (await colour('a remark', 'remark')));
  const kinds = await Promise.all(
    ['breakwater-disable-next-line', 'missing-timeout', 'mesh'].map((text) => colour('breakwater-disable', text)),
  );
  check('a directive has colours of its own in a comment', new Set(kinds).size === 3, kinds.join(' '));

  await openFile('bare.ts');
  const status = await pointAt(page.locator('[id="status.languageStatus"]'), 'outgoing calls are bounded');
  const words = await status.textContent();
  check(
    'the status tells share, findings, configuration, version and time',
    /\d+ % of \d+.*findings.*second\/breakwater\.config\.json.*\d+\.\d+\.\d+.*\d+ ms/s.test(words),
    words,
  );
  await picture('status');
  await page.keyboard.press('Escape');
}

/** Fixes, one by one and in the whole workspace, down to the disk. */
async function mending({ page, openFile, word, quickFixes, command, picture, folder }, check) {
  const read = (file) => fs.readFileSync(path.join(folder, 'src', file), 'utf8');
  await openFile('two.ts');
  await word('one.example', 'get').click();
  const menu = await quickFixes('Disable missing-timeout for this line');
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
  await poll(() => /one\.example.*timeout/.test(read('two.ts')));
  check('the fix is on disk after a save', true, read('two.ts'));
  await poll(async () => (await page.locator('.squiggly-warning').count()) === 1);
  check('its finding is gone, the other stays', true);

  await word('two.example', 'get').click();
  const everywhere = 'Fix all missing-timeout problems in workspace…';
  const more = await quickFixes(everywhere);
  await more.locator('.monaco-list-row', { hasText: everywhere }).click();
  const preview = page.locator('.refactor-preview, .bulk-edit-panel').first();
  await preview.locator('.monaco-list-row').first().waitFor({ timeout: 20_000 });
  const offered = await preview.locator('.monaco-list-row').allInnerTexts();
  const before = read('unopened.ts');
  check('a fix of many files is shown before it is made', offered.length > 2 && before === read('unopened.ts'), offered.join(' | '));
  await picture('preview');
  await preview
    .locator('.monaco-list-row', { hasText: 'unopened.ts' })
    .locator('.monaco-checkbox, input[type=checkbox], .edit-checkbox')
    .first()
    .click();
  await preview.locator('.monaco-button', { hasText: 'Apply' }).click();
  await page.locator('.tab.dirty', { hasText: 'unopened.ts' }).waitFor({ timeout: 10_000 });
  await command('File: Save All');
  await poll(() => /timeout/i.test(read('unopened.ts')));
  check('what was ticked is made, the rest is not', !/timeout/i.test(read('bare.ts')), read('bare.ts'));

  await page.keyboard.press('Control+Shift+m');
  const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'missing-timeout' }).first();
  await problem.waitFor({ timeout: 20_000 });
  check('the problems panel names the rule', (await problem.textContent()).includes('breakwater'));
  await picture('problems');
  await page.keyboard.press('Control+j');
}

/** The view, the report, a rule's page. */
async function surveying({ page, webview, command, picture }, check) {
  await page.locator('.pane-header', { hasText: 'Outgoing Calls' }).click();
  const group = page.locator('.pane .monaco-list-row', { hasText: 'orders.example' }).first();
  await group.waitFor({ timeout: 20_000 });
  await group.click();
  await page.locator('.pane .monaco-list-row', { hasText: 'api.get' }).first().click();
  await page.locator('.tab.active', { hasText: 'orders.ts' }).waitFor({ timeout: 10_000 });
  check('the tree lists calls and leads to them', true);
  await picture('tree');

  await command('View: Close All Editors');
  await command('Breakwater: Open the Resilience Report');
  const rows = webview.locator('tbody tr:visible');
  await webview.locator('tbody tr').first().waitFor({ timeout: 30_000 });
  check('the report lists every call', (await rows.count()) >= 5, String(await rows.count()));
  const [paper, theme] = await webview
    .locator('body')
    .evaluate((body) => [getComputedStyle(body).backgroundColor, getComputedStyle(body).getPropertyValue('--vscode-editor-background')]);
  const hex = `#${(paper.match(/\d+/g) ?? []).map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;
  check('the report has the colours of the theme', hex === theme.trim().toLowerCase(), `${hex} ${theme}`);
  await picture('walkthrough-survey', { x: 352, y: 36, width: 928, height: 480 });

  await webview.locator('#words').focus();
  await page.keyboard.press('Tab');
  for (const column of ['call', 'where', 'to', 'effect', 'timeout']) {
    await page.keyboard.press('Tab');
    await poll(async () => (await webview.locator('button:focus').textContent()) === column);
  }
  const bounds = () => webview.locator('tbody tr:visible td:nth-child(5)').allTextContents();
  await page.keyboard.press('Enter');
  await poll(async () => (await bounds()).at(-1) === '–');
  await page.keyboard.press('Enter');
  await poll(async () => (await bounds())[0] === '–');
  check('the report is sorted by keys alone', (await webview.locator('th[aria-sort=descending]').textContent()) === 'timeout');

  await webview.locator('#words').fill('one.example');
  await poll(async () => (await rows.count()) === 1);
  check('the report can be filtered', true);
  await webview.locator('tbody tr:visible a').first().click();
  await page.locator('.tab.active', { hasText: 'two.ts' }).waitFor({ timeout: 10_000 });
  check('the report leads to the code', true);
  await page.locator('.tab', { hasText: 'Resilience Report' }).click();
  await poll(async () => (await rows.count()) === 1 && (await webview.locator('#words').inputValue()) === 'one.example');
  check('the report is as it was left', (await webview.locator('th[aria-sort=descending]').textContent()) === 'timeout');

  await command('View: Close All Editors');
  await command('Breakwater: Explain a Rule…');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'blanket-directive' }).first().waitFor({ timeout: 20_000 });
  await page.locator('.quick-input-widget input').first().fill('missing-timeout');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'missing-timeout' }).first().waitFor({ timeout: 10_000 });
  await page.keyboard.press('Enter');
  await webview.locator('h1', { hasText: 'missing-timeout' }).waitFor({ timeout: 20_000 });
  check('a rule is explained', (await webview.locator('body').textContent()).includes('When to leave it be'));
  await picture('rule');
}

/** The configuration file and the walkthrough. */
async function agreeing({ page, word, command, picture }, check) {
  await command('View: Close All Editors');
  await command('Breakwater: Create a Configuration File');
  await page.locator('.tab.active', { hasText: 'breakwater.config.json' }).waitFor({ timeout: 10_000 });
  await page.keyboard.press('Control+s');
  await word('preset', 'preset').hover();
  await page.locator('.monaco-hover:visible').first().waitFor({ timeout: 20_000 });
  check('the configuration file is helped by its schema', true);
  await picture('walkthrough-agree', { x: 352, y: 36, width: 928, height: 400 });

  await command('View: Close All Editors');
  await command('Breakwater: Open the Walkthrough');
  const steps = page.locator('.getting-started-step');
  await steps.first().waitFor({ timeout: 20_000 });
  check('the walkthrough has four steps', (await steps.count()) === 4);
  // A narrow window shows the words alone.
  await page.keyboard.press('Control+b');
  const image = page.locator('.getting-started-media img');
  const pictures = [];
  for (const step of await steps.all()) {
    await step.click();
    const shown = () =>
      image.evaluate(
        ({ currentSrc, naturalWidth }) => (naturalWidth > 0 && /walkthrough-(\w+)\.png/.exec(decodeURIComponent(currentSrc))?.[1]) || '',
      );
    await poll(async () => !pictures.includes(await shown()) && (await shown()) !== '');
    pictures.push(await shown());
  }
  check('each step has its picture', pictures.join() === 'see,mend,survey,agree', pictures.join());
  await picture('walkthrough');
}

/** The same package in a workspace nobody trusts. */
export async function restricted({ inWindow, check }) {
  await inWindow({ trust: true }, async ({ page, openFile, picture }) => {
    await openFile('two.ts', { ms: 60_000 });
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).first().waitFor({ timeout: 10_000 });
    check('findings are shown in restricted mode', true);
    await picture('restricted');
  });
}

/** Servers that cannot start, or that start and fall over, and how often a person hears of it. */
export async function failing({ inWindow, check, packed }) {
  const ours = fs.readdirSync(packed).find((name) => name.startsWith('breakwater')) ?? '';
  const real = JSON.stringify(`file://${path.join(packed, ours, 'dist/server.js')}`);
  const servers = {
    'that is not there': undefined,
    'that ends at once': 'process.exit(1);\n',
    'that falls over again and again': `setTimeout(() => process.exit(1), 1500);\nawait import(${real});\n`,
  };
  for (const [what, text] of Object.entries(servers)) {
    const file = path.join(packed, 'another-server.mjs');
    fs.rmSync(file, { force: true });
    if (text !== undefined) fs.writeFileSync(file, text);
    const files = { '.vscode/settings.json': JSON.stringify({ 'breakwater.path': file }) };
    await inWindow({ files }, async ({ page, openFile, pointAt, picture }) => {
      const start = Date.now();
      await openFile('bare.ts', { squiggles: false });
      await page.locator('.pane-header', { hasText: 'Outgoing Calls' }).click();
      const stopped = page.locator('.pane-body', { hasText: 'Breakwater has stopped' }).first();
      const told = new Set();
      for (let calm = 0; calm < 20; calm = (await stopped.isVisible()) ? calm + 1 : 0) {
        for (const words of await page.locator('.notification-list-item-message').allInnerTexts()) told.add(words);
        if (Date.now() - start > 90_000) throw new Error('the server does not stay down');
        await page.waitForTimeout(200);
      }
      check(`a server ${what}: one notification at most`, told.size <= 1, [...told].join(' | '));
      const status = await pointAt(page.locator('[id="status.languageStatus"]'), 'Breakwater has stopped');
      check(`a server ${what}: the status offers to start it anew`, /Restart/.test(await status.textContent()));
      const empty = await page.getByText('No outgoing call was found').isVisible();
      check(`a server ${what}: the view does not say that there are no calls`, !empty);
      await picture(`server ${what}`.replaceAll(' ', '-'));
    });
  }
}
