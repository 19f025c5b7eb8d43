import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { ts } from 'ts-morph';
import { expect, test } from 'vitest';

/** Which rooms a room may import, and which packages; `node:` stands for all of Node's own modules. */
const doors: Readonly<Record<string, { readonly rooms: readonly string[]; readonly packages: readonly string[] }>> = {
  model: { rooms: [], packages: [] },
  catalog: { rooms: ['model'], packages: [] },
  rules: { rooms: ['model'], packages: [] },
  remedies: { rooms: ['model'], packages: [] },
  report: { rooms: ['model'], packages: [] },
  link: { rooms: ['model'], packages: [] },
  source: { rooms: ['model'], packages: ['ts-morph', 'node:', 'picomatch', 'ignore', 'jsonc-parser', 'semver', 'yaml'] },
  summary: { rooms: ['model', 'source'], packages: ['ts-morph'] },
  engine: {
    rooms: ['model', 'source', 'summary', 'link', 'catalog', 'rules', 'remedies'],
    packages: ['node:', 'jsonc-parser', 'yaml', 'picomatch', 'semver', 'prettier', 'node-diff3'],
  },
  cli: { rooms: ['model', 'engine', 'report'], packages: ['node:', 'diff', 'picocolors'] },
  server: {
    rooms: ['model', 'engine', 'report'],
    packages: ['node:', 'vscode-languageserver', 'vscode-languageserver-textdocument', 'vscode-jsonrpc', 'vscode-uri'],
  },
  extension: { rooms: ['server'], packages: ['vscode', 'vscode-languageclient', 'node:'] },
};

/** Nothing leaves the machine: what speaks to others opens nowhere, nor does the global that does. */
const outside = /^node:(https?|http2|net|tls|dgram|dns|inspector)(\/|$)/;

const rooms = readdirSync('src', { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

test('every room has a door list, and every door list a room', () => {
  expect(rooms.sort()).toEqual(Object.keys(doors).sort());
});

test.each(Object.keys(doors))('%s opens no door it may not open', (room) => {
  const wrong = filesBelow(join('src', room)).flatMap((file) => importsOf(file).flatMap((specifier) => mistake(room, file, specifier)));
  expect(wrong).toEqual([]);
});

test('a planted import is caught', () => {
  expect(mistake('rules', 'src/rules/x.ts', '../engine/judge')).toHaveLength(1);
  expect(mistake('link', 'src/link/x.ts', 'ts-morph')).toHaveLength(1);
  expect(mistake('extension', 'src/extension/x.ts', '../server/serve')).toHaveLength(1);
  expect(mistake('engine', 'src/engine/x.ts', 'node:https')).toHaveLength(1);
  expect(mistake('engine', 'src/engine/x.ts', 'node:fs')).toEqual([]);
  expect(mistake('rules', 'src/rules/x.ts', '../model/rule')).toEqual([]);
});

test('nothing is fetched', () => {
  expect(fetchesIn("fetch('https://a.example/'); new WebSocket('wss://a'); globalThis.fetch(u); const said = 'fetch(u)';")).toHaveLength(3);
  for (const room of rooms)
    for (const file of filesBelow(join('src', room))) expect(fetchesIn(readFileSync(file, 'utf8')), file).toEqual([]);
});

function mistake(room: string, file: string, specifier: string): string[] {
  const said = [`${file} imports ${specifier}`];
  const door = doors[room];
  if (door === undefined) return said;
  if (!specifier.startsWith('.')) {
    if (outside.test(specifier)) return said;
    const allowed = door.packages.some((one) =>
      one.endsWith(':') ? specifier.startsWith(one) : specifier === one || specifier.startsWith(`${one}/`),
    );
    return allowed ? [] : said;
  }
  const target = posix.join(posix.dirname(file), specifier);
  const [, other = ''] = target.split('/');
  if (other === room) return [];
  // The wire between extension and server is one file.
  if (room === 'extension') return target === 'src/server/protocol' ? [] : said;
  return door.rooms.includes(other) ? [] : said;
}

/** Calls of the platform's own ways to others. */
function fetchesIn(text: string): string[] {
  const ways = /\b(fetch|WebSocket|EventSource|XMLHttpRequest)\s*\(/;
  if (!ways.test(text)) return [];
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const { expression } = node;
      const own =
        ts.isPropertyAccessExpression(expression) && expression.expression.getText() === 'globalThis' ? expression.name : expression;
      if (ts.isIdentifier(own) && ways.test(`${own.text}(`)) found.push(node.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

/** The compiler's own scan: text inside templates and comments fools it not. */
function importsOf(file: string): string[] {
  return ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map((one) => one.fileName);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return /\.ts$/.test(entry.name) ? [path] : [];
  });
}
