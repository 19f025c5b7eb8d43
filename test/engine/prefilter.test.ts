import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';

test('a policy in a file that names no client is told, too', () => {
  const files = { 'main.ts': "import { bulkhead } from 'cockatiel';\nconst limiter = bulkhead(10, Infinity);\n" };
  expect(
    openWorkspace({ root: '/project', files })
      .analyse()
      .findings.map(({ rule }) => rule),
  ).toEqual(['unused-policy']);
});
