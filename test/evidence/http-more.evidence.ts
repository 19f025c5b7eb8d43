import { expect, it } from 'vitest';
import { claim } from './claims';
import { type Fault, type Place, place } from './faults';
import { versionOf } from './models';
import { load } from './packages/load.mjs';
import { proven, record } from './proofs';
import { fairly, inTurn } from './running';
import { agentOverTls } from './secured';

record(import.meta.filename);

/** Smaller HTTP clients, and what passes requests on. */

const soon = (): AbortSignal => AbortSignal.timeout(400);
const everywhere = { silent: true, body: true, trickle: true, hole: true };
const silence = { silent: true, body: true, trickle: false, hole: true };
const nowhere = { silent: 'pending', body: 'pending', trickle: 'pending', hole: 'pending' } as const;
const single = [
  { fault: 503, sends: 1 },
  { fault: 429, sends: 1 },
  { fault: 'reset', sends: 1 },
  { fault: 503, verb: 'post', sends: 1 },
  { fault: 'reset', verb: 'post', sends: 1 },
] as const;

const { create: apisauce, CancelToken } = await load('apisauce').then((loaded) => loaded.default ?? loaded);

/** The older way of axios to stop a call. */
const cancelled = (): unknown => {
  const { token, cancel } = CancelToken.source();
  setTimeout(() => cancel(), 400);
  return token;
};

/** What a table has no word for, asked again when the process was late. */
function fact(id: string, fault: Fault, says: string, run: (at: Place) => Promise<void>): void {
  it.concurrent(`${id} ${versionOf(id)}: ${says}`, async () => {
    const asked = async (): Promise<void> => {
      const at = await place(fault);
      await run(at).finally(at.close);
    };
    await fairly(() => inTurn(false, asked));
    proven('clients', id, id);
  });
}

claim({
  id: 'apisauce',
  package: 'apisauce',
  how: { cancelToken: { value: cancelled }, httpsAgent: agentOverTls },
  get: (at, call, made) => apisauce({ baseURL: at.url, ...made }).get('/', {}, call),
  post: (at, call, made) => apisauce({ baseURL: at.url, ...made }).post('/', {}, call),
  bare: nowhere,
  options: [
    { option: 'timeout', value: 400, bounds: silence },
    { option: 'timeout', at: 'instance', value: 400, bounds: silence },
    { option: 'signal', value: soon, bounds: everywhere },
  ],
  counts: single,
  aborts: 'signal',
});

const told = async (at: Place): Promise<unknown> => (await apisauce({ baseURL: at.url, timeout: 400 }).get('/')).problem;
fact('apisauce', 'silent', 'its own timeout resolves', async (at) => expect(await told(at)).toBe('TIMEOUT_ERROR'));
fact('apisauce', 'refused', 'a refusal resolves', async (at) => expect(await told(at)).toBe('CONNECTION_ERROR'));
fact('apisauce', 503, 'the axios inside throws', (at) =>
  expect(apisauce({ baseURL: at.url }).axiosInstance.get('/')).rejects.toThrow('503'),
);
