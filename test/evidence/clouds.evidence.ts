import { claim } from './claims';
import type { Place } from './faults';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import type { Options } from './table';

record(import.meta.filename);

process.env.METADATA_SERVER_DETECTION = 'none';

const soon = (): AbortSignal => AbortSignal.timeout(400);

const { BigQuery } = await load('@google-cloud/bigquery').then((loaded) => loaded.default ?? loaded);
await load('@angular/compiler');
const core = await load('@angular/core');
const { HttpClient, provideHttpClient, withFetch } = await load('@angular/common/http');
const { firstValueFrom } = await load('rxjs');
await load('@shopify/shopify-api/adapters/node');
const { shopifyApi, Session } = await load('@shopify/shopify-api').then((loaded) => loaded.default ?? loaded);
const { setAbstractFetchFunc } = await load('@shopify/shopify-api/runtime').then((loaded) => loaded.default ?? loaded);

claim(
  {
    id: '@google-cloud/bigquery',
    package: '@google-cloud/bigquery',
    get: (at, call, made) => new BigQuery({ projectId: 'p', apiEndpoint: at.url, ...made }).getDatasets(call),
    post: (at, call, made) => new BigQuery({ projectId: 'p', apiEndpoint: at.url, ...made }).createQueryJob({ query: 'select 1', ...call }),
    bare: { silent: 'pending' },
    // The server keeps these two, and this one keeps nothing.
    options: [
      { option: 'jobTimeoutMs', value: 400, bounds: { silent: false } },
      { option: 'timeoutMs', value: 400, bounds: { silent: false } },
    ],
    how: {
      autoRetry: { tries: 4, value: true },
      'default retry': { verb: 'get' },
    },
    counts: [{ fault: 503, verb: 'post', sends: 4, aside: 'A job carries a number of its own, so that a repeat makes no other.' }],
  },
  {
    id: '@angular/common/http',
    package: '@angular/common',
    get: (at, call) => firstValueFrom(angular().get(at.url, call)),
    post: (at, call) => firstValueFrom(angular().post(at.url, {}, call)),
    bare: { silent: 'pending', body: 'pending' },
    options: [{ option: 'timeout', value: 400, bounds: { silent: true, hole: true } }],
    counts: [
      { fault: 503, sends: 1 },
      { fault: 'reset', sends: 1 },
      { fault: 503, verb: 'post', sends: 1 },
    ],
  },
  {
    id: '@shopify/shopify-api',
    package: '@shopify/shopify-api',
    on: ['instance', 'graphql'],
    get: (at, call) => shop(at).request('{ shop { name } }', call),
    bare: { silent: 'pending' },
    options: [{ option: 'signal', value: soon, bounds: { silent: true } }],
    how: { tries: { skip: 'belongs to its client for REST; asserted there' }, failure: { skip: 'belongs to its client for REST' } },
  },
  {
    id: '@shopify/shopify-api',
    package: '@shopify/shopify-api',
    on: ['get'],
    get: (at, call) => shop(at, 'Rest').get({ path: 'products', ...call }),
    counts: [
      { fault: 503, sends: 1 },
      { fault: 503, sends: 2, option: ['tries', 2] },
    ],
  },
);

interface Asked {
  readonly get: (url: string, call: Options) => unknown;
  readonly post: (url: string, body: object, call: Options) => unknown;
}

function angular(): Asked {
  const scope = { provide: core.ɵINJECTOR_SCOPE, useValue: 'root' };
  const own = [scope, core.provideZonelessChangeDetection(), provideHttpClient(withFetch())];
  return core.createEnvironmentInjector(own, null).get(HttpClient);
}

interface Shop {
  readonly request: (query: string, call: Options) => Promise<unknown>;
  readonly get: (asked: Options) => Promise<unknown>;
}

function shop(at: Place, client: 'Graphql' | 'Rest' = 'Graphql'): Shop {
  setAbstractFetchFunc((url: string, init: RequestInit) => fetch(url.replace(/^https:\/\/[^/]+/, at.url), init));
  const api = shopifyApi({
    apiKey: 'k',
    apiSecretKey: 's',
    hostName: 'evidence.test',
    apiVersion: '2025-10',
    isEmbeddedApp: false,
    logger: { level: 0, log: async () => {} },
  });
  const session = new Session({ id: 'i', shop: 'evidence.myshopify.com', state: 's', isOnline: false, accessToken: 't' });
  return new api.clients[client]({ session });
}
