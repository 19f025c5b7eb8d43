import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';

const api = 'export const load = (url: string) => fetch(url);\n';
const page = `'use client';\nimport { load } from './api';\nexport const show = () => load('https://a.test');\n`;
const next = '{"private":true,"dependencies":{"next":"14.0.0","react-dom":"18.0.0"}}';

const contextOf = (files: Record<string, string>, file = 'src/api.ts'): string | undefined =>
  openWorkspace({ root: '/project', files })
    .analyse()
    .calls.find((call) => call.site.at.file === file)?.site.context;

test.each<[string, Record<string, string>, string]>([
  ['nobody imports it', {}, 'server'],
  ['only pages do', { 'src/page.ts': page }, 'browser'],
  [
    'a page and a server do',
    { 'src/page.ts': page, 'src/server/job.ts': `import { load } from '../api';\nload('https://a.test');\n` },
    'server',
  ],
  [
    'a page and a module nobody knows do',
    { 'src/page.ts': page, 'src/job.ts': `import { load } from './api';\nload('https://a.test');\n` },
    'server',
  ],
  [
    'a page does through another module',
    { 'src/page.ts': page.replace('./api', './more'), 'src/more.ts': `export * from './api';\n` },
    'browser',
  ],
  [
    'a page and a test do',
    { 'src/page.ts': page, 'src/api.test.ts': `import { load } from './api';\nload('https://a.test');\n` },
    'browser',
  ],
  ['only a test does', { 'src/api.test.ts': `import { load } from './api';\nload('https://a.test');\n` }, 'server'],
  ['a page does for its types', { 'src/page.ts': page.replace('import {', 'import type {') }, 'server'],
  ['a page does for a type written among the names', { 'src/page.ts': page.replace('{ load }', '{ type load }') }, 'server'],
  ['a page does for a value and a type', { 'src/page.ts': page.replace('{ load }', '{ load, type More }') }, 'browser'],
  [
    'two modules import each other, and a page one of them',
    { 'src/api.ts': `import './more';\n${api}`, 'src/more.ts': `import './api';\n`, 'src/page.ts': page.replace('./api', './more') },
    'browser',
  ],
])('a module of both sides: %s', (_, files, context) => {
  expect(contextOf({ 'package.json': next, 'src/api.ts': api, ...files })).toBe(context);
});

test('what runs on a server by its own word stays there', () => {
  const own = `import { readFile } from 'node:fs/promises';\n${api}export const text = () => readFile('a');\n`;
  expect(contextOf({ 'package.json': next, 'src/api.ts': own, 'src/page.ts': page })).toBe('server');
});

test('what others may install is not judged by who imports it here', () => {
  expect(contextOf({ 'package.json': '{"main":"src/api.ts"}', 'src/api.ts': api, 'src/page.ts': page })).toBe('library');
});

test('an edit of who imports it is heard of', () => {
  const files = { 'package.json': next, 'src/api.ts': api, 'src/page.ts': page, 'src/more.ts': `import './page';\n` };
  const open = openWorkspace({ root: '/project', files });
  const severities = (): readonly string[] =>
    open
      .findings(['src/api.ts'])
      .filter(({ rule }) => rule === 'missing-timeout')
      .map(({ severity }) => severity);
  expect(severities()).toEqual(['info']);
  for (const [text, severity] of [
    [`${page}// one\n`, 'info'],
    [page.replace(`'use client';\n`, ''), 'error'],
    [page, 'info'],
    [page.replace('import {', 'import type {'), 'error'],
    [page, 'info'],
  ] as const) {
    open.update('src/page.ts', text);
    expect(severities()).toEqual([severity]);
  }
});
