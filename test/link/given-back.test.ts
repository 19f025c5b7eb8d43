import { expect, test } from 'vitest';
import { analyse } from '../harness/check';
import { everyWay } from '../harness/every-way';

type Files = Readonly<Record<string, string>>;

const program = (store: string, asks: string): Files => ({
  'package.json': '{ "private": true }',
  'src/store.ts': store,
  'src/main.ts': `import { Store } from './store';\nimport pTimeout from 'p-timeout';\n${asks}\n`,
});

const told = (files: Files): readonly string[] =>
  analyse({ files })
    .findings.filter(({ rule }) => rule === 'missing-timeout')
    .map(({ severity }) => severity);

const load = "async (key) => {\n    const answer = await fetch('https://a.test/' + key);\n    return answer.json();\n  }";
const inPlace = `export const Store = { open: () => ({\n  load: ${load},\n}) };\n`;
const named = `export const Store = { open: () => {\n  const load = ${load};\n  return { load };\n} };\n`;
const kept = `export const Store = { open: () => {\n  const load = ${load};\n  const all = { load, other: 1 };\n  return all;\n} };\n`;

const bounded = [
  ['at once', 'export const one = () => pTimeout(Store.open().load(1), { milliseconds: 5000 });'],
  ['by its name', 'const store = Store.open();\nexport const one = () => pTimeout(store.load(1), { milliseconds: 5000 });'],
  ['taken out', 'const { load } = Store.open();\nexport const one = () => pTimeout(load(1), { milliseconds: 5000 });'],
] as const;

test.each([inPlace, named, kept].flatMap((store) => bounded.map(([how, asks]) => [how, store, asks] as const)))(
  'who calls what a function gives back among others, %s, is found',
  (_, store, asks) => {
    expect(told(program(store, asks))).toEqual([]);
    everyWay({ files: program(store, asks) });
  },
);

test.each([inPlace, named, kept])('a second caller without a bound is found as well', (store) => {
  const asks = `${bounded[1][1]}\nexport const two = async () => {\n  const found = await store.load(2);\n  return found.name;\n};`;
  expect(told(program(store, asks))).toEqual(['error']);
});

test('a function of the same name that is not given back is another', () => {
  const store = `export const Store = { open: () => {\n  const load = ${load};\n  const own = async () => {\n    const found = await load(1);\n    return found.name;\n  };\n  return { own };\n} };\n`;
  const asks = 'export const one = () => pTimeout(other.load(1), { milliseconds: 5000 });';
  expect(told(program(store, asks))).toEqual(['error']);
});
