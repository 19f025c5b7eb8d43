import { describe, expect, it } from 'vitest';
import type { GuardForm, GuardModel, Literal, Provision, Quantity } from '../../src/model/catalog';
import { type Fault, type Place, place } from './faults';
import { guards, versionOf } from './models';
import { proven } from './proofs';
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
  /** Why the model is not asked, in a sentence. */
  readonly aside?: string;
}

export function guard(id: string, name: string | undefined, ...claims: readonly GuardClaim[]): void {
  describe.concurrent(`${id} ${versionOf(name)}`, () => {
    it('is in the catalogue', () => expect(guards.get(id), `there is no model of ${id}`).toBeDefined());
    for (const row of claims) {
      it.concurrent(row.says, async () => {
        await fairly(() => inTurn(false, () => measured(row)));
        const model = guards.get(id);
        if (row.aside === undefined && model !== undefined) expect(disagreements(model, row)).toEqual([]);
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
    paused(at.came, row.gaps ?? []);
    if (row.cancels !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(at.left > 0).toBe(row.cancels);
    }
  } finally {
    stopped = true;
    await at.close();
  }
}

function disagreements(model: GuardModel, row: GuardClaim): string[] {
  const forms = model.forms.filter((form) => form.path === row.path);
  const provisions = forms.flatMap((form: GuardForm) => ('provides' in form ? form.provides : []));
  const fitting = provisions.filter((provision) => provision.facet === row.facet);
  if (fitting.length === 0) return [`\`${row.path}\` provides no ${row.facet}`];
  if (fitting.some((provision) => fits(provision, row))) return [];
  return [`${row.says}; but the model says ${JSON.stringify(fitting)}`];
}

function fits(provision: Provision, row: GuardClaim): boolean {
  if (provision.facet === 'retry') return row.sends === undefined || number(provision.attempts, row.given) === row.sends;
  if (provision.facet === 'bulkhead') return row.open === undefined || [row.open, 'unbounded'].includes(number(provision.limit, row.given));
  if (provision.facet !== 'timeout') return true;
  if (row.cancels !== undefined && provision.cancels !== 'signal' && provision.cancels !== row.cancels) return false;
  const says = number(provision.ms, row.given);
  return row.ends === 'pending' ? typeof says !== 'number' || says > 2500 : row.ends === undefined || says === row.ends;
}

/** What the model makes of a number, or of its absence. */
function number(quantity: Quantity, given: Literal | undefined): number | 'unbounded' | 'unknown' {
  if (typeof quantity !== 'object') return quantity;
  if (given === undefined) return quantity.fallback;
  if (quantity.unbounded?.includes(given) || quantity.off?.includes(given)) return 'unbounded';
  return typeof given === 'number' ? given * (quantity.unit === 's' ? 1000 : 1) + (quantity.plus ?? 0) : 'unknown';
}
