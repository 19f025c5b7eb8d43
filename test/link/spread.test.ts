import { describe, expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** What is known of the bounds of the calls in a program: milliseconds, or whether there is none. */
const bounds = (text: string): readonly unknown[] =>
  analyse({ files: { 'package.json': '{ "private": true, "dependencies": { "express": "5" } }', 'main.ts': text } }).calls.map(
    ({ profile: { timeout } }) => (timeout.is === 'present' ? timeout.layer.ms : timeout.is),
  );

const wrapper = 'const send = (...args: unknown[]) => fetch(...args).then((answer) => answer.json());';
const app = (call: string) =>
  `import express from 'express';\nconst app = express();\napp.get('/', async (_, answer) => answer.json(await ${call}));\napp.listen(80);\n`;

describe('what is handed on behind a spread is what was handed in', () => {
  test.each([
    ['a caller without options', `${wrapper}\n${app("send('https://a.example')")}`, ['absent']],
    ['a caller that bounds it', `${wrapper}\n${app("send('https://a.example', { signal: AbortSignal.timeout(700) })")}`, [700]],
    [
      'a function of its own',
      `async function send(...args) { return fetch(...args); }\n${app("send('https://a.example', { headers: {} })")}`,
      ['absent'],
    ],
    [
      'behind an argument',
      `const send = (path, ...rest) => fetch('https://a.example' + path, ...rest);\n${app("send('/a', { signal: AbortSignal.timeout(700) })")}`,
      [700],
    ],
    [
      'through two functions',
      `${wrapper}\nconst load = (...all) => send(...all);\n${app("load('https://a.example', { signal: AbortSignal.timeout(700) })")}`,
      [700],
    ],
    [
      'a list that is written out',
      `const all = ['https://a.example', { signal: AbortSignal.timeout(700) }];\n${app('fetch(...all)')}`,
      [700],
    ],
  ])('%s', (_, text, expected) => {
    expect(bounds(text)).toEqual(expected);
  });

  test.each([
    ['somebody outside', 'export const send = (...args) => fetch(...args);'],
    ['a list that grows', `const send = (...args) => { args.push({}); return fetch(...args); };\n${app("send('https://a.example')")}`],
    ['two lists', `const send = (a, b) => fetch(...a, ...b);\n${app("send(['https://a.example'], [])")}`],
  ])('nothing is known of %s', (_, text) => {
    expect(bounds(text)).toEqual(['unknown']);
  });
});
