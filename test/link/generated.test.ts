import { expect, test } from 'vitest';
import { timeouts } from '../harness/told';

const uses = (module: string): string =>
  `import { PrismaClient } from '${module}';\nconst prisma = new PrismaClient();\nexport const users = () => prisma.user.findMany();`;

/** A client that a generator writes into the project, which need not be there when it is read. */
test.each([
  './generated/prisma',
  '../generated/prisma/client',
  '@/generated/prisma/client',
  '~/lib/generated/prisma',
  '../prisma/generated/client',
])('out of %s', (module) => {
  expect(timeouts({ files: { 'src/db.ts': uses(module) } })).toEqual([expect.stringMatching(/^prisma\.user\.findMany/)]);
});

test('what was generated says no more of it than the model', () => {
  const files = {
    'src/generated/prisma/client.ts': 'export class PrismaClient { user = { findMany: () => fetch("http://x.test") }; }',
    'src/db.ts': uses('./generated/prisma/client'),
    'src/typed.ts':
      "import type { PrismaClient } from './generated/prisma/client';\nexport const one = (db: PrismaClient) => db.user.count();",
  };
  expect(timeouts({ files })).toEqual([expect.stringMatching(/^prisma\.user\.findMany/), expect.stringMatching(/^db\.user\.count/)]);
});
