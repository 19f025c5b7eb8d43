import { guard, type Work } from './guarding';
import { runByInngest } from './inngest';
import { load } from './packages/load.mjs';
import { record } from './proofs';

record(import.meta.filename);

/** Inngest before version 4, which keeps what it runs under a name that the later one keeps its own under. */

const inngest = { ...(await load('inngest-3')), ...(await load('inngest-3/node')), old: true };
guard(
  'inngest',
  'inngest-3',
  ...[0, 2].map((given) => ({
    says: `\`retries: ${given}\` counts the tries after the first, of a step`,
    path: 'createFunction',
    facet: 'retry' as const,
    given,
    sends: given + 1,
    run: (work: Work) => runByInngest(inngest, { retries: given }, ({ step }) => step.run('ask', work)),
  })),
);
