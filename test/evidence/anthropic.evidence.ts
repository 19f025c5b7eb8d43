import { claim } from './claims';
import type { Place } from './faults';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import type { Options, Table } from './table';

record(import.meta.filename);

const soon = (): AbortSignal => AbortSignal.timeout(400);
const { Agent } = await load('undici');
/** Node's own fetch gives up silence after 300 s, so a longer bound is seen through a fetch that waits. */
const endless = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
const waiting = (url: string, init: object): Promise<Response> => fetch(url, { ...init, dispatcher: endless } as object);

const { AnthropicBedrock } = await load('@anthropic-ai/bedrock-sdk');
const { AnthropicVertex } = await load('@anthropic-ai/vertex-sdk');

/** Who has a token already. */
const authClient = { projectId: 'p', getRequestHeaders: async () => new Headers({ authorization: 'Bearer t' }) };

interface Client {
  readonly messages: { readonly create: (body: object, call: Options) => Promise<unknown> };
}

const asked = { model: 'm', max_tokens: 1, messages: [{ role: 'user', content: 'a' }] };

/** The client of Anthropic with the credentials of a cloud, which are handed in. */
const cloud = (id: string, make: (at: Place, made: Options) => Client): Table => ({
  id,
  package: id,
  get: (at, call, made) => make(at, made).messages.create(asked, call),
  post: (at, call, made) => make(at, made).messages.create(asked, call),
  bare: { silent: 'pending', body: 'pending' },
  how: { 'default timeout attempt': { made: { fetch: waiting } } },
  options: [
    { option: 'timeout', value: 400, with: { maxRetries: 0 }, bounds: { silent: true, hole: true } },
    { option: 'timeout', at: 'instance', value: 400, made: { maxRetries: 0 }, bounds: { silent: true, hole: true } },
    { option: 'signal', value: soon, with: { maxRetries: 0 }, bounds: { silent: true, body: true } },
  ],
  counts: [
    { fault: 503, sends: 3 },
    { fault: 503, verb: 'post', sends: 3 },
    { fault: 503, sends: 2, option: ['maxRetries', 1] },
  ],
  aborts: 'signal',
});

claim(
  cloud(
    '@anthropic-ai/bedrock-sdk',
    (at, made) => new AnthropicBedrock({ baseURL: at.url, awsRegion: 'us-east-1', awsAccessKey: 'a', awsSecretKey: 'b', ...made }),
  ),
  cloud(
    '@anthropic-ai/vertex-sdk',
    (at, made) => new AnthropicVertex({ baseURL: at.url, region: 'us-east5', projectId: 'p', authClient, ...made }),
  ),
);
