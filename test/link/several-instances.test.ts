import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import { timeouts } from '../harness/told';

const bounded = "axios.create({ baseURL: 'http://near.test', timeout: 5000 })";
const bare = "axios.create({ baseURL: 'https://far.test' })";
const head = "import axios, { type AxiosInstance } from 'axios';\n";

test.each([
  [
    'a name that is given one or the other',
    `export function make(near: boolean) { let api: AxiosInstance; if (near) api = ${bounded}; else api = ${bare}; return api; }`,
  ],
  ['a choice', `export const make = (near: boolean) => (near ? ${bounded} : ${bare});`],
  ['two ways out', `export function make(near: boolean) { if (near) return ${bounded}; return ${bare}; }`],
])('of several instances that one speaks for the call which bounds nothing: %s', (_, made) => {
  const text = (code: string) => `${head}${code}\nexport const user = (near: boolean) => make(near).get('/user');\n`;
  expect(timeouts({ files: { 'main.ts': text(made) } })).toEqual(['axios.get –']);
  expect(timeouts({ files: { 'main.ts': text(made.replace(bare, bounded)) } })).toEqual(['axios.get 5000']);
});

test('so does the one that a caller hands in, but for what tests hand in', () => {
  const ask = `${head}export const ask = (api: AxiosInstance) => api.get('/user');\n`;
  const use = (made: string) => `${head}import { ask } from './ask';\nconst api = ${made};\nexport const user = () => ask(api);\n`;
  const calls = (files: Readonly<Record<string, string>>) => {
    const { analyse } = openWorkspace({ root: '/project', files: { 'src/ask.ts': ask, ...files } });
    return analyse()
      .calls.filter(({ site }) => site.at.file === 'src/ask.ts')
      .map(({ profile }) => profile.timeout.is);
  };
  expect(calls({ 'src/a.ts': use(bounded), 'src/b.ts': use(bare) })).toEqual(['absent']);
  expect(calls({ 'src/a.ts': use(bounded), 'src/b.ts': use(bounded) })).toEqual(['present']);
  expect(calls({ 'src/a.ts': use(bounded), 'src/b.test.ts': use(bare) })).toEqual(['present']);
});
