/** Something worked out once and kept: whoever asks for it depends on it, and is forgotten when it is. */
export interface Kept {
  readonly users: Set<Kept>;
  /** Takes it out of where it is kept. */
  readonly forget: () => void;
  dead: boolean;
}

/**
 * Remembers what was worked out from what, so that after an edit only what rests on it is worked out anew. Leaves are
 * facts about the program.
 */
/** A file's summary, the files that hold a name, who imports a file, what is said of an instance, that a file is not reached. */
export type Leaf = 'f' | 'w' | 'i' | 'r' | 'k';

export interface Reuse {
  kept(forget: () => void): Kept;
  /** The work at hand depends on this. */
  use(it: Kept | undefined): void;
  useLeaf(kind: Leaf, name: string): void;
  /** Does some work on behalf of `it`: what the work asks for, `it` depends on. */
  within<T>(it: Kept, work: () => T): T;
  /** Forgets everything that rests on these leaves. */
  invalidate(kind: Leaf, names: Iterable<string>): void;
  /** To be called once after each edit. */
  tidy(): void;
}

/** After so many edits the links to what is long forgotten are cut. */
const tidyEvery = 100;

export function makeReuse(): Reuse {
  const leaves: Record<Leaf, Map<string, Kept>> = { f: new Map(), w: new Map(), i: new Map(), r: new Map(), k: new Map() };
  const all = new Set<Kept>();
  const stack: Kept[] = [];
  let edits = 0;

  const kept = (forget: () => void): Kept => {
    const made: Kept = { users: new Set(), forget, dead: false };
    all.add(made);
    return made;
  };

  const use = (it: Kept | undefined): void => {
    const top = stack[stack.length - 1];
    if (top !== undefined && it !== undefined) it.users.add(top);
  };

  const drop = (first: Kept): void => {
    const queue = [...first.users];
    first.users.clear();
    for (let it = queue.pop(); it !== undefined; it = queue.pop()) {
      if (it.dead) continue;
      it.dead = true;
      it.forget();
      all.delete(it);
      queue.push(...it.users);
      it.users.clear();
    }
  };

  return {
    kept,
    use,
    useLeaf(kind, name) {
      if (stack.length === 0) return;
      const known = leaves[kind];
      let leaf = known.get(name);
      if (leaf === undefined) {
        leaf = { users: new Set(), forget: () => {}, dead: false };
        known.set(name, leaf);
      }
      use(leaf);
    },
    within(it, work) {
      stack.push(it);
      try {
        return work();
      } finally {
        stack.pop();
      }
    },
    invalidate(kind, names) {
      for (const name of names) {
        const leaf = leaves[kind].get(name);
        if (leaf !== undefined) drop(leaf);
      }
    },
    tidy() {
      edits++;
      if (edits % tidyEvery !== 0) return;
      const kinds = Object.values(leaves).flatMap((known) => [...known.values()]);
      for (const it of [...all, ...kinds]) for (const user of it.users) if (user.dead) it.users.delete(user);
    },
  };
}
