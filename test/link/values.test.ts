import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import { each, oneOf, type Value } from '../../src/link/values';
import { timeouts } from '../harness/told';

const plain = (v: string): Value => ({ is: 'lit', v });

/** Two callers hand on what came to them or something else, and so do those who call these. */
function handedOn(steps: number): Value {
  let value = plain('first');
  for (let i = 0; i < steps; i++)
    value = oneOf(
      ['one', 'other'].map((name) => oneOf([value, plain(`${name} of ${i}`)], 'branch')),
      'caller',
    );
  return value;
}

/** How many values somebody meets who asks all there are, and goes into each choice as often as it stands there. */
function met(value: Value, most = 100_000): number {
  if (value.is !== 'any') return 1;
  let sum = 1;
  for (const one of value.of) if (sum < most) sum += met(one, most - sum);
  return sum;
}

test('choices inside of choices stay as they are while they are few', () => {
  const value = handedOn(3);
  expect(value.is === 'any' && [value.by, ...value.of.map((one) => (one.is === 'any' ? one.by : one.is))]).toEqual([
    'caller',
    'branch',
    'branch',
  ]);
  expect(each(value).map((one) => one.is === 'lit' && one.v)).toEqual([
    'first',
    'one of 0',
    'other of 0',
    'one of 1',
    'other of 1',
    'one of 2',
    'other of 2',
  ]);
});

test.each([5, 10, 20, 40, 200])('to walk through what %i others handed on is no more work than a choice of choices', (steps) => {
  expect(met(handedOn(steps))).toBeLessThan(1000);
});

const steps = 40;

/** Options on their way through the files of a program, each of which hands them on twice. */
const handing: Readonly<Record<string, string>> = {
  'package.json': '{"dependencies":{"axios":"1.7.0"}}',
  ...Object.fromEntries(
    Array.from({ length: steps }, (_, i) => [
      `step${i}.ts`,
      `import { step${i + 1} } from './step${i + 1}';
export function step${i}(options: object, mine: boolean): void {
  step${i + 1}(mine ? options : { timeout: ${i + 1} }, mine);
  step${i + 1}(mine ? options : { timeout: ${1000 * (i + 1)} }, mine);
}
`,
    ]),
  ),
  [`step${steps}.ts`]: `import axios from 'axios';\nexport const step${steps} = (options: object) => axios.get('https://a.test/', options);\n`,
};

const open = (files: Readonly<Record<string, string>>): ReturnType<typeof openWorkspace> =>
  openWorkspace({ root: '/project', files, today: '2026-01-01' });

function told(workspace: ReturnType<typeof openWorkspace>): unknown {
  const { findings, calls, problems } = workspace.analyse();
  expect(problems).toEqual([]);
  return {
    findings: findings.map(({ rule, severity, at }) => [rule, severity, at]),
    layers: calls.map((call) => [call.site.at, call.layers]),
  };
}

test('what is handed on twice in each of many files comes to its end, and tells the same in whatever order it is read', () => {
  const cold = told(open(handing)) as { layers: readonly unknown[] };
  expect(cold.layers).toHaveLength(1);
  expect(told(open(Object.fromEntries(Object.entries(handing).reverse())))).toEqual(cold);
  const kept = open(handing);
  told(kept);
  for (const i of [3, 20, steps - 1]) {
    const file = `step${i}.ts`;
    kept.update(file, undefined);
    told(kept);
    kept.update(file, handing[file]);
    expect(told(kept), file).toEqual(cold);
  }
});

test('what a function writes to an object that a caller made in another file is read where it is written', () => {
  const files = (written: string) => ({
    'ask.ts': `import axios from 'axios';\nexport function ask(options: any) {\n  const one = 1;\n  const two = 2;\n  ${written}\n  return axios.get('https://x.test', options);\n}`,
    'main.ts': "import { ask } from './ask';\nexport const a = () => ask({});",
  });
  expect(timeouts({ files: files('const ms = 700;\n  options.timeout = ms;') })).toEqual(['axios.get 700']);
  expect(timeouts({ files: files("const key = one > two ? 'data' : 'params';\n  options[key] = 1;") })).toEqual(['axios.get –']);
});

test('a text has no members: what is asked for by an address alone is read', () => {
  const effects = (address: string) =>
    open({ 'a.ts': `import got from 'got';\nexport const ask = (${address}) => got(url);\n` })
      .analyse()
      .calls.map(({ site }) => site.effect);
  expect(effects('url: string')).toEqual(['read']);
  expect(effects('url: URL')).toEqual(['read']);
  expect(effects('url')).toEqual(['unknown']);
});

/** Of one function and one place that enters it there may be several answers: by what it is called on, and by what it is handed. */
test.each<[string, string, readonly string[]]>([
  [
    'what a base class makes of what each subclass has',
    `class Base { static get api() { return this.http; } }
class One extends Base { static http = axios.create({ timeout: 100 }); }
class Two extends Base { static http = axios.create({ timeout: 200 }); }
export const one = () => One.api.get('https://x.test/a');
export const two = () => Two.api.get('https://x.test/b');`,
    ['One.api.get 100', 'Two.api.get 200'],
  ],
  [
    'a handler that is set twice, one behind the other',
    `const inner = (of) => of.http;
const load = async () => ({ http: { http: axios.create({ timeout: 700 }) } });
export const get = async () => { const api = await load().then(inner).then(inner); return api.get('https://x.test/a'); };`,
    ['api.get 700'],
  ],
])('%s', (_, text, told) => {
  expect(timeouts({ files: { 'main.js': `import axios from 'axios';\n${text}` } })).toEqual(told);
});
