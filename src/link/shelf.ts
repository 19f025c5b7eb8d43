import type { Reuse } from './reuse';
import type { View } from './view';

/** Keeps one answer for each file. */
export function shelf<T>(reuse: Reuse | undefined, make: (view: View) => T): { of: (view: View) => T } {
  const known = new Map<string, T>();
  return {
    of(view) {
      const have = known.get(view.file);
      if (have !== undefined) return have;
      const it = reuse?.kept(() => known.delete(view.file));
      const work = (): T => {
        reuse?.useLeaf('f', view.file);
        return make(view);
      };
      const made = reuse === undefined || it === undefined ? work() : reuse.within(it, work);
      known.set(view.file, made);
      return made;
    },
  };
}
