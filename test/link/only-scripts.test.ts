import { expect, test } from 'vitest';
import { analyse } from '../harness/check';
import { everyWay } from '../harness/every-way';

/** What only chores call serves nobody, where it can be seen of every call of that name whose it is. */

const service = `
  export class Receipts {
    async put(url: string) {
      return await fetch(url, { method: 'PUT' });
    }
    async get(url: string) {
      return await fetch(url, { signal: AbortSignal.timeout(1000) });
    }
  }
`;
const server = "import { Receipts } from './receipts';\nexport const ask = (url: string) => new Receipts().get(url);\n";
const script = "import { Receipts } from '../src/receipts';\nawait new Receipts().put('https://x.test');\n";

const told = (more: Record<string, string>): readonly string[] => {
  const files = { 'package.json': '{"private":true,"dependencies":{"express":"4"}}', 'src/receipts.ts': service, ...more };
  everyWay({ files });
  return analyse({ files }).findings.flatMap(({ rule, severity }) => (rule === 'missing-timeout' ? [severity] : []));
};

test('a method that only a script calls', () => {
  expect(told({ 'src/main.ts': server, 'scripts/migrate.ts': script })).toEqual(['info']);
});

test('not where the program calls it as well', () => {
  const other = "import { Receipts } from './receipts';\nexport const put = (url: string) => new Receipts().put(url);\n";
  expect(told({ 'src/main.ts': server, 'src/other.ts': other, 'scripts/migrate.ts': script })).toEqual(['error']);
});

test('not where something of that name is called of which it cannot be seen what it is', () => {
  const other = 'export const put = (all: any, url: string) => all.receipts.put(url);\n';
  expect(told({ 'src/main.ts': server, 'src/other.ts': other, 'scripts/migrate.ts': script })).toEqual(['error']);
});

test('not where only tests call it: a framework may', () => {
  const tried = "import { Receipts } from './receipts';\ntest('it', () => new Receipts().put('https://x.test'));\n";
  expect(told({ 'src/main.ts': server, 'src/receipts.test.ts': tried })).toEqual(['error']);
});
