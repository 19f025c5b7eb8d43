import { amqp } from './amqp';
import { claim } from './claims';
import type { Place } from './faults';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import { identity, secured } from './secured';
import type { Options, Table } from './table';

record(import.meta.filename);

const soon = (): AbortSignal => AbortSignal.timeout(400);
const quick = { retryOptions: { maxRetries: 0 } };

const analytics = await load('@azure/ai-text-analytics').then((loaded) => loaded.default ?? loaded);
const { AppConfigurationClient } = await load('@azure/app-configuration');
const { EmailClient } = await load('@azure/communication-email');
const eventgrid = await load('@azure/eventgrid');
const search = await load('@azure/search-documents');
const { SecretClient } = await load('@azure/keyvault-secrets');
const { ResourceManagementClient } = await load('@azure/arm-resources');
const { ClientSecretCredential } = await load('@azure/identity');
const { ServiceBusClient } = await load('@azure/service-bus').then((loaded) => loaded.default ?? loaded);
const { EventHubProducerClient } = await load('@azure/event-hubs');

const { AzureKeyCredential, OpenAIClient } = await load('@azure/openai').then((loaded) => loaded.default ?? loaded);

const plain: Options = { allowInsecureConnection: true };
const credential = { getToken: async () => ({ token: 't', expiresOnTimestamp: Date.now() + 3_600_000 }) };

/** The pipeline's rows: a key is sent over plain HTTP, a token over TLS only. */
const pipeline = (id: string, name: string, get: Table['get'], more: Partial<Table> = {}): Table => ({
  id,
  package: name,
  get,
  bare: { silent: 'pending', body: 'pending', hole: 'pending' },
  options: [
    { option: 'abortSignal', value: soon, made: quick, bounds: { silent: true, body: true, hole: true } },
    { option: 'requestOptions.timeout', value: 400, made: quick, bounds: { silent: true, body: false, hole: true } },
  ],
  ...more,
});

const overTls = (made: Options): Options => ({ tlsOptions: { ca: identity().cert }, ...made });

claim(
  // Its first version; the second has no client of its own.
  pipeline('@azure/openai', '@azure/openai', (at, call, made) =>
    new OpenAIClient(at.url, new AzureKeyCredential('k'), { ...plain, ...made }).getChatCompletions(
      'd',
      [{ role: 'user', content: 'a' }],
      call,
    ),
  ),
  pipeline('@azure/ai-text-analytics', '@azure/ai-text-analytics', (at, call, made) =>
    new analytics.TextAnalyticsClient(at.url, new analytics.AzureKeyCredential('k'), { ...plain, ...made }).detectLanguage(
      ['a'],
      'us',
      call,
    ),
  ),
  pipeline('@azure/app-configuration', '@azure/app-configuration', (at, call, made) =>
    new AppConfigurationClient(`Endpoint=${at.url};Id=i;Secret=c2VjcmV0`, { ...plain, ...made }).getConfigurationSetting(
      { key: 'k' },
      call,
    ),
  ),
  pipeline('@azure/communication-email', '@azure/communication-email', (at, call, made) =>
    new EmailClient(`endpoint=${at.url}/;accesskey=c2VjcmV0`, { ...plain, ...made }).beginSend(
      { senderAddress: 'a@b', content: { subject: 's', plainText: 't' }, recipients: { to: [{ address: 'c@d' }] } },
      call,
    ),
  ),
  pipeline('@azure/eventgrid', '@azure/eventgrid', (at, call, made) =>
    new eventgrid.EventGridPublisherClient(at.url, 'EventGrid', new eventgrid.AzureKeyCredential('k'), { ...plain, ...made }).send(
      [{ eventType: 'e', subject: 's', dataVersion: '1', data: {} }],
      call,
    ),
  ),
  pipeline('@azure/search-documents', '@azure/search-documents', (at, call, made) =>
    new search.SearchClient(at.url, 'i', new search.AzureKeyCredential('k'), { ...plain, ...made }).getDocument('a', call),
  ),
  pipeline(
    '@azure/keyvault-secrets',
    '@azure/keyvault-secrets',
    (at, call, made) =>
      new SecretClient(at.url, credential, { ...overTls(made), disableChallengeResourceVerification: true }).getSecret('s', call),
    { place: secured() },
  ),
  pipeline(
    '@azure/arm-*',
    '@azure/arm-resources',
    (at, call, made) => new ResourceManagementClient(credential, 's', { endpoint: at.url, ...overTls(made) }).resourceGroups.get('g', call),
    { place: secured() },
  ),
  pipeline(
    '@azure/identity',
    '@azure/identity',
    (at, call, made) =>
      new ClientSecretCredential('11111111-1111-1111-1111-111111111111', 'c', 's', {
        authorityHost: at.url,
        disableInstanceDiscovery: true,
        ...overTls(made),
      }).getToken('scope/.default', call),
    { place: secured(), options: [] },
  ),
);

/** Emulators speak AMQP without TLS. */
const emulator = (at: Place): string =>
  `Endpoint=sb://${at.host}:${at.port};SharedAccessKeyName=n;SharedAccessKey=k;UseDevelopmentEmulator=true`;

/** A message that nobody settles is waited for, one that is refused is sent again. */
const broker: Partial<Table> = {
  place: amqp,
  bare: { mute: 'pending' },
  calm: { made: { retryOptions: { maxRetries: 0 } } },
  how: {
    abortSignal: { fault: 'silent' },
    'retryOptions.timeoutInMs': { value: 2000, ms: 2000 },
    'retryOptions.maxRetries': { fault: 503, made: { retryOptions: { retryDelayInMs: 50 } } },
    'retryOptions.retryDelayInMs': { fault: 503 },
    // Its mode of growing pauses: the other has one pause alone.
    'retryOptions.maxRetryDelayInMs': { fault: 503, made: { retryOptions: { mode: 0 } } },
    'default retry': { fault: 503 },
  },
  counts: [{ fault: 503, sends: 4, gaps: [30_000, 30_000, 30_000], within: 110_000 }],
};

claim(
  {
    id: '@azure/service-bus',
    package: '@azure/service-bus',
    get: (at, call, made) => {
      const client = new ServiceBusClient(emulator(at), made);
      at.after(() => client.close());
      return client.createSender('q').sendMessages({ body: 'a' }, call);
    },
    ...broker,
  },
  {
    id: '@azure/event-hubs',
    package: '@azure/event-hubs',
    get: (at, call, made) => {
      const client = new EventHubProducerClient(emulator(at), 'e', made);
      at.after(() => client.close());
      return client.sendBatch([{ body: 'a' }], call);
    },
    ...broker,
  },
);
