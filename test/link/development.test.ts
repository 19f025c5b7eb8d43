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
  ['if (import.meta.env.DEV) { CALL }', 'info'],
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
