import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { catalog as shipped } from '../../src/catalog/index';
import type { Catalog } from '../../src/model/catalog';
import type { ClientModel } from '../../src/model/catalog/client';
import { makeScanner } from '../../src/source/scan';
import { parse } from '../../src/source/tree';

const client = (id: string, modules: readonly string[], globals?: readonly string[]): ClientModel => ({
  id,
  modules,
  ...(globals === undefined ? {} : { globals }),
  failure: 'unknown',
  calls: [],
  defaults: [],
  evidence: [],
});
const catalog: Catalog = {
  clients: [
    client('axios', ['axios', 'axios/dist/*']),
    client('aws', ['@aws-sdk/client-*']),
    client('fetch', [], ['fetch', '$fetch', 'WebSocket']),
    client('any', ['*-api-client']),
  ],
  guards: [{ id: 'p-retry', modules: ['p-retry'], forms: [], evidence: [] }],
};
const scan = makeScanner(catalog);
const hit = (text: string): boolean => scan(text, 'main.ts').hit;
const imports = (text: string): readonly string[] => scan(text, 'main.ts').imports;

describe('a client is named', () => {
  test.each([
    `import axios from 'axios';`,
    `import axios from "axios"`,
    `import axios,{isAxiosError}from'axios';`,
    `import * as axios\n  from\n  'axios';`,
    `import 'axios';`,
    `import type { AxiosInstance } from 'axios';`,
    `import axios = require('axios');`,
    `import axios from /* the client */ 'axios';`,
    `import axios from /** with ** stars **/ // and a line\n 'axios';`,
    `export * from 'axios';`,
    `export { default as http } from 'axios';`,
    `export * as http from 'axios';`,
    `import axios from 'axios' with { type: 'javascript' };`,
    `const axios = require('axios');`,
    `const { get } = require( "axios" ).default;`,
    'const axios = require(`axios`);',
    `const axios = require?.('axios');`,
    `const axios = require(/* webpackIgnore: true */ 'axios');`,
    `const axios = module.require('axios');`,
    `const axios = await import('axios');`,
    'const axios = await import(`axios`);',
    `const axios = await import(\n  /* webpackChunkName: "http" */\n  // later\n  'axios'\n);`,
    `let http: import('axios').AxiosInstance;`,
    `/** @param {import('axios').AxiosInstance} http */ function f(http) {}`,
    `import axios from 'axios/dist/node/axios.cjs';`,
    `import { S3Client } from '@aws-sdk/client-s3';`,
    `import { Client } from '@acme/orders-api-client';`,
    `import axios from 'ax\\u0069os';`,
    `import axios from 'ax\\x69os';`,
  ])('%s', (text) => expect(hit(text)).toBe(true));

  test.each([
    `fetch('https://x')`,
    `const f = fetch;`,
    `return fetch`,
    `({ fetch })`,
    `({ fetch: globalThis.fetch })`,
    `globalThis.fetch(url)`,
    `window['fetch'](url)`,
    `fetch?.(url)`,
    `fetch.call(null, url)`,
    `f\\u0065tch(url)`,
    `f\\u{65}tch(url)`,
    `new WebSocket(url)`,
    `$fetch(url)`,
    `typeof fetch`,
    `a=>fetch`,
  ])('%s', (text) => expect(hit(text)).toBe(true));
});

describe('no client is named', () => {
  test.each([
    ``,
    `prefetch(url); fetchAll(); fetch$(); $$fetch();`,
    `import axios from './axios';`,
    `import axios from 'axios-mock-adapter';`,
    `import { x } from '@aws-sdk/middleware-retry';`,
    `const words = 'axios is a client';`,
    `import pRetry from 'p-retry';`,
  ])('%s', (text) => expect(hit(text)).toBe(false));
});

test('specifiers of every form, each once, in the order of the text', () => {
  const text = `import a from 'a'; import 'b'; export * from "c"; const d = require('d'), e = import('e'); import f = require('f'); import a2 from 'a';`;
  expect(imports(text)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

test('prose that looks like an import hides no import behind it', () => {
  expect(imports(`// Taken from 'here\nimport a from 'a';\n/* don't import "it */ import b from 'b';`)).toEqual(
    expect.arrayContaining(['a', 'b']),
  );
  expect(imports(`const s = "from '"; import a from 'a';`)).toContain('a');
});

test('cost does not explode on long blanks and unclosed comments', () => {
  const texts = [
    `import ${' '.repeat(200_000)}x`,
    `from ${'/* a */ '.repeat(30_000)}x`,
    `${'import /* '.repeat(20_000)}`,
    `${'require('.repeat(50_000)}`,
  ];
  const start = performance.now();
  for (const text of texts) scan(text, 'main.ts');
  expect(performance.now() - start).toBeLessThan(2000);
});

describe('against the compiler', () => {
  /** Specifiers and names as the tree has them. */
  function named(file: string, text: string): { readonly modules: Set<string>; readonly names: Set<string> } {
    const modules = new Set<string>();
    const names = new Set<string>();
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) names.add(node.text);
      if (
        (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
        node.moduleSpecifier !== undefined &&
        ts.isStringLiteral(node.moduleSpecifier)
      )
        modules.add(node.moduleSpecifier.text);
      if (ts.isExternalModuleReference(node) && ts.isStringLiteralLike(node.expression)) modules.add(node.expression.text);
      if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
        modules.add(node.argument.literal.text);
      if (ts.isCallExpression(node) && node.arguments[0] !== undefined && ts.isStringLiteralLike(node.arguments[0])) {
        const { expression } = node;
        if (expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require'))
          modules.add(node.arguments[0].text);
      }
      ts.forEachChild(node, visit);
    };
    visit(parse(file, text));
    return { modules, names };
  }

  const root = new URL('../..', import.meta.url).pathname;
  const sources = ['src', 'test', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
      .map((entry) => join(entry.parentPath, entry.name)),
  );

  test('every specifier of this project is found, and no file that names a client is passed by', () => {
    expect(sources.length).toBeGreaterThan(300);
    const real = makeScanner(shipped);
    const globals = new Set(shipped.clients.flatMap((one) => one.globals ?? []));
    const exact = new Set(shipped.clients.flatMap((one) => one.modules.filter((module) => !module.includes('*'))));
    for (const file of sources) {
      const text = readFileSync(file, 'utf8');
      const { modules, names } = named(file, text);
      const found = real(text, file);
      expect(
        [...modules].filter((module) => !found.imports.includes(module)),
        file,
      ).toEqual([]);
      if ([...modules].some((module) => exact.has(module)) || [...names].some((name) => globals.has(name)))
        expect(found.hit, file).toBe(true);
    }
  });

  test('random programs: whatever form names a module, in whatever surroundings, is found', () => {
    let seed = 7;
    const next = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    const pick = <T>(list: readonly T[]): T => list[next(list.length)]!;
    const blanks = ['', ' ', '\n', '\t', ' /* c */ ', '/** d **/', ' // e\n ', '\r\n'];
    const noise = [
      `const s = 'from';`,
      `// import it from "there`,
      `const t = \`from '\${1}'\`;`,
      `/* require('no") */`,
      `const r = /from '/;`,
      `foo("it's");`,
      `let from = 1, x = from;`,
      `a.from ('b');`,
      `const q = "import 'q";`,
      `label: for (;;) break label;`,
    ];
    const forms = [
      (m: string, b: () => string) => `import x${next(1e6)} from${b()}${m};`,
      (m: string, b: () => string) => `import${b()}${m};`,
      (m: string, b: () => string) => `export * from${b()}${m};`,
      (m: string, b: () => string) => `export {}from${b()}${m};`,
      (m: string, b: () => string) => `void import${b()}(${b()}${m}${b()});`,
      (m: string, b: () => string) => `require${b()}(${b()}${m}${b()});`,
      (m: string, b: () => string) => `import y${next(1e6)} = require(${b()}${m});`,
      (m: string, b: () => string) => `let z${next(1e6)}: import(${b()}${m}).T;`,
    ];
    for (let round = 0; round < 2000; round++) {
      const text = Array.from({ length: 1 + next(6) }, () => {
        const module = pick(['axios', '@aws-sdk/client-s3', './local', 'node:fs', 'a/b/c', '@x/y']);
        const quote = pick([`'`, `"`]);
        return next(2) === 0 ? pick(noise) : pick(forms)(`${quote}${module}${quote}`, () => pick(blanks));
      }).join(pick(['\n', ' \n', '\n\n']));
      const { modules } = named('main.ts', text);
      const found = scan(text, 'main.ts');
      expect(
        [...modules].filter((module) => !found.imports.includes(module)),
        text,
      ).toEqual([]);
      if (modules.has('axios') || modules.has('@aws-sdk/client-s3')) expect(found.hit, text).toBe(true);
    }
  });
});

test.each([
  ['export async function withRetries<T>(run: () => Promise<T>) {}', true],
  ['const retry = async (run) => {};', true],
  ['class RetryPolicy extends Policy {}', true],
  ['// it is not worth a retry', false],
  ["import { retries } from './settings';", false],
])('what says by its name that it retries: %s', (text, found) => {
  expect(hit(text)).toBe(found);
});

test.each([
  ["$.ajax('/a')", true],
  ["$ . get('/a')", true],
  ["jQuery.get('/a')", true],
  ["$('a').on('click', () => {})", false],
  ['`${name}`', false],
  ['my$.ajax()', false],
])('a sign counts where a member of it is asked for: %s', (text, found) => {
  const only = makeScanner({ clients: [client('jquery', ['jquery'], ['jQuery', '$'])], guards: [] });
  expect(only(text, 'a.js').hit).toBe(found);
});

test('a catalog without globals hits on modules alone', () => {
  const only = makeScanner({ clients: [client('axios', ['axios'])], guards: [] });
  expect([only(`fetch('x')`, 'a.ts').hit, only(`import 'axios'`, 'a.ts').hit]).toEqual([false, true]);
});

test('a hundred clients more cost next to nothing', () => {
  const many = makeScanner({ clients: Array.from({ length: 2000 }, (_, i) => client(`c${i}`, [`pkg-${i}`, `@s${i}/*`])), guards: [] });
  const few = makeScanner({ clients: [client('axios', ['axios'])], guards: [] });
  const text = Array.from(
    { length: 3000 },
    (_, i) => `import a${i} from './file${i}';\nexport const b${i} = (x: number) => x * ${i} + a${i}(x);\n`,
  ).join('');
  const time = (scanner: typeof scan): number =>
    Math.min(
      ...Array.from({ length: 5 }, () => {
        const start = performance.now();
        scanner(text, 'a.ts');
        return performance.now() - start;
      }),
    );
  time(few);
  expect(time(many)).toBeLessThan(time(few) * 3 + 5);
});
