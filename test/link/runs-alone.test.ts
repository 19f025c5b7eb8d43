import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** `alone`: a process of Lambda serves one request at a time and sleeps in between: a client for each request costs a handshake, and crowds nobody. */

const files = (text: string) => ({
  'package.json': '{ "private": true, "dependencies": { "express": "5", "@aws-sdk/client-s3": "3" } }',
  'src/a.ts': `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';\n${text}`,
});

const body = `{
  const client = new S3Client({ requestHandler: { requestTimeout: 1000 } });
  return await client.send(new GetObjectCommand({ Bucket: 'a', Key: event.key }));
}`;

const told = (text: string, more: Readonly<Record<string, string>> = {}) =>
  analyse({ files: { ...files(text), ...more } }).findings.flatMap(({ rule, severity }) =>
    rule === 'client-per-request' ? [severity] : [],
  );

test.each([
  [
    'a handler of Lambda by its type',
    `import type { APIGatewayProxyEvent } from 'aws-lambda';\nexport const handler = async (event: APIGatewayProxyEvent) => ${body};\n`,
    {},
    'info',
  ],
  [
    'a function that the project is deployed with',
    `export const thumb = async (event: any) => ${body};\n`,
    { 'serverless.yml': 'provider:\n  name: aws\nfunctions:\n  thumb:\n    handler: src/a.thumb\n' },
    'info',
  ],
  [
    'a handler of a server',
    `import express from 'express';\nconst app = express();\nasync function answer(event: any) ${body}\napp.get('/a', answer);\n`,
    {},
    'warning',
  ],
])('%s', (_, text, more, severity) => {
  expect(told(text, more)).toEqual([severity]);
});
