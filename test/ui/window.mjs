// One window of VS Code, driven as a person would.
import * as host from '../host/host.mjs';

/** Opens a folder in a new page; `context` is the browser's. */
export async function openWindow(context, server, folder) {
  const page = await context.newPage();
  await page.goto(host.workbenchUrl(server, { folder }), { waitUntil: 'commit' });
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  const row = (name) => page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
  const squiggle = (kind = 'warning') => page.locator(`.squiggly-${kind}`).first();

  return {
    page,
    webview: page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame'),

    /** Opens a file of `src`, and waits for a squiggle unless told that there is none. */
    async openFile(name, { squiggles = true, ms = 30_000 } = {}) {
      if (
        !(await row(name)
          .isVisible()
          .catch(() => false))
      )
        await row(/^src$/).click({ timeout: 30_000 });
      await row(name).dblclick({ timeout: 30_000 });
      await page.locator('.tab.active', { hasText: name }).waitFor({ timeout: 20_000 });
      if (squiggles) await squiggle().or(squiggle('info')).first().waitFor({ state: 'attached', timeout: ms });
    },

    /** A word in the line of the editor that holds a text. */
    word: (line, word) => page.locator('.view-line', { hasText: line }).locator('span span', { hasText: word }).first(),

    /** A hover that another one took away, or that the busy window lost, comes when the pointer comes again. */
    async pointAt(target, text) {
      const hover = page.locator('.monaco-hover:visible', { hasText: text }).first();
      for (let i = 0; i < 6; i++) {
        await page.mouse.move(900, 700);
        await target.hover();
        if (await there(hover, 8000)) return hover;
      }
      throw new Error(`no hover that says ${text}`);
    },

    /**
     * The menu of fixes that offers `title`. The light bulb is clicked, since pressing its key twice would take the first fix;
     * one that still stands for the line before leads to another menu, which is shut again.
     */
    async quickFixes(title) {
      const bulb = page.locator('.lightBulbWidget:visible').first();
      const menu = page.locator('.context-view .action-widget:not(.action-list-submenu-panel)').first();
      for (let i = 0; i < 8; i++) {
        await bulb.waitFor({ timeout: 20_000 });
        await bulb.click();
        if (await there(menu.locator('.monaco-list-row', { hasText: title }).first(), 4000)) return menu;
        await page.keyboard.press('Escape');
      }
      throw new Error(`no quick fix ${title}`);
    },

    /** What takes the focus in between shuts the list of commands, so it is opened again. */
    async command(title) {
      const input = page.locator('.quick-input-widget input').first();
      const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title.split(': ')[1] }).first();
      for (let i = 0; i < 5; i++) {
        if (i > 0) await page.keyboard.press('Escape');
        await page.keyboard.press('F1');
        if (!(await there(input, 5000))) continue;
        const filled = await input.fill(`>${title}`, { timeout: 2000 }).then(
          () => true,
          () => false,
        );
        if (filled && (await there(row, 10_000))) return page.keyboard.press('Enter');
      }
      throw new Error(`no command ${title}`);
    },
  };
}

export async function poll(ask, ms = 15_000) {
  const end = Date.now() + ms;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function there(locator, timeout) {
  return locator.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
}
