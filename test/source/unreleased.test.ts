import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** Who offers something to others, and who only looks so. */

const port = `export class Registry {
  constructor(private url: string) {}
  async latestSchema(subject: string) {
    return (await fetch(this.url + subject)).json();
  }
}
`;

const severities = (manifest: object): string[] =>
  analyse({
    files: {
      'package.json': '{ "private": true, "workspaces": ["packages/*", "services/*"] }',
      'packages/bus/package.json': JSON.stringify({ name: '@a/bus', ...manifest }),
      'packages/bus/src/index.ts': "export { Registry } from './registry';",
      'packages/bus/src/registry.ts': port,
      'packages/bus/test/registry.test.ts':
        "import { Registry } from '../src';\ntest('it', () => new Registry('http://a').latestSchema('b'));",
      'services/mail/package.json': '{ "name": "mail", "private": true, "dependencies": { "@a/bus": "workspace:*", "express": "5" } }',
    },
  })
    .findings.filter(({ rule }) => rule === 'missing-timeout')
    .map(({ severity }) => severity);

const exported = { main: './src/index.ts', exports: { '.': './src/index.ts' } };

test.each([
  ['was released to nobody', { version: '0.0.0', ...exported }, 'info'],
  ['was released', { version: '1.0.0', ...exported }, 'error'],
  ['says where it goes', { version: '0.0.0', license: 'MIT', ...exported }, 'error'],
  ['is released by a script', { version: '0.0.0', scripts: { release: './release.sh' }, ...exported }, 'error'],
  ['others bring something to', { version: '0.0.0', peerDependencies: { hono: '4' }, ...exported }, 'error'],
  ['is kept private', { version: '1.0.0', private: true, ...exported }, 'info'],
])('what a package has that %s', (_, manifest, severity) => {
  expect(severities(manifest)).toEqual([severity]);
});
