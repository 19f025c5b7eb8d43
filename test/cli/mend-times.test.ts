import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { begin, inside, project } from './command';

begin();

test('each time that several calls of a file want has one name, and they stand together', async () => {
  const text = (head: string, ask: string, send: string) =>
    `import axios from 'axios';\n${head}\n${['a', 'b', 'c', 'd']
      .map(
        (name) =>
          `export const ${name} = () => axios.get('https://x.test/${name}'${ask});\nexport const set${name} = () => axios.post('https://x.test/${name}', {}${send});\n`,
      )
      .join('')}`;
  const folder = project({ 'src/calls.ts': text('', '', '') });
  await inside(['fix'], folder);
  expect(readFileSync(join(folder, 'src/calls.ts'), 'utf8')).toBe(
    text(
      '\nconst SEND_TIMEOUT_MS = 15000;\nconst REQUEST_TIMEOUT_MS = 5000;\n',
      ', { timeout: REQUEST_TIMEOUT_MS }',
      ', { timeout: SEND_TIMEOUT_MS }',
    ),
  );
});

test('a time that has a name in the file is written by it', async () => {
  const text = (ask: string) =>
    `import axios from 'axios';\n\nexport const REQUEST_TIMEOUT_MS = 15_000;\n\nexport const send = () => axios.post('https://x.test', {}${ask});\n`;
  const folder = project({ 'src/calls.ts': text('') });
  await inside(['fix', '--fix=suggestions'], folder);
  expect(readFileSync(join(folder, 'src/calls.ts'), 'utf8')).toBe(text(', { timeout: REQUEST_TIMEOUT_MS }'));
});

test('where it is not known whether something is sent or looked up, the name says neither', async () => {
  const text = (head: string, options: string) =>
    `import express from 'express';\nimport { Octokit } from '@octokit/rest';\n${head}\nconst app = express();\n${['a', 'b']
      .map(
        (name) =>
          `app.get('/${name}', async (req, res) => {\n  const octokit = new Octokit();\n  res.json(await octokit.graphql(req.body.query${options}));\n});\n`,
      )
      .join('')}app.listen(80);\n`;
  const manifest = '{ "private": true, "dependencies": { "@octokit/rest": "21.0.0", "express": "5.0.0" } }';
  const folder = project({ 'src/calls.ts': text('', ''), 'package.json': manifest });
  await inside(['fix', '--fix=suggestions'], folder);
  expect(readFileSync(join(folder, 'src/calls.ts'), 'utf8')).toBe(
    text('\nconst CALL_TIMEOUT_MS = 15000;\n', ', { request: { signal: AbortSignal.timeout(CALL_TIMEOUT_MS) } }'),
  );
});
