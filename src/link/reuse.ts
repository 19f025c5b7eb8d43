/** Something worked out once and kept: whoever asks for it depends on it, and is forgotten when it is. */
export interface Kept {
  readonly users: Set<Kept>;
  /** Takes it out of where it is kept. */
  readonly forget: () => void;
  dead: boolean;
}

/**
 * Remembers what was worked out from what, so that after an edit only what rests on it is worked out anew. Leaves are
 * facts about the program by name: `f:file` a file's summary, `w:name` the files that hold a name, `i:file` who imports a file, `r:key` what is said
 * of an instance.
 */
export interface Reuse {
  kept(forget: () => void): Kept;
  /** The work at hand depends on this. */
  use(it: Kept | undefined): void;
  useLeaf(key: string): void;
  /** Does some work on behalf of `it`: what the work asks for, `it` depends on. */
  within<T>(it: Kept, work: () => T): T;
  /** Forgets everything that rests on these leaves. */
  invalidate(leaves: Iterable<string>): void;
}

/** After so many edits the links to what is long forgotten are cut. */
const tidyEvery = 100;

export function makeReuse(): Reuse {
  const leaves = new Map<string, Kept>();
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
    useLeaf(key) {
      if (stack.length === 0) return;
      let leaf = leaves.get(key);
      if (leaf === undefined) {
        leaf = { users: new Set(), forget: () => {}, dead: false };
        leaves.set(key, leaf);
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
    invalidate(keys) {
      for (const key of keys) {
        const leaf = leaves.get(key);
        if (leaf !== undefined) drop(leaf);
      }
      edits++;
      if (edits % tidyEvery !== 0) return;
      for (const it of [...all, ...leaves.values()]) for (const user of it.users) if (user.dead) it.users.delete(user);
    },
  };
}
