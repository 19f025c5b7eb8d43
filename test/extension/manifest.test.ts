import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { configNames } from '../../src/engine/config';
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

describe('nothing is said past the words', () => {
  /** Names, which are the same in every language. */
  const names = new Set(['Breakwater']);

  test('in the manifest: whatever a person reads is a key', () => {
    const read =
      /^(title|description|markdownDescription|label|name|contents|altText|category|displayName|placeholder|deprecationMessage)$/;
    const list = /^(enumDescriptions|markdownEnumDescriptions|enumItemLabels)$/;
    const bare: string[] = [];
    const look = (value: unknown, key: string, path: string): void => {
      if (typeof value === 'string' && (read.test(key) || list.test(key)) && !/^%[\w.]+%$/.test(value) && !names.has(value))
        bare.push(`${path}: ${value}`);
      if (typeof value === 'object' && value !== null)
        for (const [inner, one] of Object.entries(value)) look(one, Array.isArray(value) ? key : inner, `${path}.${inner}`);
    };
    look(manifest.contributes, '', 'contributes');
    look(manifest.capabilities, '', 'capabilities');
    expect(bare).toEqual([]);
  });

  test('in the extension: whatever reads like words is handed to `t`', () => {
    for (const file of readdirSync(join(root, 'src/extension'))) expect(bareWords(read(`src/extension/${file}`)), file).toEqual([]);
  });

  test('and this would be noticed', () => {
    expect(bareWords("log.info('The server has stopped.')")).toEqual(['The server has stopped.']);
    const said = ['$', '{n} calls of ', '$', '{all}'].join('');
    expect(bareWords(`item.text = \`${said}\`;`)).toEqual([said]);
    expect(bareWords("title: 'Restart'")).toEqual(['Restart']);
    expect(bareWords("title: t('Restart'), label: l10n.t('{0} of {1}', 'Two words', n)")).toEqual(['Two words']);
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

  test('offers the schema, from inside the package, for every name a configuration may have', () => {
    const { jsonValidation, yamlValidation } = manifest.contributes;
    const offers: { fileMatch: string[]; url: string }[] = [...jsonValidation, ...yamlValidation];
    const own = configNames.filter((name) => name !== 'package.json');
    for (const name of own) expect(offers.flatMap(({ fileMatch }) => fileMatch)).toContain(name);
    for (const { url } of offers) expect(JSON.parse(read(url)).type).toBe('object');
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

/** String literals with a blank between letters or a capital at the start, unless they are names or the first argument of `t`. */
function bareWords(source: string): string[] {
  const file = ts.createSourceFile('a.ts', source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    const literal = ts.isStringLiteralLike(node) ? node.text : ts.isTemplateExpression(node) ? node.getText().slice(1, -1) : undefined;
    if (literal !== undefined && readsLikeWords(literal) && !isHandedOn(node)) found.push(literal);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function readsLikeWords(literal: string): boolean {
  const plain = literal.replace(/\$\{[^}]*\}/g, '{}');
  return literal !== 'Breakwater' && (/^[A-Z][a-z]+$/.test(plain) || /[A-Za-z{}] [A-Za-z]/.test(plain) || /[a-z] \{\}/.test(plain));
}

function isHandedOn(node: ts.Node): boolean {
  const call = node.parent;
  // What is compared is not said.
  if (ts.isBinaryExpression(call)) return call.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
  return ts.isCallExpression(call) && call.arguments[0] === node && /(^|\.)t$/.test(call.expression.getText());
}

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
