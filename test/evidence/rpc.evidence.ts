import { claim } from './claims';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Place } from './faults';
import { http2, webSocket } from './greeters';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import type { Options } from './table';

record(import.meta.filename);

const soon = (): AbortSignal => AbortSignal.timeout(400);
const everywhere = { silent: true, body: true, trickle: true, hole: true };
const nowhere = { silent: 'pending', body: 'pending', trickle: 'pending', hole: 'pending' } as const;
const aborts = 'signal';
const single = [
  { fault: 503, sends: 1 },
  { fault: 'reset', sends: 1 },
] as const;

const grpc = await load('@grpc/grpc-js');
const nice = await load('nice-grpc');
const { createTRPCClient, httpLink, retryLink } = await load('@trpc/client');
const { GraphQLClient } = await load('graphql-request');
const apollo = await load('@apollo/client');
const { RetryLink } = await load('@apollo/client/link/retry');
const urql = await load('@urql/core');
const { retryExchange } = await load('@urql/exchange-retry');
const { createClient: graphqlWs } = await load('graphql-ws');
const soap = await load('soap').then((loaded) => loaded.default);
const jayson = await load('jayson').then((loaded) => loaded.default);
const { JSONRPCClient } = await load('json-rpc-2.0').then((loaded) => loaded.default ?? loaded);
const { fetchBaseQuery, retry: rtkRetry } = await load('@reduxjs/toolkit/query');
const { createClient: connectClient } = await load('@connectrpc/connect');
const { createConnectTransport } = await load('@connectrpc/connect-node');

const buffers = { serialize: (value: Buffer) => value, deserialize: (value: Buffer) => value };
const unary = {
  say: {
    path: '/test.Echo/Say',
    requestStream: false,
    responseStream: false,
    requestSerialize: buffers.serialize,
    requestDeserialize: buffers.deserialize,
    responseSerialize: buffers.serialize,
    responseDeserialize: buffers.deserialize,
  },
};
/** The names of these options have a dot of their own. */
const hurried = (options: object, next: (options: object) => unknown): unknown =>
  new grpc.default.InterceptingCall(next({ ...options, deadline: Date.now() + 400 }));

const Echo = grpc.default.makeGenericClientConstructor(unary, 'Echo');

/** A service description as the code generator writes it, made by hand from its two empty messages. */
const { EmptySchema } = await load('@bufbuild/protobuf/wkt');
const echoService = {
  typeName: 'test.Echo',
  methods: [],
  method: {},
};
const say = {
  kind: 'rpc',
  methodKind: 'unary',
  name: 'Say',
  localName: 'say',
  input: EmptySchema,
  output: EmptySchema,
  parent: echoService,
  idempotency: 0,
};
Object.assign(echoService, { methods: [say], method: { say } });

const query = '{ a }';

/** A service with one operation, described in a file so that only the operation is asked of the place. */
const wsdl = join(mkdtempSync(join(tmpdir(), 'evidence-')), 'echo.wsdl');
writeFileSync(
  wsdl,
  `<definitions name="Echo" targetNamespace="urn:e" xmlns:tns="urn:e" xmlns="http://schemas.xmlsoap.org/wsdl/"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/">
  <message name="SayIn"><part name="a" type="xsd:string"/></message><message name="SayOut"/>
  <portType name="EchoPort"><operation name="Say"><input message="tns:SayIn"/><output message="tns:SayOut"/></operation></portType>
  <binding name="EchoBinding" type="tns:EchoPort"><soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Say"><soap:operation soapAction="urn:e#Say"/>
      <input><soap:body use="literal" namespace="urn:e"/></input><output><soap:body use="literal" namespace="urn:e"/></output>
    </operation></binding>
  <service name="EchoService"><port name="EchoPort" binding="tns:EchoBinding"><soap:address location="http://localhost/"/></port></service>
</definitions>`,
);

claim(
  {
    id: '@grpc/grpc-js',
    how: {
      interceptors: { value: () => [hurried], at: ['call'] },
      "'grpc.service_config'": { value: JSON.stringify({ methodConfig: [{ name: [{}], timeout: '1s' }] }), ms: 1000 },
    },
    package: '@grpc/grpc-js',
    place: http2,
    get: (at, call, made) =>
      new Promise((resolve, reject) => {
        const client = new Echo(`${at.host}:${at.port}`, grpc.default.credentials.createInsecure(), made);
        at.after(() => client.close());
        client.say(Buffer.alloc(0), call, (error: unknown, answer: unknown) => (error ? reject(error) : resolve(answer)));
      }),
    bare: { silent: 'pending', mute: 'pending', hole: 'pending' },
    options: [{ option: 'deadline', value: () => Date.now() + 400, bounds: { silent: true, mute: true, hole: true } }],
  },
  {
    id: '@grpc/grpc-js',
    package: '@grpc/grpc-js',
    on: ['close', 'getChannel', 'waitForReady'],
    get: (at) => {
      const client = new Echo(`${at.host}:${at.port}`, grpc.default.credentials.createInsecure());
      client.getChannel();
      return client.close();
    },
  },
  {
    id: 'nice-grpc',
    package: 'nice-grpc',
    place: http2,
    get: (at, call) => {
      const channel = nice.createChannel(`${at.host}:${at.port}`, nice.ChannelCredentials.createInsecure());
      at.after(() => channel.close());
      const client = nice.createClient({ say: { ...unary.say, options: {} } }, channel);
      return client.say(Buffer.alloc(0), call);
    },
    bare: { silent: 'pending', mute: 20_000, hole: 20_000 },
    options: [{ option: 'signal', value: soon, bounds: { silent: true, mute: true, hole: true } }],
  },
  {
    id: '@connectrpc/connect',
    package: '@connectrpc/connect',
    get: (at, call, made) =>
      connectClient(echoService, createConnectTransport({ baseUrl: at.url, httpVersion: '1.1', useBinaryFormat: false, ...made })).say(
        {},
        call,
      ),
    bare: nowhere,
    options: [
      { option: 'timeoutMs', value: 400, bounds: { silent: true, body: true, hole: true } },
      { option: 'defaultTimeoutMs', at: 'instance', value: 400, bounds: { silent: true, body: true, hole: true } },
      { option: 'signal', value: soon, bounds: everywhere },
    ],
    counts: single,
  },
  {
    id: '@trpc/client',
    package: '@trpc/client',
    get: (at, call) => createTRPCClient({ links: [httpLink({ url: at.url })] }).a.b.query({}, call),
    post: (at, call) => createTRPCClient({ links: [httpLink({ url: at.url })] }).a.b.mutate({}, call),
    bare: nowhere,
    options: [{ option: 'signal', value: soon, bounds: everywhere }],
    counts: [...single, { fault: 503, verb: 'post', sends: 1 }],
    aborts,
  },
  {
    id: 'graphql-request',
    package: 'graphql-request',
    get: (at, call, made) => new GraphQLClient(at.url, made).request({ document: query, ...call }),
    bare: nowhere,
    options: [
      { option: 'signal', value: soon, bounds: everywhere },
      { option: 'timeout', value: 400, bounds: { silent: false, body: false, trickle: false } },
    ],
    counts: single,
    aborts,
  },
  {
    id: '@apollo/client',
    package: '@apollo/client',
    get: (at, call) => apolloOf(at).query({ query: apollo.gql(query), ...call }),
    post: (at, call) => apolloOf(at).mutate({ mutation: apollo.gql`mutation { a }`, ...call }),
    bare: nowhere,
    options: [{ option: 'context.fetchOptions.signal', value: soon, bounds: everywhere }],
    counts: [...single, { fault: 'reset', verb: 'post', sends: 1 }],
  },
  {
    id: '@urql/core',
    package: '@urql/core',
    get: (at, call, made) => urqlOf(at, [], made).query(query, {}, call).toPromise(),
    post: (at, call) => urqlOf(at).mutation('mutation { a }', {}, call).toPromise(),
    bare: nowhere,
    options: [{ option: 'fetchOptions.signal', value: soon, bounds: { silent: false, body: false } }],
    counts: [...single, { fault: 'reset', verb: 'post', sends: 1 }],
  },
  {
    id: 'graphql-ws',
    how: { connectionAckWaitTimeout: { made: { retryAttempts: 0 } } },
    package: 'graphql-ws',
    place: webSocket,
    get: async (at, _, made) => {
      const { default: webSocketImpl } = await load('ws');
      const client = graphqlWs({ url: at.url.replace('http', 'ws'), webSocketImpl, ...made });
      return new Promise((resolve, reject) => {
        client.subscribe({ query }, { next: resolve, error: reject, complete: () => resolve(undefined) });
      });
    },
    bare: { silent: 'pending', hole: 'pending' },
    counts: [{ fault: 503, sends: 1 }],
  },
  {
    id: 'soap',
    package: 'soap',
    get: (at, call) => soap.createClientAsync(`${at.url}/?wsdl`, call),
    bare: { silent: 'pending', body: 'pending', trickle: 'pending', hole: 'pending' },
    options: [{ option: 'wsdl_options.timeout', value: 400, bounds: { silent: true, body: true, trickle: false, hole: true } }],
    counts: single,
  },
  {
    id: 'soap',
    package: 'soap',
    on: ['client'],
    get: async (at, call) => {
      const client = await soap.createClientAsync(wsdl, { endpoint: at.url });
      return client.SayAsync({}, call);
    },
  },
  {
    id: 'jayson',
    package: 'jayson',
    get: (at, _, made) =>
      new Promise((resolve, reject) => {
        const client = jayson.Client.http({ host: at.host, port: at.port, ...made });
        client.request('a', [], (error: unknown, answer: unknown) => (error ? reject(error) : resolve(answer)));
      }),
    bare: { silent: 'pending', body: 'pending', trickle: 'pending' },
    options: [{ option: 'timeout', at: 'instance', value: 400, bounds: { silent: true, body: false, hole: true } }],
    counts: single,
  },
  {
    id: 'json-rpc-2.0',
    how: { failure: { skip: 'the request is sent by a function of its user' } },
    package: 'json-rpc-2.0',
    get: (at) => {
      const client = new JSONRPCClient(async (body: object) => {
        const answer = await fetch(at.url, { method: 'POST', body: JSON.stringify(body) });
        client.receive(await answer.json());
      });
      return client.request('a', {});
    },
    bare: { silent: 'pending', body: 'pending' },
  },
  {
    id: '@reduxjs/toolkit/query',
    package: '@reduxjs/toolkit',
    get: (at, call, made) => ask(fetchBaseQuery({ baseUrl: at.url, ...made }), { url: '/', ...call }),
    post: (at, call, made) => ask(fetchBaseQuery({ baseUrl: at.url, ...made }), { url: '/', method: 'POST', body: {}, ...call }),
    bare: nowhere,
    options: [
      { option: 'timeout', value: 400, bounds: everywhere },
      { option: 'timeout', at: 'instance', value: 400, bounds: everywhere },
    ],
    counts: single,
  },
);

/** Retries that a library brings, but that somebody must switch on. */
claim(
  {
    id: '@apollo/client',
    package: '@apollo/client',
    get: (at) => apolloOf(at, new RetryLink({ delay: { initial: 20 } })).query({ query: apollo.gql(query) }),
    post: (at) => apolloOf(at, new RetryLink({ delay: { initial: 20 } })).mutate({ mutation: apollo.gql`mutation { a }` }),
    counts: [
      { fault: 'reset', sends: 5, aside: 'RetryLink is a link of its own' },
      { fault: 'reset', verb: 'post', sends: 5, aside: 'RetryLink is a link of its own' },
    ],
  },
  {
    id: '@urql/core',
    package: '@urql/core',
    get: (at) =>
      urqlOf(at, [retryExchange({ initialDelayMs: 50, maxDelayMs: 100 })])
        .query(query, {})
        .toPromise(),
    post: (at) =>
      urqlOf(at, [retryExchange({ initialDelayMs: 50, maxDelayMs: 100 })])
        .mutation('mutation { a }', {})
        .toPromise(),
    counts: [
      { fault: 'reset', sends: 2, aside: 'retryExchange is an exchange of its own' },
      { fault: 'reset', verb: 'post', sends: 2, aside: 'retryExchange is an exchange of its own' },
    ],
  },
  {
    id: '@trpc/client',
    package: '@trpc/client',
    get: (at) => {
      const links = [retryLink({ retry: ({ attempts }: { attempts: number }) => attempts < 4 }), httpLink({ url: at.url })];
      return createTRPCClient({ links }).a.b.query({});
    },
    counts: [{ fault: 503, sends: 4, gaps: [0, 0, 0], aside: 'retryLink is a link of its own' }],
  },
  {
    id: '@reduxjs/toolkit/query',
    package: '@reduxjs/toolkit',
    get: (at) => ask(rtkRetry(fetchBaseQuery({ baseUrl: at.url }), { backoff: async () => {} }), { url: '/' }),
    post: (at) => ask(rtkRetry(fetchBaseQuery({ baseUrl: at.url }), { backoff: async () => {} }), { url: '/', method: 'POST' }),
    counts: [
      { fault: 503, sends: 6, aside: 'retry() is a guard of its own' },
      { fault: 503, verb: 'post', sends: 6, aside: 'retry() is a guard of its own' },
    ],
  },
);

function apolloOf(at: Place, ...links: unknown[]): { query: (o: object) => unknown; mutate: (o: object) => unknown } {
  const link = apollo.ApolloLink.from([...links, new apollo.HttpLink({ uri: at.url })]);
  const client = new apollo.ApolloClient({ link, cache: new apollo.InMemoryCache() });
  at.after(() => client.stop());
  return client;
}

type Sent = { toPromise: () => Promise<unknown> };

function urqlOf(
  at: Place,
  exchanges: readonly unknown[] = [],
  made: Options = {},
): Record<'query' | 'mutation', (text: string, variables: object, call?: Options) => Sent> {
  return new urql.Client({ url: at.url, preferGetMethod: false, exchanges: [...exchanges, urql.fetchExchange], ...made });
}

/** A base query as the store calls it. */
function ask(base: (args: object, api: object, extra: object) => unknown, args: object): unknown {
  const api = {
    signal: new AbortController().signal,
    dispatch: () => {},
    getState: () => ({}),
    abort: () => {},
    extra: undefined,
    endpoint: 'e',
    type: 'query',
  };
  return base(args, api, {});
}
