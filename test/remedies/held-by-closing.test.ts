import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import { moduleText } from '../../src/remedies/module/module-text';

const reading = (last: string) => `import Client from 'ssh2-sftp-client';
import { closeQuietly, done } from './files';

export async function names(host: string): Promise<string[]> {
  const client = new Client();
  try {
    await client.connect({ host, readyTimeout: 5000 });
    return (await client.list('/')).map(({ name }) => name);
  } finally {
    ${last}
  }
}
`;

const safetyOf = (text: string): string | undefined => {
  const files = { 'src/a.ts': text, 'src/resilience.ts': moduleText({ form: 'typescript' }, 'withTimeout') };
  const workspace = openWorkspace({ root: '/project', files });
  const fixes = workspace.findings().flatMap((finding) => workspace.fixes(finding));
  return fixes.find(({ remedy }) => remedy === 'module-timeout')?.safety;
};

test('the end of a wait that is heard of when the connection is closed helps nobody', () => {
  expect(safetyOf(reading('await client.end();'))).toBeUndefined();
  expect(safetyOf(reading('await closeQuietly(client);'))).toBeUndefined();
});

test('nobody waits for what is closed beside, or for something else', () => {
  expect(safetyOf(reading('void client.end();'))).toBe('dangerous');
  expect(safetyOf(reading("await done('client');").replace("'client'", 'host'))).toBe('dangerous');
});
