import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';

const files = {
  'package.json': '{"name":"all"}',
  'test/projects/shop/package.json': '{"name":"shop","dependencies":{"express":"5"}}',
  'test/projects/shop/src/user.ts': 'export const user = () => fetch("https://a.test");',
  'test/projects/shop/test/user.test.ts': 'export const user = () => fetch("https://a.test");',
};

const heard = (paths?: readonly string[]): readonly string[] =>
  openWorkspace({ root: '/project', files, ...(paths === undefined ? {} : { paths }) })
    .findings()
    .filter(({ rule }) => rule === 'missing-timeout')
    .map(({ at, severity }) => `${at.file} ${severity}`);

test('a package below a test folder is a test, unless it was asked for by its folder', () => {
  expect(heard()).toEqual(['test/projects/shop/src/user.ts info', 'test/projects/shop/test/user.test.ts info']);
  expect(heard(['test/projects/shop'])).toEqual(['test/projects/shop/src/user.ts error', 'test/projects/shop/test/user.test.ts info']);
  expect(heard(['./test/projects/shop/'])).toEqual(heard(['test/projects/shop']));
});

test('a folder below a test folder that is no package of its own stays a test', () => {
  expect(heard(['test/projects/shop/src'])).toEqual(['test/projects/shop/src/user.ts info']);
});
