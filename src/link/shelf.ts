import type { NoteKind, Notes } from './notes';
import type { Reuse } from './reuse';
import type { View } from './view';

/** Answers that are noted for the next run, and what of them is. */
interface Noting<T> {
  readonly notes: Notes | undefined;
  readonly kind: NoteKind;
  readonly plain?: (answer: T) => unknown;
}

/** Keeps one answer for each file; none for what is not there. */
export function shelf<T>(
  reuse: Reuse | undefined,
  view: (file: string) => View | undefined,
  make: (view: View) => T,
  { notes, kind, plain }: Noting<T>,
): { of: (file: string) => T | undefined } {
  const known = new Map<string, T>();
  const work = (file: string): T | undefined => {
    const it = view(file);
    return it === undefined ? undefined : make(it);
  };
  return {
    of(file) {
      if (notes !== undefined)
        return notes.noted(
          kind,
          file,
          () => work(file),
          (answer) => (answer === undefined || plain === undefined ? answer : plain(answer)),
        );
      const have = known.get(file);
      if (have !== undefined) return have;
      const it = reuse?.kept(() => known.delete(file));
      const noting = (): T | undefined => {
        reuse?.useLeaf('f', file);
        return work(file);
      };
      const made = reuse === undefined || it === undefined ? noting() : reuse.within(it, noting);
      if (made !== undefined) known.set(file, made);
      return made;
    },
  };
}
