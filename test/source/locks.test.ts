import { describe, expect, test } from 'vitest';
import { callsIn } from '../harness/check';

/** `timeout` bounds a call of node-fetch 2 and has no effect from 3 on: which it is, a lock file tells, or else the manifest. */
const text = "import fetch from 'node-fetch';\nexport const one = () => fetch('https://a.test', { timeout: 5000 });\n";
const manifest = (range: string): string => JSON.stringify({ dependencies: { 'node-fetch': range } });

function heard(files: Readonly<Record<string, string>>, file = 'main.ts'): string {
  const layers = callsIn({ 'package.json': manifest('^2.6.0 || ^3.0.0'), [file]: text, ...files }).get(file)?.[0]?.layers ?? [];
  return layers.find((layer) => layer.kind === 'timeout' || layer.kind === 'ignored' || layer.kind === 'opaque')?.kind ?? 'nothing';
}

const asked = '^2.6.0 || ^3.0.0';
const locks: Readonly<Record<string, (version: string) => Readonly<Record<string, string>>>> = {
  'package-lock.json, as it is today': (version) => ({
    'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/node-fetch': { version } } }),
  }),
  'package-lock.json, as it was first': (version) => ({
    'package-lock.json': JSON.stringify({ lockfileVersion: 1, dependencies: { 'node-fetch': { version } } }),
  }),
  'npm-shrinkwrap.json': (version) => ({
    'npm-shrinkwrap.json': JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/node-fetch': { version } } }),
  }),
  'pnpm-lock.yaml with importers': (version) => ({
    'pnpm-lock.yaml': `lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      node-fetch:\n        specifier: ${asked}\n        version: ${version}(encoding@0.1.13)\n\npackages:\n\n  node-fetch@${version}:\n    resolution: {integrity: sha512-x}\n`,
  }),
  'pnpm-lock.yaml of one package': (version) => ({
    'pnpm-lock.yaml': `lockfileVersion: 5.4\n\nspecifiers:\n  node-fetch: ${asked}\n\ndependencies:\n  node-fetch: ${version}\n\npackages:\n\n  /node-fetch/${version}:\n    resolution: {integrity: sha512-x}\n`,
  }),
  'yarn.lock, classic': (version) => ({
    'yarn.lock': `# yarn lockfile v1\n\n\n"node-fetch@${asked}", node-fetch@^2.6.7:\n  version "${version}"\n  resolved "https://registry.test/node-fetch"\n`,
  }),
  'yarn.lock, later': (version) => ({
    'yarn.lock': `__metadata:\n  version: 8\n\n"node-fetch@npm:${asked}":\n  version: ${version}\n  resolution: "node-fetch@npm:${version}"\n`,
  }),
  'bun.lock': (version) => ({
    'bun.lock': `{ "lockfileVersion": 1, "packages": { "node-fetch": ["node-fetch@${version}", "", {}, "sha512-x"], }, }`,
  }),
};

describe('the installed version is read from', () => {
  test.each(Object.entries(locks))('%s', (_, lock) => {
    expect([heard(lock('2.7.0')), heard(lock('3.3.2'))]).toEqual(['timeout', 'ignored']);
  });
});

describe('of several versions a file gets the one', () => {
  const nested = (within: string, above: string): Readonly<Record<string, string>> => ({
    'package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: { 'node_modules/node-fetch': { version: above }, 'packages/a/node_modules/node-fetch': { version: within } },
    }),
    'packages/a/package.json': manifest('*'),
  });

  test('that lies nearest', () => {
    expect(heard(nested('2.7.0', '3.3.2'), 'packages/a/main.ts')).toBe('timeout');
    expect(heard(nested('3.3.2', '2.7.0'), 'packages/a/main.ts')).toBe('ignored');
    expect(heard(nested('2.7.0', '3.3.2'))).toBe('ignored');
  });

  test('that its own importer was given', () => {
    const lock = (one: string, other: string): Readonly<Record<string, string>> => ({
      'pnpm-lock.yaml': `lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      node-fetch:\n        specifier: '*'\n        version: ${one}\n\n  packages/a:\n    dependencies:\n      node-fetch:\n        specifier: '*'\n        version: ${other}\n`,
      'packages/a/package.json': manifest('*'),
    });
    expect(heard(lock('3.3.2', '2.7.0'), 'packages/a/main.ts')).toBe('timeout');
    expect(heard(lock('2.7.0', '3.3.2'), 'packages/a/main.ts')).toBe('ignored');
  });
});

describe('what only another package asks for', () => {
  const handler = (versions: readonly string[], key: (version: string) => string): string => {
    const files = {
      'package.json': JSON.stringify({ dependencies: { '@aws-sdk/client-sqs': '^3.0.0' } }),
      'pnpm-lock.yaml': `lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      '@aws-sdk/client-sqs':\n        specifier: ^3.0.0\n        version: 3.500.0\n\npackages:\n\n${versions.map((version) => `  ${key(version)}:\n    resolution: {integrity: sha512-x}\n`).join('\n')}`,
      'main.ts': `
        import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
        const sqs = new SQSClient({ requestHandler: { requestTimeout: 3000 } });
        export const queues = () => sqs.send(new ListQueuesCommand({}));
      `,
    };
    const [call] = callsIn(files).get('main.ts') ?? [];
    return call?.profile.timeout.is ?? 'nothing';
  };
  test.each([
    ['as it is written today', (version: string) => `'@smithy/node-http-handler@${version}'`],
    ['as it was written once', (version: string) => `/@smithy/node-http-handler/${version}`],
    ['as it was written between', (version: string) => `/@smithy/node-http-handler@${version}(a@1.0.0)`],
  ])('is read from the packages of pnpm-lock.yaml, %s', (_, key) => {
    expect([handler(['2.3.1'], key), handler(['4.4.5'], key)]).toEqual(['present', 'absent']);
  });
  test('and is not known where there are several of it', () => {
    const key = (version: string): string => `'@smithy/node-http-handler@${version}'`;
    expect(handler(['2.3.1', '4.4.5'], key)).toBe(handler([], key));
  });
});

describe('without a lock file the manifest tells', () => {
  test('where all it allows is alike', () => {
    expect([heard({ 'package.json': manifest('^2.6.0') }), heard({ 'package.json': manifest('^3.0.0') })]).toEqual(['timeout', 'ignored']);
  });

  test('and a lock file that is broken says nothing', () => {
    expect(heard({ 'package.json': manifest('^2.6.0'), 'package-lock.json': '{ "packages": ' })).toBe('timeout');
  });
});
