import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import { programs } from '../server/programs';

const all = programs(...['rules', 'link', 'engine', 'catalog', 'remedies'].map((room) => join(import.meta.dirname, '..', room)));

/** Only what a program is written in may make a message longer than an editor shows well. */
test('a message is one short sentence but for the names in it', () => {
  const messages = all.flatMap((files) =>
    openWorkspace({ root: '/project', files, today: '2026-01-01' })
      .analyse()
      .findings.map(({ message }) => message),
  );
  expect(messages.length).toBeGreaterThan(300);
  expect(messages.filter((message) => !/^[A-Z`\d].*\.$/.test(message))).toEqual([]);
  expect(messages.map((message) => message.replace(/`[^`]*`/g, '`name.call`')).filter((message) => message.length > 120)).toEqual([]);
});
