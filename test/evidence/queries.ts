import { bundled, type Side } from './bundled';
import type { Work } from './guarding';
import { load } from './packages/load.mjs';

/** Hooks of the frameworks that stand on TanStack Query, each called as a component would and waited for until its query has ended. */

export type Ask = (hook: string, work: Work, options: object) => Promise<unknown>;

const pages = { initialPageParam: 0, getNextPageParam: () => null };
const query = (work: Work, options: object) => ({ queryKey: ['a'], queryFn: () => work(), ...pages, ...options });
const mutation = (work: Work, options: object) => ({ mutationFn: () => work(), ...options });
const isMutation = (hook: string): boolean => hook.endsWith('Mutation');

export async function react(side: Side): Promise<Ask> {
  const library = await load('@tanstack/react-query');
  const { Component, createElement, Suspense, useEffect } = await load('react').then((loaded) => loaded.default);
  const dom = await load(side === 'page' ? 'react-dom/client' : 'react-dom/server').then((loaded) => loaded.default ?? loaded);
  if (side === 'server') {
    return (hook, work, options) =>
      new Promise((resolve) => {
        const client = new library.QueryClient();
        const Asked = (): null => {
          library[hook](query(work, options), client);
          return null;
        };
        const told = { onAllReady: () => resolve(undefined), onError: () => {} };
        dom.renderToPipeableStream(createElement(Suspense, { fallback: null }, createElement(Asked)), told);
      });
  }
  const { document } = globalThis as unknown as { readonly document: { readonly createElement: (name: string) => unknown } };
  /** A query that a component waits for throws its failure at whoever stands around it. */
  class Boundary extends Component {
    static getDerivedStateFromError = () => ({ failed: true });
    state = { failed: false };
    componentDidCatch(failure: unknown) {
      this.props.caught(failure);
    }
    render() {
      return this.state.failed ? null : this.props.children;
    }
  }
  return (hook, work, options) =>
    new Promise((resolve) => {
      const client = new library.QueryClient();
      const root = dom.createRoot(document.createElement('div'), { onCaughtError: () => {} });
      const Asked = (): null => {
        const { status } = library[hook](query(work, options), client);
        useEffect(() => {
          if (status !== 'pending') resolve(status);
        }, [status]);
        return null;
      };
      root.render(createElement(Boundary, { caught: resolve }, createElement(Suspense, { fallback: null }, createElement(Asked))));
    });
}

export async function vue(): Promise<Ask> {
  const { effectScope, watch } = await load('vue');
  const library = await load('@tanstack/vue-query');
  return (hook, work, options) =>
    new Promise((resolve, reject) => {
      effectScope().run(() => {
        const client = new library.QueryClient();
        if (isMutation(hook)) return library[hook](mutation(work, options), client).mutateAsync().then(resolve, reject);
        const { status } = library[hook](query(work, options), client);
        return watch(status, (now: string) => now === 'pending' || resolve(now), { flush: 'sync' });
      });
    });
}

export async function solid(side: Side): Promise<Ask> {
  const { createComponent, createEffect, createRoot, library, Suspense, web } = await bundled(
    `export * from 'solid-js'; export * as library from '@tanstack/solid-query'; export * as web from 'solid-js/web';`,
    side,
  );
  const own = () => {
    const client = new library.QueryClient();
    return () => client;
  };
  const inPage = (hook: string, work: Work, options: object): Promise<unknown> =>
    new Promise((resolve) => {
      createRoot(() => {
        const asked = library[hook](() => query(work, options), own());
        createEffect(() => asked.status === 'pending' || resolve(asked.status));
      });
    });
  const onServer = (hook: string, work: Work, options: object): Promise<unknown> => {
    const client = own();
    const Asked = () => {
      const asked = library[hook](() => query(work, options), client);
      return () => asked.data;
    };
    const around = {
      get children() {
        return createComponent(Asked, {});
      },
    };
    return web.renderToStringAsync(() => createComponent(Suspense, around));
  };
  const mutates = (hook: string, work: Work, options: object): Promise<unknown> =>
    createRoot(() => library[hook](() => mutation(work, options), own()).mutateAsync());
  return (hook, work, options) => (isMutation(hook) ? mutates : side === 'page' ? inPage : onServer)(hook, work, options);
}

interface Store {
  readonly subscribe: (see: (state: { readonly status: string; readonly mutateAsync: () => Promise<unknown> }) => void) => unknown;
}

/** Up to version 5 a hook makes a store. */
export async function svelte5(side: Side): Promise<Ask> {
  const library = await bundled(`export * from '@tanstack/svelte-query';`, side);
  return (hook, work, options) =>
    new Promise((resolve, reject) => {
      const given = isMutation(hook) ? mutation(work, options) : query(work, options);
      const store: Store = library[hook](given, new library.QueryClient());
      let begun = false;
      store.subscribe(({ status, mutateAsync }) => {
        if (!isMutation(hook)) {
          if (status !== 'pending') resolve(status);
        } else if (!begun) {
          begun = true;
          mutateAsync().then(resolve, reject);
        }
      });
    });
}

/** From version 6 on a hook makes an object of Svelte's own signals, and asks in an effect, which runs in pages alone. */
export async function svelte6(): Promise<Ask> {
  const { library, rooted } = await bundled(
    `export * as library from 'svelte-query-6';
     export const rooted = (make, see) => $effect.root(() => { const made = make(); $effect(() => see(made)); });`,
    'page',
    true,
  );
  return (hook, work, options) =>
    new Promise((resolve, reject) => {
      const client = new library.QueryClient();
      if (isMutation(hook)) {
        const make = () =>
          library[hook](
            () => mutation(work, options),
            () => client,
          );
        let begun = false;
        rooted(make, (made: { readonly mutateAsync: () => Promise<unknown> }) => {
          if (begun) return;
          begun = true;
          made.mutateAsync().then(resolve, reject);
        });
        return;
      }
      const make = () =>
        library[hook](
          () => query(work, options),
          () => client,
        );
      rooted(make, (made: { readonly status: string }) => {
        if (made.status !== 'pending') resolve(made.status);
      });
    });
}

export async function angular(side: Side): Promise<Ask> {
  await load('@angular/compiler');
  const core = await load('@angular/core');
  const library = await load('@tanstack/angular-query-experimental');
  return (hook, work, options) => {
    const injector = core.createEnvironmentInjector(
      [
        { provide: core.ɵINJECTOR_SCOPE, useValue: 'root' },
        { provide: core.PLATFORM_ID, useValue: side === 'page' ? 'browser' : 'server' },
        core.provideZonelessChangeDetection(),
        ...library.provideTanStackQuery(new library.QueryClient()),
      ],
      null,
    );
    const asked = () => {
      if (isMutation(hook)) return library[hook](() => mutation(work, options)).mutateAsync();
      const { status } = library[hook](() => query(work, options));
      return new Promise((resolve) => {
        core.effect(() => status() === 'pending' || resolve(status()));
        injector.get(core.ApplicationRef).tick();
      });
    };
    return core.runInInjectionContext(injector, asked);
  };
}
