import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** A POST that asks by GraphQL changes nothing: whether it does is said by the text that is sent. */

const effect = (main: string): string | undefined =>
  analyse({ files: { 'package.json': '{ "dependencies": { "axios": "1" } }', 'main.ts': main } }).calls[0]?.site.effect;

const fetched = (sent: string, before = ''): string =>
  `${before}export const ask = (text: string) => fetch('https://a.test/graphql', { method: 'POST', body: JSON.stringify(${sent}) });`;
const axios = "import axios from 'axios';\n";

test.each([
  ['a selection', fetched("{ query: '{ me { id } }' }"), 'read'],
  [
    'a query with a name, kept in a constant',
    fetched('{ query: ME, variables: { text } }', 'const ME = `\n  query Me($id: ID) { me(id: $id) { id } }\n`;\n'),
    'read',
  ],
  ['behind a comment', fetched('{ query: ME }', "const ME = '# who am I\\n{ me { id } }';\n"), 'read'],
  ['a change', fetched("{ query: 'mutation Add { add { id } }' }"), 'write'],
  ['a change beside what it asks', fetched("{ query: 'query A { a } mutation B { b }' }"), 'write'],
  ['a change on one branch', fetched("text === '' ? { query: '{ a }' } : { query: 'mutation B { b }' }"), 'write'],
  ['a text that comes in', fetched('{ query: text }'), 'write'],
  ['words that somebody looks for', fetched("{ query: 'shoes' }"), 'write'],
  ['what axios posts', `${axios}export const ask = () => axios.post('https://a.test/graphql', { query: 'query { a }' });`, 'read'],
  [
    'what axios is told to post',
    `${axios}export const ask = () => axios({ method: 'post', url: 'https://a.test', data: { query: '{ a }' } });`,
    'read',
  ],
  ['what axios puts', `${axios}export const ask = () => axios.put('https://a.test/graphql', { query: 'query { a }' });`, 'write'],
])('%s', (_, main, found) => expect(effect(main)).toBe(found));
