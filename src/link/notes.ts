import { drop, few, type Kept, type Leaf, type Reuse, rests } from './reuse';

/** What linking finds out of one file, and what is kept of it for another run. */
export type NoteKind = 'offers' | 'bases' | 'hands' | 'inside' | 'said' | 'unit' | 'means';

/** Something that was worked out, and its place in the web of what rests on what. */
export interface Note {
  readonly kind: NoteKind;
  readonly name: string;
  readonly node: number;
  readonly value: unknown;
}

/** A fact about the program that something rests on: the text of a file, the files that hold a name, that a file is not reached, what is said of an instance. */
export interface Fact {
  readonly kind: Leaf;
  readonly name: string;
  readonly node: number;
}

/** All that a run noted, as plain data: `from[i]` rests on `to[i]`. */
export interface Web {
  readonly nodes: number;
  readonly facts: readonly Fact[];
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly notes: readonly Note[];
  /** The files that a client may reach. */
  readonly reached: readonly string[];
}

/** A single run that notes what its findings rest on, and takes from an earlier one whatever rests on nothing that has changed. */
export interface Notes extends Reuse {
  /** Takes it from the earlier run, or works it out; `plain` is what of it is kept. */
  noted<T>(kind: NoteKind, name: string, work: () => T, plain?: (value: T) => unknown): T;
  /** What is at hand without work. */
  known<T>(kind: NoteKind, name: string): T | undefined;
  /** All of a kind that the earlier run noted, whether it still holds or not. */
  earlier<T>(kind: NoteKind): readonly T[];
  /** The files that were reached in the earlier run. */
  readonly reached: readonly string[];
  /** Nothing noted from now on is invalidated in this run. */
  settled(): void;
  /** Nothing of the earlier run, nor of this one so far, is used. */
  forget(): void;
  /** The files whose summaries were read, in this run or the earlier one, for what is at hand. */
  read(): readonly string[];
  /** Names whose holders were asked for, be it for something that is noted or on the way there. */
  readonly names: ReadonlySet<string>;
  /** What was noted, for those files that are reached; `undefined` where that would be too much. */
  web(reached: readonly string[]): Web | undefined;
}

interface Numbered extends Kept {
  readonly id: number;
  /** It rests on nothing that may still change in this run. */
  sure: boolean;
  forget: () => void;
}

/** What is being worked out, and all that it was seen to rest on. */
interface Open {
  readonly kept: Numbered;
  met: number[] | Set<number>;
  loose: boolean;
}

/** Whether it is met for the first time. */
function meet(open: Open, id: number): boolean {
  const { met } = open;
  if (Array.isArray(met)) {
    if (met.includes(id)) return false;
    if (met.push(id) > few) open.met = new Set(met);
    return true;
  }
  if (met.has(id)) return false;
  met.add(id);
  return true;
}

/** Numbers in a row, without a box for each. */
interface Row {
  push(number: number): void;
  all(): Int32Array;
}

function makeRow(first: Int32Array = new Int32Array(0)): Row {
  let room = new Int32Array(Math.max(1024, first.length * 2));
  let length = first.length;
  room.set(first);
  return {
    push(number) {
      if (length === room.length) {
        const more = new Int32Array(length * 2);
        more.set(room);
        room = more;
      }
      room[length++] = number;
    },
    all: () => room.subarray(0, length),
  };
}

interface Entry extends Note {
  readonly kept: Numbered;
  readonly plain: () => unknown;
}

/** A web of more nodes than this takes more memory than it is worth. */
const mostNodes = 400_000;

export function makeNotes(before?: Web, most = mostNodes): Notes {
  let old = before === undefined ? undefined : earlierWeb(before);
  let count = before?.nodes ?? 0;
  let settled = false;
  const facts: Record<Leaf, Map<string, Numbered & { readonly fact: Fact }>> = {
    f: new Map(),
    w: new Map(),
    i: new Map(),
    r: new Map(),
    k: new Map(),
    s: new Map(),
  };
  let from = makeRow(before?.from);
  let to = makeRow(before?.to);
  let lost = false;
  const stack: Open[] = [];
  const entries = new Map<string, Entry>();
  let below: (Neighbours & { readonly of: number }) | undefined;
  const names = new Set<string>();
  /** While it is found out which files are reached, one that is not may become one. */
  const mayChange = (kind: Leaf): boolean => kind === 'k' && !settled;
  const numbered = (id: number, sure: boolean, forget: () => void = nothing): Numbered => ({
    id,
    sure,
    users: undefined,
    forget,
    dead: false,
  });

  for (const fact of before?.facts ?? [])
    facts[fact.kind].set(fact.name, Object.assign(numbered(fact.node, !mayChange(fact.kind)), { fact }));

  const join = (user: Numbered, on: Numbered): void => {
    if (!lost) {
      from.push(user.id);
      to.push(on.id);
    }
    if (!on.sure) rests(user, on);
  };

  const use = (it: Kept | undefined): void => {
    const top = stack[stack.length - 1];
    const on = it as Numbered | undefined;
    if (top === undefined || on === undefined || !meet(top, on.id)) return;
    if (!on.sure) top.loose = true;
    join(top.kept, on);
  };

  const factOf = (kind: Leaf, name: string): Numbered => {
    const known = facts[kind].get(name);
    if (known !== undefined) return known;
    const id = count++;
    const made = Object.assign(numbered(id, !mayChange(kind)), { fact: { kind, name, node: id } });
    facts[kind].set(name, made);
    return made;
  };

  const kept = (forget: () => void): Numbered => {
    if (lost && settled) return anything;
    if (count >= most && !lost) {
      lost = true;
      from = makeRow();
      to = makeRow();
    }
    return numbered(count++, false, forget);
  };

  const within = <T>(it: Kept, work: () => T): T => {
    if (lost && settled) return work();
    const open: Open = { kept: it as Numbered, met: [], loose: false };
    stack.push(open);
    try {
      return work();
    } finally {
      stack.pop();
      if (settled || !open.loose) {
        open.kept.sure = true;
        open.kept.users = undefined;
        // It would hold on to all that was at hand when it was asked.
        open.kept.forget = nothing;
      }
    }
  };

  const at = (kind: NoteKind, name: string): Entry | undefined => {
    const key = keyOf(kind, name);
    const have = entries.get(key);
    if (have !== undefined) return have;
    const note = old?.get(key);
    if (note === undefined) return undefined;
    const { node, value } = note;
    const taken: Entry = { kind, name, node, value, plain: () => value, kept: numbered(node, true) };
    entries.set(key, taken);
    return taken;
  };

  /** All that something rests on, by node: from what is at hand downwards. */
  const alive = () => {
    const all = from.all();
    const ends = to.all();
    if (below?.of !== all.length) below = { of: all.length, ...neighbours(all, ends, count) };
    const living = new Uint8Array(count);
    spread(
      [...entries.values()].map(({ node }) => node),
      below,
      living,
    );
    return { all, ends, living };
  };

  return {
    reached: before?.reached ?? [],
    kept,
    use,
    names,
    useFiles() {},
    useLeaf(kind, name) {
      if (kind === 'w') names.add(name);
      // The text of a file is noted where it is read, and who imports whom is the same as long as nobody imports something else.
      if (stack.length > 0 && kind !== 'f' && kind !== 'i') use(factOf(kind, name));
    },
    rests: (user, on) => join(user as Numbered, on as Numbered),
    within,
    invalidate(kind, names) {
      for (const name of names) {
        const fact = facts[kind].get(name);
        if (fact === undefined) continue;
        old?.drop(fact.id);
        drop(fact);
      }
      if (old === undefined) return;
      for (const [key, { node }] of entries) if (old.isDead(node)) entries.delete(key);
    },
    tidy() {},
    known<T>(kind: NoteKind, name: string) {
      const have = at(kind, name);
      use(have?.kept);
      return have?.value as T | undefined;
    },
    noted(kind, name, work, plain) {
      const have = at(kind, name);
      use(have?.kept);
      if (have !== undefined) return have.value as ReturnType<typeof work>;
      const key = keyOf(kind, name);
      const it = kept(() => entries.delete(key));
      const value = within(it, work);
      entries.set(key, { kind, name, node: it.id, value, plain: () => (plain === undefined ? value : plain(value)), kept: it });
      use(it);
      return value;
    },
    earlier: <T>(kind: NoteKind) => (old?.of(kind) ?? []) as readonly T[],
    settled() {
      settled = true;
    },
    forget() {
      old = undefined;
      entries.clear();
    },
    read: () => {
      const { living } = alive();
      return [...facts.s.values()].flatMap(({ id, fact }) => (living[id] === 1 ? [fact.name] : []));
    },
    web(reached) {
      if (lost) return undefined;
      const { all, ends, living } = alive();
      const numbers = new Int32Array(count).fill(-1);
      let nodes = 0;
      for (let id = 0; id < count; id++) if (living[id] === 1) numbers[id] = nodes++;
      let edges = 0;
      const froms = new Int32Array(all.length);
      const tos = new Int32Array(all.length);
      for (let i = 0; i < all.length; i++) {
        if (living[all[i]!] !== 1) continue;
        froms[edges] = numbers[all[i]!]!;
        tos[edges++] = numbers[ends[i]!]!;
      }
      return {
        nodes,
        facts: Object.values(facts).flatMap((of) =>
          [...of.values()].flatMap(({ id, fact }) => (living[id] === 1 ? [{ ...fact, node: numbers[id]! }] : [])),
        ),
        from: froms.slice(0, edges),
        to: tos.slice(0, edges),
        notes: [...entries.values()].map(({ kind, name, node, plain }) => ({ kind, name, node: numbers[node]!, value: plain() })),
        reached,
      };
    },
  };
}

function keyOf(kind: string, name: string): string {
  return `${kind} ${name}`;
}

const nothing = (): void => {};

/** Stands for whatever is not noted. */
const anything: Numbered = { id: 0, sure: true, users: undefined, forget: nothing, dead: false };

/** What an earlier run noted; what rests on a fact that has changed is dead. */
function earlierWeb(web: Web): {
  get(key: string): Note | undefined;
  of(kind: NoteKind): readonly unknown[];
  drop(node: number): void;
  isDead(node: number): boolean;
} {
  const notes = new Map(web.notes.map((note) => [keyOf(note.kind, note.name), note]));
  const dead = new Uint8Array(web.nodes);
  let users: Neighbours | undefined;
  return {
    get(key) {
      const note = notes.get(key);
      return note === undefined || dead[note.node] === 1 ? undefined : note;
    },
    of: (kind) => web.notes.flatMap((note) => (note.kind === kind ? [note.value] : [])),
    drop(node) {
      if (node >= web.nodes) return;
      users ??= neighbours(web.to, web.from, web.nodes);
      spread([node], users, dead);
    },
    isDead: (node) => node < web.nodes && dead[node] === 1,
  };
}

/** Which nodes come of each other: those of node `i` lie in `list` from `starts[i]` to `starts[i + 1]`. */
interface Neighbours {
  readonly starts: Int32Array;
  readonly list: Int32Array;
}

function neighbours(from: Int32Array, to: Int32Array, nodes: number): Neighbours {
  const starts = new Int32Array(nodes + 1);
  for (const node of from) starts[node + 1]!++;
  for (let i = 0; i < nodes; i++) starts[i + 1]! += starts[i]!;
  const list = new Int32Array(from.length);
  const next = starts.slice();
  for (let i = 0; i < from.length; i++) list[next[from[i]!]!++] = to[i]!;
  return { starts, list };
}

/** Marks these nodes and all that come of them. */
function spread(first: readonly number[], { starts, list }: Neighbours, marked: Uint8Array): void {
  const queue = [...first];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (marked[node] === 1) continue;
    marked[node] = 1;
    for (let i = starts[node]!; i < starts[node + 1]!; i++) if (marked[list[i]!] !== 1) queue.push(list[i]!);
  }
}
