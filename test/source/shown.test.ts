import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** Packages inside of another one that take it from there show it, or try it. */

const program = "export const answer = async () => (await fetch('https://a.test/')).json();";
const library = { name: 'replies', version: '1.2.0', main: './index.js' };

const severities = (outer: object, range: string, inner: object = { private: true }): string[] =>
  analyse({
    files: {
      'package.json': JSON.stringify(outer),
      'index.js': 'export const answer = 1;',
      'integration/next/package.json': JSON.stringify({ name: 'replies-next', dependencies: { replies: range }, ...inner }),
      'integration/next/middleware.ts': program,
    },
  })
    .findings.filter(({ rule }) => rule === 'missing-timeout')
    .map(({ severity }) => severity);

test.each([
  ['file:../..', 'info'],
  ['../../', 'info'],
  ['link:../../', 'info'],
  ['file:../replies', 'error'],
  ['^1.2.0', 'error'],
])('a package that takes the one around it by %s', (range, severity) => {
  expect(severities(library, range)).toEqual([severity]);
});

test.each([
  ['is private', { ...library, private: true }, { private: true }],
  ['has no name', { version: '1.0.0', main: './index.js' }, { private: true }],
  ['is taken by what is released itself', library, { version: '1.0.0', main: './middleware.js' }],
])('nothing is shown where the package around it %s', (_, outer, inner) => {
  expect(severities(outer, 'file:../..', inner)).toEqual(['error']);
});

const context = (manifest: object): string | undefined =>
  analyse({
    files: {
      'package.json': JSON.stringify({ name: 'zeebe', version: '8.3.2', main: './src/client.js', bin: './bin/zeebe.js', ...manifest }),
      'src/client.ts': program,
    },
  }).calls[0]?.site.context;

test.each([
  ['A client library for a workflow engine', 'library'],
  ['The SDK of a service', 'library'],
  ['A client, on the command line', 'cli'],
  ['A tool around the client of a service', 'cli'],
  ['Finds newer versions of dependencies', 'cli'],
])('what ships a command and calls itself "%s"', (description, is) => {
  expect(context({ description })).toBe(is);
});

const own = (file: string, taken: string, manifest: object = library): string[] =>
  analyse({
    files: {
      'package.json': JSON.stringify(manifest),
      'index.js': 'export const answer = 1;',
      [file]: `import { answer as one } from '${taken}';\n${program}`,
    },
  })
    .findings.filter(({ rule }) => rule === 'missing-timeout')
    .map(({ severity }) => severity);

test('a file beside the sources of a library that takes it by its name shows it', () => {
  expect(own('integration/deno/index.ts', 'replies')).toEqual(['info']);
  expect(own('integration/deno/index.ts', 'replies-more')).toEqual(['error']);
  expect(own('src/deno/index.ts', 'replies')).toEqual(['error']);
  expect(own('integration/deno/index.ts', 'replies', { ...library, private: true })).toEqual(['error']);
});
