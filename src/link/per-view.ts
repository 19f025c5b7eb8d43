import type { View } from './view';

/** What is found out of a file once, and kept for as long as the file is what it was. */
export function perView<T>(find: (view: View) => T): (view: View) => T {
  const known = new WeakMap<View, { readonly found: T }>();
  return (view) => {
    let it = known.get(view);
    if (it === undefined) {
      it = { found: find(view) };
      known.set(view, it);
    }
    return it.found;
  };
}
