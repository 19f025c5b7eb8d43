import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';

const safetyOf = (text: string): string | undefined => {
  const workspace = openWorkspace({ root: '/project', files: { 'main.ts': text } });
  const finding = workspace.findings().find(({ rule }) => rule === 'missing-timeout');
  return finding === undefined ? undefined : workspace.fixes(finding)[0]?.safety;
};

describe('a stream is cut off when a person wants it so', () => {
  test.each([
    [
      'a procedure beside other statements of a client',
      `import { Client } from 'pg';\nconst db = new Client({ host: 'db' });\nexport const user = () => db.query('select 1');\nexport const renew = () => db.query('CALL update_tokens(1)');\n`,
    ],
    [
      'put into a list of streams',
      `import { pipeline } from 'node:stream/promises';\nexport const f = async (u: string, to: NodeJS.WritableStream) => {\n  let answer: Response;\n  try {\n    answer = await fetch(u);\n  } catch {\n    throw new Error('gone');\n  }\n  const chain = [answer.body as never, to];\n  await pipeline(chain);\n};\n`,
    ],
    [
      'sent on by an object of Effect',
      `import { Effect } from 'effect';\nimport { Upload } from '@aws-sdk/lib-storage';\nexport const f = (u: string, client: never) =>\n  Effect.gen(function* () {\n    const res = yield* Effect.tryPromise({\n      try: () => fetch(u),\n      catch: (error) => new Error(String(error)),\n    });\n    const stream = res.body as never;\n    yield* Effect.tryPromise({ try: () => new Upload({ client, params: { Bucket: 'b', Key: 'k', Body: stream } }).done(), catch: () => new Error('gone') });\n  });\n`,
    ],
    [
      'a model that is told what was said before',
      `import axios from 'axios';\nexport const f = (u: string, messages: object[]) => axios.post(u, { model: 'a', messages, temperature: 0 });\n`,
    ],
    [
      'a model that is told so by a name',
      `export const f = (u: string, said: string) => {\n  const body = { model: 'a', messages: [{ role: 'user', content: said }] };\n  return fetch(u, { method: 'POST', body: JSON.stringify(body) });\n};\n`,
    ],
    [
      'a model at an address for that',
      `export const f = (body: string) => fetch('https://x.test/v1/chat/completions', { method: 'POST', body });\n`,
    ],
    [
      'given a name of its own',
      `export const f = async (u: string) => {\n  const answer = await fetch(u);\n  const pieces = answer.body;\n  return use(pieces);\n};\ndeclare const use: (x: unknown) => void;\n`,
    ],
    [
      'a function that may take a quarter of an hour',
      `import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';\nconst lambda = new LambdaClient({});\nexport const f = (name: string) => lambda.send(new InvokeCommand({ FunctionName: name }));\n`,
    ],
    [
      'a body that gets a name later',
      `import { Readable } from 'node:stream';\nexport const f = async (u: string) => {\n  const answer = await fetch(u);\n  const { body } = answer;\n  if (!body) throw new Error('gone');\n  Readable.from(body).on('data', (piece) => show(piece));\n};\ndeclare const show: (x: unknown) => void;\n`,
    ],
    [
      'what somebody else asked for',
      `export const handlePassthrough = async (u: string, body: string) => (await fetch(u, { method: 'POST', body })).json();\n`,
    ],
    [
      'statements of a client that takes back by hand what it began',
      `import { Client } from 'pg';\nconst db = new Client({ host: 'db' });\nexport const user = () => db.query('select 1');\nexport const undo = () => db.query('ROLLBACK');\n`,
    ],
    [
      'a stream that a client gives',
      `import { createWriteStream } from 'node:fs';\nimport { pipeline } from 'node:stream';\nimport { promisify } from 'node:util';\nimport got from 'got';\nexport const f = (u: string) => promisify(pipeline)(got.stream(u), createWriteStream('a'));\n`,
    ],
    [
      'a model that is asked for its answer',
      `import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';\nconst runtime = new SageMakerRuntimeClient({});\nexport const f = (name: string) => runtime.send(new InvokeEndpointCommand({ EndpointName: name, Body: 'a' }));\n`,
    ],
    ['what comes next', `export const f = async (at: string) => (await fetch(\`http://\${at}.x.test/runtime/invocation/next\`)).json();\n`],
    [
      'speech that is made',
      `export const synthesize = async (text: string) => (await fetch('https://x.test/a', { method: 'POST', body: text })).json();\n`,
    ],
    [
      'speech, by its address',
      `export const read = async (text: string) => (await fetch('https://x.test/v1/text-to-speech/1', { method: 'POST', body: text })).json();\n`,
    ],
    ['a request that is sent on', `export const forwardRequest = async (u: string) => (await fetch(u)).json();\n`],
    [
      'statements of a client that also changes the tables',
      `import { Client } from 'pg';\nconst db = new Client({ host: 'db' });\nexport const user = () => db.query('select 1');\nexport const more = () => db.query('ALTER TABLE users ADD COLUMN b text');\n`,
    ],
    [
      'those of one that migrates',
      `import { Client } from 'pg';\nimport { migrate } from './migrate';\nconst db = new Client({ host: 'db' });\nexport const start = () => migrate(db);\nexport const user = () => db.query('select 1');\n`,
    ],
    ['a reader', `export const f = async (u: string) => {\n  const answer = await fetch(u);\n  return answer.body!.getReader();\n};\n`],
    [
      'a pipe',
      `export const f = async (u: string, to: WritableStream) => {\n  const { body } = await fetch(u);\n  await body?.pipeTo(to);\n};\n`,
    ],
    [
      'a pipeline',
      `import { pipeline } from 'node:stream/promises';\nexport const f = async (u: string, to: NodeJS.WritableStream) => {\n  const answer = await fetch(u);\n  await pipeline(answer.body as never, to);\n};\n`,
    ],
    [
      'handed over, though a policy runs the call',
      `import { backOff } from 'exponential-backoff';\ndeclare const read: (body: unknown) => void;\nexport const f = async (u: string) => {\n  const answer = await backOff(() =>\n    fetch(u),\n  );\n  read(answer.body!);\n};\n`,
    ],
    [
      'what a pipeline is given',
      `import got from 'got';\nimport { pipeline } from 'node:stream/promises';\nexport const f = (u: string, to: NodeJS.WritableStream) => pipeline(got.stream(u), to);\n`,
    ],
    [
      'bit by bit',
      `export const f = async (u: string) => {\n  const answer = await fetch(u);\n  for await (const part of answer.body as never) use(part);\n};\ndeclare const use: (x: unknown) => void;\n`,
    ],
    ['in the chain', `export const f = (u: string, to: WritableStream) => fetch(u).then((answer) => answer.body!.pipeTo(to));\n`],
    [
      'handed back to who reads so',
      `const get = (u: string) => fetch(u);\nexport const f = async (u: string, to: WritableStream) => (await get(u)).body!.pipeTo(to);\n`,
    ],
    [
      'passed through',
      `export const f = async (u: string) => {\n  const answer = await fetch(u);\n  return new Response(answer.body);\n};\n`,
    ],
    [
      'a pipe behind the loop it was asked for in',
      `import { Readable } from 'node:stream';\nexport const f = async (u: string, to: NodeJS.WritableStream) => {\n  let answer: Response | undefined;\n  for (let hop = 0; hop < 5; hop++) {\n    answer = await fetch(u);\n    if (answer.status < 300) break;\n  }\n  Readable.fromWeb(answer!.body as never).pipe(to);\n};\n`,
    ],
    [
      'each piece sent on as it comes',
      `import https from 'node:https';\nexport const f = (u: string, to: NodeJS.WritableStream) => {\n  https.request(u, (answer) => {\n    let count = 0;\n    answer.on('data', (piece: Buffer) => {\n      count += 1;\n      to.write(piece);\n    });\n    answer.on('end', () => to.end());\n  }).on('error', () => to.end()).end();\n};\n`,
    ],
    [
      'sent on',
      `export const f = async (u: string, to: string) => {\n  const answer = await fetch(u);\n  return send(to, { method: 'POST', body: answer.body });\n};\ndeclare const send: (to: string, init: object) => void;\n`,
    ],
    [
      'given back',
      `export const f = async (u: string) => {\n  const answer = await fetch(u);\n  if (!answer.ok || !answer.body) throw new Error('gone');\n  return answer.body;\n};\n`,
    ],
    [
      'what waits until something is so',
      `import { CloudFormationClient, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';\nexport const f = (client: CloudFormationClient) => waitUntilStackCreateComplete({ client } as never, { StackName: 'a' });\n`,
    ],
    [
      'asked for in an object that has a name',
      `import axios from 'axios';\nexport const f = (url: string) => {\n  const requestOpts = { url, responseType: 'stream' as const };\n  return axios(requestOpts);\n};\n`,
    ],
    [
      'a body that is taken out of its answer, and given back',
      `import { request } from 'undici';\nexport const f = async (u: string) => {\n  const { statusCode, body } = await request(u);\n  if (statusCode !== 200) throw new Error(await body.text());\n  return body;\n};\n`,
    ],
    [
      'the same under another name',
      `import { request } from 'undici';\nexport const f = async (u: string) => {\n  const { body: logs } = await request(u);\n  return show(logs);\n};\ndeclare const show: (x: unknown) => void;\n`,
    ],
    ['asked for', `import axios from 'axios';\nexport const f = (u: string) => axios.get(u, { responseType: 'stream' });\n`],
    ['events', `export const f = (u: string) => fetch(u, { headers: { accept: 'text/event-stream' } });\n`],
    ['tokens', `export const f = (u: string) => fetch(u, { method: 'POST', body: JSON.stringify({ stream: true }) });\n`],
  ])('%s', (_, text) => expect(safetyOf(text)).toBe('dangerous'));
});

describe('a file, or an answer that is thought over, gets longer, when a person agrees', () => {
  test.each([
    [
      'a search where somebody else says what is asked in turn',
      `export const searchSearxng = async (q: string) => (await fetch(process.env.SEARXNG + '/search?q=' + q)).json();\n`,
    ],
    [
      'all places of a country, put in at once',
      `export const seedLocations = async (all: string[]) =>\n  (await fetch('https://x.test/locations', { method: 'POST', body: JSON.stringify(all) })).ok;\n`,
    ],
    [
      'a gateway that asks others',
      `export const getIpfsData = async (u: string, hash: string) => (await fetch(\`\${u}/\${hash}\`)).json();\n`,
    ],
    [
      'a text that is placed among others',
      `export const f = (u: string, inputs: string[]) => fetch(\`\${u}/embed\`, { method: 'POST', body: JSON.stringify({ inputs }) });\n`,
    ],
    [
      'a file that is put to a request behind it',
      `import request from 'superagent';\nexport const f = (u: string, path: string) => request.post(u).set('A', String(1)).attach('file', path);\n`,
    ],
    [
      'a mailbox that is asked for',
      `import Mailgun from 'mailgun.js';\nconst client = new Mailgun(FormData).client({ username: 'api', key: 'x' });\nexport const f = (address: string) => client.validate.get(address);\n`,
    ],
    ['work that is ordered by its address', `export const f = (id: string) => fetch(\`https://x.test/api/revalidate?id=\${id}\`);\n`],
    [
      'a form',
      `export const f = (u: string) => {\n  const form = new FormData();\n  return fetch(u, { method: 'POST', body: form });\n};\n`,
    ],
    [
      'a form under another name',
      `import FormDataUpload from 'form-data';\nimport axios from 'axios';\nexport const f = (u: string) => {\n  const form = new FormDataUpload();\n  return axios.post(u, form);\n};\n`,
    ],
    [
      'a form that is put together',
      `import axios from 'axios';\nexport const f = (u: string, parts: Record<string, string>) => {\n  const form = Object.keys(parts).reduce((all, key) => {\n    all.append(key, parts[key]!);\n    return all;\n  }, new FormData());\n  form.append('file', 'a');\n  return axios.post(u, form);\n};\n`,
    ],
    [
      'a model that is asked by a plain request',
      `export const f = (prompt: string) => fetch('https://x.test/generate', { method: 'POST', body: JSON.stringify({ prompt: prompt }) });\n`,
    ],
    [
      'an instance that files go through as well',
      `import axios from 'axios';\nimport { createReadStream } from 'node:fs';\nconst api = axios.create({ baseURL: 'https://x.test' });\nexport const f = () => api.get('/a');\nexport const g = () => api.post('/b', createReadStream('b'));\n`,
    ],
    [
      'a form that a function makes',
      `import axios from 'axios';\ndeclare const toFormData: (a: object) => FormData;\nexport const f = (u: string, a: object) => {\n  const body = toFormData(a);\n  return axios.post(u, body);\n};\n`,
    ],
    ['what calls itself a download', `export const downloadReport = async (u: string) => (await fetch(u)).json();\n`],
    ['what calls itself an upload', `import axios from 'axios';\nexport const retryUpload = (u: string, b: string) => axios.put(u, b);\n`],
    ['what calls itself a scan', `export const scanFile = async (u: string) => (await fetch(u)).json();\n`],
    [
      'what calls itself a document that is sent',
      `export const sendDocument = async (u: string) => (await fetch(u, { method: 'POST' })).json();\n`,
    ],
    [
      'bytes, by options that are put together behind their declaration',
      `import axios from 'axios';\nexport const f = (u: string, token: string) => {\n  let options: object = {};\n  options = { headers: { token }, responseType: 'arraybuffer' as const };\n  return axios.get(u, options);\n};\n`,
    ],
    [
      'a range of a sheet, which may be all of it',
      `import { google } from 'googleapis';\nconst sheets = google.sheets('v4');\nexport const f = (range: string) => sheets.spreadsheets.values.get({ spreadsheetId: 'a', range });\n`,
    ],
    ['an order to pay', `export const proceedPayment = async (u: string) => (await fetch(u, { method: 'POST' })).json();\n`],
    [
      'an order to start anew',
      `export class Control {
  async restartRuntime(u: string) {
    return (await fetch(u, { method: 'POST' })).ok;
  }
}\n`,
    ],
    [
      'a file that is read at once',
      `import { readFileSync } from 'node:fs';\nexport const f = (u: string) => fetch(u, { method: 'PUT', body: readFileSync('a') });\n`,
    ],
    ['a function that is invoked', `export const invokeFunction = async (u: string) => (await fetch(u, { method: 'POST' })).json();\n`],
    ['a form that is given', `export const f = (u: string, form: FormData) => fetch(u, { method: 'POST', body: form });\n`],
    [
      'a file',
      `import { createReadStream } from 'node:fs';\nimport axios from 'axios';\nexport const f = (u: string) => axios.post(u, createReadStream('a'));\n`,
    ],
    [
      'a download',
      `export const f = async (u: string) => {\n  const answer = await fetch(u);\n  return Buffer.from(await answer.arrayBuffer());\n};\n`,
    ],
    [
      'as bytes, behind a declaration without a semicolon',
      `export const f = async (u: string) => {\n  let file: Buffer | undefined\n  try {\n    const answer = await fetch(u)\n    file = Buffer.from(await answer.arrayBuffer())\n  } catch {}\n  return file\n}\n`,
    ],
    ['bytes', `import axios from 'axios';\nexport const f = (u: string) => axios.get(u, { responseType: 'arraybuffer' });\n`],
    ['a model', `import { generateText } from 'ai';\nexport const f = (prompt: string) => generateText({ model: 'a/b', prompt });\n`],
  ])('%s', (_, text) => expect(safetyOf(text)).toBe('suggestion'));
});

test('statements of a database wait for a connection and for locks; what a script asks for is a suggestion', () => {
  const text = `import { Pool } from 'pg';\nconst pool = new Pool({ host: 'a' });\nexport const all = () => pool.query('select 1');\n`;
  const fixes = (file: string) => {
    const workspace = openWorkspace({ root: '/project', files: { [file]: text } });
    const finding = workspace.findings().find(({ rule }) => rule === 'missing-timeout');
    return finding === undefined ? [] : workspace.fixes(finding).map(({ title, safety }) => `${safety}: ${title}`);
  };
  expect(fixes('src/main.js')).toEqual(
    expect.arrayContaining(['suggestion: Set `query_timeout: 60000` on `pool`', 'safe: Set `query_timeout: 60000` on this call']),
  );
  expect(fixes('scripts/stats.js')).toContain('suggestion: Set `query_timeout: 60000` on this call');
});

describe('words near by say nothing', () => {
  test.each([
    [
      'another reader',
      `export const f = async (u: string) => (await fetch(u)).text();\nexport const g = (stream: ReadableStream) => stream.getReader();\n`,
    ],
    [
      'another pipeline',
      `import { pipeline } from 'node:stream/promises';\nexport const f = async (u: string) => {\n  const answer = await fetch(u);\n  return answer.json();\n};\nexport const g = (a: NodeJS.ReadableStream, b: NodeJS.WritableStream) => pipeline(a, b);\n`,
    ],
    [
      'another loop',
      `export async function f(u: string, all: AsyncIterable<string>) {\n  const answer = await fetch(u);\n  for await (const one of all) console.log(one);\n  return answer.json();\n}\n`,
    ],
    ['messages to people', `export const f = (body: string) => fetch('https://x.test/v1/messages', { method: 'POST', body });\n`],
    [
      'a form elsewhere',
      `export const form = () => new FormData();\nexport const f = async (u: string) => (await fetch(u, { method: 'POST', body: '1' })).text();\n`,
    ],
    [
      'a body that is read already',
      `import request from 'superagent';\nexport const f = async (u: string) => {\n  const answer = await request.get(u);\n  return answer.body;\n};\n`,
    ],
    [
      'an exporter of reports',
      `export class Exporter {\n  async export(u: string) {\n    return (await fetch(u, { method: 'POST' })).ok;\n  }\n}\n`,
    ],
    [
      'who searches one that is known',
      `export const searchUsers = async () => (await fetch('https://api.users.example/search')).json();\n`,
    ],
    [
      'what is attached elsewhere',
      `import request from 'superagent';\nexport const f = (u: string) => request.post(u).send({ a: 1 });\nexport const g = (m: { attach(name: string): void }) => m.attach('file');\n`,
    ],
    ['how an order stands is told in a moment', `export const deployState = async (u: string) => (await fetch(u)).json();\n`],
    [
      'a body that is taken out of its answer, and read',
      `import { request } from 'undici';\nexport const f = async (u: string) => {\n  const { body } = await request(u);\n  const text = await body.text();\n  return text;\n};\n`,
    ],
    [
      'a query that is put together',
      `export const f = async (u: string, q: string) => {\n  const query = new URLSearchParams();\n  query.append('q', q);\n  return (await fetch(u + '?' + query)).text();\n};\n`,
    ],
    [
      'a form in the head of another request',
      `export const f = async (u: string) =>\n  (await fetch(u, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'a=1' })).text();\nexport const g = (name: string) => {\n  const form = new FormData();\n  form.append('name', name);\n  return form;\n};\n`,
    ],
    [
      'what is asked of a stored file, and not the file',
      `import { BlobServiceClient } from '@azure/storage-blob';\nconst client = BlobServiceClient.fromConnectionString('x');\nexport const f = () => client.getContainerClient('a').getBlockBlobClient('b').exists();\n`,
    ],
    ['an address called req', `export const f = async (req: { url: string }) => (await fetch(req.url)).text();\n`],
  ])('%s', (_, text) => expect(safetyOf(text)).toBe('safe'));
});

test('a file that a page sends is bounded by whoever asks for it; a program is offered the longer bound', () => {
  const text = (top: string): string =>
    `${top}export const save = async (file: Blob) => {\n  const body = new FormData();\n  body.append('file', file);\n  await fetch('https://x.test/files', { method: 'POST', body });\n};\n`;
  expect(safetyOf(text(''))).toBe('suggestion');
  expect(safetyOf(text("document.title = 'Files';\n"))).toBe('dangerous');
  // A file of a page is handed over as it is.
  const put = (type: string) => `export const put = (url: string, blob: ${type}) => fetch(url, { method: 'PUT', body: blob });\n`;
  for (const type of ['Blob', 'Blob | Buffer', 'Buffer | File']) expect(safetyOf(put(type))).toBe('dangerous');
  expect(safetyOf(put('Buffer'))).toBe('suggestion');
});

test('what a wrapper hands back may be read bit by bit in another file', () => {
  const wrapper = `export class Client {\n  async request(url: string) {\n    const answer = await fetch(url);\n    if (!answer.ok) throw new Error('gone');\n    return answer;\n  }\n}\n`;
  const use = (read: string) =>
    `import { pipeline } from 'node:stream/promises';\nimport { Client } from './client';\nexport const f = async (to: NodeJS.WritableStream) => {\n  const answer = await new Client().request('https://x.test');\n  return ${read};\n};\n`;
  const safety = (files: Readonly<Record<string, string>>): string | undefined => {
    const workspace = openWorkspace({ root: '/project', files: { 'client.ts': wrapper, ...files } });
    const finding = workspace.findings().find(({ rule }) => rule === 'missing-timeout');
    return finding === undefined ? undefined : workspace.fixes(finding)[0]?.safety;
  };
  const piped = 'pipeline(answer.body as never, to)';
  expect(safety({ 'use.ts': use(piped) })).toBe('dangerous');
  expect(safety({ 'use.ts': use('answer.json()') })).toBe('safe');
  // Another answer is read there.
  expect(safety({ 'use.ts': use(piped).replace('request', 'download') })).toBe('safe');
  expect(safety({ 'use.test.ts': use(piped) })).toBe('safe');
});

test.each([
  ['https://pub-1.r2.dev/week-1/tree.json', '60000'],
  ['https://bucket.s3.eu-west-1.amazonaws.com/all.csv', '60000'],
  ['https://raw.githubusercontent.com/a/b/main/list.json', '60000'],
  ['https://api.x.test/week-1/tree.json', '5000'],
])('a file that is kept may be of any length: %s', (url, ms) => {
  const text = `export const load = async () => (await fetch('${url}')).json();\n`;
  const workspace = openWorkspace({ root: '/project', files: { 'main.ts': text } });
  const finding = workspace.findings().find(({ rule }) => rule === 'missing-timeout');
  expect(finding === undefined ? undefined : workspace.fixes(finding)[0]?.title).toContain(ms);
});

test('several calls of a client that could send by one function are not bounded one by one in passing', () => {
  const calls = (count: number): string =>
    Array.from({ length: count }, (_, i) => `export const f${i} = () => db.from('a${i}').select('*').eq('id', ${i});`).join('\n');
  const text = (count: number): string =>
    `import { createClient } from '@supabase/supabase-js';\nconst db = createClient('https://x.supabase.co', 'key');\n${calls(count)}\n`;
  expect(safetyOf(text(9))).toBe('safe');
  expect(safetyOf(text(12))).toBe('dangerous');
});
