import { claim } from './claims';
import { signalled } from './writing';
import { type Fault, mute, type Place, place } from './faults';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import { agentOverTls } from './secured';
import type { CountClaim, Options } from './table';

record(import.meta.filename);

const soon = (): AbortSignal => AbortSignal.timeout(400);
const pending = { silent: 'pending', body: 'pending', trickle: 'pending', hole: 'pending' } as const;
const waits = { silent: 'pending', body: 'pending' } as const;
const quick = { silent: true, body: true, hole: true };
const single: readonly CountClaim[] = [
  { fault: 503, sends: 1 },
  { fault: 'reset', sends: 1 },
];
const keys = { region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };

const { Agent } = await load('undici');
/** Node's own fetch gives up silence after 300 s, so a longer bound is seen through a fetch that waits. */
const endless = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
const waiting = (url: string, init: object): Promise<Response> => fetch(url, { ...init, dispatcher: endless } as object);

const s3 = await load('@aws-sdk/client-s3');
const dynamo = await load('@aws-sdk/client-dynamodb');
const bedrock = await load('@aws-sdk/client-bedrock-runtime').then((loaded) => loaded.default ?? loaded);
const { NodeHttpHandler: EarlierHandler } = await load('smithy-node-http-handler-4.2');
const { default: AWS } = await load('aws-sdk');
const { drive } = await load('@googleapis/drive').then((loaded) => loaded.default ?? loaded);
const { Storage } = await load('@google-cloud/storage').then((loaded) => loaded.default ?? loaded);
const rest = await load('@azure/core-rest-pipeline');
const { ServiceClient, createSerializer } = await load('@azure/core-client');
const blob = await load('@azure/storage-blob');
const { TableClient } = await load('@azure/data-tables');
const { createClient: supabase } = await load('@supabase/supabase-js').then((loaded) => loaded.default ?? loaded);
const { GoogleGenAI } = await load('@google/genai');
const { GoogleGenerativeAI } = await load('@google/generative-ai');
const { CohereClientV2 } = await load('cohere-ai').then((loaded) => loaded.default ?? loaded);
const { Mistral } = await load('@mistralai/mistralai');
const { Ollama } = await load('ollama');
const { default: Replicate } = await load('replicate');
const { ChatOpenAI } = await load('@langchain/openai');
const { generateObject, generateText, streamText } = await load('ai');
const { createOpenAI } = await load('@ai-sdk/openai');

/** As `body` it says a first piece of an answer of OpenAI's, and then nothing. */
async function spoken(fault: Fault): Promise<Place> {
  if (fault !== 'body') return place(fault);
  const choices = [{ index: 0, delta: { role: 'assistant', content: 'a' }, finish_reason: null }];
  const piece = JSON.stringify({ id: 'a', object: 'chat.completion.chunk', created: 1, model: 'm', choices });
  return mute((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: ${piece}\n\n`);
  });
}

/** As the generator of this SDK writes retries: no number, but a limit of time. */
const briefly = {
  strategy: 'backoff',
  backoff: { initialInterval: 50, maxInterval: 100, exponent: 1, maxElapsedTime: 1000 },
  retryConnectionErrors: true,
};

claim(
  {
    id: '@aws-sdk/client-*',
    // A waiter stops once one more pause would be too long.
    how: { maxWaitTime: { fault: 503, value: 2, ms: 1500 } },
    package: '@smithy/node-http-handler',
    get: (at, call, made) => {
      const client = new s3.S3Client({ endpoint: at.url, ...keys, forcePathStyle: true, ...made });
      if (!('maxWaitTime' in call)) return client.send(new s3.ListBucketsCommand({}), call);
      return s3.waitUntilBucketExists({ client, minDelay: 1, maxDelay: 1, ...call }, { Bucket: 'b' });
    },
    post: (at, call, made) =>
      new s3.S3Client({ endpoint: at.url, ...keys, forcePathStyle: true, ...made }).send(new s3.CreateBucketCommand({ Bucket: 'b' }), call),
    bare: pending,
    options: [
      { option: 'abortSignal', value: soon, bounds: quick },
      { option: 'requestHandler.requestTimeout', at: 'instance', value: 400, made: { maxAttempts: 1 }, bounds: { silent: false } },
      {
        option: 'requestHandler.requestTimeout',
        at: 'instance',
        value: 400,
        made: { maxAttempts: 1, requestHandler: { throwOnRequestTimeout: true } },
        bounds: { silent: true },
      },
      { option: 'requestHandler.socketTimeout', at: 'instance', value: 400, made: { maxAttempts: 1 }, bounds: { silent: true } },
      {
        option: 'requestHandler.connectionTimeout',
        at: 'instance',
        value: 400,
        made: { maxAttempts: 1 },
        bounds: { silent: false, hole: true },
      },
    ],
    counts: [
      { fault: 503, sends: 3 },
      { fault: 'reset', sends: 3 },
      { fault: 503, verb: 'post', sends: 3 },
      { fault: 503, sends: 2, option: ['maxAttempts', 2] },
    ],
  },
  {
    id: '@aws-sdk/client-*',
    package: '@smithy/node-http-handler',
    on: ['dynamodb'],
    get: (at, call, made) => new dynamo.DynamoDBClient({ endpoint: at.url, ...keys, ...made }).send(new dynamo.ListTablesCommand({}), call),
    bare: waits,
    options: [{ option: 'abortSignal', value: soon, bounds: { silent: true } }],
    counts: [{ fault: 503, sends: 4 }],
  },
  {
    id: '@aws-sdk/client-*',
    package: '@smithy/node-http-handler',
    on: ['model'],
    how: { 'default retry': { skip: 'asserted over HTTP/1, by the same code of the SDK' } },
    // It speaks HTTP/2, so that only what says nothing at all is the same for it.
    place: () => mute(),
    get: (at, call, made) =>
      new bedrock.BedrockRuntimeClient({ endpoint: at.url, ...keys, maxAttempts: 1, ...made }).send(
        new bedrock.InvokeModelCommand({ modelId: 'm', body: '{}' }),
        call,
      ),
    bare: { silent: 'pending' },
    options: [
      { option: 'requestHandler.requestTimeout', at: 'instance', value: 400, bounds: { silent: true } },
      { option: 'requestHandler.socketTimeout', at: 'instance', value: 400, bounds: { silent: false } },
      { option: 'requestHandler.connectionTimeout', at: 'instance', value: 400, bounds: { silent: false } },
    ],
  },
  {
    id: '@aws-sdk/client-*',
    package: 'smithy-node-http-handler-4.2',
    how: { maxWaitTime: { skip: 'asserted with the newest handler' } },
    get: (at, call, made) => {
      const requestHandler = new EarlierHandler(made.requestHandler);
      return new s3.S3Client({ endpoint: at.url, ...keys, forcePathStyle: true, ...made, requestHandler }).send(
        new s3.ListBucketsCommand({}),
        call,
      );
    },
    options: [
      { option: 'requestHandler.requestTimeout', at: 'instance', value: 400, made: { maxAttempts: 1 }, bounds: { silent: true } },
      { option: 'requestTimeout', value: 400, made: { maxAttempts: 1 }, bounds: { silent: true } },
    ],
  },
  {
    id: 'aws-sdk',
    package: 'aws-sdk',
    get: (at, _, made) => new AWS.S3({ endpoint: at.url, ...keys, s3ForcePathStyle: true, ...made }).listBuckets().promise(),
    bare: waits,
    options: [{ option: 'httpOptions.timeout', at: 'instance', value: 400, made: { maxRetries: 0 }, bounds: { silent: true, body: true } }],
    counts: [
      { fault: 503, sends: 4 },
      { fault: 503, sends: 2, option: ['maxRetries', 1] },
    ],
  },
  {
    id: 'aws-sdk',
    package: 'aws-sdk',
    on: ['dynamodb'],
    get: (at, _, made) => new AWS.DynamoDB({ endpoint: at.url, ...keys, ...made }).listTables().promise(),
  },
  {
    id: 'googleapis',
    how: {
      'clientOptions.transporterOptions.timeout': { skip: 'belongs to a `GoogleAuth`, which asks hosts of Google first' },
      'transporterOptions.timeout': { skip: 'belongs to a `GoogleAuth`, which asks hosts of Google first' },
    },
    package: '@googleapis/drive',
    get: (at, call, made) => drive({ version: 'v3', auth: 'k', rootUrl: `${at.url}/`, ...made }).files.list({}, call),
    post: (at, call, made) => drive({ version: 'v3', auth: 'k', rootUrl: `${at.url}/`, ...made }).files.create({}, call),
    bare: waits,
    options: [
      { option: 'timeout', value: 400, with: { retry: false }, bounds: quick },
      { option: 'timeout', at: 'instance', value: 400, made: { retry: false }, bounds: { silent: true } },
      { option: 'signal', value: soon, bounds: { silent: true } },
    ],
    counts: [
      { fault: 503, sends: 4 },
      { fault: 503, verb: 'post', sends: 1 },
    ],
  },
  {
    id: '@google-cloud/storage',
    how: { 'retryOptions.totalTimeout': { skip: 'asserted by hand: nothing ends' } },
    package: '@google-cloud/storage',
    get: (at, call, made) =>
      new Storage({ apiEndpoint: at.url, projectId: 'p', useAuthWithCustomEndpoint: false, ...made })
        .bucket('b')
        .file('f')
        .getMetadata(call),
    bare: { silent: 'pending' },
    options: [
      { option: 'timeout', at: 'instance', value: 400, made: { retryOptions: { autoRetry: false } }, bounds: { silent: true } },
      // Nothing is sent any more, and nobody is told.
      { option: 'retryOptions.totalTimeout', at: 'instance', value: 1, bounds: { 503: false } },
    ],
    counts: [
      { fault: 503, sends: 4 },
      { fault: 503, sends: 2, option: ['retryOptions.totalTimeout', 1], within: 12_000 },
    ],
  },
  {
    id: '@azure/core-rest-pipeline',
    package: '@azure/core-rest-pipeline',
    get: (at, call, made) => {
      const request = rest.createPipelineRequest({ url: at.url, allowInsecureConnection: true, ...call });
      return rest.createPipelineFromOptions(made).sendRequest(rest.createDefaultHttpClient(), request);
    },
    bare: pending,
    options: [
      { option: 'timeout', value: 400, made: { retryOptions: { maxRetries: 0 } }, bounds: { silent: true, body: false } },
      { option: 'abortSignal', value: soon, bounds: quick },
    ],
    counts: [
      { fault: 503, sends: 4 },
      { fault: 503, sends: 2, option: ['retryOptions.maxRetries', 1] },
    ],
    aborts: 'abortSignal',
  },
  {
    id: '@azure/core-rest-pipeline',
    package: '@azure/core-rest-pipeline',
    on: ['sendOperationRequest'],
    get: (at, call, _) =>
      new ServiceClient({ endpoint: at.url, allowInsecureConnection: true }).sendOperationRequest(
        { options: call },
        {
          httpMethod: 'GET',
          path: '',
          serializer: createSerializer(),
          responses: { default: {} },
        },
      ),
    options: [
      { option: 'requestOptions.timeout', value: 400, bounds: { silent: true, body: false } },
      { option: 'abortSignal', value: soon, bounds: { silent: true, body: true } },
    ],
  },
  {
    id: '@azure/data-tables',
    package: '@azure/data-tables',
    get: (at, call, made) => new TableClient(at.url, 't', { allowInsecureConnection: true, ...made }).getEntity('a', 'b', call),
    bare: waits,
    options: [
      { option: 'abortSignal', value: soon, bounds: { silent: true, body: true } },
      { option: 'requestOptions.timeout', value: 400, bounds: { silent: true, body: false } },
    ],
    counts: [
      { fault: 503, sends: 4 },
      { fault: 503, sends: 2, option: ['retryOptions.maxRetries', 1] },
    ],
  },
  {
    id: '@azure/storage-blob',
    how: { 'retryOptions.retryDelayInMs': { skip: 'the first pause is none; asserted by hand' } },
    package: '@azure/storage-blob',
    get: (at, call, made) =>
      new blob.BlobServiceClient(`${at.url}/acct`, new blob.AnonymousCredential(), made).getContainerClient('c').getProperties(call),
    bare: waits,
    options: [
      { option: 'abortSignal', value: soon, bounds: { silent: true } },
      {
        option: 'retryOptions.tryTimeoutInMs',
        at: 'instance',
        value: 400,
        made: { retryOptions: { maxTries: 1 } },
        bounds: { silent: false },
      },
    ],
    counts: [
      { fault: 503, sends: 4, gaps: [0, 4000, 12_000] },
      { fault: 503, sends: 2, option: ['retryOptions.maxTries', 2] },
      { fault: 503, sends: 4, option: ['retryOptions.retryDelayInMs', 800], gaps: [0, 800, 2400] },
    ],
  },
  {
    id: '@supabase/supabase-js',
    package: '@supabase/supabase-js',
    how: { throwOnError: { with: { retry: false } } },
    get: async (at, call, made) => {
      const { default: transport } = await load('ws');
      const query = supabase(at.url, 'k', { realtime: { transport }, ...made })
        .from('t')
        .select();
      if (call.abortSignal !== undefined) query.abortSignal(call.abortSignal);
      if (call.retry !== undefined) query.retry(call.retry);
      if (call.throwOnError === true) query.throwOnError();
      return query;
    },
    post: async (at, _, made) => {
      const { default: transport } = await load('ws');
      return supabase(at.url, 'k', { realtime: { transport }, ...made })
        .from('t')
        .insert({});
    },
    bare: waits,
    options: [{ option: 'db.timeout', at: 'instance', value: 400, bounds: { silent: true } }],
    counts: [
      { fault: 503, sends: 4, gaps: [1000, 2000, 4000] },
      { fault: 503, verb: 'post', sends: 1 },
    ],
  },
  ...(['select', 'rpc'] as const).map((member) => ({
    id: '@supabase/supabase-js',
    package: '@supabase/supabase-js',
    on: [member],
    get: async (at: Place, call: Options) => {
      const { default: transport } = await load('ws');
      const client = supabase(at.url, 'k', { realtime: { transport } });
      const query = member === 'rpc' ? client.rpc('f') : client.from('t').select();
      return call.abortSignal === undefined ? query : query.abortSignal(call.abortSignal);
    },
  })),
  {
    id: '@supabase/supabase-js',
    package: '@supabase/supabase-js',
    on: ['functions.invoke'],
    get: async (at, call) => {
      const { default: transport } = await load('ws');
      return supabase(at.url, 'k', { realtime: { transport } }).functions.invoke('f', call);
    },
  },
  {
    id: '@google/genai',
    how: { 'httpOptions.retryOptions': { value: { attempts: 2 }, tries: 2 } },
    package: '@google/genai',
    get: (at, call, made) => {
      const more = typeof made.httpOptions === 'object' ? made.httpOptions : {};
      const client = new GoogleGenAI({ apiKey: 'k', httpOptions: { baseUrl: at.url, ...more } });
      return client.models.generateContent({ model: 'm', contents: 'a', ...call });
    },
    bare: pending,
    options: [
      { option: 'httpOptions.timeout', at: 'instance', value: 400, bounds: { silent: true } },
      { option: 'config.abortSignal', value: soon, bounds: { silent: true } },
    ],
    counts: single,
  },
  {
    id: '@google/generative-ai',
    package: '@google/generative-ai',
    get: (at, call) => new GoogleGenerativeAI('k').getGenerativeModel({ model: 'm' }, { baseUrl: at.url }).generateContent('a', call),
    bare: waits,
    options: [
      { option: 'timeout', value: 400, bounds: { silent: true } },
      { option: 'signal', value: soon, bounds: { silent: true } },
    ],
    counts: single,
  },
  {
    id: 'cohere-ai',
    package: 'cohere-ai',
    get: (at, call, made) => new CohereClientV2({ token: 't', environment: at.url, ...made }).chat({ model: 'm', messages: [] }, call),
    bare: { silent: 'pending' },
    options: [
      { option: 'timeoutInSeconds', value: 1, ms: 1000, with: { maxRetries: 0 }, bounds: { silent: true } },
      { option: 'abortSignal', value: soon, bounds: { silent: true } },
    ],
    counts: [
      { fault: 503, sends: 3 },
      { fault: 503, sends: 1, option: ['maxRetries', 0] },
    ],
  },
  {
    id: '@mistralai/mistralai',
    how: { retries: { value: briefly, tries: 'several' }, retryConfig: { value: briefly, tries: 'several' } },
    package: '@mistralai/mistralai',
    get: (at, call, made) => new Mistral({ apiKey: 'k', serverURL: at.url, ...made }).models.list(undefined, call),
    bare: waits,
    options: [
      { option: 'timeoutMs', value: 400, bounds: { silent: true } },
      { option: 'timeoutMs', at: 'instance', value: 400, bounds: { silent: true } },
    ],
    counts: single,
  },
  {
    id: 'ollama',
    package: 'ollama',
    get: (at, _, made) => new Ollama({ host: at.url, ...made }).list(),
    bare: waits,
    counts: single,
  },
  {
    id: 'replicate',
    // A request that its own `fetch` has ended is sent anew, up to six times.
    how: { 'default retry': { fault: 'reset' }, fetch: { ms: 2400 } },
    package: 'replicate',
    get: (at, call, made) => new Replicate({ auth: 'a', baseUrl: at.url, ...made }).predictions.get('x', call),
    post: (at) => new Replicate({ auth: 'a', baseUrl: at.url }).predictions.create({ version: 'v', input: {} }),
    bare: waits,
    counts: [{ fault: 'reset', verb: 'post', sends: 6, gaps: [0, 0, 0] }],
  },
  {
    id: '@langchain/openai',
    package: '@langchain/openai',
    get: (at, call, { fetch, ...made }) =>
      new ChatOpenAI({ apiKey: 'k', model: 'm', configuration: { baseURL: at.url, fetch }, ...made }).invoke('a', call),
    many: (at, count, _, made) => {
      const model = new ChatOpenAI({ apiKey: 'k', model: 'm', configuration: { baseURL: at.url }, ...made });
      return Promise.all(Array.from({ length: count }, () => model.invoke('a')));
    },
    how: { 'default timeout attempt': { made: { fetch: waiting } }, maxConcurrency: { at: ['instance'] } },
    bare: { silent: 'pending' },
    options: [
      { option: 'timeout', value: 400, with: {}, made: { maxRetries: 0 }, bounds: { silent: true } },
      { option: 'signal', value: soon, made: { maxRetries: 0 }, bounds: { silent: true } },
    ],
    counts: [
      { fault: 503, sends: 2, option: ['maxRetries', 1] },
      { fault: 503, sends: 7, within: 110_000 },
    ],
  },
  {
    id: 'ai',
    how: { 'timeout.chunkMs': { skip: 'bounds streams alone' } },
    package: 'ai',
    get: (at, call) => generateText({ model: createOpenAI({ apiKey: 'k', baseURL: at.url })('m'), prompt: 'a', ...call }),
    bare: waits,
    options: [
      { option: 'abortSignal', value: soon, bounds: { silent: true } },
      { option: 'timeout', value: 400, bounds: { silent: true } },
    ],
    counts: [
      { fault: 503, sends: 3, gaps: [2000, 4000] },
      { fault: 503, sends: 1, option: ['maxRetries', 0] },
    ],
  },
  {
    id: 'ai',
    package: 'ai',
    on: ['generateObject'],
    get: (at, call) =>
      generateObject({ model: createOpenAI({ apiKey: 'k', baseURL: at.url })('m'), output: 'no-schema', prompt: 'a', ...call }),
    options: [
      { option: 'abortSignal', value: soon, bounds: { silent: true } },
      { option: 'timeout', value: 400, bounds: { silent: false } },
    ],
  },
  {
    id: 'ai',
    package: 'ai',
    on: ['streamText'],
    get: (at, call) =>
      streamText({
        model: createOpenAI({ apiKey: 'k', baseURL: at.url }).chat('m'),
        prompt: 'a',
        onError: () => {},
        ...call,
      }).consumeStream(),
    // It starts with the first piece.
    place: spoken,
    options: [{ option: 'timeout.chunkMs', value: 400, bounds: { silent: false, body: true } }],
  },
);

const { createClient: contentful } = await load('contentful').then((loaded) => loaded.default ?? loaded);
const { createClient: management } = await load('contentful-management').then((loaded) => loaded.default ?? loaded);
const { createClient: sanity } = await load('@sanity/client');
const { Client: Graph } = await load('@microsoft/microsoft-graph-client');
const { Pinecone } = await load('@pinecone-database/pinecone').then((loaded) => loaded.default ?? loaded);
const { QdrantClient } = await load('@qdrant/js-client-rest');
const { default: Consul } = await load('consul');
const { default: Docker } = await load('dockerode');
const { Client: Minio } = await load('minio').then((loaded) => (loaded.default?.Client === undefined ? loaded : loaded.default));
const { createPublicClient, http } = await load('viem');
const { JsonRpcProvider, FetchRequest } = await load('ethers');
const { Web3, HttpProvider } = await load('web3').then((loaded) => (loaded.default?.Web3 === undefined ? loaded : loaded.default));
const { Connection } = await load('@solana/web3.js').then((loaded) => loaded.default ?? loaded);
const { createClient: clickhouse } = await load('@clickhouse/client').then((loaded) => loaded.default ?? loaded);
const { Client: Elastic } = await load('@elastic/elasticsearch').then((loaded) => loaded.default ?? loaded);
const { Client: OpenSearch } = await load('@opensearch-project/opensearch').then((loaded) => loaded.default ?? loaded);
const { algoliasearch } = await load('algoliasearch');
/** As many hosts as it is told, all of them this place. */
const algolia = (at: Place, { hosts = 1, ...made }: Options) => {
  const one = { url: `${at.host}:${at.port}`, accept: 'readWrite', protocol: 'http' };
  return algoliasearch('A', 'k', { hosts: Array.from({ length: Number(hosts) }, () => one), ...made });
};
const { Meilisearch } = await load('meilisearch');
const { Client: Typesense } = await load('typesense').then((loaded) => loaded.default ?? loaded);
const { Redis: Upstash } = await load('@upstash/redis').then((loaded) => loaded.default ?? loaded);
const { createClient: libsql } = await load('@libsql/client/web');

claim(
  {
    id: 'contentful',
    how: { httpsAgent: { ...agentOverTls, made: { insecure: false } } },
    package: 'contentful',
    get: (at, _, made) =>
      contentful({
        space: 's',
        accessToken: 't',
        host: `${at.host}:${at.port}`,
        insecure: true,
        logHandler: () => {},
        ...made,
      }).getEntries(),
    bare: waits,
    options: [{ option: 'timeout', at: 'instance', value: 400, made: { retryLimit: 0 }, bounds: { silent: true, body: true, hole: true } }],
    counts: [
      { fault: 503, sends: 6, within: 60_000 },
      { fault: 503, sends: 2, option: ['retryLimit', 1] },
    ],
  },
  {
    id: 'contentful-management',
    how: { httpsAgent: { ...agentOverTls, made: { insecure: false } } },
    package: 'contentful-management',
    get: (at, _, made) => {
      const client = management({ accessToken: 't', host: `${at.host}:${at.port}`, insecure: true, logHandler: () => {}, ...made });
      return 'getSpace' in client ? client.getSpace('s') : client.space.get({ spaceId: 's' });
    },
    bare: waits,
    options: [{ option: 'timeout', at: 'instance', value: 400, made: { retryLimit: 0 }, bounds: { silent: true } }],
    counts: [{ fault: 503, sends: 2, option: ['retryLimit', 1] }],
  },
  {
    id: '@sanity/client',
    how: { retryDelay: { value: () => 2000 } },
    package: '@sanity/client',
    get: (at, call, made) =>
      sanity({
        projectId: 'abc',
        dataset: 'd',
        apiVersion: '2024-01-01',
        apiHost: at.url,
        useProjectHostname: false,
        useCdn: false,
        ...made,
      }).fetch('*', {}, call),
    bare: waits,
    options: [
      { option: 'timeout', at: 'instance', value: 400, made: { maxRetries: 0 }, bounds: { silent: true } },
      { option: 'signal', value: soon, bounds: { silent: true } },
    ],
    counts: [
      { fault: 503, sends: 6 },
      { fault: 503, sends: 2, option: ['maxRetries', 1] },
    ],
  },
  {
    id: '@microsoft/microsoft-graph-client',
    package: '@microsoft/microsoft-graph-client',
    get: (at, _, made) =>
      Graph.init({ baseUrl: `${at.url}/`, authProvider: (done: (error: null, token: string) => void) => done(null, 't'), ...made })
        .api('/me')
        .get(),
    bare: waits,
    counts: [
      { fault: 503, sends: 4 },
      { fault: 'reset', sends: 1 },
    ],
  },
  {
    id: '@pinecone-database/pinecone',
    package: '@pinecone-database/pinecone',
    get: (at, _, made) => new Pinecone({ apiKey: 'k', controllerHostUrl: at.url, ...made }).listIndexes(),
    bare: waits,
    how: { fetchApi: { value: () => signalled } },
    counts: [{ fault: 503, sends: 4 }],
  },
  {
    id: '@qdrant/js-client-rest',
    package: '@qdrant/js-client-rest',
    get: (at, _, made) => new QdrantClient({ url: at.url, checkCompatibility: false, ...made }).getCollections(),
    bare: waits,
    options: [{ option: 'timeout', at: 'instance', value: 400, bounds: { silent: true } }],
    counts: single,
  },
  {
    id: 'consul',
    package: 'consul',
    get: (at, call, made) => new Consul({ host: at.host, port: at.port, ...made }).kv.get({ key: 'a', ...call }),
    bare: pending,
    options: [
      { option: 'timeout', value: 400, bounds: { silent: true } },
      { option: 'defaults.timeout', at: 'instance', value: 400, bounds: { silent: true } },
    ],
    counts: single,
  },
  {
    id: 'consul',
    package: 'consul',
    on: ['watch'],
    get: (at, call) => {
      const client = new Consul({ host: at.host, port: at.port });
      const watch = client.watch({ method: client.kv.get, options: { key: 'a' }, backoffFactor: 20, ...call });
      at.after(() => watch.end());
      watch.on('error', () => {});
      return new Promise((resolve) => watch.on('end', resolve));
    },
  },
  {
    id: 'dockerode',
    package: 'dockerode',
    get: (at, call, made) => new Docker({ host: at.host, port: at.port, protocol: 'http', ...made }).listContainers(call),
    bare: pending,
    options: [
      { option: 'timeout', at: 'instance', value: 400, bounds: { silent: true } },
      { option: 'abortSignal', value: soon, bounds: { silent: true, hole: true } },
    ],
    counts: single,
  },
  {
    id: 'minio',
    how: { 'retryOptions.baseDelayMs': { value: 500, ms: 1500 } },
    package: 'minio',
    get: (at, _, made) =>
      new Minio({
        endPoint: at.host,
        port: at.port,
        useSSL: false,
        accessKey: 'a',
        secretKey: 'b',
        region: 'us-east-1',
        ...made,
      }).listBuckets(),
    bare: pending,
    counts: [
      { fault: 503, sends: 2 },
      { fault: 'reset', sends: 1 },
    ],
  },
  {
    id: 'viem',
    package: 'viem',
    get: (at, _, made) =>
      createPublicClient({
        transport: http(at.url, { ...made, ...(typeof made.transport === 'object' ? made.transport : {}) }),
      }).getBlockNumber(),
    bare: { silent: 'pending' },
    options: [{ option: 'timeout', at: 'instance', value: 400, made: { retryCount: 0 }, bounds: { silent: true, hole: true } }],
    counts: [
      { fault: 503, sends: 4, gaps: [150, 300, 600] },
      { fault: 503, sends: 2, option: ['retryCount', 1] },
      { fault: 503, sends: 1, option: ['retryCount', 0] },
    ],
  },
  {
    id: 'viem',
    package: 'viem',
    on: ['waitForTransactionReceipt'],
    get: (at, call) =>
      createPublicClient({ transport: http(at.url, { timeout: 0, retryCount: 0 }) }).waitForTransactionReceipt({
        hash: `0x${'0'.repeat(64)}`,
        ...call,
      }),
  },
  {
    id: 'ethers',
    // As many tries, with pauses of a hundredth.
    how: { 'default retry': { fault: 429, with: { slotInterval: 2 } } },
    package: 'ethers',
    get: (at, call) => {
      const request = new FetchRequest(at.url);
      if (typeof call.timeout === 'number') request.timeout = call.timeout;
      if (typeof call.slotInterval === 'number') request.setThrottleParams({ slotInterval: call.slotInterval });
      const provider = new JsonRpcProvider(request, 1, { staticNetwork: true });
      at.after(() => provider.destroy());
      return provider.getBlockNumber();
    },
    bare: { silent: 'pending' },
    options: [{ option: 'timeout', value: 400, bounds: { silent: true } }],
    counts: [{ fault: 503, sends: 1, aside: 'Only an answer of 429 is repeated.' }],
  },
  {
    id: 'web3',
    package: 'web3',
    get: (at) => new Web3(at.url).eth.getBlockNumber(),
    bare: waits,
    counts: single,
  },
  {
    id: 'web3',
    package: 'web3',
    on: ['provider'],
    get: (at, call, made) => new HttpProvider(at.url, made).request({ method: 'eth_blockNumber', params: [] }, call),
  },
  {
    id: '@solana/web3.js',
    package: '@solana/web3.js',
    how: { disableRetryOnRateLimit: { fault: 429 } },
    get: (at, _, made) => new Connection(at.url, made).getSlot(),
    bare: waits,
    counts: [...single, { fault: 429, sends: 5 }],
  },
  {
    id: '@solana/web3.js',
    package: '@solana/web3.js',
    on: ['confirmTransaction', 'pending'],
    get: (at, _, made) => new Connection(at.url, { wsEndpoint: at.url.replace('http', 'ws'), ...made }).confirmTransaction('1'.repeat(64)),
  },
  {
    id: '@clickhouse/client',
    package: '@clickhouse/client',
    many: (at, count, _, made) => {
      const client = clickhouse({ url: at.url, ...made });
      return Promise.all(Array.from({ length: count }, () => client.query({ query: 'select 1' })));
    },
    get: (at, call, made) => clickhouse({ url: at.url, ...made }).query({ query: 'select 1', ...call }),
    bare: { silent: 30_000 },
    options: [
      { option: 'request_timeout', at: 'instance', value: 400, bounds: { silent: true, hole: true } },
      { option: 'abort_signal', value: soon, bounds: { silent: true } },
    ],
    counts: single,
  },
  {
    id: '@elastic/elasticsearch',
    package: '@elastic/elasticsearch',
    get: (at, call, made) => new Elastic({ node: at.url, ...made }).search({}, call),
    post: (at, call, made) => new Elastic({ node: at.url, ...made }).index({ index: 'i', document: {} }, call),
    bare: waits,
    options: [
      { option: 'requestTimeout', value: 400, bounds: { silent: true } },
      { option: 'requestTimeout', at: 'instance', value: 400, bounds: { silent: true } },
      {
        option: 'requestTimeout',
        at: 'instance',
        value: 400,
        bounds: { hole: false },
        aside: 'It bounds the answer; the connection has ten seconds of its own.',
      },
      { option: 'signal', value: soon, bounds: { silent: true } },
    ],
    counts: [
      { fault: 503, sends: 4, gaps: [0, 0, 0] },
      { fault: 503, verb: 'post', sends: 4 },
      { fault: 503, sends: 1, option: ['maxRetries', 0] },
      { fault: 503, sends: 2, option: ['maxRetries', 1] },
    ],
  },
  {
    id: '@opensearch-project/opensearch',
    package: '@opensearch-project/opensearch',
    get: (at, call, made) => new OpenSearch({ node: at.url, ...made }).search({}, call),
    post: (at, call, made) => new OpenSearch({ node: at.url, ...made }).index({ index: 'i', body: {} }, call),
    bare: waits,
    options: [{ option: 'requestTimeout', at: 'instance', value: 400, made: { maxRetries: 0 }, bounds: { silent: true, hole: true } }],
    counts: [
      { fault: 503, sends: 4, gaps: [0, 0, 0] },
      { fault: 503, verb: 'post', sends: 4 },
      { fault: 'silent', sends: 4, made: { requestTimeout: 300 } },
      { fault: 503, sends: 1, option: ['maxRetries', 0] },
    ],
  },
  {
    id: 'algoliasearch',
    package: 'algoliasearch',
    on: ['instance', 'listIndices'],
    get: (at, call, made) => algolia(at, made).listIndices({}, call),
    bare: { silent: 2000, hole: 2000, body: 5000 },
    options: [
      { option: 'timeouts.connect', value: 400, bounds: { silent: true, hole: true } },
      { option: 'timeouts.connect', value: 400, bounds: { body: false } },
      { option: 'timeouts.connect', at: 'instance', value: 400, bounds: { silent: true, hole: true } },
      { option: 'timeouts.read', value: 400, bounds: { body: true } },
      { option: 'timeouts.read', at: 'instance', value: 400, made: { timeouts: { connect: 5000 } }, bounds: { silent: false, body: true } },
    ],
    how: { 'default retry': { made: { hosts: 4 } } },
  },
  {
    id: 'algoliasearch',
    package: 'algoliasearch',
    on: ['deleteObject'],
    get: (at, call, made) => algolia(at, made).deleteObject({ indexName: 'i', objectID: 'o' }, call),
    post: (at, call, made) => algolia(at, made).deleteObject({ indexName: 'i', objectID: 'o' }, call),
    bare: { silent: 2000, body: 30_000 },
    options: [
      { option: 'timeouts.write', value: 400, bounds: { body: true } },
      { option: 'timeouts.write', at: 'instance', value: 400, made: { timeouts: { connect: 5000 } }, bounds: { body: true } },
    ],
    counts: [{ fault: 503, verb: 'post', made: { hosts: 4 }, sends: 4, gaps: [0, 0, 0] }],
  },
  {
    id: 'meilisearch',
    package: 'meilisearch',
    get: (at, _, made) => new Meilisearch({ host: at.url, ...made }).getStats(),
    bare: waits,
    options: [{ option: 'timeout', at: 'instance', value: 400, bounds: { silent: true } }],
    counts: single,
  },
  {
    id: 'meilisearch',
    package: 'meilisearch',
    on: ['instance', 'index'],
    get: (at, call, _) => new Meilisearch({ host: at.url }).index('i').search('q', {}, call),
  },
  {
    id: 'typesense',
    how: { 'default retry': { tries: 2 } },
    package: 'typesense',
    get: (at, call, made) => {
      const nodes = [{ host: at.host, port: at.port, protocol: 'http' }];
      const client = new Typesense({ nodes, apiKey: 'k', logLevel: 'silent', ...made });
      return 'abortSignal' in call
        ? client.collections('a').documents().search({ q: 'a', query_by: 'a' }, call)
        : client.collections().retrieve();
    },
    bare: { silent: 'pending' },
    options: [
      {
        option: 'connectionTimeoutSeconds',
        at: 'instance',
        value: 1,
        ms: 1000,
        made: { numRetries: 0 },
        bounds: { silent: true, hole: true },
      },
    ],
  },
  {
    id: '@upstash/redis',
    how: {
      retry: { value: { retries: 2, backoff: () => 50 }, tries: 3, fault: 'reset' },
      'retry.backoff': { value: () => 2000, fault: 'reset' },
    },
    package: '@upstash/redis',
    get: (at, _, made) => new Upstash({ url: at.url, token: 't', enableTelemetry: false, ...made }).get('a'),
    bare: waits,
    options: [{ option: 'signal', at: 'instance', value: () => () => AbortSignal.timeout(400), bounds: { silent: true } }],
    counts: [
      { fault: 503, sends: 1 },
      { fault: 'reset', sends: 6 },
    ],
  },
  {
    id: '@libsql/client',
    package: '@libsql/client',
    many: (at, count, _, made) => {
      const client = libsql({ url: at.url, ...made });
      return Promise.all(Array.from({ length: count }, () => client.execute('select 1')));
    },
    get: (at, _, made) => libsql({ url: at.url, ...made }).execute('select 1'),
    bare: waits,
    counts: single,
  },
);
