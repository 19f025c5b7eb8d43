import { expect, test } from 'vitest';
import { moduleText } from '../../src/remedies/module/module-text';
import { checkFix, noFix } from '../harness/check-fix';

const sig = '{ signal: AbortSignal.timeout(1000) }';
const manifest = (name: string) => ({ 'package.json': JSON.stringify({ type: 'module', dependencies: { [name]: '*' } }) });
const block = (head: string, before: string, after: string, tail: string) => `export async function f(ids: string[]) {
  return ${head}
    ${before}
      // one
      const r = await fetch('https://x.test/' + i, ${sig});
      return r.status;
    }${after}
  ${tail}
}
`;
const plain = block('Promise.all(', 'ids.map(async (i) => {', '),', ');');

test('the bulkhead of the module, which is written along', () => {
  const fix = checkFix(
    'limited-fan-out',
    `export const f = (ids: string[]) => Promise.all(ids.map((i) => fetch('https://x.test/' + i, ${sig})));\n`,
    {
      'main.ts': `import { bulkhead } from './src/resilience';\n\nconst limiter = bulkhead(10);\n\nexport const f = (ids: string[]) => Promise.all(ids.map((i) => limiter(() => fetch('https://x.test/' + i, ${sig}))));\n`,
      'src/resilience.ts': moduleText({ form: 'typescript' }, 'bulkhead'),
    },
  );
  expect(fix.safety).toBe('suggestion');
});

test('a module that is there is used again; another file in its place is left alone', () => {
  const files = { 'main.ts': `export const f = (ids: string[]) => Promise.all(ids.map((i) => fetch('https://x.test/' + i, ${sig})));\n` };
  checkFix(
    'limited-fan-out',
    { ...files, 'src/resilience.ts': moduleText({ form: 'typescript' }) },
    {
      'main.ts': `import { bulkhead } from './src/resilience';\n\nconst limiter = bulkhead(10);\n\nexport const f = (ids: string[]) => Promise.all(ids.map((i) => limiter(() => fetch('https://x.test/' + i, ${sig}))));\n`,
    },
  );
  noFix('limited-fan-out', { ...files, 'src/resilience.ts': 'export const mine = 1;\n' });
});

test('in CommonJS', () => {
  checkFix(
    'limited-fan-out',
    {
      'main.js': `const x = require('./x');\n\nexports.f = (ids) => Promise.all(ids.map((i) => fetch('https://x.test/' + i, ${sig})));\n`,
      'x.js': '',
    },
    {
      'main.js': `const x = require('./x');\nconst { bulkhead } = require('./src/resilience');\n\nconst limiter = bulkhead(10);\n\nexports.f = (ids) => Promise.all(ids.map((i) => limiter(() => fetch('https://x.test/' + i, ${sig}))));\n`,
      'src/resilience.js': moduleText({ form: 'commonjs' }, 'bulkhead'),
    },
  );
});

test('p-limit, where the project has it', () => {
  checkFix(
    'p-limit',
    { 'main.ts': plain, ...manifest('p-limit') },
    {
      'main.ts': `import pLimit from 'p-limit';\n\nconst limiter = pLimit(10);\n\n${block('Promise.all(', 'ids.map((i) => limiter(async () => {', ')),', ');')}`,
    },
  );
});

test('p-map, where the project has it', () => {
  checkFix(
    'p-map',
    { 'main.ts': plain, ...manifest('p-map') },
    {
      'main.ts': `import pMap from 'p-map';\n\n${block('pMap(', 'ids,\n    async (i) => {', ',\n    { concurrency: 10 },', ');')}`,
    },
  );
  noFix('p-map', { 'main.ts': plain.replace('Promise.all', 'Promise.allSettled'), ...manifest('p-map') });
});

test("cockatiel's bulkhead with a queue, where the project has it", () => {
  const text = (head: string, open: string, close: string) =>
    `${head}export const f = (ids: string[]) => Promise.all(ids.map((i) => ${open}fetch('https://x.test/' + i, ${sig})${close}));\n`;
  checkFix(
    'cockatiel-bulkhead',
    { 'main.ts': text('', '', ''), ...manifest('cockatiel') },
    {
      'main.ts': text(
        "import { bulkhead } from 'cockatiel';\n\nconst limiter = bulkhead(10, Infinity);\n\n",
        'limiter.execute(() => ',
        ')',
      ),
    },
  );
});

test('what is run through a function of the same file holds its place meanwhile', () => {
  const text = (head: string, open: string, close: string) =>
    `${head}const load = (u: string) => fetch(u, ${sig});\nexport const f = (ids: string[]) => Promise.all(ids.map((i) => ${open}load(i)${close}));\n`;
  checkFix('limited-fan-out', text('', '', ''), {
    'main.ts': text("import { bulkhead } from './src/resilience';\n\nconst limiter = bulkhead(10);\n\n", 'limiter(() => ', ')'),
    'src/resilience.ts': moduleText({ form: 'typescript' }, 'bulkhead'),
  });
});

test('a limiter that would wait for itself is not shared', () => {
  noFix(
    'limited-fan-out',
    `export async function tree(u: string): Promise<unknown[]> {
  const ids: string[] = await (await fetch(u, ${sig})).json();
  return Promise.all(ids.map(async (i) => [await fetch(i, ${sig}), await tree(i)]));
}
`,
  );
  // The way back leads through another function.
  noFix(
    'limited-fan-out',
    `export async function tree(u: string): Promise<unknown[]> {
  const ids: string[] = await (await fetch(u, ${sig})).json();
  return Promise.all(ids.map(async (i) => [await fetch(i, ${sig}), await below(i)]));
}
const below = async (u: string) => (u === '' ? [] : tree(u));
`,
  );
  // What holds a place runs a fan-out that would ask for one.
  noFix(
    'limited-fan-out',
    `import { bulkhead } from './resilience';
const limiter = bulkhead(10);
const inner = (ids: string[]) => Promise.all(ids.map((i) => fetch('https://x.test/' + i, ${sig})));
export const outer = (all: string[][]) => Promise.all(all.map((ids) => limiter(() => inner(ids))));
`,
  );
  noFix(
    'limited-fan-out',
    `import { bulkhead } from './resilience';
const limiter = bulkhead(10);
export const f = (all: string[][]) =>
  Promise.all(all.map(async (ids) => [await fetch('https://x.test', ${sig}), await Promise.all(ids.map((i) => limiter(() => fetch(i, ${sig}))))]));
`,
  );
});

test('what leads out of sight gives only the call a place', () => {
  const text = (head: string, open: string, close: string) =>
    `import { stored } from './stored';\n${head}export const f = (ids: string[]) =>
  Promise.all(
    ids.map(async (i) => {
      const r = await ${open}fetch('https://x.test/' + i, ${sig})${close};
      return stored(r.status);
    }),
  );
`;
  checkFix(
    'limited-fan-out',
    { 'main.ts': text('', '', ''), 'stored.ts': 'export const stored = async (n: number) => n;\n' },
    {
      'main.ts': text("import { bulkhead } from './src/resilience';\n\nconst limiter = bulkhead(10);\n\n", 'limiter(() => ', ')'),
      'src/resilience.ts': moduleText({ form: 'typescript' }, 'bulkhead'),
    },
  );
  noFix('limited-fan-out', {
    'main.ts': `import { load } from './load';\nexport const f = (ids: string[]) => Promise.all(ids.map((i) => load(i)));\n`,
    'load.ts': `export const load = (u: string) => fetch(u, ${sig});\n`,
  });
});

test('p-map: not where a directive speaks of the next line', () => {
  noFix(
    'p-map',
    `export const all = (ids: string[]) =>\n  Promise.all(\n    // @ts-expect-error it is loose\n    ids.map((id) => fetch('https://x.test/' + id, { signal: AbortSignal.timeout(1000) })),\n  );\n`,
    { fix: { style: 'p-map' } },
  );
});

test('what stays on the machine is limited by `--fix=all` alone', () => {
  const text = (before: string, after: string, head = '') =>
    `${head}export const f = (ports: number[]) => Promise.all(ports.map((port) => ${before}fetch(\`http://127.0.0.1:\${port}/state\`, ${sig})${after}));\n`;
  const fix = checkFix('limited-fan-out', text('', ''), {
    'main.ts': text('limiter(() => ', ')', "import { bulkhead } from './src/resilience';\n\nconst limiter = bulkhead(10);\n\n"),
    'src/resilience.ts': moduleText({ form: 'typescript' }, 'bulkhead'),
  });
  expect(fix.safety).toBe('dangerous');
});
