import { describe, expect, test } from 'vitest';
import type { Fix } from '../../src/model/remedy';
import { clientOf } from '../../src/server/client';
import { insertion, together, workspaceEdit } from '../../src/server/edits';
import { placesOf } from '../../src/server/places';
import { everything } from './client';

const places = placesOf({ uri: (file) => `file:///w/${file}`, text: () => 'one\ntwo $x}\n', open: () => undefined });
const modern = clientOf(everything);
const plain = clientOf({});

function fix(...edits: [start: number, end: number, text: string, file?: string][]): Fix {
  return {
    title: 't',
    remedy: 'r',
    safety: 'safe',
    edits: edits.map(([start, end, text, file = 'a.ts']) => ({ span: { file, start, end }, text })),
  };
}

describe('fixes made together', () => {
  test('apart: both', () => expect(together([fix([0, 1, 'x']), fix([2, 3, 'y'])])).toHaveLength(2));
  test('over one another: the first', () => expect(together([fix([0, 4, 'x']), fix([2, 3, 'y'])])).toHaveLength(1));
  test('at one start: the first', () => expect(together([fix([0, 4, 'x']), fix([0, 0, 'y'])])).toHaveLength(1));
  test('two insertions at one place: both, in order', () => expect(together([fix([0, 0, 'x']), fix([0, 0, 'y'])])).toHaveLength(2));
  test('the same import twice: once', () => {
    const kept = together([fix([0, 0, 'import a;'], [5, 5, 'x']), fix([0, 0, 'import a;'], [9, 9, 'y'])]);
    expect(kept.flatMap(({ edits }) => edits.map(({ text }) => text))).toEqual(['import a;', 'x', 'y']);
  });
  test('equal fixes: once', () => expect(together([fix([0, 1, 'x']), fix([0, 1, 'x'])])).toHaveLength(1));
  test('in other files: both', () => expect(together([fix([0, 4, 'x']), fix([0, 4, 'y', 'b.ts'])])).toHaveLength(2));
  test('half of a fix is never made', () => {
    const kept = together([fix([4, 6, 'x']), fix([0, 1, 'y'], [5, 7, 'z'])]);
    expect(kept.flatMap(({ edits }) => edits.map(({ text }) => text))).toEqual(['x']);
  });
});

test('an old client gets plain changes', () => {
  const edit = workspaceEdit([{ edits: [{ span: { file: 'a.ts', start: 4, end: 7 }, text: 'zwei' }] }], places, plain);
  expect(edit).toEqual({
    changes: { 'file:///w/a.ts': [{ range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } }, newText: 'zwei' }] },
  });
});

test('doubts become annotations that want a confirmation', () => {
  const doubt = { label: 'Fix it', description: 'why' };
  const edit = workspaceEdit([{ edits: [{ span: { file: 'a.ts', start: 0, end: 0 }, text: 'x' }], doubt }], places, modern);
  expect(edit.changeAnnotations).toEqual({ 'Fix it': { label: 'Fix it', description: 'why', needsConfirmation: true } });
  expect(edit.documentChanges).toMatchObject([{ textDocument: { version: null }, edits: [{ annotationId: 'Fix it', newText: 'x' }] }]);
});

test('doubts of one label keep their own descriptions, and equal ones are one', () => {
  const doubts = ['first', 'second', 'first'].map((description) => ({ label: 'Fix it', description }));
  const edit = workspaceEdit(
    doubts.map((doubt, i) => ({ edits: fix([i, i + 1, 'x']).edits, doubt })),
    places,
    modern,
  );
  const [change] = edit.documentChanges ?? [];
  const ids = change !== undefined && 'edits' in change ? change.edits.map((e) => ('annotationId' in e ? e.annotationId : '')) : [];
  expect(ids.map((id) => edit.changeAnnotations?.[id ?? '']?.description)).toEqual(['first', 'second', 'first']);
  expect(Object.keys(edit.changeAnnotations ?? {})).toHaveLength(2);
});

test('a client without annotations gets the edit all the same', () => {
  const client = { ...modern, changeAnnotations: false };
  const edit = workspaceEdit(
    [{ edits: [{ span: { file: 'a.ts', start: 0, end: 0 }, text: 'x' }], doubt: { label: 'a', description: 'b' } }],
    places,
    client,
  );
  expect(edit.changeAnnotations).toBe(undefined);
  expect(JSON.stringify(edit)).not.toContain('annotationId');
});

test('a blank to fill in becomes a snippet, its signs escaped', () => {
  const edit = insertion('a.ts', 0, 'cost $5} -- why', 'why', places, modern);
  expect(edit.documentChanges).toMatchObject([{ edits: [{ snippet: { kind: 'snippet', value: `cost \\$5\\} -- \${1:why}` } }] }]);
  expect(insertion('a.ts', 0, 'a -- why', 'why', places, plain).changes).toBeDefined();
});

test('a squiggle stays on its first line', () => {
  expect(places.squiggle({ file: 'a.ts', start: 1, end: 9 })).toEqual({ start: { line: 0, character: 1 }, end: { line: 0, character: 3 } });
  expect(places.range({ file: 'a.ts', start: 1, end: 9 }).end).toEqual({ line: 1, character: 5 });
});
