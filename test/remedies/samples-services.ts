import type { Sample } from './samples';
import { call, sample, signal } from './samples-clients';

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
      id: 'replicate',
      imports: "import Replicate from 'replicate';",
      made: "const replicate = new Replicate({ auth: 'a', baseUrl: url });",
      ask: "(await replicate.predictions.get('x')).id",
    },
    { ...signal, answers: { id: 'x' } },
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
];
