/** Something worked out once and kept: whoever asks for it depends on it, and is forgotten when it is. */
export interface Kept {
  /** Those who rest on it; none as long as nobody does. Most have few, and a set takes ten times the memory of a row. */
  users: Kept[] | Set<Kept> | undefined;
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
  /** The same for several files, which many others ask for together. */
  useFiles(files: readonly string[]): void;
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

/** So many more are kept between one look at the memory and the next. */
const lookEvery = 2000;

/** Thrown where more is to be kept than there is memory for: whoever links begins anew, and keeps nothing. */
export class TooMuch extends Error {}

/** `isFull` is asked now and then whether there is no memory for more. */
export function makeReuse(isFull: () => boolean = () => false): Reuse {
  const leaves: Record<Leaf, Map<string, Kept>> = { f: new Map(), w: new Map(), i: new Map(), r: new Map(), k: new Map(), s: new Map() };
  const all = new Set<Kept>();
  /** Files that something was handed, as one: what is worked out for a call rests on all of them, and there are many of those. */
  const together = new Map<string, Kept>();
  const groups = new WeakMap<readonly string[], Kept>();
  const stack: Kept[] = [];
  let edits = 0;

  const kept = (forget: () => void): Kept => {
    const made: Kept = { users: undefined, forget, dead: false };
    all.add(made);
    if (all.size % lookEvery === 0 && isFull()) throw new TooMuch('more is kept than there is memory for');
    return made;
  };

  const use = (it: Kept | undefined): void => {
    const top = stack[stack.length - 1];
    if (top !== undefined && it !== undefined) rests(top, it);
  };

  const groupOf = (files: readonly string[]): Kept => {
    const met = groups.get(files);
    if (met?.dead === false) return met;
    const key = [...files].sort().join('\0');
    let group = together.get(key);
    if (group === undefined) {
      group = kept(() => together.delete(key));
      together.set(key, group);
      for (const file of files) rests(group, leafOf(leaves.f, file));
    }
    groups.set(files, group);
    return group;
  };

  return {
    kept,
    use,
    useFiles(files) {
      if (stack.length > 0 && files.length > 0) use(groupOf(files));
    },
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
      for (const it of [...all, ...kinds]) forgetDead(it);
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
    useFiles() {},
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

/** So many are looked through one after the other. */
export const few = 12;

export function rests(user: Kept, on: Kept): void {
  const { users } = on;
  if (users === undefined) on.users = [user];
  else if (!Array.isArray(users)) users.add(user);
  else if (!users.includes(user) && users.push(user) > few) on.users = new Set(users);
}

function forgetDead(it: Kept): void {
  const { users } = it;
  if (Array.isArray(users)) it.users = users.some(({ dead }) => dead) ? users.filter(({ dead }) => !dead) : users;
  else for (const user of users ?? []) if (user.dead) users?.delete(user);
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
    for (const user of it.users ?? []) queue.push(user);
    it.users = undefined;
  }
}
