/** Something worked out once and kept: whoever asks for it depends on it, and is forgotten when it is. */
export interface Kept {
  /** Those who rest on it; none as long as nobody does. */
  users: Set<Kept> | undefined;
  /** Takes it out of where it is kept. */
  readonly forget: () => void;
  dead: boolean;
  /** Nothing that may still come changes it, so nobody need be known who rests on it. */
  final?: true;
}

/**
 * Remembers what was worked out from what, so that after an edit only what rests on it is worked out anew. Leaves are
 * facts about the program.
 */
/** A file's summary, the files that hold a name, who imports a file, what is said of an instance, that a file is not reached, and that a summary was read. */
export type Leaf = 'f' | 'w' | 'i' | 'r' | 'k' | 's';

export interface Reuse {
  kept(forget: () => void): Kept;
  /** The work at hand depends on this. */
  use(it: Kept | undefined): void;
  useLeaf(kind: Leaf, name: string): void;
  /** One depends on the other. */
  rests(user: Kept, on: Kept): void;
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
  const leaves: Record<Leaf, Map<string, Kept>> = { f: new Map(), w: new Map(), i: new Map(), r: new Map(), k: new Map(), s: new Map() };
  const all = new Set<Kept>();
  const stack: Kept[] = [];
  let edits = 0;

  const kept = (forget: () => void): Kept => {
    const made: Kept = { users: undefined, forget, dead: false };
    all.add(made);
    return made;
  };

  const use = (it: Kept | undefined): void => {
    const top = stack[stack.length - 1];
    if (top !== undefined && it !== undefined) rests(top, it);
  };

  return {
    kept,
    use,
    useLeaf(kind, name) {
      // Whoever reads a summary rests on the file already.
      if (stack.length === 0 || kind === 's') return;
      use(leafOf(leaves[kind], name));
    },
    rests,
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
        if (leaf !== undefined) drop(leaf, (it) => all.delete(it));
      }
    },
    tidy() {
      edits++;
      if (edits % tidyEvery !== 0) return;
      const kinds = Object.values(leaves).flatMap((known) => [...known.values()]);
      for (const it of [...all, ...kinds]) for (const user of it.users ?? []) if (user.dead) it.users?.delete(user);
    },
  };
}

/**
 * For a single run, in which files are reached and nothing else changes (`k`): what rests on none that is not reached yet is
 * final, and what it was made of is not remembered.
 */
export function makeBriefReuse(): Reuse {
  const leaves = new Map<string, Kept>();
  const stack: { readonly kept: Kept; loose: boolean }[] = [];

  const use = (it: Kept | undefined): void => {
    const top = stack[stack.length - 1];
    if (top === undefined || it === undefined || it.final === true) return;
    rests(top.kept, it);
    top.loose = true;
  };

  return {
    kept: (forget) => ({ users: undefined, forget, dead: false }),
    use,
    useLeaf(kind, name) {
      if (kind !== 'k' || stack.length === 0) return;
      use(leafOf(leaves, name));
    },
    rests,
    within(it, work) {
      const open = { kept: it, loose: false };
      stack.push(open);
      try {
        return work();
      } finally {
        stack.pop();
        if (!open.loose) {
          it.final = true;
          it.users = undefined;
        }
      }
    },
    invalidate(kind, names) {
      if (kind !== 'k') return;
      for (const name of names) {
        const leaf = leaves.get(name);
        if (leaf !== undefined) drop(leaf);
      }
    },
    tidy() {},
  };
}

/** The fact of that name, on which somebody is about to rest. */
function leafOf(leaves: Map<string, Kept>, name: string): Kept {
  const known = leaves.get(name);
  if (known !== undefined) return known;
  const made: Kept = { users: undefined, forget: () => {}, dead: false };
  leaves.set(name, made);
  return made;
}

function rests(user: Kept, on: Kept): void {
  on.users ??= new Set();
  on.users.add(user);
}

/** Forgets all that rests on this. */
export function drop(first: Kept, each: (it: Kept) => void = () => {}): void {
  const queue = [...(first.users ?? [])];
  first.users = undefined;
  for (let it = queue.pop(); it !== undefined; it = queue.pop()) {
    if (it.dead) continue;
    it.dead = true;
    it.forget();
    each(it);
    queue.push(...(it.users ?? []));
    it.users = undefined;
  }
}
