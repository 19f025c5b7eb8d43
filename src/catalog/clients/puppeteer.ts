import type { ClientModel } from '../../model/catalog/client';
import { browserDriver } from '../families/browsers';

export const puppeteer: ClientModel = browserDriver({
  id: 'puppeteer',
  title: 'Puppeteer',
  modules: ['puppeteer', 'puppeteer-core'],
  package: 'puppeteer',
  makes: [
    ...['launch', 'connect'].map((path) => ({ path, kind: 'browser', types: ['Browser', 'BrowserContext'] })),
    { path: 'createBrowserContext', on: ['browser'], kind: 'browser', inherits: true },
    { path: 'newPage', on: ['browser'], kind: 'page', inherits: true, types: ['Page'] },
  ],
  options: [
    {
      option: 'signal',
      at: 'call',
      on: ['goto'],
      sets: 'cancellation',
      ignored: '`goto` of Puppeteer does not look at `signal`, and ends with its timeout',
    },
  ],
  evidence: [{ url: 'https://pptr.dev/api/puppeteer.page.goto', versions: '24.43, 25.16', how: 'read' }],
});
