import { type GuardClaim, guard, type Work } from './guarding';
import { type Loop, looped } from './looping';
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

const later = 'How often it asks has no number: it goes on for as long as somebody looks.';
const swrLoop: Loop = { id: 'swr', path: '', at: 'arg[2]', run: (work, options) => seen(work, options, 9000) };
guard(
  'swr',
  'swr',
  ...looped(swrLoop, [
    ['asks again by itself, for the first time after five to ten seconds', {}, 2, { aside: later, run: (work) => seen(work, {}, 12_500) }],
    ['errorRetryCount counts without the first', { errorRetryCount: 2, errorRetryInterval: 100 }, 3],
    ['errorRetryCount of none asks once', { errorRetryCount: 0, errorRetryInterval: 100 }, 1],
    ['errorRetryInterval is what the pauses are drawn from', { errorRetryCount: 1, errorRetryInterval: 3000 }, 2, { gaps: [4500] }],
    ['shouldRetryOnError: false asks once', { shouldRetryOnError: false, errorRetryInterval: 100 }, 1],
    ['onErrorRetry decides alone', { errorRetryInterval: 100, onErrorRetry: () => {} }, 1, { aside: later }],
  ]),
);

/** Outside of a server a query is tried four times. */
const { InfiniteQueryObserver, QueryClient, QueryObserver } = await load('@tanstack/query-core');
interface Observed {
  readonly subscribe: (listener: (state: { readonly status: string }) => void) => unknown;
}
const finished = (observer: Observed) =>
  new Promise<void>((resolve) => void observer.subscribe(({ status }) => status === 'pending' || resolve()));
const pages = { initialPageParam: 0, getNextPageParam: () => null };
const loops: readonly Loop[] = [
  {
    id: '@tanstack/query-core',
    path: 'useQuery',
    of: 'browser',
    at: 'arg[0]',
    run: (work, options) => finished(new QueryObserver(new QueryClient(), { queryKey: ['a'], queryFn: () => work(), ...options })),
  },
  {
    id: '@tanstack/query-core',
    path: 'useInfiniteQuery',
    of: 'browser',
    at: 'arg[0]',
    run: (work, options) =>
      finished(new InfiniteQueryObserver(new QueryClient(), { queryKey: ['a'], queryFn: () => work(), ...pages, ...options })),
  },
];
guard(
  '@tanstack/query-core',
  '@tanstack/query-core',
  ...loops.flatMap((loop) =>
    looped(loop, [
      ['four tries by default', {}, 4, { gaps: [1000, 2000, 4000] }],
      ['retry counts without the first try', { retry: 1 }, 2],
      ['retry: true has no end', { retry: true, retryDelay: 20 }, 'unbounded'],
      ['retryDelay is the pause', { retryDelay: 1500 }, 4, { gaps: [1500, 1500, 1500] }],
    ]),
  ),
);

/** An answer is none of the failures that are asked again, whatever its status. */
const answered = (loop: Loop, options: Record<string, unknown>): GuardClaim => ({
  says: `${loop.path}: a bad status`,
  path: loop.path,
  ...(loop.of === undefined ? {} : { of: loop.of }),
  facet: 'retry',
  about: 'onStatus',
  sends: 1,
  run: (_, at) => loop.run(() => fetch(at.url), options),
});
guard('swr', 'swr', answered(swrLoop, { errorRetryInterval: 100 }));
guard('@tanstack/query-core', '@tanstack/query-core', ...loops.map((loop) => answered(loop, { retry: 3, retryDelay: 1 })));
