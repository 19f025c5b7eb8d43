import type { ClientModel } from '../../model/catalog/client';
import { browserDriver } from '../families/browsers';

/** Inside its test runner the test's own timeout is the bound. */
export const playwright: ClientModel = browserDriver({
  id: 'playwright',
  title: 'Playwright',
  modules: ['playwright', 'playwright-core'],
  package: 'playwright',
  makes: [
    ...['chromium', 'firefox', 'webkit'].flatMap((engine) =>
      ['launch', 'connect', 'connectOverCDP', 'launchPersistentContext'].map((how) => ({
        path: `${engine}.${how}`,
        kind: 'browser',
        types: ['Browser', 'BrowserContext'],
      })),
    ),
    { path: 'newContext', on: ['browser'], kind: 'browser', inherits: true },
    { path: 'newPage', on: ['browser'], kind: 'page', inherits: true, types: ['Page'] },
  ],
  options: [{ option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' }],
  evidence: [{ url: 'https://playwright.dev/docs/api/class-page#page-goto', versions: '1.65.1', how: 'read' }],
});
