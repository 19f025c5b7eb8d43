import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';

const ask = '(url) => fetch(url).then((answer) => answer.json());\n';
const written = `"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nexports.ask = ${ask}`;

/** The files that a call is known in. */
function calling(files: Readonly<Record<string, string>>): readonly string[] {
  const workspace = openWorkspace({ root: '/project', files });
  const found = workspace.analyse().calls.map(({ site }) => site.at.file);
  for (const file of Object.keys(files)) if (workspace.glance(file).length > 0) expect(found).toContain(file);
  return found;
}

test('what a compiler wrote out of a source is not looked at beside it', () => {
  expect(calling({ 'src/ask.ts': `export const ask = ${ask}`, 'lib/ask.js': written })).toEqual(['src/ask.ts']);
});

test('it is where its source is not there, and so is what somebody wrote in JavaScript', () => {
  expect(calling({ 'lib/ask.js': written })).toEqual(['lib/ask.js']);
  expect(calling({ 'src/ask.ts': 'export const other = 1;\n', 'lib/ask.js': `exports.ask = ${ask}` })).toEqual(['lib/ask.js']);
});
