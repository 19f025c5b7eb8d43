import { expect, test } from 'vitest';
import { makeNotes } from '../../src/link/notes';

/** Notes of a sum over three files, the third of them through another value. */
function summed(most?: number): ReturnType<typeof makeNotes> {
  const notes = makeNotes(undefined, most);
  const inner = notes.kept(() => {});
  notes.within(inner, () => notes.useLeaf('s', 'c.ts'));
  notes.noted('said', 'a.ts', () => {
    notes.useLeaf('s', 'a.ts');
    notes.useLeaf('w', 'get');
    notes.use(inner);
    return 6;
  });
  notes.noted('said', 'b.ts', () => {
    notes.useLeaf('s', 'b.ts');
    return 2;
  });
  return notes;
}

test.each([
  ['the file itself', 's', 'a.ts', ['a.ts']],
  ['a file that another value rests on', 's', 'c.ts', ['a.ts']],
  ['a name', 'w', 'get', ['a.ts']],
  ['another file', 's', 'b.ts', ['b.ts']],
  ['what nothing rests on', 's', 'd.ts', []],
] as const)('what rests on %s is not taken from an earlier run', (_, kind, name, gone) => {
  const web = summed().web([]);
  const later = makeNotes(web);
  later.invalidate(kind, [name]);
  expect(['a.ts', 'b.ts'].filter((file) => later.known('said', file) === undefined)).toEqual(gone);
  // What is left is there for the run after that, with all that it rests on.
  const last = makeNotes(later.web([]));
  last.invalidate('s', ['c.ts']);
  expect(last.known('said', 'a.ts')).toBeUndefined();
  expect(last.known('said', 'b.ts')).toBe((gone as readonly string[]).includes('b.ts') ? undefined : 2);
});

test('what would be too much is not noted', () => {
  const notes = summed(2);
  expect(notes.web([])).toBeUndefined();
  expect(notes.known('said', 'b.ts')).toBe(2);
});
