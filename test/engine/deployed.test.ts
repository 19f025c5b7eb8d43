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

const cdk = (seconds: string): string => `import { Duration } from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { most } from './most';
export const jobs = (scope: any) => new NodejsFunction(scope, 'Send', { entry: 'src/send.ts', handler: 'send', timeout: ${seconds} });
`;

test('after an edit of a program that deploys it, or of what that rests on, the answer is that of a cold run', () => {
  const files = {
    'package.json': '{ "private": true }',
    'src/send.ts': "export const send = async () => await fetch('https://a.test');\n",
    'infra/most.ts': 'export const most = 20;\n',
    'infra/jobs.ts': '',
  };
  const workspace = openWorkspace({ root: '/project', files, resident: true });
  const told = () => workspace.findings().flatMap(({ rule, severity }) => (rule === 'missing-timeout' ? [severity] : []));
  expect(told()).toEqual(['error']);
  workspace.update('infra/jobs.ts', cdk('Duration.seconds(30)'));
  expect(told()).toEqual(['info']);
  workspace.update('infra/jobs.ts', cdk('Duration.minutes(10)'));
  expect(told()).toEqual(['error']);
  workspace.update('infra/jobs.ts', cdk('Duration.seconds(most)'));
  expect(told()).toEqual(['info']);
  workspace.update('infra/most.ts', 'export const most = 600;\n');
  expect(told()).toEqual(['error']);
  workspace.update('infra/most.ts', 'export const most = 10;\n');
  workspace.update('infra/jobs.ts', cdk('Duration.seconds(most)').replace('src/send.ts', 'src/load.ts'));
  expect(told()).toEqual(['error']);
});
