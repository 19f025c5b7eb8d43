import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settingsFrom } from '../../src/server/settings';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const text = read('package.json');
const manifest = JSON.parse(text);
const textsIn = (room: string): string[] => readdirSync(join(root, room)).map((file) => read(join(room, file)));
const sources = textsIn('src/extension');
const languages = readdirSync(root).flatMap((file) => /^package\.nls\.(\w+)\.json$/.exec(file)?.[1] ?? []);

describe('words', () => {
  const used = [...new Set([...text.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? ''))].sort();
  const keys = (file: string): string[] => Object.keys(JSON.parse(read(file))).sort();

  test('of the manifest are all there, and no others', () => {
    expect(used.length).toBeGreaterThan(50);
    expect(keys('package.nls.json')).toEqual(used);
  });

  test.each(languages)('of the manifest are there in %s', (language) => {
    expect(keys(`package.nls.${language}.json`)).toEqual(used);
  });

  test.each(languages)('of extension and server are there in %s, with the same blanks', (language) => {
    const said = [...sources, ...textsIn('src/server')].flatMap((source) =>
      [...source.matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, words]) => words ?? ''),
    );
    const bundle: Record<string, string> = JSON.parse(read(`l10n/bundle.l10n.${language}.json`));
    expect(Object.keys(bundle).sort()).toEqual([...new Set(said)].sort());
    const blanks = (words: string): string[] => (words.match(/\{\d\}/g) ?? []).sort();
    for (const [words, other] of Object.entries(bundle)) expect(blanks(other), words).toEqual(blanks(words));
  });
});

describe('the manifest', () => {
  const { commands, configuration, menus, walkthroughs } = manifest.contributes;
  const names: string[] = commands.map(({ command }: { command: string }) => command);

  test('names every command that a menu or the walkthrough asks for', () => {
    const asked = [...text.matchAll(/onCommand:([\w.]+)/g), ...read('package.nls.json').matchAll(/command:([\w.]+)\)/g)].map(
      ([, name]) => name,
    );
    const listed = Object.values<{ command: string }[]>(menus).flatMap((entries) => entries.map(({ command }) => command));
    for (const name of [...asked, ...listed]) expect(names).toContain(name);
    expect(walkthroughs[0].steps).toHaveLength(4);
  });

  test('gives every command to the palette under one category, and binds no keys', () => {
    for (const command of commands) expect(command.category).toBe('Breakwater');
    expect(manifest.contributes.keybindings).toBeUndefined();
  });

  test('describes every setting, with the default that the server takes', () => {
    const defaults = settingsFrom(undefined);
    const properties = Object.entries<Record<string, unknown>>(configuration.properties);
    const written = Object.fromEntries(properties.map(([name, { default: value }]) => [name.replace('breakwater.', ''), value]));
    for (const [name, setting] of properties) {
      expect(setting.markdownDescription, name).toMatch(/^%setting\./);
      expect(setting.scope, name).toMatch(/^(resource|window|machine-overridable)$/);
      expect(setting, name).toHaveProperty('default');
    }
    const nested: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(written)) place(nested, name.split('.'), value);
    expect(settingsFrom(nested)).toEqual(defaults);
  });

  test('restricts only what an untrusted workspace could point elsewhere', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    expect(untrustedWorkspaces.restrictedConfigurations).toEqual([
      'breakwater.path',
      'breakwater.importStrategy',
      'breakwater.maxMemoryMb',
    ]);
    expect(virtualWorkspaces.supported).toBe('limited');
  });

  test('wakes for four languages only', () => {
    expect(manifest.activationEvents).toEqual(
      ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'].map((language) => `onLanguage:${language}`),
    );
  });
});

describe('the extension', () => {
  test('stays small: the work is the server’s', () => {
    expect(sources.reduce((sum, source) => sum + source.split('\n').length - 1, 0)).toBeLessThanOrEqual(400);
  });

  test('shows no notification, sends nothing anywhere and reads no telemetry', () => {
    for (const source of sources)
      expect(source).not.toMatch(/show(Information|Warning|Error)Message|fetch\(|node:https?|createTelemetryLogger|sendTelemetry/);
  });

  test('imports nothing of ours but the protocol', () => {
    const ours = sources.flatMap((source) => [...source.matchAll(/from '(\.\.\/[^']+)'/g)].map(([, path]) => path));
    expect([...new Set(ours)]).toEqual(['../server/protocol']);
  });
});

function place(into: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    into[first] = value;
    return;
  }
  const inner = into[first];
  const next: Record<string, unknown> = typeof inner === 'object' && inner !== null ? { ...inner } : {};
  into[first] = next;
  place(next, rest, value);
}
