import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** How loud the missing bound of a server's call is. */
const told = (text: string): readonly string[] =>
  analyse({ files: { 'package.json': '{"private":true,"dependencies":{"express":"5"}}', 'src/index.ts': text } })
    .findings.filter((finding) => finding.rule === 'missing-timeout')
    .map((finding) => finding.severity);

test.each([
  ["if (process.env.NODE_ENV === 'development') { CALL }", 'info'],
  ["if (process.env.NODE_ENV === 'development') { if (process.env.BUCKET) app.get('/', async () => { CALL }); }", 'info'],
  ["if (process.env.NODE_ENV !== 'production') { CALL }", 'info'],
  ["if ('production' === process.env.NODE_ENV) { run(); } else { CALL }", 'info'],
  ["if (process.env.NODE_ENV === 'development' && url) { CALL }", 'info'],
  ["const isDev = process.env.NODE_ENV === 'development';\nif (isDev) { CALL }", 'info'],
  ["if (process.env.NODE_ENV === 'staging' || process.env.ENVIRONMENT === 'staging') { CALL }", 'info'],
  ["if (process.env.APP_ENV === 'local') { CALL }", 'info'],
  ["if (process.env.ENVIRONMENT !== 'production') { CALL }", 'error'],
  ["if (process.env.NODE_ENV !== 'staging') { CALL }", 'error'],
  ["const job = async () => { CALL };\nif (process.env.NODE_ENV === 'staging') job();", 'info'],
  ["const job = async () => { CALL };\nif (process.env.NODE_ENV === 'staging') job();\njob();", 'error'],
  ['if (import.meta.env.DEV) { CALL }', 'info'],
  ['if (process.env.LOCALSTACK_HOSTNAME) { CALL }', 'info'],
  ['if (process.env.FIRESTORE_EMULATOR_HOST) { CALL }', 'info'],
  ['if (!process.env.FIRESTORE_EMULATOR_HOST) { CALL }', 'error'],
  ['if (process.env.EMULATED_HOST) { CALL }', 'error'],
  ["import { isLocalhost } from './where';\nif (process.env.NODE_ENV === 'development' || isLocalhost()) { CALL }", 'info'],
  ["import { isDev } from './where';\nif (isDev) { CALL }", 'info'],
  ["import { isDev } from './where';\nif (!isDev) { CALL }", 'error'],
  ["import { isDevice } from './where';\nif (isDevice()) { CALL }", 'error'],
  ["if (process.env.NODE_ENV === 'development' || url) { CALL }", 'error'],
  ["if (process.env.NODE_ENV === 'production') { CALL }", 'error'],
  ["if (process.env.NODE_ENV === 'development') { run(); } else { CALL }", 'error'],
  ["if (process.env.MODE === 'development') { CALL }", 'error'],
  ["let isDev = process.env.NODE_ENV === 'development';\nisDev = true;\nif (isDev) { CALL }", 'error'],
  ["if (process.env.NODE_ENV === 'development') { run(); }\nCALL", 'error'],
])('what serves development alone is a remark: %s', (text, severity) => {
  const send = "const answer = await fetch('https://x.test'); use(await answer.json());";
  expect(told(`import express from 'express';\nconst app = express();\n${text.replace('CALL', send)}`)).toEqual([severity]);
});

test.each([
  ['if (process.env.LOCALSTACK_HOSTNAME) s3 = new S3Client({ endpoint: local() });\nelse s3 = new S3Client();', 'error', 4],
  [
    's3 = process.env.LOCALSTACK_HOSTNAME ? 1 : 2;\nif (process.env.LOCALSTACK_HOSTNAME) s3 = new S3Client({ endpoint: local() });',
    'info',
    4,
  ],
])('of two clients the one that is made for development tells nothing: %#', (making, severity, line) => {
  const files = {
    'package.json': '{"private":true,"dependencies":{"express":"5","@aws-sdk/client-s3":"3.600.0"}}',
    'src/s3.ts': `import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
let s3: any;
${making}
export const read = (Key: string) => s3.send(new GetObjectCommand({ Bucket: 'b', Key }));
export const head = (Key: string) => s3.send(new GetObjectCommand({ Bucket: 'c', Key }));
`,
    'src/index.ts': `import { head, read } from './s3';
import express from 'express';
express().get('/', async (q, r) => r.send([await read(q.path), await head(q.path)]));
`,
  };
  const found = analyse({ files }).findings.filter((finding) => finding.rule === 'missing-timeout');
  const lineOf = (start: number) => files['src/s3.ts'].slice(0, start).split('\n').length;
  expect(found.map((finding) => [finding.severity, lineOf(finding.at.start)])).toEqual([[severity, line]]);
});
