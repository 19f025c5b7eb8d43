import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { engine } from '../../src/server/engine';
import { type Client, connect } from './client';
import { folderWith, type TestFolder } from './folder';

/** Whatever was typed, opened, closed and written before: a server says what one started just now would say. */

/** Lines that stand for themselves: any of them may be put in or taken out anywhere and the text still parses. */
const lines: Readonly<Record<string, readonly string[]>> = {
  'http.ts': [
    "import axios from 'axios';",
    "export const api = axios.create({ baseURL: 'https://api.example' });",
    "export const api = axios.create({ baseURL: 'https://api.example', timeout: 2000 });",
    "export { api } from './spare';",
    'export default api;',
    'export const limit = 3000;',
  ],
  'spare.ts': [
    "import axios from 'axios';",
    "export const api = axios.create({ baseURL: 'https://spare.example', timeout: 900 });",
    'export const again = async <T>(run: () => Promise<T>): Promise<T> => { for (let i = 0; i < 3; i++) { try { return await run(); } catch { continue; } } return run(); };',
    'export const again = async <T>(run: () => Promise<T>): Promise<T> => run();',
    "export * from './http';",
  ],
  'index.ts': [
    "export * from './http';",
    "export * from './spare';",
    "export { api as client } from './http';",
    'export const nothing = 1;',
  ],
  'user.ts': [
    "import { api } from './http';",
    "import { api } from './index';",
    "import { again } from './spare';",
    "export const user = () => api.get('/user');",
    "export const save = (user: object) => again(() => api.post('/user', user));",
    "export const all = (ids: string[]) => Promise.all(ids.map((id) => fetch('https://all.example/' + id)));",
    '// breakwater-disable-next-line missing-timeout -- the mesh bounds it',
    "export const quiet = () => fetch('https://quiet.example/');",
  ],
  'shop/basket.ts': [
    "import client, { limit } from '../http';",
    "import * as http from '../index';",
    "export const basket = () => client.get('/basket', { timeout: limit });",
    "export const price = () => http.api.get('/price');",
    'export class Basket { constructor(private readonly http = client) {} load() { return this.http.get("/b"); } }',
    "export const bounded = () => fetch('https://b.example/', { signal: AbortSignal.timeout(limit) });",
  ],
  'breakwater.config.json': [
    '{ "rules": { "missing-timeout": "off" } }',
    '{ "preset": "all" }',
    '{ "exclude": ["shop/**"] }',
    '{ "ignore": ["shop/**"] }',
    '{}',
  ],
};
const names = Object.keys(lines);

/** As the file stands at first: every other line of its own. */
function begun(name: string): string {
  return `${lines[name]?.filter((_, i) => i % 2 === 0 || name.includes('use')).join('\n')}\n`;
}

/** Chance that can be had again. */
function chance(seed: number): { below(n: number): number; of<T>(list: readonly T[]): T | undefined } {
  let state = seed;
  const below = (n: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  return { below, of: (list) => list[below(list.length)] };
}

const settings = { workspaceDiagnostics: 'workspace' };

test.each([1, 2, 3, 4, 5, 6])('after random edits over several files, %#', async (seed) => {
  const { below, of } = chance(seed * 7919);
  const disk = new Map(names.filter((name) => name.endsWith('.ts')).map((name) => [name, begun(name)]));
  const folder = folderWith({
    'package.json': '{ "name": "shop", "dependencies": { "axios": "^1.7.0" } }',
    ...Object.fromEntries(disk),
  });
  const buffers = new Map<string, string>();
  const warm = await connect(engine, { folders: [folder.uri], settings });
  const type = async (name: string, from: number, to: number, text: string): Promise<void> => {
    const before = buffers.get(name) ?? '';
    buffers.set(name, before.slice(0, from) + text + before.slice(to));
    await warm.change(folder.at(name), { range: { start: place(before, from), end: place(before, to) }, text });
  };
  const rewrite = (text: string, name: string): string => {
    const rows = text.split('\n').filter((row) => row !== '');
    const line = of(lines[name] ?? []) ?? '';
    if (rows.includes(line)) rows.splice(rows.indexOf(line), 1);
    else rows.splice(below(rows.length + 1), 0, line);
    return rows.length === 0 ? '' : `${rows.join('\n')}\n`;
  };
  const steps: Readonly<Record<string, (name: string) => Promise<void> | void>> = {
    async open(name) {
      const text = disk.get(name);
      if (buffers.has(name) || text === undefined || !name.endsWith('.ts')) return;
      buffers.set(name, text);
      await warm.open(folder.at(name), text);
    },
    async close(name) {
      if (buffers.delete(name)) await warm.close(folder.at(name));
    },
    async line(name) {
      const before = buffers.get(name);
      if (before === undefined) return;
      const after = rewrite(before, name);
      let from = 0;
      while (from < before.length && before[from] === after[from]) from++;
      let tail = 0;
      while (tail < before.length - from && tail < after.length - from && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
      await type(name, from, before.length - tail, after.slice(from, after.length - tail));
    },
    async letters(name) {
      const before = buffers.get(name);
      if (before === undefined) return;
      const at = below(before.length + 1);
      await type(name, at, at, of(['(', '`', '}', 'x', '/*', '\n']) ?? 'x');
      if (below(2) === 0) await warm.pull(folder.at(name));
      await type(name, at, (buffers.get(name) ?? '').length - before.length + at, '');
    },
    async disk(name) {
      const next = name.endsWith('.json') ? (of(lines[name] ?? []) ?? '{}') : rewrite(disk.get(name) ?? '', name);
      disk.set(name, next);
      await warm.watched(folder.write(name, next));
    },
    async save(name) {
      const text = buffers.get(name);
      if (text === undefined) return;
      disk.set(name, text);
      folder.write(name, text);
      await warm.save(folder.at(name));
      await warm.watched(folder.at(name));
    },
    async remove(name) {
      if (buffers.has(name) || !disk.delete(name)) return;
      rmSync(join(folder.path, name));
      await warm.watched(folder.at(name));
    },
  };
  const moves = ['open', 'open', 'line', 'line', 'line', 'line', 'letters', 'letters', 'disk', 'disk', 'save', 'close', 'remove'];
  const did: string[] = [];
  let findings = 0;
  for (let i = 1; i <= 60; i++) {
    const [move, name] = [of(moves) ?? 'line', of(names) ?? 'user.ts'];
    did.push(`${move} ${name}`);
    await steps[move]?.(name);
    if (i % 5 !== 0) continue;
    const cold = await connect(engine, { folders: [folder.uri], settings });
    for (const [file, text] of buffers) await cold.open(folder.at(file), text);
    const wanted = await everything(cold, folder, buffers);
    expect(await everything(warm, folder, buffers), did.slice(-12).join(', ')).toEqual(wanted);
    findings += Object.values(wanted).flat().length;
    await cold.stop();
  }
  await warm.stop();
  expect(findings).toBeGreaterThan(15);
});

/** What is shown of each file: of open ones when asked for them, of the others when asked for all. */
async function everything(
  client: Client,
  folder: TestFolder,
  open: ReadonlyMap<string, string>,
): Promise<Readonly<Record<string, readonly Diagnostic[]>>> {
  const shown: Record<string, readonly Diagnostic[]> = {};
  for (const report of (await client.pullWorkspace()).items)
    if (report.kind === 'full' && report.items.length > 0) shown[report.uri] = report.items;
  for (const name of open.keys()) {
    const list = await client.diagnostics(folder.at(name));
    expect(shown[folder.at(name)] ?? [], `${name}, asked for alone and with all others`).toEqual(list);
  }
  return shown;
}

function place(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
