import type { Kept, Reuse } from './reuse';

/** A question, with its answer once that is known. */
export interface Asked<T> {
  /** Rests on nothing unfinished, and is the same whoever asked for what before. */
  value: T | undefined;
  /** What it rests on, as long as that may change. */
  kept: Kept | undefined;
  /** Its place among those that are being worked out; -1 when it is not. */
  at: number;
  /** Present once it was seen to ask for itself through others. */
  member: Member<T> | undefined;
}

/** One of several that ask for each other. */
interface Member<T> {
  readonly ring: Ring;
  /** Found while another of the ring is being worked out, and good for as long. */
  meanwhile: T | undefined;
  kept: Kept | undefined;
  /** The lowest place that `meanwhile` relies on. */
  lowest: number;
}

/** Those that ask for each other, as far as was seen. */
interface Ring {
  /** The ring that it has become part of. */
  into: Ring | undefined;
  /** How many of them are being worked out, and the lowest place among those. */
  open: number;
  first: number;
}

/** Something that is being worked out. */
interface Open {
  asked: Asked<unknown>;
  kept: Kept | undefined;
  /** The lowest place that it relied on; its own while it relies on nothing unfinished. */
  lowest: number;
  /** How many answers were provisional when it was begun. */
  before: number;
}

/**
 * Works things out that may ask for themselves through others. Whoever meets something unfinished is told a stand-in for
 * it, and what was found with one is right for the one who asks from outside, and for nobody else: it is kept as long as
 * that is being worked out, and others work it out for themselves. So no answer depends on what was asked before.
 */
export interface Cycles {
  /** The answer, if it need not be worked out; `inItself` when it is being worked out. */
  known<T>(asked: Asked<T>, inItself: T): T | undefined;
  /** Works out what is not known. `forget` is called when what the answer rests on has changed. */
  find<T>(asked: Asked<T>, forget: () => void, work: () => T): T;
}

/** A question to which nothing is known. */
export function ask<T>(): Asked<T> {
  return { value: undefined, kept: undefined, at: -1, member: undefined };
}

export function cyclesOf(reuse: Reuse | undefined): Cycles {
  /** Its first `depth` are open; the rest are used again. */
  const stack: Open[] = [];
  let depth = 0;
  const provisional: Asked<unknown>[] = [];

  function rely(at: number): void {
    const top = stack[depth - 1];
    if (top !== undefined && at < top.lowest) top.lowest = at;
  }

  function known<T>(asked: Asked<T>, inItself: T): T | undefined {
    const { at, member } = asked;
    if (at >= 0) {
      reuse?.use(stack[at]?.kept);
      rely(at);
      return inItself;
    }
    if (member?.meanwhile !== undefined) {
      reuse?.use(member.kept);
      rely(member.lowest);
      return member.meanwhile;
    }
    if (asked.value === undefined || (member !== undefined && wholeOf(member.ring).open > 0)) return undefined;
    reuse?.use(asked.kept);
    return asked.value;
  }

  function find<T>(asked: Asked<T>, forget: () => void, work: () => T): T {
    const kept = reuse === undefined ? undefined : keptFor(reuse, asked, forget);
    const open = begin(asked, kept);
    let value: T | undefined;
    try {
      value = reuse === undefined || kept === undefined ? work() : reuse.within(kept, work);
    } finally {
      finish(open, asked, value);
    }
    if (kept?.final !== true) reuse?.use(kept);
    return value;
  }

  function begin(asked: Asked<unknown>, kept: Kept | undefined): Open {
    const at = depth++;
    let open = stack[at];
    if (open === undefined) {
      open = { asked, kept, lowest: at, before: provisional.length };
      stack.push(open);
    } else {
      open.asked = asked;
      open.kept = kept;
      open.lowest = at;
      open.before = provisional.length;
    }
    asked.at = at;
    if (asked.member !== undefined) {
      const ring = wholeOf(asked.member.ring);
      // It was left aside for the sake of the first of them, so it is good as long as that.
      if (ring.open > 0) open.lowest = ring.first;
      else ring.first = at;
      ring.open++;
    }
    return open;
  }

  function finish<T>(open: Open, asked: Asked<T>, value: T | undefined): void {
    const { at } = asked;
    const below = stack[at - 1];
    const whole = below === undefined || open.lowest >= at;
    if (!whole) {
      join(asked, below.asked);
      if (open.lowest < below.lowest) below.lowest = open.lowest;
    }
    depth = at;
    asked.at = -1;
    const { member } = asked;
    if (member !== undefined) wholeOf(member.ring).open--;
    if (value === undefined || whole) drop(open.before);
    if (value === undefined) return;
    if (whole) {
      asked.value = value;
      asked.kept = open.kept?.final === true ? undefined : open.kept;
    } else if (member !== undefined) {
      member.meanwhile = value;
      member.kept = open.kept;
      member.lowest = open.lowest;
      provisional.push(asked);
    }
  }

  /** Lets go of what was found since then for one that is finished now. */
  function drop(before: number): void {
    while (provisional.length > before) {
      const member = provisional.pop()?.member;
      if (member === undefined) continue;
      member.meanwhile = undefined;
      member.kept = undefined;
    }
  }

  return { known, find };
}

/** Forgets the answer it was made for, and no other that was found since. */
function keptFor(reuse: Reuse, asked: Asked<unknown>, forget: () => void): Kept {
  const kept = reuse.kept(() => {
    if (asked.kept !== kept) return;
    asked.value = undefined;
    asked.kept = undefined;
    if (asked.member === undefined) forget();
  });
  return kept;
}

/** Both are being worked out, and ask for each other. */
function join(one: Asked<unknown>, other: Asked<unknown>): void {
  const [part, into] = [ringOf(one), ringOf(other)];
  if (part === into) return;
  part.into = into;
  into.open += part.open;
  into.first = Math.min(part.first, into.first);
}

function ringOf(asked: Asked<unknown>): Ring {
  asked.member ??= { ring: { into: undefined, open: 1, first: asked.at }, meanwhile: undefined, kept: undefined, lowest: 0 };
  return wholeOf(asked.member.ring);
}

function wholeOf(ring: Ring): Ring {
  let whole = ring;
  while (whole.into !== undefined) whole = whole.into;
  if (ring !== whole) ring.into = whole;
  return whole;
}
