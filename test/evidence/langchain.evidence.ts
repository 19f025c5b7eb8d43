import { claim } from './claims';
import type { Place } from './faults';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import { secured } from './secured';
import type { Options, Table } from './table';

record(import.meta.filename);
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';

const soon = (): AbortSignal => AbortSignal.timeout(400);
const { HumanMessage } = await load('@langchain/core/messages');

/** Node's own fetch gives up silence after 300 s, so a longer bound is seen through a fetch that waits. */
const { Agent } = await load('undici');
const endless = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
const waiting = (url: string, init: object): Promise<Response> => fetch(url, { ...init, dispatcher: endless } as object);

interface Model {
  readonly invoke: (messages: readonly unknown[], call?: Options) => Promise<unknown>;
  readonly stream: (messages: readonly unknown[], call?: Options) => Promise<AsyncIterable<unknown>>;
}

/** A provider's chat model over its own SDK; `made` is what stands beside its address. */
const provider = (id: string, make: (at: Place, made: Options) => Promise<Model>, more: Partial<Table> = {}): Table => ({
  id,
  package: id,
  get: async (at, call, made) => (await make(at, made)).invoke([new HumanMessage('a')], call),
  many: async (at, count, _, made) => {
    const model = await make(at, made);
    return Promise.all(Array.from({ length: count }, () => model.invoke([new HumanMessage('a')])));
  },
  bare: { silent: 'pending' },
  options: [{ option: 'signal', value: soon, made: { maxRetries: 0 }, bounds: { silent: true } }],
  counts: [
    { fault: 503, sends: 2, option: ['maxRetries', 1] },
    { fault: 503, sends: 7, within: 110_000 },
  ],
  ...more,
  calm: { made: { maxRetries: 0 } },
  how: { maxConcurrency: { at: ['instance'] }, ...more.how },
});

const gemini = async (at: Place, made: Options): Promise<Model> => {
  const { ChatGoogleGenerativeAI } = await load('@langchain/google-genai');
  return new ChatGoogleGenerativeAI({ apiKey: 'k', model: 'm', baseUrl: at.url, ...made });
};

const ollama = async (at: Place, made: Options): Promise<Model> => {
  const { ChatOllama } = await load('@langchain/ollama');
  return new ChatOllama({ model: 'm', baseUrl: at.url, ...made });
};

const mistral = async (at: Place, made: Options): Promise<Model> => {
  const { ChatMistralAI } = await load('@langchain/mistralai');
  return new ChatMistralAI({ apiKey: 'k', model: 'm', serverURL: at.url, ...made });
};

claim(
  provider(
    '@langchain/anthropic',
    async (at, { fetch, ...made }) => {
      const { ChatAnthropic } = await load('@langchain/anthropic');
      return new ChatAnthropic({
        apiKey: 'k',
        model: 'claude-3-5-haiku-latest',
        anthropicApiUrl: at.url,
        clientOptions: { fetch },
        ...made,
      });
    },
    {
      how: {
        'default timeout attempt': { made: { fetch: waiting } },
      },
      counts: [
        { fault: 503, sends: 4, option: ['maxRetries', 1] },
        { fault: 503, sends: 9, option: ['maxRetries', 2] },
        { fault: 503, sends: 7, within: 110_000 },
      ],
    },
  ),
  provider('@langchain/groq', async (at, made) => {
    const { ChatGroq } = await load('@langchain/groq');
    return new ChatGroq({ apiKey: 'k', model: 'm', baseUrl: at.url, ...made });
  }),
  provider('@langchain/mistralai', mistral, {
    on: ['instance', 'invoke'],
    options: [{ option: 'signal', value: soon, made: { maxRetries: 0 }, bounds: { silent: false, body: false } }],
  }),
  {
    id: '@langchain/mistralai',
    package: '@langchain/mistralai',
    on: ['stream'],
    get: async (at, call, _) => {
      for await (const _ of await (await mistral(at, { maxRetries: 0 })).stream([new HumanMessage('a')], call));
    },
    bare: { silent: 'pending' },
    options: [{ option: 'signal', value: soon, bounds: { silent: true, body: true } }],
  },
  // Between two pieces of an answer it looks at the signal; only where LangChain streams does silence end as well.
  provider('@langchain/ollama', ollama, {
    on: ['instance', 'invoke'],
    options: [{ option: 'signal', value: soon, bounds: { silent: false, body: false } }],
    counts: [{ fault: 503, sends: 1 }],
  }),
  {
    id: '@langchain/ollama',
    package: '@langchain/ollama',
    on: ['stream'],
    get: async (at, call, _) => {
      for await (const _ of await (await ollama(at, {})).stream([new HumanMessage('a')], call));
    },
    bare: { silent: 'pending' },
    options: [{ option: 'signal', value: soon, bounds: { silent: true, body: true } }],
  },
  provider(
    '@langchain/cohere',
    async (at, made) => {
      const { ChatCohere } = await load('@langchain/cohere');
      const { CohereClient } = await load('cohere-ai').then((loaded) => loaded.default ?? loaded);
      return new ChatCohere({ client: new CohereClient({ token: 'k', environment: at.url }), model: 'm', ...made });
    },
    {
      counts: [
        { fault: 503, sends: 3, option: ['maxRetries', 0] },
        { fault: 503, sends: 6, option: ['maxRetries', 1] },
        { fault: 503, sends: 21, within: 150_000 },
      ],
    },
  ),
  // The signal is handed on where the model streams, and nowhere else.
  provider('@langchain/google-genai', gemini, {
    on: ['instance', 'invoke'],
    options: [
      { option: 'signal', value: soon, made: { maxRetries: 0 }, bounds: { silent: false, body: false } },
      ...[
        { option: 'signal', value: soon },
        { option: 'timeout', value: 400 },
      ].map((one) => ({
        ...one,
        made: { maxRetries: 0, streaming: true },
        bounds: { silent: true, body: true },
      })),
    ],
  }),
  // It asks by TLS alone, at a host of one's own; whose certificate is taken on trust in this file.
  provider(
    '@langchain/google-vertexai',
    async (at, made) => {
      const { ChatVertexAI } = await load('@langchain/google-vertexai');
      const { OAuth2Client } = await load('google-auth-library').then((loaded) => loaded.default ?? loaded);
      const authClient = new OAuth2Client();
      authClient.setCredentials({ access_token: 'k', expiry_date: Date.now() + 3_600_000 });
      const authOptions = { authClient, projectId: 'p' };
      return new ChatVertexAI({ model: 'gemini-2.0-flash', location: 'l', endpoint: `localhost:${at.port}`, authOptions, ...made });
    },
    { place: secured(), how: { 'default retry': { fault: 503 } } },
  ),
  {
    id: '@langchain/google-genai',
    package: '@langchain/google-genai',
    on: ['stream'],
    get: async (at, call, _) => {
      for await (const _ of await (await gemini(at, { maxRetries: 0 })).stream([new HumanMessage('a')], call));
    },
    bare: { silent: 'pending' },
    options: [
      { option: 'signal', value: soon, bounds: { silent: true, body: true } },
      { option: 'timeout', value: 400, bounds: { silent: true, body: true } },
    ],
  },
  provider(
    '@langchain/aws',
    async (at, made) => {
      const { ChatBedrockConverse } = await load('@langchain/aws');
      const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
      const { BedrockRuntimeClient } = await load('@aws-sdk/client-bedrock-runtime').then((loaded) => loaded.default ?? loaded);
      const { NodeHttpHandler } = await load('@smithy/node-http-handler').then((loaded) => loaded.default ?? loaded);
      const requestHandler = new NodeHttpHandler();
      const client = new BedrockRuntimeClient({ region: 'us-east-1', credentials, endpoint: at.url, requestHandler });
      return new ChatBedrockConverse({ model: 'm', region: 'us-east-1', credentials, client, ...made });
    },
    { counts: [{ fault: 503, sends: 3 }] },
  ),
);
