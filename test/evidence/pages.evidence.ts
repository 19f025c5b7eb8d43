import { guard, type Work } from './guarding';
import { load } from './packages/load.mjs';
import { record } from './proofs';

record(import.meta.filename);

/** Hooks of React, in components that are put into a page of happy-dom. The page is there before they are loaded, since they ask for it once. */

const { Window } = await load('happy-dom');
const page = new Window();
const { document } = page;
const listen = page.addEventListener.bind(page);
Object.assign(globalThis, { window: page, document, navigator: page.navigator, addEventListener: listen });

const { createElement } = await load('react').then((loaded) => loaded.default);
const { createRoot } = await load('react-dom/client').then((loaded) => loaded.default ?? loaded);
const { default: useSWR } = await load('swr');

let keys = 0;

/** A component that asks by this hook, looked at for so long. */
async function seen(work: Work, options: object, ms: number): Promise<void> {
  keys += 1;
  const key = `key ${keys}`;
  const root = createRoot(document.createElement('div'));
  const Component = (): undefined => void useSWR(key, () => work(), options);
  root.render(createElement(Component));
  await new Promise((resolve) => setTimeout(resolve, ms));
  root.unmount();
}

const path = 'useSWR';
const facet = 'retry';

guard(
  'swr',
  'swr',
  {
    says: 'asks again by itself, for the first time after five to ten seconds',
    path,
    facet,
    sends: 2,
    aside: 'How often it asks has no number: it goes on for as long as somebody looks.',
    run: (work) => seen(work, {}, 12_500),
  },
  {
    says: 'errorRetryCount counts without the first',
    path,
    facet,
    given: 2,
    sends: 3,
    run: (work) => seen(work, { errorRetryCount: 2, errorRetryInterval: 100 }, 3000),
  },
  {
    says: 'errorRetryCount of none asks once',
    path,
    facet,
    given: 0,
    sends: 1,
    aside: 'The model counts a single try as none.',
    run: (work) => seen(work, { errorRetryCount: 0, errorRetryInterval: 100 }, 2000),
  },
  {
    says: 'shouldRetryOnError: false asks once',
    path,
    facet,
    sends: 1,
    aside: 'The model has no retry then.',
    run: (work) => seen(work, { shouldRetryOnError: false, errorRetryInterval: 100 }, 2000),
  },
);
