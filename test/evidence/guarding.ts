import { describe, expect, it } from 'vitest';
import type { GuardModel, Provision } from '../../src/model/catalog/guard';
import type { Literal } from '../../src/model/catalog/paths';
import { type Fault, type Place, place } from './faults';
import { guards, holds, versionOf } from './models';
import { proven, touchGuard } from './proofs';
import {
  type About,
  amount,
  failureOf,
  saidOf,
  type GuardRow,
  jitterOf,
  narrows,
  pausesOf,
  provisionsOf,
  type Sets,
  triesOf,
  workOf,
} from './provisions';
import { ended, fairly, inTurn, near, paused } from './running';

/** Asks the place, and throws when the answer is a refusal; the guard decides what then. */
export type Work = (signal?: AbortSignal) => Promise<unknown>;

/** One thing claimed of a guard. */
export interface GuardClaim {
  readonly says: string;
  /** What the place does to the guarded work; default 503. */
  readonly fault?: Fault;
  readonly run: (work: Work, at: Place) => unknown;
  /** Path of the model's form that this runs. */
  readonly path: string;
  readonly facet: Provision['facet'];
  /** How many requests came; `unbounded` when it was still at it after two seconds and a half. */
  readonly sends?: number | 'unbounded';
  readonly gaps?: readonly number[];
  /** After how many milliseconds the caller was free. */
  readonly ends?: number | 'pending';
  /** The most requests that were open at once. */
  readonly open?: number;
  /** Whether the request itself was given up when the bound fired. */
  readonly cancels?: boolean;
  /** The number that was written; without it the claim is about the library's default. */
  readonly given?: Literal;
  /** What else is written, by the path of the argument; a function by its name. */
  readonly sets?: Sets;
  /** Which of several forms of this path: the kind it is called on, the context, the form or where the function stands. */
  readonly of?: string;
  /** Whether the pauses are drawn: they differ by more than 160 ms. */
  readonly varies?: boolean;
  /** A predicate, or the time for all tries, narrows what is repeated, so fewer came than the number says. */
  readonly fewer?: true;
  /** The kind of failure this is about: it is repeated (or counted) when more than one request came, and else is not. */
  readonly about?: About;
  /** Why the model is not asked, in a sentence. */
  readonly aside?: string;
}

/** A claim about a bound: what is never answered is given up. */
export const fires = (path: string, run: GuardClaim['run'], more: Partial<GuardClaim> = {}): GuardClaim => ({
  says: `${path} fires`,
  path,
  facet: 'timeout',
  fault: 'silent',
  ...('ends' in more ? {} : { given: 400, ends: 400 }),
  run,
  ...more,
});

/** A claim about a limit: of what is never answered so many are sent at once. */
export const limits = (path: string, open: number, run: GuardClaim['run'], more: Partial<GuardClaim> = {}): GuardClaim => ({
  says: `${path}: ${open} at once${more.given === undefined ? ', by itself' : ''}`,
  path,
  facet: 'bulkhead',
  fault: 'silent',
  open,
  run,
  ...more,
});

/** A claim about what stands in for a failure, so that one request is sent and nothing rejects. */
export const instead = (path: string, run: GuardClaim['run'], more: Partial<GuardClaim> = {}): GuardClaim => ({
  says: `${path} stands in`,
  path,
  facet: 'fallback',
  sends: 1,
  run,
  ...more,
});
export function guard(id: string, name: string | undefined, ...claims: readonly GuardClaim[]): void {
  describe.concurrent(`${id} ${versionOf(name)}`, () => {
    it('is in the catalogue', () => expect(guards.get(id), `there is no model of ${id}`).toBeDefined());
    for (const row of claims) {
      it.concurrent(row.says, async () => {
        await fairly(() => inTurn(false, () => measured(row)));
        const model = guards.get(id);
        if (model !== undefined) {
          expect(disagreements(model, row, versionOf(name))).toEqual([]);
          for (const one of rowsOf(model, row, versionOf(name))) {
            if (row.about !== undefined) touchGuard(id, failureOf(one, row.about));
            if (row.cancels !== undefined) touchGuard(id, workOf(one));
            touchGuard(id, one.name, ...Object.keys(setsOf(one, row)).map((option) => `${one.name} by ${option}`));
          }
        }
        proven('guards', id, name);
      });
    }
  });
}

async function measured(row: GuardClaim): Promise<void> {
  const at = await place(row.fault ?? 503);
  let stopped = false;
  let open = 0;
  let most = 0;
  const work: Work = async (signal) => {
    // An endless guard is let go by giving it what it wants.
    if (stopped) return undefined;
    open += 1;
    most = Math.max(most, open);
    try {
      const answer = await fetch(at.url, signal === undefined ? {} : { signal });
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      return await answer.text();
    } finally {
      open -= 1;
    }
  };
  try {
    const limit = row.sends === 'unbounded' || row.ends === 'pending' ? 2500 : Math.max(30_000, Number(row.ends ?? 0) * 2);
    const took = await ended(() => row.run(work, at), row.open === undefined ? limit : 1500);
    if (row.ends === 'pending' || row.sends === 'unbounded') expect(took.ms, took.why).toBe('pending');
    else if (row.ends !== undefined) near(took, row.ends);
    if (row.sends === 'unbounded') expect(at.came.length).toBeGreaterThan(3);
    else if (row.sends !== undefined) expect(at.came).toHaveLength(row.sends);
    if (row.open !== undefined) expect(most).toBe(row.open);
    if (row.facet === 'fallback') expect(took.rejected, took.why).toBe(false);
    paused(at.came, row.gaps ?? []);
    if (row.varies !== undefined) expect(spread(at.came) > 160, `a spread of ${spread(at.came)} ms`).toBe(row.varies);
    if (row.cancels !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(at.left > 0).toBe(row.cancels);
    }
  } finally {
    stopped = true;
    await at.close();
  }
}

/** How far the longest pause is from the shortest. */
function spread(came: readonly number[]): number {
  const gaps = came.slice(1).map((time, i) => time - (came[i] ?? time));
  return Math.max(...gaps) - Math.min(...gaps);
}

/** The provisions that a claim speaks of; several forms of one path are told apart by `of`. */
function rowsOf(model: GuardModel, row: GuardClaim, version: string): readonly GuardRow[] {
  return provisionsOf(model).filter(
    ({ path, of, versions, provision }) =>
      path === row.path && provision.facet === row.facet && (row.of === undefined || row.of === of) && holds(versions, version),
  );
}

/** What is written, by path: `given` stands where the provision's own number does. */
function setsOf({ provision }: GuardRow, { given, sets = {} }: GuardClaim): Sets {
  const main = provision.facet === 'retry' ? provision.attempts : provision.facet === 'timeout' ? provision.ms : undefined;
  const own = provision.facet === 'bulkhead' ? provision.limit : main;
  return given === undefined || typeof own !== 'object' ? sets : { [own.at]: given, ...sets };
}

function disagreements(model: GuardModel, row: GuardClaim, version: string): readonly string[] {
  // What provides nothing can only be seen to change nothing.
  if (provisionsOf(model).length === 0) return [];
  const fitting = rowsOf(model, row, version);
  const [only] = fitting;
  if (only === undefined) return [`\`${row.path}\` provides no ${row.facet}`];
  if (fitting.length > 1) return [`which one is meant: ${fitting.map(({ of }) => of).join(', ')}`];
  const sets = setsOf(only, row);
  const strange = Object.keys(sets).filter((option) => !only.options.includes(option));
  const wrong = row.aside === undefined ? misfits(only.provision, row, sets) : [];
  return [...strange.map((option) => `\`${row.path}\` has no ${option}`), ...wrong.map((why) => `${row.says}; but the model: ${why}`)];
}

function misfits(provision: Provision, row: GuardClaim, sets: Sets): readonly string[] {
  if (row.about !== undefined && row.sends !== undefined) {
    const counts = row.sends !== 1;
    if (saidOf(provision, row.about) !== counts) return [`${row.about} is ${saidOf(provision, row.about)}`];
    if (!counts) return [];
  }
  if (provision.facet === 'retry') {
    const tries = triesOf(provision, sets);
    const fits = row.sends === undefined || tries === row.sends || (row.fewer === true && narrows(provision, sets));
    const drawn = row.varies === undefined ? [] : jitterOf(provision, sets) === row.varies ? [] : [`jitter ${jitterOf(provision, sets)}`];
    return [...(fits ? [] : [`${tries} tries`]), ...pausesOf(provision, sets, row.gaps ?? []), ...drawn];
  }
  if (provision.facet === 'bulkhead') {
    const limit = amount(provision.limit, sets);
    const endless = limit === 'unbounded' || limit === 'off';
    return row.open === undefined || limit === row.open || (endless && row.open > 2) ? [] : [`${limit} at once`];
  }
  if (provision.facet !== 'timeout') return [];
  if (row.cancels !== undefined && provision.cancels !== 'signal' && provision.cancels !== row.cancels)
    return [`cancels ${provision.cancels}`];
  const ms = amount(provision.ms, sets);
  const fits = row.ends === 'pending' ? typeof ms !== 'number' || ms > 2500 : row.ends === undefined || ms === row.ends;
  return fits ? [] : [`${ms} ms`];
}
