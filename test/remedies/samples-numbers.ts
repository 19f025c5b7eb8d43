import type { Sample } from './samples';
import { sample } from './samples-clients';

/** Only a default of the library bounds these, or a number that was written: the fix writes the project's own. */
const number = { remedy: 'timeout-number', rule: 'excessive-timeout', ends: ['silent'] } as const;
const reading = { ...number, ends: ['silent', 'body'] } as const;
const named = (name: string, module: string): string => `import { ${name} } from '${module}';`;

/** One generator wrote these: their calls, options and repeats are the same. */
const stainless = (id: string, more = ''): Sample =>
  sample(
    {
      id,
      imports: `import Client from '${id}';`,
      made: `const client = new Client({ apiKey: 'k', baseURL: url, maxRetries: 0${more} });`,
      ask: "client.get('/a')",
    },
    number,
  );

const invoked = "(await model.invoke('a')).content";
const chat = { choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'b' } }], usage: {} };

export const numberSamples: readonly Sample[] = [
  stainless('@anthropic-ai/sdk'),
  stainless('groq-sdk'),
  stainless('@cerebras/cerebras_cloud_sdk', ', warmTCPConnection: false'),
  stainless('together-ai'),
  stainless('cloudflare', ", apiToken: 't'"),
  stainless('lithic'),
  stainless('modern-treasury', ", organizationID: 'o'"),
  stainless('@runwayml/sdk'),
  stainless('@browserbasehq/sdk'),
  sample(
    {
      id: '@anthropic-ai/bedrock-sdk',
      imports: "import AnthropicBedrock from '@anthropic-ai/bedrock-sdk';",
      made: "const client = new AnthropicBedrock({ baseURL: url, awsRegion: 'us-east-1', awsAccessKey: 'a', awsSecretKey: 'b', maxRetries: 0 });",
      ask: "(await client.messages.create({ model: 'm', max_tokens: 1, messages: [{ role: 'user', content: 'a' }] })).id",
    },
    { ...number, answers: { id: 'x' } },
  ),
  sample(
    {
      id: '@anthropic-ai/vertex-sdk',
      imports: "import AnthropicVertex from '@anthropic-ai/vertex-sdk';",
      made: "const authClient = { projectId: 'p', getRequestHeaders: async () => new Headers({ authorization: 'Bearer t' }) };\n  const client = new AnthropicVertex({ baseURL: url, region: 'us-east5', projectId: 'p', authClient: authClient as any, maxRetries: 0 });",
      ask: "(await client.messages.create({ model: 'm', max_tokens: 1, messages: [{ role: 'user', content: 'a' }] })).id",
    },
    { ...number, answers: { id: 'x' } },
  ),
  sample(
    {
      id: '@actions/http-client',
      imports: named('HttpClient', '@actions/http-client'),
      made: "const client = new HttpClient('a', []);",
      ask: '(await client.get(url)).readBody()',
    },
    number,
  ),
  sample(
    {
      id: 'typed-rest-client',
      imports: named('HttpClient', 'typed-rest-client/HttpClient.js'),
      made: "const client = new HttpClient('a', []);",
      ask: '(await client.get(url)).readBody()',
    },
    { ...number, client: 'typed-rest-client' },
  ),
  sample(
    {
      id: 'aws-sdk',
      imports: "import AWS from 'aws-sdk';",
      made: "const s3 = new AWS.S3({ endpoint: url, region: 'us-east-1', accessKeyId: 'a', secretAccessKey: 'b', s3ForcePathStyle: true, maxRetries: 0 });",
      ask: "s3.headBucket({ Bucket: 'b' }).promise().then(() => 'there')",
    },
    number,
  ),
  sample(
    {
      id: '@azure/cosmos',
      imports: named('CosmosClient', '@azure/cosmos'),
      made: "const client = new CosmosClient({ endpoint: url, key: 'a2V5', connectionPolicy: { enableEndpointDiscovery: false } });",
      ask: "(await client.database('d').read()).statusCode",
    },
    { ...reading, answers: { id: 'd' } },
  ),
  sample(
    {
      id: '@clickhouse/client',
      imports: named('createClient', '@clickhouse/client'),
      made: 'const client = createClient({ url });',
      ask: "(await client.query({ query: 'select 1', format: 'JSON' })).json()",
    },
    number,
  ),
  sample(
    {
      id: 'cohere-ai',
      imports: named('CohereClient', 'cohere-ai'),
      made: "const client = new CohereClient({ token: 't', environment: url, maxRetries: 0 });",
      ask: '(await client.models.list()).models',
    },
    { ...number, answers: { models: [] } },
  ),
  sample(
    {
      id: '@deepgram/sdk',
      imports: named('DeepgramClient', '@deepgram/sdk'),
      made: "const client = new DeepgramClient({ apiKey: 'k', baseUrl: url, maxRetries: 0 });",
      ask: '(await client.manage.v1.projects.list()).projects',
    },
    { ...number, answers: { projects: [] } },
  ),
  sample(
    {
      id: '@gitbeaker/rest',
      imports: named('Gitlab', '@gitbeaker/rest'),
      made: "const gitlab = new Gitlab({ host: url, token: 't' });",
      ask: '(await gitlab.Projects.show(1)).id',
    },
    { ...reading, answers: { id: 1 } },
  ),
  sample(
    {
      id: 'intercom-client',
      imports: named('IntercomClient', 'intercom-client'),
      made: "const client = new IntercomClient({ token: 't', baseUrl: url, maxRetries: 0 });",
      ask: "(await client.contacts.find({ contact_id: 'c' })).id",
    },
    { ...number, answers: { id: 'c' } },
  ),
  sample(
    {
      id: 'contentful',
      imports: named('createClient', 'contentful'),
      made: "const client = createClient({ space: 's', accessToken: 't', host: `${host}:${port}`, insecure: true, logHandler: () => {}, retryOnError: false });",
      ask: '(await client.getEntries()).items',
    },
    { ...reading, answers: { items: [] } },
  ),
  sample(
    {
      id: '@discordjs/rest',
      imports: named('REST', '@discordjs/rest'),
      made: "const rest = new REST({ api: url, version: '10', retries: 0 }).setToken('t');",
      ask: "rest.get('/users/@me')",
    },
    number,
  ),
  sample(
    {
      id: 'discord.js',
      imports: named('REST', 'discord.js'),
      made: "const rest = new REST({ api: url, version: '10', retries: 0 }).setToken('t');",
      ask: "rest.get('/users/@me')",
    },
    number,
  ),
  sample(
    {
      id: '@elastic/elasticsearch',
      imports: named('Client', '@elastic/elasticsearch'),
      made: 'const client = new Client({ node: url, maxRetries: 0 });',
      ask: "client.search({ index: 'a' })",
    },
    { ...number, unrun: 'it refuses a server that does not call itself Elasticsearch', remedy: 'client-timeout', rule: 'missing-timeout' },
  ),
  sample(
    {
      id: '@opensearch-project/opensearch',
      imports: named('Client', '@opensearch-project/opensearch'),
      made: 'const client = new Client({ node: url, maxRetries: 0 });',
      ask: "(await client.search({ index: 'a' })).body",
    },
    number,
  ),
  sample(
    {
      id: 'grammy',
      imports: named('Bot', 'grammy'),
      made: "const bot = new Bot('1:a', { client: { apiRoot: url } });",
      ask: 'bot.api.getMe()',
    },
    { ...reading, answers: { ok: true, result: { id: 1 } } },
  ),
  sample({ id: 'ky', imports: "import ky from 'ky';", ask: 'ky.get(url, { retry: 0 }).text()' }, number),
  sample(
    {
      id: '@mistralai/mistralai',
      imports: named('Mistral', '@mistralai/mistralai'),
      made: "const client = new Mistral({ apiKey: 'k', serverURL: url });",
      ask: 'client.models.list()',
    },
    { ...number, answers: { object: 'list', data: [] } },
  ),
  sample(
    {
      id: '@notionhq/client',
      imports: named('Client', '@notionhq/client'),
      made: "const notion = new Client({ auth: 't', baseUrl: url, logger: () => {}, retry: false });",
      ask: '(await notion.users.list({})).results',
    },
    { ...number, unrun: 'it ends the wait, and nothing is ended on the wire', answers: { results: [] } },
  ),
  sample(
    {
      id: 'postmark',
      imports: named('ServerClient', 'postmark'),
      made: "const client = new ServerClient('t', { requestHost: `${host}:${port}`, useHttps: false });",
      ask: 'client.getServer()',
    },
    reading,
  ),
  sample(
    {
      id: '@qdrant/js-client-rest',
      imports: named('QdrantClient', '@qdrant/js-client-rest'),
      made: 'const client = new QdrantClient({ url, checkCompatibility: false });',
      ask: '(await client.getCollections()).collections',
    },
    { ...number, answers: { result: { collections: [] } } },
  ),
  sample(
    {
      id: '@sanity/client',
      imports: named('createClient', '@sanity/client'),
      made: "const client = createClient({ projectId: 'abc', dataset: 'd', apiVersion: '2024-01-01', apiHost: url, useProjectHostname: false, useCdn: false, maxRetries: 0 });",
      ask: "client.fetch('*')",
    },
    { ...number, answers: { result: [] } },
  ),
  sample(
    {
      id: 'stripe',
      imports: "import Stripe from 'stripe';",
      made: "const stripe = new Stripe('sk_test_1', { host, port: Number(port), protocol: 'http', telemetry: false, maxNetworkRetries: 0 });",
      ask: '(await stripe.customers.list()).data',
    },
    { ...reading, answers: { data: [] } },
  ),
  sample(
    {
      id: 'twilio',
      imports: "import twilio from 'twilio';",
      made: "const client = twilio('AC1', 't');",
      ask: "(await client.request({ method: 'get', uri: url })).body",
    },
    reading,
  ),
  sample(
    {
      id: 'typesense',
      imports: named('Client', 'typesense'),
      made: "const client = new Client({ nodes: [{ host, port: Number(port), protocol: 'http' }], apiKey: 'k', logLevel: 'silent', numRetries: 0 });",
      ask: 'client.collections().retrieve()',
    },
    { ...reading, answers: [] },
  ),
  sample(
    {
      id: 'viem',
      imports: named('createPublicClient, http', 'viem'),
      made: 'const client = createPublicClient({ transport: http(url, { retryCount: 0 }) });',
      ask: 'String(await client.getBlockNumber())',
    },
    { ...number, answers: { jsonrpc: '2.0', id: 1, result: '0x1' } },
  ),
  sample(
    {
      id: 'posthog-node',
      imports: named('PostHog', 'posthog-node'),
      made: "const client = new PostHog('k', { host: url, disableCompression: true, fetchRetryCount: 0 });",
      ask: "client.captureImmediate({ distinctId: 'a', event: 'e' }).then(() => 'sent')",
    },
    { ...number, unrun: 'a failed event is told by an event, and the call is answered' },
  ),
  sample(
    {
      id: '@langchain/openai',
      imports: named('ChatOpenAI', '@langchain/openai'),
      made: "const model = new ChatOpenAI({ apiKey: 'k', model: 'm', maxRetries: 0, configuration: { baseURL: url } });",
      ask: invoked,
    },
    { ...number, answers: chat },
  ),
  sample(
    {
      id: '@langchain/anthropic',
      imports: named('ChatAnthropic', '@langchain/anthropic'),
      made: "const model = new ChatAnthropic({ apiKey: 'k', model: 'claude-3-5-haiku-latest', maxRetries: 0, anthropicApiUrl: url });",
      ask: invoked,
    },
    { ...number, answers: { id: 'i', type: 'message', role: 'assistant', model: 'm', content: [{ type: 'text', text: 'b' }], usage: {} } },
  ),
  sample(
    {
      id: '@langchain/groq',
      imports: named('ChatGroq', '@langchain/groq'),
      made: "const model = new ChatGroq({ apiKey: 'k', model: 'm', maxRetries: 0, baseUrl: url });",
      ask: invoked,
    },
    { ...number, answers: chat },
  ),
  sample(
    {
      id: '@langchain/cohere',
      imports: `${named('ChatCohere', '@langchain/cohere')}\n${named('CohereClient', 'cohere-ai')}`,
      made: "const client = new CohereClient({ token: 'k', environment: url });\n  const model = new ChatCohere({ client, model: 'm', maxRetries: 0 });",
      ask: invoked,
    },
    {
      ...number,
      unrun: 'it ends the wait, and nothing is ended on the wire',
      client: '@langchain/cohere',
      answers: { text: 'b', generation_id: 'i' },
    },
  ),
  sample(
    {
      id: '@langchain/aws',
      imports: `${named('BedrockRuntimeClient', '@aws-sdk/client-bedrock-runtime')}\n${named('ChatBedrockConverse', '@langchain/aws')}\n${named('NodeHttpHandler', '@smithy/node-http-handler')}`,
      made: "const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };\n  const client = new BedrockRuntimeClient({ region: 'us-east-1', credentials, endpoint: url, maxAttempts: 1, requestHandler: new NodeHttpHandler() });\n  const model = new ChatBedrockConverse({ model: 'm', region: 'us-east-1', credentials, client, maxRetries: 0 });",
      ask: invoked,
    },
    {
      remedy: 'abort-signal',
      rule: 'missing-timeout',
      client: '@langchain/aws',
      answers: {
        output: { message: { role: 'assistant', content: [{ text: 'b' }] } },
        stopReason: 'end_turn',
        usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
      },
    },
  ),
  sample(
    {
      id: 'contentful-management',
      imports: named('createClient', 'contentful-management'),
      made: "const client = createClient({ accessToken: 't', host: `${host}:${port}`, insecure: true, logHandler: () => {}, retryOnError: false });",
      ask: "(await client.space.get({ spaceId: 's' })).name",
    },
    { ...reading, answers: { name: 's' } },
  ),
  sample(
    {
      id: 'mongoose',
      imports: "import mongoose from 'mongoose';",
      made: "const connection = mongoose.createConnection(`${url.replace('http', 'mongodb')}/d?directConnection=true`, { retryReads: false });\n  connection.on('error', () => {});\n  await connection.asPromise();\n  const A = connection.model('A', new mongoose.Schema({}));",
      ask: 'A.findOne({})',
    },
    { ...number, speaks: 'mongo' },
  ),
];
