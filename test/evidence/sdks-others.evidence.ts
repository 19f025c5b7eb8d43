import { claim } from './claims';
import type { Place } from './faults';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import type { Options } from './table';

record(import.meta.filename);

const { InferenceClient } = await load('@huggingface/inference');

const question = { messages: [{ role: 'user', content: 'text' }] };
const model = (at: Place, made: Options) => new InferenceClient('k', { endpointUrl: at.url, ...made });

claim({
  id: '@huggingface/inference',
  package: '@huggingface/inference',
  get: (at, call, made) => model(at, made).chatCompletion(question, call),
  bare: { silent: 'pending', body: 'pending', trickle: 'pending' },
  how: { 'default retry': { ms: 300 } },
  counts: [
    { fault: 429, sends: 1, aside: 'It repeats 503 alone.' },
    { fault: 500, sends: 1, aside: 'It repeats 503 alone.' },
    { fault: 'reset', sends: 1 },
  ],
  aborts: 'signal',
});
