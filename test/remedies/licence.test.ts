import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';

const written = (head: string): string | undefined => {
  const text = `${head}import { createClient } from '@libsql/client';\n\nconst database = createClient({ url: 'libsql://users.example' });\nexport const users = () => database.execute('select 1');\n`;
  const workspace = openWorkspace({ root: '/project', files: { 'src/users.ts': text } });
  const edits = workspace.findings().flatMap((finding) => workspace.fixes(finding).flatMap(({ edits }) => edits));
  return edits.find(({ span }) => span.file === 'src/resilience.ts')?.text;
};

test('the module begins with the comment on copyright that the files of the project begin with', () => {
  const head = '/*\n * Copyright (c) 2026 Somebody\n */\n\n';
  expect(written(head)?.startsWith(`${head}/**`)).toBe(true);
  expect(written('// SPDX-License-Identifier: MIT\n\n')?.startsWith('// SPDX-License-Identifier: MIT\n\n/**')).toBe(true);
  expect(written('/* Users, by name. */\n\n')?.startsWith('/**')).toBe(true);
  expect(written('')?.startsWith('/**')).toBe(true);
});
