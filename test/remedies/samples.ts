import { clientSamples } from './samples-clients';
import { numberSamples } from './samples-numbers';
import { serviceSamples } from './samples-services';

/** One way a client is used without a bound, and the remedy that is to mend it: what the slow proofs run. */
export interface Sample {
  /** Names the client, and the way when there are several. */
  readonly id: string;
  readonly remedy: string;
  /** Id of the client's model, where its module does not say it. */
  readonly client?: string;
  readonly rule: string;
  /** A module that exports `ask(url)`, which answers with what the server said. */
  readonly code: string;
  /** Options of the client that only the proof needs are none of the remedy's business; absent where the proof of behaviour cannot run, with the reason. */
  readonly unrun?: string;
  /** What the answer is when the server answers with a JSON `{}`; default the text or the parsed body. */
  readonly answers?: unknown;
  /** The answer as it goes over the wire, where that is no JSON. */
  readonly says?: string;
  /** The language its server speaks; default HTTP. */
  readonly speaks?: 'postgres' | 'mysql' | 'redis' | 'mongo';
  /** The fix ends the wait alone: nothing is given up on the wire. */
  readonly waits?: true;
  /** Faults that must end after the fix; default silence at once and in the body. */
  readonly ends?: readonly ('silent' | 'body' | 'mute')[];
}

const call = { remedy: 'client-timeout', rule: 'missing-timeout' } as const;
const signal = { remedy: 'abort-signal', rule: 'missing-timeout' } as const;
const number = { remedy: 'timeout-number', rule: 'excessive-timeout' } as const;

const endless = { remedy: 'attempt-number', rule: 'unbounded-retry', unrun: 'run with the policies, which count attempts' } as const;

export const samples: readonly Sample[] = [
  { id: 'fetch', ...signal, code: 'export const ask = async (url: string) => (await fetch(url)).text();\n' },
  {
    id: 'fetch, options',
    ...signal,
    code: "export const ask = async (url: string) => (await fetch(url, { method: 'POST', body: '1' })).text();\n",
  },
  {
    id: 'fetch, options made elsewhere',
    ...signal,
    code: "const post = { method: 'POST' };\nexport const ask = async (url: string) => (await fetch(url, post)).text();\n",
  },
  {
    id: "fetch, a caller's options",
    ...signal,
    code: "const send = (url: string, init?: RequestInit) => fetch(url, init);\nexport const ask = async (url: string) => (await send(url, { method: 'PUT' })).text();\n",
  },
  {
    id: "fetch, a caller's signal",
    ...signal,
    code: 'const send = (url: string, signal: AbortSignal) => fetch(url, { signal });\nconst leaving = new AbortController();\nprocess.once("SIGTERM", () => leaving.abort());\nexport const ask = async (url: string) => (await send(url, leaving.signal)).text();\n',
  },
  {
    id: 'fetch, a signal that nobody aborts',
    remedy: 'abort-signal',
    rule: 'signal-cannot-fire',
    code: 'export const ask = async (url: string) => {\n  const controller = new AbortController();\n  const answer = await fetch(url, { signal: controller.signal });\n  return answer.text();\n};\n',
  },
  { id: 'axios', ...call, code: "import axios from 'axios';\n\nexport const ask = async (url: string) => (await axios.get(url)).data;\n" },
  {
    id: 'axios, post',
    ...call,
    code: "import axios from 'axios';\n\nexport const ask = async (url: string) => (await axios.post(url, { a: 1 })).data;\n",
  },
  {
    id: 'axios, one object',
    ...call,
    code: "import axios from 'axios';\n\nexport const ask = async (url: string) => (await axios.request({ url, method: 'GET' })).data;\n",
  },
  {
    id: 'axios, an instance',
    ...call,
    code: "import axios from 'axios';\n\nconst api = axios.create({ headers: { accept: 'application/json' } });\nexport const ask = async (url: string) => (await api.get(url)).data;\nexport const send = async (url: string) => (await api.post(url, {})).data;\n",
  },
  {
    id: 'axios, switched off',
    remedy: 'client-timeout',
    rule: 'disabled-timeout',
    code: "import axios from 'axios';\n\nexport const ask = async (url: string) => (await axios.get(url, { timeout: 0 })).data;\n",
  },
  { id: 'got', ...call, code: "import got from 'got';\n\nexport const ask = (url: string) => got(url, { retry: { limit: 0 } }).json();\n" },
  {
    id: 'got, an instance',
    ...call,
    code: "import got from 'got';\n\nconst api = got.extend({ retry: { limit: 0 } });\nexport const ask = (url: string) => api(url).json();\nexport const send = (url: string) => api.post(url, { json: {} }).json();\n",
  },
  {
    id: 'got, connecting bounded',
    remedy: 'client-timeout',
    rule: 'partial-timeout',
    code: "import got from 'got';\n\nexport const ask = (url: string) => got(url, { timeout: { connect: 1000 }, retry: { limit: 0 } }).json();\n",
  },
  {
    id: 'superagent',
    ...call,
    code: "import request from 'superagent';\n\nexport const ask = async (url: string) => (await request.get(url).set('accept', 'application/json')).body;\n",
  },
  {
    id: 'undici',
    ...signal,
    code: "import { request } from 'undici';\n\nexport const ask = async (url: string) => (await request(url)).body.json();\n",
  },
  {
    id: 'undici, phases bounded',
    remedy: 'abort-signal',
    rule: 'partial-timeout',
    code: "import { request } from 'undici';\n\nexport const ask = async (url: string) => (await request(url, { headersTimeout: 300 })).body.json();\n",
    ends: ['body'],
  },
  {
    id: 'node-fetch',
    ...signal,
    code: "import fetch from 'node-fetch';\n\nexport const ask = async (url: string) => (await fetch(url)).text();\n",
  },
  {
    id: 'node-fetch, by its own number',
    ...call,
    code: "import fetch from 'node-fetch';\n\nexport const ask = async (url: string) => (await fetch(url)).text();\n",
    unrun: 'a body that stalls is no longer waited for, and not given up on the wire',
  },
  {
    id: 'cross-fetch',
    ...signal,
    code: "import fetch from 'cross-fetch';\n\nexport const ask = async (url: string) => (await fetch(url)).text();\n",
  },
  {
    id: 'node:http',
    ...signal,
    code: "import http from 'node:http';\n\nexport const ask = (url: string) =>\n  new Promise<string>((resolve, reject) => {\n    http\n      .get(url, (answer) => {\n        let text = '';\n        answer.on('data', (part) => (text += part));\n        answer.on('end', () => resolve(text));\n        answer.on('error', reject);\n      })\n      .on('error', reject);\n  });\n",
  },
  {
    id: 'node:http, a timeout nobody listens to',
    remedy: 'abort-signal',
    rule: 'ineffective-timeout',
    code: "import http from 'node:http';\n\nexport const ask = (url: string) =>\n  new Promise<string>((resolve, reject) => {\n    const request = http.request(url, { method: 'GET', timeout: 1000 }, (answer) => {\n      let text = '';\n      answer.on('data', (part) => (text += part));\n      answer.on('end', () => resolve(text));\n      answer.on('error', reject);\n    });\n    request.on('error', reject);\n    request.end();\n  });\n",
  },
  {
    id: 'ofetch',
    ...signal,
    code: "import { ofetch } from 'ofetch';\n\nexport const ask = (url: string) => ofetch(url, { retry: 0 });\n",
  },
  {
    id: 'ws',
    ...call,
    code: "import WebSocket from 'ws';\n\nexport const ask = (url: string) =>\n  new Promise<string>((resolve, reject) => {\n    const socket = new WebSocket(url.replace('http', 'ws'));\n    socket.on('open', () => resolve('open'));\n    socket.on('error', reject);\n  });\n",
    ends: ['silent'],
  },
  {
    id: 'openai',
    ...number,
    code: "import OpenAI from 'openai';\n\nconst client = new OpenAI({ apiKey: 'k', maxRetries: 0 });\nexport const ask = (url: string) => client.withOptions({ baseURL: url }).models.list().then((page) => page.data);\n",
    ends: ['silent'],
  },
  {
    id: '@google-cloud/storage',
    ...call,
    code: "import { Storage } from '@google-cloud/storage';\n\nconst storage = new Storage();\nexport const ask = () => storage.getBuckets();\n",
    unrun: 'it ends the wait, and nothing is ended on the wire',
  },
  {
    id: '@octokit/request',
    ...signal,
    code: "import { request } from '@octokit/request';\n\nexport const ask = async (url: string) => (await request('GET /zen', { baseUrl: url })).data;\n",
    unrun: 'it takes an answer that was broken off for a whole one',
  },
  {
    id: 'pg',
    ...call,
    code: "import pg from 'pg';\n\nlet pool: pg.Pool | undefined;\nexport const ask = async (url: string) => {\n  const { hostname, port } = new URL(url);\n  const made = new pg.Pool({ host: hostname, port: Number(port), user: 'u', password: 'p', database: 'd' });\n  made.on('error', () => {});\n  pool = made;\n  return (await made.query('select 1')).command;\n};\n",
    speaks: 'postgres',
    ends: ['silent'],
  },
  {
    id: 'pg, many calls',
    ...call,
    code: "import pg from 'pg';\n\nconst pool = new pg.Pool({ max: 2 });\nexport const ask = () => pool.query('select 1');\nexport const others = () => pool.query('select 2');\n",
    unrun: 'its address is fixed; the same option as above',
  },
  {
    id: 'mysql2',
    client: 'mysql2',
    ...call,
    code: "import mysql from 'mysql2/promise';\n\nconst pool = mysql.createPool({ host: 'db' });\nexport const ask = () => pool.query('select 1');\n",
    unrun: 'it ends the wait, and leaves the connection in the middle of the statement',
  },
  {
    id: 'mysql',
    ...call,
    code: "import mysql from 'mysql';\n\nexport const ask = (url: string) =>\n  new Promise((resolve, reject) => {\n    const { hostname, port } = new URL(url);\n    const pool = mysql.createPool({ host: hostname, port: Number(port), user: 'u', password: 'p', database: 'd' });\n    pool.query('select 1', (error) => (error ? reject(error) : resolve('done')));\n  });\n",
    speaks: 'mysql',
    ends: ['silent'],
  },
  {
    id: 'ioredis',
    ...call,
    code: "import { Redis } from 'ioredis';\n\nconst redis = new Redis({ host: 'cache' });\nexport const ask = () => redis.get('a');\n",
    unrun: 'it gives the command up, but cannot take it back: nothing is ended on the wire',
  },
  {
    id: 'redis',
    ...call,
    code: "import { createClient } from 'redis';\n\nexport const ask = async (url: string) => {\n  const client = createClient({ RESP: 2, url: url.replace('http', 'redis') });\n  client.on('error', () => {});\n  await client.connect();\n  return client.get('a');\n};\n",
    speaks: 'redis',
    unrun: 'a connection that is idle for so long is closed, too',
  },
  {
    id: 'mongodb',
    ...call,
    code: "import { MongoClient } from 'mongodb';\n\nexport const ask = async (url: string) => {\n  const client = new MongoClient(url.replace('http', 'mongodb'), { retryReads: false });\n  return client.db('a').collection('b').findOne({});\n};\n",
    speaks: 'mongo',
    ends: ['silent'],
  },
  {
    id: '@aws-sdk/client-s3',
    ...call,
    code: "import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';\n\nexport const ask = async (url: string) => {\n  const s3 = new S3Client({ region: 'eu-west-1', endpoint: url, forcePathStyle: true, maxAttempts: 1, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });\n  await s3.send(new HeadBucketCommand({ Bucket: 'a' }));\n  return 'there';\n};\n",
    ends: ['silent'],
  },
  {
    id: 'grpc',
    ...call,
    code: "import grpc from '@grpc/grpc-js';\n\nconst Users = grpc.makeGenericClientConstructor({}, 'Users');\nconst client = new Users('users:50051', grpc.credentials.createInsecure());\nexport const ask = () => new Promise((resolve, reject) => client['getUser']?.({ id: 'a' }, (error: unknown, user: unknown) => (error ? reject(error) : resolve(user))));\n",
    unrun: 'it speaks HTTP/2 by generated code',
  },
  {
    id: 'redis, a strategy without an end',
    ...endless,
    code: "import { createClient } from 'redis';\n\nconst client = createClient({ socket: { reconnectStrategy: (retries) => Math.min(retries * 50, 500) } });\nexport const ask = () => client.get('a');\n",
  },
  {
    id: 'redis, a strategy at once',
    ...endless,
    code: "import { createClient } from 'redis';\n\nconst client = createClient({ socket: { reconnectStrategy: () => 0 } });\nexport const ask = () => client.get('a');\n",
  },
  {
    id: 'ioredis, a strategy without an end',
    ...endless,
    code: "import { Redis } from 'ioredis';\n\nconst redis = new Redis('redis://cache', { retryStrategy: (times) => Math.min(times * 50, 2000) });\nexport const ask = () => redis.get('a');\n",
  },
  {
    id: 'ioredis, a method without an end',
    ...endless,
    code: "import { Redis } from 'ioredis';\n\nconst redis = new Redis({\n  retryStrategy(times) {\n    console.log(times);\n    return 2000;\n  },\n});\nexport const ask = () => redis.get('a');\n",
  },
  {
    id: 'nats, attempts without an end',
    ...endless,
    code: "import { connect } from 'nats';\n\nconst connecting = connect({ maxReconnectAttempts: -1 });\nexport const ask = async () => (await connecting).request('a', '', { timeout: 1000 });\n",
  },
  {
    id: 'socket.io-client, attempts without an end',
    ...endless,
    code: "import { io } from 'socket.io-client';\n\nconst socket = io('https://events', { reconnectionAttempts: Infinity });\nexport const ask = () => socket.emitWithAck('a');\n",
  },
  ...clientSamples,
  ...serviceSamples,
  ...numberSamples,
];
