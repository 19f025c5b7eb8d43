import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { speak, t } from '../../src/server/language';
import { clientCommands } from '../../src/server/protocol';
import { connect } from './client';
import { toyHall } from './fake';
import { folderWith } from './folder';

/** The server speaks the client's language where the words are its own, and English where they are the command's. */

afterEach(() => speak());

const german: Record<string, unknown> = JSON.parse(readFileSync(join(import.meta.dirname, '../../l10n/bundle.l10n.de.json'), 'utf8'));

test('a sentence without a translation stays English, its blanks filled', () => {
  speak({ 'Fix {0}': '{0} beheben', 'no text': 3 });
  expect(t('Fix {0}', 'missing-timeout')).toBe('missing-timeout beheben');
  expect(t('{0} of {1}', 1, 2)).toBe('1 of 2');
  expect(t('no text')).toBe('no text');
  expect(t('{0} and {1}', 'one')).toBe('one and {1}');
});

test('titles and hovers are in the words that the client sent', async () => {
  const folder = folderWith({ 'a.ts': "export const a = () => fetch('https://a.example/');\n" });
  const client = await connect(toyHall().hall, { folders: [folder.uri], initializationOptions: { words: german, clientCommands: true } });
  const uri = folder.at('a.ts');
  await client.open(uri, "export const a = () => fetch('https://a.example/');\n");
  const at = { line: 0, character: 25 };
  const actions = await client.actions(uri, { start: at, end: at });
  expect(actions.map(({ title }) => title)).toContain('missing-timeout für diese Zeile abschalten');
  expect(actions.find(({ command }) => command?.command === clientCommands.explainRule)?.title).toBe('Seite über missing-timeout zeigen');
  const hover = JSON.stringify(await client.hover(uri, at));
  expect(hover).toContain('Zeitgrenze');
  expect(hover).toContain('wartet für immer');
  expect(hover).toContain('waits forever if the server never answers');
  await client.stop();
});
