import type { Sample } from './samples';
import { call, type Line, sample, signal } from './samples-clients';

const waiting = { remedy: 'module-timeout', rule: 'missing-timeout', ends: ['silent'], waits: true } as const;
const azure = { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } };
const plain = JSON.stringify(azure).replaceAll('"', '');
/** A service without operations. */
const wsdl = '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"/>';
const made = (name: string, module: string): string => `import { ${name} } from '${module}';`;

/** Services and small HTTP clients, each as its own documentation shows it. */
export const serviceSamples: readonly Sample[] = [
  sample({ id: 'isomorphic-fetch', imports: "import fetch from 'isomorphic-fetch';", ask: '(await fetch(url)).text()' }, signal),
  sample({ id: 'isomorphic-unfetch', imports: "import fetch from 'isomorphic-unfetch';", ask: '(await fetch(url)).text()' }, signal),
  sample({ id: 'node-fetch-native', imports: "import { fetch } from 'node-fetch-native';", ask: '(await fetch(url)).text()' }, signal),
  sample({ id: 'minipass-fetch', imports: "import fetch from 'minipass-fetch';", ask: '(await fetch(url)).text()' }, signal),
  sample(
    { id: 'make-fetch-happen', imports: "import fetch from 'make-fetch-happen';", ask: '(await fetch(url, { retry: false })).text()' },
    signal,
  ),
  sample(
    {
      id: '@better-fetch/fetch',
      imports: made('betterFetch', '@better-fetch/fetch'),
      made: 'const { data, error } = await betterFetch(url);\n  if (error) throw new Error(String(error.status));',
      ask: 'data',
    },
    signal,
  ),
  sample(
    {
      id: 'openapi-fetch',
      imports: "import createClient from 'openapi-fetch';",
      made: "const client = createClient<Record<'/', { get: { responses: { 200: { content: { 'application/json': unknown } } } } }>>({ baseUrl: url });\n  const { data } = await client.GET('/');",
      ask: 'data',
    },
    signal,
  ),
  sample({ id: 'needle', imports: "import needle from 'needle';", ask: "(await needle('get', url)).body" }, signal),
  sample(
    {
      id: 'rxjs/fetch',
      imports: "import { firstValueFrom } from 'rxjs';\nimport { fromFetch } from 'rxjs/fetch';",
      ask: 'firstValueFrom(fromFetch(url, { selector: (answer) => answer.text() }))',
    },
    { ...signal, client: 'rxjs/fetch' },
  ),
  sample(
    {
      id: '@trpc/client',
      imports: made('createTRPCClient, httpLink', '@trpc/client'),
      made: 'const client = createTRPCClient<any>({ links: [httpLink({ url })] });',
      ask: '(client as any).users.byId.query({ id: 1 })',
    },
    { ...signal, answers: { result: { data: { a: 1 } } } },
  ),
  sample(
    {
      id: '@slack/web-api',
      imports: made('WebClient', '@slack/web-api'),
      made: "const client = new WebClient('t', { slackApiUrl: `${url}/`, retryConfig: { retries: 0 } });",
      ask: '(await client.auth.test()).ok',
    },
    { ...call, answers: { ok: true } },
  ),
  sample(
    {
      id: '@slack/webhook',
      imports: made('IncomingWebhook', '@slack/webhook'),
      made: 'const hook = new IncomingWebhook(url);',
      ask: "(await hook.send('a')).text",
    },
    call,
  ),
  sample(
    {
      id: 'plaid',
      imports: made('Configuration, PlaidApi', 'plaid'),
      made: 'const plaid = new PlaidApi(new Configuration({ basePath: url }));',
      ask: "(await plaid.itemGet({ access_token: 't' })).data",
    },
    call,
  ),
  sample(
    {
      id: 'node-vault',
      imports: "import vault from 'node-vault';",
      made: "const client = vault({ endpoint: url, token: 't' });",
      ask: "(await client.read('secret/a')).data",
    },
    call,
  ),
  sample(
    {
      id: 'pusher',
      imports: "import Pusher from 'pusher';",
      made: "const pusher = new Pusher({ appId: '1', key: 'k', secret: 's', host, port });",
      ask: "(await pusher.trigger('c', 'e', { a: 'b' })).status",
    },
    { ...call, ends: ['silent'] },
  ),
  sample(
    {
      id: 'replicate',
      imports: "import Replicate from 'replicate';",
      made: "const replicate = new Replicate({ auth: 'a', baseUrl: url });",
      ask: "(await replicate.predictions.get('x')).id",
    },
    { ...signal, answers: { id: 'x' } },
  ),
  sample(
    {
      id: '@huggingface/inference',
      imports: made('InferenceClient', '@huggingface/inference'),
      made: "const client = new InferenceClient('k', { endpointUrl: url, retry_on_error: false });",
      ask: "(await client.chatCompletion({ messages: [{ role: 'user', content: 'a' }] })).id",
    },
    { ...signal, answers: { id: 'i', object: 'o', model: 'm', created: 1, system_fingerprint: 'f', choices: [], usage: {} } },
  ),
  sample(
    {
      id: '@google/genai',
      imports: made('GoogleGenAI', '@google/genai'),
      made: "const ai = new GoogleGenAI({ apiKey: 'k', httpOptions: { baseUrl: url } });",
      ask: "(await ai.models.generateContent({ model: 'm', contents: 'a' })).candidates",
    },
    call,
  ),
  sample(
    {
      id: '@google/generative-ai',
      imports: made('GoogleGenerativeAI', '@google/generative-ai'),
      made: "const model = new GoogleGenerativeAI('k').getGenerativeModel({ model: 'm' }, { baseUrl: url });",
      ask: "(await model.generateContent('a')).response.candidates",
    },
    call,
  ),
  sample(
    { id: 'soap', imports: "import soap from 'soap';", ask: 'Object.keys(await soap.createClientAsync(`${url}/?wsdl`))' },
    { ...call, says: wsdl },
  ),
  sample(
    {
      id: '@azure/storage-blob',
      imports: made('BlobServiceClient', '@azure/storage-blob'),
      made: 'const blobs = new BlobServiceClient(url, undefined, { retryOptions: { maxTries: 1 } });',
      ask: "(await blobs.getContainerClient('c').getProperties()).version",
    },
    { ...signal, ends: ['silent'] },
  ),
  sample(
    {
      id: '@azure/app-configuration',
      imports: made('AppConfigurationClient', '@azure/app-configuration'),
      made: `const client = new AppConfigurationClient(\`Endpoint=\${url};Id=i;Secret=c2VjcmV0\`, ${plain});`,
      ask: "(await client.getConfigurationSetting({ key: 'k' })).value",
    },
    { ...signal, answers: { key: 'k', value: 'v' } },
  ),
  sample(
    {
      id: '@azure/search-documents',
      imports: made('AzureKeyCredential, SearchClient', '@azure/search-documents'),
      made: `const client = new SearchClient<{ a: string }>(url, 'i', new AzureKeyCredential('k'), ${plain});`,
      ask: "(await client.getDocument('a')).a",
    },
    { ...signal, answers: { a: '1' } },
  ),
  sample(
    {
      id: '@azure/ai-text-analytics',
      imports: made('AzureKeyCredential, TextAnalyticsClient', '@azure/ai-text-analytics'),
      made: `const client = new TextAnalyticsClient(url, new AzureKeyCredential('k'), ${plain});`,
      ask: "(await client.detectLanguage(['a'], 'us')).length",
    },
    { ...signal, answers: { documents: [], errors: [], modelVersion: '1' } },
  ),
  sample(
    {
      id: '@azure/eventgrid',
      imports: made('AzureKeyCredential, EventGridPublisherClient', '@azure/eventgrid'),
      made: `const client = new EventGridPublisherClient(url, 'EventGrid', new AzureKeyCredential('k'), ${plain});`,
      ask: "client.send([{ eventType: 'e', subject: 's', dataVersion: '1', data: {} }]).then(() => 'sent')",
    },
    signal,
  ),
  sample(
    {
      id: 'ldapts',
      imports: made('Client', 'ldapts'),
      made: 'const client = new Client({ url: `ldap://${host}:${port}` });',
      ask: "client.bind('cn=a', 'p')",
    },
    { ...call, unrun: 'no server here speaks LDAP' },
  ),
  sample(
    {
      id: 'ai',
      imports: `${made('createOpenAI', '@ai-sdk/openai')}\n${made('generateText', 'ai')}`,
      made: "const openai = createOpenAI({ apiKey: 'k', baseURL: url });",
      ask: "(await generateText({ model: openai.chat('m'), prompt: 'a', maxRetries: 0 })).text",
    },
    {
      ...signal,
      client: 'ai',
      answers: {
        id: 'i',
        created: 1,
        model: 'm',
        choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'b' } }],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
      },
    },
  ),
  sample(
    {
      id: '@aws-sdk/lib-dynamodb',
      imports: `${made('DynamoDBClient', '@aws-sdk/client-dynamodb')}\n${made('DynamoDBDocument', '@aws-sdk/lib-dynamodb')}`,
      made: "const client = DynamoDBDocument.from(new DynamoDBClient({ endpoint: url, region: 'us-east-1', maxAttempts: 1, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }));",
      ask: "(await client.get({ TableName: 't', Key: { a: 1 } })).Item",
    },
    { ...signal, client: '@aws-sdk/lib-dynamodb', answers: {} },
  ),
  sample(
    {
      id: '@azure/core-rest-pipeline',
      imports: made('createDefaultHttpClient, createPipelineFromOptions, createPipelineRequest', '@azure/core-rest-pipeline'),
      made: 'const pipeline = createPipelineFromOptions({ retryOptions: { maxRetries: 0 } });',
      ask: '(await pipeline.sendRequest(createDefaultHttpClient(), createPipelineRequest({ url, allowInsecureConnection: true }))).bodyAsText',
    },
    signal,
  ),
  sample(
    {
      id: 'hono',
      imports: made('proxy', 'hono/proxy'),
      ask: '(await proxy(url)).text()',
    },
    { ...signal, client: 'hono' },
  ),
  sample(
    {
      id: '@supabase/supabase-js',
      imports: `${made('createClient', '@supabase/supabase-js')}\nimport WebSocket from 'ws';`,
      made: "const supabase = createClient(url, 'k', { realtime: { transport: WebSocket as any } });",
      ask: "(await supabase.from('t').select().throwOnError()).data",
    },
    { ...signal, client: '@supabase/supabase-js' },
  ),
  sample(
    {
      id: '@upstash/redis',
      imports: made('Redis', '@upstash/redis'),
      made: "const redis = new Redis({ url, token: 't', enableTelemetry: false, enableAutoPipelining: false, retry: false });",
      ask: "redis.get('a')",
    },
    { ...signal, answers: { result: null } },
  ),
  sample(
    {
      id: '@vercel/kv',
      imports: made('createClient', '@vercel/kv'),
      made: "const kv = createClient({ url, token: 't', enableTelemetry: false, enableAutoPipelining: false, retry: false });",
      ask: "kv.get('a')",
    },
    { ...signal, answers: { result: null } },
  ),
  sample(
    {
      id: 'web3',
      imports: made('HttpProvider', 'web3'),
      made: 'const provider = new HttpProvider(url);',
      ask: "provider.request({ method: 'eth_blockNumber', params: [] })",
    },
    { ...signal, answers: { jsonrpc: '2.0', id: 1, result: '0x1' } },
  ),
  sample(
    {
      id: '@shopify/storefront-api-client',
      imports: made('createStorefrontApiClient', '@shopify/storefront-api-client'),
      // A `fetch` of the client's own might bound it; so the platform's leads each shop to the port it is named after.
      made: "const own = globalThis.fetch;\n  globalThis.fetch = ((asked: any, init?: any) => own(typeof asked === 'string' ? asked.replace(/^https:\\/\\/shop-(\\d+)\\.myshopify\\.com/, 'http://127.0.0.1:$1') : asked, init)) as any;\n  const client = createStorefrontApiClient({ storeDomain: `https://shop-${new URL(url).port}.myshopify.com`, apiVersion: '2025-10', publicAccessToken: 't', logger: () => {} });",
      ask: "client.request('{ shop { name } }').then(({ data, errors }) => {\n    if (errors) throw new Error(errors.message);\n    return data;\n  })",
    },
    { ...signal, answers: { data: { shop: { name: 'a' } } } },
  ),
  sample(
    {
      id: '@sigstore/sign',
      imports: made('FulcioSigner, MessageSignatureBundleBuilder', '@sigstore/sign'),
      made: "const signer = new FulcioSigner({ fulcioBaseURL: url, identityProvider: { getToken: async () => 'e30.eyJzdWIiOiJhIiwiaXNzIjoiYiJ9.e30' } });",
      ask: "new MessageSignatureBundleBuilder({ signer, witnesses: [] }).create({ data: Buffer.from('a') })",
    },
    { ...call, unrun: 'it wants an answer that a real authority has signed' },
  ),
  // Neither a number nor a signal of the project reaches these: the wait ends, and nothing on the wire.
  ...[
    { id: 'bent', imports: "import bent from 'bent';", made: "const get = bent('json');", ask: 'get(url)' },
    { id: 'redaxios', imports: "import redaxios from 'redaxios';", ask: '(await redaxios.get(url)).data' },
    {
      id: 'ollama',
      imports: made('Ollama', 'ollama'),
      made: 'const ollama = new Ollama({ host: url });',
      ask: '(await ollama.list()).models',
      answers: { models: [] },
    },
    {
      id: '@langchain/ollama',
      imports: made('ChatOllama', '@langchain/ollama'),
      made: "const model = new ChatOllama({ model: 'm', baseUrl: url });",
      ask: "(await model.invoke('a')).content",
      says: '{"model":"m","message":{"role":"assistant","content":"b"},"done":true}\n',
    },
    {
      id: 'minio',
      imports: made('Client', 'minio'),
      made: "const client = new Client({ endPoint: host, port: Number(port), useSSL: false, accessKey: 'a', secretKey: 'b', region: 'us-east-1' });",
      ask: '(await client.listBuckets()).length',
      says: '<ListAllMyBucketsResult><Buckets><Bucket><Name>b</Name><CreationDate>2026-01-01T00:00:00Z</CreationDate></Bucket></Buckets></ListAllMyBucketsResult>',
    },
    {
      id: 'resend',
      imports: made('Resend', 'resend'),
      made: "const resend = new Resend('re_1', { baseUrl: url });",
      ask: "(await resend.emails.get('x')).data",
      answers: { id: 'x' },
    },
    {
      id: '@hubspot/api-client',
      imports: made('Client', '@hubspot/api-client'),
      made: "const client = new Client({ accessToken: 't', basePath: url });",
      ask: '(await client.crm.contacts.basicApi.getPage()).results',
      answers: { results: [] },
    },
    {
      id: '@pinecone-database/pinecone',
      imports: made('Pinecone', '@pinecone-database/pinecone'),
      made: "const pinecone = new Pinecone({ apiKey: 'k', controllerHostUrl: url, maxRetries: 0 });",
      ask: '(await pinecone.listIndexes()).indexes',
      answers: { indexes: [] },
    },
    {
      id: '@libsql/client',
      imports: made('createClient', '@libsql/client/web'),
      made: 'const client = createClient({ url });',
      ask: "(await client.execute('select 1')).rows.length",
      answers: {
        results: [
          { type: 'ok', response: { type: 'execute', result: { cols: [], rows: [], affected_row_count: 0 } } },
          { type: 'ok', response: { type: 'close' } },
        ],
      },
    },
    {
      id: '@microsoft/microsoft-graph-client',
      imports: made('Client', '@microsoft/microsoft-graph-client'),
      made: "const client = Client.init({ baseUrl: `${url}/`, authProvider: (done) => done(null, 't') });",
      ask: "client.api('/me').get()",
    },
    {
      id: '@solana/web3.js',
      imports: made('Connection', '@solana/web3.js'),
      made: 'const connection = new Connection(url);',
      ask: 'connection.getSlot()',
      answers: { jsonrpc: '2.0', id: '1', result: 1 },
    },
    {
      id: '@neondatabase/serverless',
      imports: made('neon, neonConfig', '@neondatabase/serverless'),
      made: 'neonConfig.fetchEndpoint = (at, given) => `http://${at}:${given}/sql`;\n  const sql = neon(`postgresql://u:p@${host}:${port}/d`);',
      ask: 'sql`select 1`',
      answers: { fields: [], rows: [], command: 'SELECT', rowCount: 0 },
    },
  ].map(({ answers, says, ...line }: Line & Pick<Sample, 'answers' | 'says'>) =>
    sample(line, { ...waiting, client: line.id, ...(answers === undefined ? {} : { answers }), ...(says === undefined ? {} : { says }) }),
  ),
];
