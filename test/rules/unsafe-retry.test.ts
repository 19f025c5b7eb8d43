import { expect, test } from 'vitest';
import { awsSdkClient } from '../../src/catalog/clients/aws-sdk-client';
import { clean, faults } from '../harness/cases';
import { analyse, check } from '../harness/check';

const rule = 'unsafe-retry';
const pRetry = "import pRetry from 'p-retry';\n";
const post = "method: 'POST', signal: AbortSignal.timeout(1000)";

faults(rule, {
  'a signal that is given on some branches only': `
    export async function order(body: string, ms: number) {
      const signal = ms > 0 ? AbortSignal.timeout(ms) : undefined;
      for (let i = 0; i < 3; i++) {
        try {
          const answer = await fetch('https://a.test/orders', { method: 'POST', body, signal });
          //                   ^^^^^ unsafe-retry
          if (answer.ok) return answer;
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** i));
        }
      }
      return undefined;
    }
  `,
  'a message to a queue by its command': `
    ${pRetry}
    import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
    const client = new SQSClient({ requestHandler: { requestTimeout: 1000 } });
    export const send = (MessageBody: string) =>
      pRetry(() => client.send(new SendMessageCommand({ QueueUrl: 'a', MessageBody })), { retries: 3 });
    //             ^^^^^^^^^^^ unsafe-retry
  `,
  'a second try written into the handler': `
    export async function order(body: string) {
      const attempt = () => fetch('https://x.test/orders', { method: 'POST', body, signal: AbortSignal.timeout(1000) });
    //                      ^^^^^ unsafe-retry
      try {
        return await attempt();
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100));
        return attempt();
      }
    }
  `,
  'the same request in the handler': `
    import axios from 'axios';
    export async function order(body: string) {
      try {
        return await axios.post('https://x.test/orders', body, { timeout: 1000 });
    //               ^^^^^^^^^^ unsafe-retry
      } catch (error) {
        console.warn(error);
        return await axios.post('https://x.test/orders', body, { timeout: 1000 });
      }
    }
  `,
  'a POST': `
    ${pRetry}
    export const pay = () => pRetry(() => fetch('https://x.test/charge', { ${post} }), { retries: 3 });
    //                                    ^^^^^ unsafe-retry
  `,
  'a POST in a loop': `
    export async function pay() {
      for (let i = 0; i < 3; i++) {
        try {
          return await fetch('https://x.test/charge', { ${post} });
    //                 ^^^^^ unsafe-retry
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 500 * Math.random()));
        }
      }
    }
  `,
  axios: `
    ${pRetry}
    import axios from 'axios';
    export const pay = (order: object) => pRetry(() => axios.post('/charge', order, { timeout: 1000 }), { retries: 3 });
    //                                                 ^^^^^^^^^^ unsafe-retry
  `,
  'a plugin that repeats writes': `
    import axios from 'axios';
    import axiosRetry from 'axios-retry';
    const api = axios.create({ timeout: 1000 });
    axiosRetry(api, { retries: 3 });
    export const pay = (order: object) => api.post('/charge', order);
    //                                    ^^^^^^^^ unsafe-retry
  `,
  'a client asked to repeat everything': `
    import request from 'superagent';
    export const pay = (order: object) => request.post('/charge').send(order).timeout(1000).retry(3);
    //                                    ^^^^^^^^^^^^ unsafe-retry
  `,
  'the repeater is far away': `
    ${pRetry}
    const charge = () => fetch('https://x.test/charge', { ${post} });
    //                   ^^^^^ unsafe-retry
    export const pay = () => pRetry(() => charge(), { retries: 3 });
  `,
});

clean(rule, {
  'an object that is stored under its key again': `
    ${pRetry}
    import { Upload } from '@aws-sdk/lib-storage';
    import { S3Client } from '@aws-sdk/client-s3';
    const client = new S3Client({ requestHandler: { requestTimeout: 1000 } });
    export const store = (Key: string, Body: Buffer) =>
      pRetry(() => new Upload({ client, params: { Bucket: 'a', Key, Body } }).done(), { retries: 3 });
  `,
  'an object of MinIO, likewise': `
    ${pRetry}
    import { Client } from 'minio';
    const client = new Client({ endPoint: 'a.test', accessKey: 'a', secretKey: 'b' });
    export const store = (name: string, body: Buffer) => pRetry(() => client.putObject('a', name, body), { retries: 3 });
  `,
  'a blob, likewise': `
    ${pRetry}
    import { BlobServiceClient } from '@azure/storage-blob';
    const container = BlobServiceClient.fromConnectionString('a').getContainerClient('b');
    export const store = (name: string, body: Buffer) => pRetry(() => container.getBlockBlobClient(name).uploadData(body), { retries: 3 });
  `,
  'a file of Cloud Storage, likewise': `
    ${pRetry}
    import { Storage } from '@google-cloud/storage';
    const bucket = new Storage({ timeout: 1000 }).bucket('a');
    export const store = (name: string, body: Buffer) => pRetry(() => bucket.file(name).save(body), { retries: 3 });
  `,
  'an object of S3 by its command': `
    ${pRetry}
    import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
    const client = new S3Client({ requestHandler: { requestTimeout: 1000 } });
    export const store = (Key: string, Body: Buffer) =>
      pRetry(() => client.send(new PutObjectCommand({ Bucket: 'a', Key, Body })), { retries: 3 });
  `,
  'another host in the handler': `
    import axios from 'axios';
    export async function order(body: string) {
      try {
        return await axios.post('https://a.test/orders', body, { timeout: 1000 });
      } catch {
        return axios.post('https://b.test/orders', body, { timeout: 1000 });
      }
    }
  `,
  'only what was refused is sent once more': `
    const attempt = (body: string) => fetch('https://x.test/orders', { method: 'POST', body, signal: AbortSignal.timeout(1000) });
    export async function order(body: string, login: () => Promise<void>) {
      try {
        return await attempt(body);
      } catch (error) {
        if ((error as { status: number }).status !== 401) throw error;
        await login();
        return attempt(body);
      }
    }
  `,
  'another order in the handler': `
    const attempt = (body: string) => fetch('https://x.test/orders', { method: 'POST', body, signal: AbortSignal.timeout(1000) });
    export async function order(body: string, less: string) {
      try {
        return await attempt(body);
      } catch {
        return attempt(less);
      }
    }
  `,
  'a GET': `${pRetry}export const user = () => pRetry(() => fetch('https://x.test', { signal: AbortSignal.timeout(1000) }), { retries: 3 });`,
  'a POST once': `export const pay = () => fetch('https://x.test/charge', { ${post} });`,
  'a POST with a key': `
    ${pRetry}
    export const pay = (key: string) => pRetry(() => fetch('https://x.test/charge', { ${post}, headers: { 'Idempotency-Key': key } }), { retries: 3 });
  `,
  'a key made outside': `
    ${pRetry}
    import { randomUUID } from 'node:crypto';
    export const pay = () => {
      const key = randomUUID();
      return pRetry(() => fetch('https://x.test/charge', { ${post}, headers: { 'idempotency-key': key } }), { retries: 3 });
    };
  `,
  'a key per attempt is another fault': `
    ${pRetry}
    import { randomUUID } from 'node:crypto';
    export const pay = () => pRetry(() => fetch('https://x.test/charge', { ${post}, headers: { 'idempotency-key': randomUUID() } }), { retries: 3 });
  `,
  replacing: `${pRetry}import axios from 'axios';\nexport const save = (user: object) => pRetry(() => axios.put('/user/1', user, { timeout: 1000 }), { retries: 3 });`,
  deleting: `${pRetry}import axios from 'axios';\nexport const drop = () => pRetry(() => axios.delete('/user/1', { timeout: 1000 }), { retries: 3 });`,
  'replacing by name of the method': `
    ${pRetry}
    export const save = (body: string) => pRetry(() => fetch('https://x.test/user/1', { method: 'PUT', body, signal: AbortSignal.timeout(1000) }), { retries: 3 });
  `,
  'a search that is a POST': `
    ${pRetry}
    export const searchUsers = (body: string) => pRetry(() => fetch('https://x.test/search', { ${post}, body }), { retries: 3 });
  `,
  'a token that is fetched by a POST': `
    ${pRetry}
    export const getToken = (body: string) => pRetry(() => fetch('https://x.test/oauth', { ${post}, body }), { retries: 3 });
  `,
  'a query language': `
    ${pRetry}
    export const graphql = (body: string) => pRetry(() => fetch('https://x.test/graphql', { ${post}, body }), { retries: 3 });
  `,
  'a client that leaves writes alone':
    "import got from 'got';\nexport const pay = () => got.post('https://x.test/charge', { timeout: { request: 1000 } });",
  'ky leaves them alone, too': "import ky from 'ky';\nexport const pay = () => ky.post('https://x.test/charge');",
  'options that may hold the key': `
    ${pRetry}
    export const pay = (init: RequestInit) => pRetry(() => fetch('https://x.test/charge', { ...init, method: 'POST' }), { retries: 3 });
  `,
  'a method that is not known': `
    ${pRetry}
    export const send = (method: string) => pRetry(() => fetch('https://x.test/charge', { method, signal: AbortSignal.timeout(1000) }), { retries: 3 });
  `,
  'one try': `${pRetry}export const pay = () => pRetry(() => fetch('https://x.test/charge', { ${post} }), { retries: 0 });`,
  'a predicate that may know': `
    ${pRetry}
    export const pay = () => pRetry(() => fetch('https://x.test/charge', { ${post} }), { retries: 3, shouldRetry: ({ error }) => error.name === 'ConnectError' });
  `,
  'a list of orders': `
    export async function all(orders: string[]) {
      for (const body of orders) {
        try {
          await fetch('https://x.test/charge', { ${post}, body });
        } catch {}
      }
    }
  `,
});

test('says how often it may write', () => {
  const [finding] = check(
    `
    ${pRetry}
    export const pay = () => pRetry(() => fetch('https://x.test/charge', { ${post} }), { retries: 3 });
    //                                    ^^^^^ unsafe-retry
    `,
    { rule },
  );
  expect(finding?.message).toBe('`fetch` may write up to 4 times: it is retried, and no key tells a repetition from a second order.');
});

test("the AWS SDK's `maxAttempts` counts all tries, and none at all is one", () => {
  const sends = (maxAttempts: string): string[] =>
    analyse(`
      import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
      const config = { region: 'eu-west-1', maxAttempts: ${maxAttempts} };
      const client = new SNSClient(config);
      export const publish = (text: string) => client.send(new PublishCommand({ Message: text }));
    `)
      .findings.filter((one) => one.rule === rule && one.severity !== 'info')
      .map((one) => one.message);
  expect(sends('0')).toEqual([]);
  expect(sends('1')).toEqual([]);
  expect(sends('5')).toEqual(['`client.send` may write up to 5 times: it is retried, and no key tells a repetition from a second order.']);
});

test('as often as the client tries by itself, or less often, is what its authors chose, whoever wrote it down', () => {
  const told = (options: string) =>
    analyse(`
      import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
      const client = new SNSClient({ ${options} });
      export const publish = (text: string) => client.send(new PublishCommand({ Message: text }));
    `)
      .findings.filter((one) => one.rule === rule)
      .map((one) => one.severity);
  expect(told('maxAttempts: 3')).toEqual(told(''));
  expect(told('maxAttempts: 2')).toEqual(told(''));
  expect(told('maxAttempts: 4')).toEqual(['warning']);
  expect(told('')).toEqual(['info']);
});

// The members that `keys` names.
test.each([
  ['a token of the caller', 'CreateKeyPairCommand', '{ ClientToken: id }', 0],
  ['a token of something else', 'CreateKeyPairCommand', '{ Token: id }', 1],
  ['the name of a run', 'StartExecutionCommand', '{ stateMachineArn: id, name: id }', 0],
  ['a run without a name', 'StartExecutionCommand', '{ stateMachineArn: id }', 1],
  ['the name of something that is counted', 'SendMessageCommand', '{ QueueUrl: id, name: id }', 1],
  ['a queue that knows what came before', 'SendMessageCommand', '{ QueueUrl: id, MessageDeduplicationId: id }', 0],
])('a repetition is known by its key, or is not: %s', (_, command, input, found) => {
  const findings = analyse(`${pRetry}
    import { Client, ${command} } from '@aws-sdk/client-any';
    const client = new Client({ requestHandler: { requestTimeout: 1000 } });
    export const go = (id: string) => pRetry(() => client.send(new ${command}(${input})), { retries: 3 });
  `).findings;
  expect(findings.filter((finding) => finding.rule === rule)).toHaveLength(found);
});

test('a key of AWS that is made for each attempt protects nothing, and one that is made before them does', () => {
  const told = (sent: string) =>
    analyse(`${pRetry}
      import { Client, RunTaskCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
      const client = new Client({ requestHandler: { requestTimeout: 1000 } });
      ${sent}
    `)
      .findings.filter((finding) => /unsafe-retry|key-per-attempt/.test(finding.rule))
      .map((finding) => finding.rule);
  expect(
    told('export const go = () => pRetry(() => client.send(new StartExecutionCommand({ name: crypto.randomUUID() })), { retries: 3 });'),
  ).toEqual(['key-per-attempt']);
  expect(
    told(`export const go = () => {
      const name = crypto.randomUUID();
      return pRetry(() => client.send(new StartExecutionCommand({ name })), { retries: 3 });
    };`),
  ).toEqual([]);
  // The client repeats by itself what it was handed once.
  expect(told('export const go = () => client.send(new StartExecutionCommand({ name: crypto.randomUUID() }));')).toEqual([]);
});

const rows = [...new Set(awsSdkClient.calls.flatMap((row) => row.idempotent ?? []))];
const replacing = rows.filter((name) => !name.startsWith('!')).map((name) => name.replace('*', 'Thing'));
const counting = rows.filter((name) => name.startsWith('!')).map((name) => name.slice(1).replace('*', 'Thing'));

test.each(counting)('what is left out of the row is a second order: %s', (name) => {
  const command = `${name[0]!.toUpperCase()}${name.slice(1)}Command`;
  const findings = analyse(`${pRetry}
    import { ${command}, S3Client } from '@aws-sdk/client-s3';
    const client = new S3Client({ requestHandler: { requestTimeout: 1000 } });
    export const go = () => pRetry(() => client.send(new ${command}({})), { retries: 3 });
  `).findings;
  expect(findings.filter((finding) => finding.rule === rule)).toHaveLength(1);
});

test.each(replacing)('what is idempotent by its row is no second order, by its command and by its method: %s', (name) => {
  const command = `${name[0]!.toUpperCase()}${name.slice(1)}Command`;
  const text = (asked: string, imports: string) => `${pRetry}
    import { ${imports} } from '@aws-sdk/client-s3';
    const client = new ${imports.split(', ').at(-1)}({ requestHandler: { requestTimeout: 1000 } });
    export const go = () => pRetry(() => ${asked}, { retries: 3 });
  `;
  const said = (source: string) => analyse(source).findings.filter((finding) => finding.rule === rule).length;
  expect(said(text(`client.send(new ${command}({}))`, `${command}, S3Client`))).toBe(0);
  expect(said(text(`client.${name}({})`, 'S3'))).toBe(0);
  expect(said(text('client.createMultipartUpload({})', 'S3'))).toBe(1);
});

test('what only decrypts writes nothing, though its name begins as what counts down', () => {
  const files = {
    'package.json': '{ "dependencies": { "@aws-sdk/client-kms": "3.900.0" } }',
    'main.ts': `import { DecryptCommand, KMSClient } from '@aws-sdk/client-kms';\nconst kms = new KMSClient({});\nexport const open = (key: Uint8Array) => kms.send(new DecryptCommand({ CiphertextBlob: key }));\n`,
  };
  expect(analyse({ files }).findings.filter((one) => one.rule === 'unsafe-retry')).toEqual([]);
});
