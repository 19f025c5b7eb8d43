import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { link } from '../../src/link/link';
import { analyse } from '../harness/check';
import { everyWay } from '../harness/every-way';
import { linkedProgram } from '../harness/linked-program';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

test('the sample project is the same every way', () => {
  const root = here('../projects/shop');
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  everyWay({ files: Object.fromEntries(files.map((file) => [relative(root, file), readFileSync(file, 'utf8')])) });
});

test.each(readdirSync(here('../../docs/rules')).filter((page) => page.endsWith('.md')))(
  'the examples of %s are the same every way',
  (page) => {
    const text = readFileSync(here(`../../docs/rules/${page}`), 'utf8');
    for (const [, code = ''] of text.matchAll(/^```ts (?:bad|good)\n([\s\S]*?)^```$/gm)) {
      const parts = code.split(/^\/\/ file: (.+)\n/m);
      everyWay(
        parts.length === 1
          ? code
          : { files: Object.fromEntries(parts.slice(1).flatMap((part, i, all) => (i % 2 === 0 ? [[part, all[i + 1] ?? '']] : []))) },
      );
    }
  },
);

test.each([
  ['a class', 'make(LambdaClient)', 'export const make = (kind) => new kind({});'],
  ['a class, in an object', 'make({ kind: LambdaClient })', 'export const make = ({ kind }) => new kind({});'],
  [
    'a class, kept under a name',
    'make(LambdaClient)',
    'let kept;\nexport const make = (kind) => {\n  kept = kind;\n  return new kept({});\n};',
  ],
])('%s of a client that another file makes', (_, call, make) => {
  const main = `import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { make } from './make.js';
const lambda = ${call};
export const all = () => lambda.send(new ListFunctionsCommand({}));
`;
  const files = { 'make.js': make, 'main.js': main };
  everyWay({ files });
  expect(analyse({ files }).calls.map(({ site }) => site.name)).toEqual(['lambda.send']);
});

test.each([
  [
    'a function',
    'export const run = async (work) => {',
    '};',
    "import { run } from './run.js';\nexport const all = () => run(async (found) => {\n  await found.query('select 1');\n});\n",
  ],
  [
    'a method',
    'export class Runner {\n  async run(work) {',
    '  }\n}',
    "import { Runner } from './run.js';\nexport const all = () => new Runner().run(async (found) => {\n  await found.query('select 1');\n});\n",
  ],
])('a client that %s hands to what it is given', (_, head, tail, main) => {
  const run = `import { DataSource } from 'typeorm';\n${head}\n  const source = new DataSource({ type: 'postgres', url: 'postgres://db' });\n  await work(source);\n${tail}\n`;
  const files = { 'run.js': run, 'main.js': main };
  everyWay({ files });
  expect(analyse({ files }).calls.map(({ site }) => site.name)).toContain('found.query');
});

test.each([
  [
    'a class',
    'class Api {\n  constructor(url, http = request) {\n    this.url = url;\n    this.http = http;\n  }\n  check(json) { return this.http.post(this.url, json); }\n}\nmodule.exports = Api;',
    'new Api(process.env.URL).check({})',
  ],
  ['a function', 'const check = (url, http = request) => http.post(url, {});\nmodule.exports = check;', 'Api(process.env.URL)'],
  [
    'a function, among options',
    'const check = (url, { http = request } = {}) => http.post(url, {});\nmodule.exports = check;',
    'Api(process.env.URL)',
  ],
])('a client that %s takes unless it is handed another', (_, made, call) => {
  const files = {
    'api.js': `const request = require('axios');\n${made}\n`,
    'main.js': `const Api = require('./api');\nmodule.exports = () => ${call};\n`,
  };
  everyWay({ files });
  expect(analyse({ files }).findings.map(({ rule, at }) => `${rule} ${at.file}`)).toContain('missing-timeout api.js');
});

test('a client that one method of a class has from another', () => {
  const files = {
    'http.ts': `import { $fetch } from 'ofetch';
export class Http {
  static api(context = useContext()) { return this.withLogin(context, context.url); }
  private static withLogin(context: { user: boolean }, url: string) {
    if (context.user) return this.based(url).create({ credentials: 'include' });
    return this.based(url);
  }
  static based(url: string) { return $fetch.create({ baseURL: url }); }
}
declare const useContext: () => { user: boolean; url: string };
`,
    'users.ts': "import { Http } from './http';\nexport const users = () => Http.api()('/users');\n",
  };
  everyWay({ files });
  expect(analyse({ files }).calls.map(({ site }) => site.at.file)).toContain('users.ts');
});

const texts: Readonly<Record<string, string>> = {
  'a.ts': "import { api } from './c';\nimport { guarded } from './d';\nexport const a = () => guarded(() => api.get('/a'));",
  'b.ts':
    "import { http } from './e';\nexport const b = (signal: AbortSignal) => http('https://x.test', { signal });\nexport const c = () => http('https://x.test');",
  'c.ts': "import axios from 'axios';\nexport const api = axios.create({ timeout: 1000 });\nexport { http } from './e';",
  'd.ts':
    "import pRetry from 'p-retry';\nexport const guarded = <T>(work: () => Promise<T>) => pRetry(work, { retries: 2 });\nexport class Base { constructor(readonly ms: number) {} send() { return fetch('https://x.test', { signal: AbortSignal.timeout(this.ms) }); } }",
  'e.ts':
    "import { Base } from './d';\nexport const http = (url: string, init: RequestInit = {}) => fetch(url, { ...init, method: 'GET' });\nexport class Fast extends Base { constructor() { super(10); } }\nexport class Slow extends Base { constructor() { super(900); } }",
};

test('linking gives the same, whichever file it begins with', () => {
  const files = Object.keys(texts);
  const found = (order: readonly string[]) => {
    const { calls, loops, policies, instances } = link(linkedProgram(texts, order));
    return { calls, loops, policies, instances };
  };
  const usual = found(files);
  expect(usual.calls.length).toBe(3);
  for (let turn = 1; turn < files.length; turn++) {
    const turned = [...files.slice(turn), ...files.slice(0, turn)];
    expect(found(turned), turned.join(' ')).toEqual(usual);
    expect(found([...turned].reverse()), [...turned].reverse().join(' ')).toEqual(usual);
  }
});
