import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** Who starts something, lets it fail unheard and goes on can do without it; who hears of the failure, or keeps a mark, cannot. */

const severity = (text: string): string[] =>
  analyse({ files: { 'package.json': '{ "private": true, "dependencies": { "express": "^4.0.0" } }', 'main.ts': text } })
    .findings.filter(({ rule }) => rule === 'missing-timeout')
    .map((one) => one.severity);

const work = `const store = new Map<string, string>();
async function verify(id: string) {
  const answer = await fetch('https://a.test/' + id);
  store.set(id, await answer.text());
}
`;
const app = (body: string): string =>
  `import express from 'express';\n${work}express().get('/', async (request, response) => {\n${body}\n});\n`;

test.each([
  ['goes on and hears nothing', app("verify('1').catch(() => {});\nresponse.end();"), 'info'],
  ['logs that it failed', app("verify('1').catch((error) => console.error(error));\nresponse.end();"), 'info'],
  ['waits for it', app("await verify('1');\nresponse.end();"), 'error'],
  ['does something about its failure', app("verify('1').catch(() => store.delete('1'));\nresponse.end();"), 'error'],
  ['does something behind it', app("verify('1').then(() => store.delete('1')).catch(() => {});\nresponse.end();"), 'error'],
  [
    'works in rounds',
    `${work}export async function rounds(ids: string[]) {\n  while (true) for (const id of ids) await verify(id);\n}\nexport const go = (ids: string[]) => {\n  rounds(ids).catch(() => {});\n};\n`,
    'error',
  ],
  [
    'opens what others use',
    `import { createClient } from 'redis';\nexport const client = createClient();\nasync function open() {\n  await client.connect();\n}\nexport const go = () => {\n  open().catch(() => {});\n};\n`,
    'error',
  ],
  ['begins with it', `${work}verify('1').catch(() => {});\n`, 'error'],
])('a program that %s', (_, text, expected) => {
  expect(severity(text)).toEqual([expected]);
});

test('a mark that is kept while it runs is felt by whoever comes next', () => {
  const marked = `let busy = false;
async function verify(id: string) {
  if (busy) return;
  busy = true;
  try {
    await fetch('https://a.test/' + id);
  } finally {
    busy = false;
  }
}
import express from 'express';
express().get('/', (request, response) => {
  verify('1').catch(() => {});
  response.end();
});
`;
  expect(severity(marked)).toEqual(['error']);
});

const check = (head: string, handler: string, behind = ''): string => `import express from 'express';
${head}
  let known = true;
  fetch('https://a.test/' + id)
    .then((answer) => { if (!answer.ok) known = false; })
    .catch((error) => ${handler});
  ${behind}
  return known;
}
express().get('/:id', async (request, response) => response.json(await check(request.params.id)));
`;

test.each([
  ['nobody reads any more', check('function check(id: string) {', 'console.error(error)'), 'info'],
  ['is read later', check('async function check(id: string) {', 'console.error(error)', 'await sleep(1000);'), 'error'],
  [
    'another function reads',
    check('function check(id: string) {', 'console.error(error)', 'setTimeout(() => report(known), 1000);'),
    'error',
  ],
])('what a handler writes and %s', (_, text, expected) => {
  expect(severity(text)).toEqual([expected]);
});

test('to wait for a client that gives no promise waits for nothing', () => {
  const asked = (how: string): string =>
    `import express from 'express';\nimport request from '${how}';\nexpress().get('/', async (_, response) => {\n  const answer = await request.get('https://a.test');\n  response.json(answer);\n});\n`;
  expect(severity(asked('request'))).toEqual(['info']);
  expect(severity(asked('request-promise-native'))).toEqual(['error']);
});
