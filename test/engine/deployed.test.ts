import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';

/** What a project is deployed by may change while a workspace stays open. */

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const deploys = (seconds: number): string => `functions:\n  send:\n    handler: src/send.send\n    timeout: ${seconds}\n`;

test.each([
  ['that it was told of', ['serverless.yml']],
  ['among all that there is', undefined],
])('a change of what deploys it is seen by a workspace that stays, %s', (_, some) => {
  const root = mkdtempSync(join(tmpdir(), 'breakwater-'));
  folders.push(root);
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'package.json'), '{ "private": true }');
  writeFileSync(join(root, 'src/send.ts'), "export const send = async () => await fetch('https://a.test');\n");
  writeFileSync(join(root, 'serverless.yml'), deploys(10));
  const workspace = openWorkspace({ root, resident: true });
  const told = () => workspace.findings().map(({ rule, severity }) => `${severity} ${rule}`);
  expect(told()).toContain('info missing-timeout');
  expect(workspace.rests()).toContain(join(root, 'serverless.yml'));
  writeFileSync(join(root, 'serverless.yml'), deploys(900));
  workspace.refresh(some);
  expect(told()).toContain('error missing-timeout');
  rmSync(join(root, 'serverless.yml'));
  workspace.refresh(some);
  expect(told()).toContain('error missing-timeout');
  writeFileSync(join(root, 'serverless.yml'), deploys(20));
  workspace.refresh(some);
  expect(told()).toContain('info missing-timeout');
});
