import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { earlierOf } from '../../src/cli/recall';
import { openCache } from '../../src/engine/cache';
import { keptAnswers } from '../../src/engine/kept-answers';
import { openWorkspace } from '../../src/engine/workspace';
import { summarise } from '../../src/summary/summarise';

/** Machines are slow at times. */

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A copy of the sample shop, and a folder for its cache. */
function shop(): { readonly root: string; readonly cache: string } {
  const folder = mkdtempSync(join(tmpdir(), 'breakwater-cache-'));
  folders.push(folder);
  cpSync('test/projects/shop', join(folder, 'shop'), { recursive: true });
  return { root: join(folder, 'shop'), cache: join(folder, 'cache') };
}

function told(root: string, cache: string | false): string {
  const { files, findings, calls, problems } = openWorkspace({ root, cache, today: '2026-01-01' }).analyse();
  return JSON.stringify({ files, findings, calls, problems });
}

/** As the command asks: the whole answer if nothing changed, or with what the run before left. */
function remembered(root: string, cache: string): string {
  const memory = keptAnswers(cache, ['the same request']);
  const known = memory.recall();
  const earlier = known === undefined ? earlierOf(memory, root) : undefined;
  const workspace = openWorkspace({
    root,
    cache,
    today: '2026-01-01',
    disk: memory.disk,
    ...(earlier === undefined ? {} : { earlier }),
  });
  const analysis = known?.analysis ?? workspace.analyse();
  if (known === undefined) memory.keep({ analysis, files: workspace.files(), missing: [], fixes: new Map() }, workspace.leave);
  const { files, findings, calls, problems } = analysis;
  return JSON.stringify({ files, findings, calls, problems });
}

function pack(cache: string): string {
  const [name] = readdirSync(cache).filter((one) => one.endsWith('.jsonl'));
  return join(cache, name ?? '');
}

test('a warm run equals a cold one to the byte, and parses nothing', () => {
  const { root, cache } = shop();
  const cold = told(root, false);
  expect(told(root, cache)).toBe(cold);
  const written = statSync(pack(cache)).mtimeMs;
  expect(told(root, cache)).toBe(cold);
  expect(statSync(pack(cache)).mtimeMs).toBe(written);
  const kept = openCache(cache);
  const file = 'src/index.ts';
  const text = 'export const one = 1;';
  expect(kept.get(file, text)).toBeUndefined();
  kept.put(file, text, summarise(file, text));
  kept.save();
  expect(openCache(cache).get(file, text)).toEqual(summarise(file, text));
});

test('after any edits, deletions and renames a cached run equals a cold one', () => {
  const { root, cache } = shop();
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[jt]s$/.test(name))
    .sort();
  expect(sources.length).toBeGreaterThan(3);
  for (const [i, name] of sources.entries()) {
    const path = join(root, 'src', name);
    const text = readFileSync(path, 'utf8');
    if (i % 3 === 0) writeFileSync(path, `${text}\nexport const more${i} = () => fetch('https://more.test/${i}');\n`);
    else if (i % 3 === 1) writeFileSync(path, text.replace(/timeout: ?\d+/g, 'timeout: 0'));
    else {
      rmSync(path);
      writeFileSync(join(root, 'src', `moved-${i}.ts`), text);
    }
    const cold = told(root, false);
    expect(told(root, cache), name).toBe(cold);
    expect(remembered(root, `${cache}-whole`), name).toBe(cold);
  }
});

/** Numbers that look random and are the same every time. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const configurations = [
  '{ "rules": { "missing-timeout": "off" } }',
  '{ "preset": "strict", "rules": { "unsafe-retry": ["error"] } }',
  '{ "exclude": ["src/jobs/**"] }',
  '{ "clients": [{ "id": "house", "modules": ["./clients/http"], "calls": [{ "members": ["get"], "effect": "read" }] }] }',
  '{ "maxTimeoutMs": 1000, "overrides": [{ "files": ["src/routes/**"], "rules": { "missing-timeout": "info" } }] }',
];

test.each([1, 2, 3])(
  'after random edits, deletions, renames and configurations a cached run equals a cold one (seed %i)',
  (seed) => {
    const { root, cache } = shop();
    const roll = dice(seed);
    const sources = () =>
      readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.[jt]s$/.test(name))
        .sort();
    const edit = (name: string, change: (text: string) => string): void =>
      writeFileSync(join(root, name), change(readFileSync(join(root, name), 'utf8')));
    const steps: readonly ((name: string, turn: number) => void)[] = [
      (name, turn) => edit(`src/${name}`, (text) => `${text}\nexport const more${turn} = () => fetch('https://more.test/${turn}');\n`),
      (name) => edit(`src/${name}`, (text) => text.replace(/\b\d{3,}\b/g, (number) => String(Number(number) + 1))),
      (name) => edit(`src/${name}`, (text) => text.slice(0, roll(text.length))),
      (name) => rmSync(join(root, 'src', name)),
      (name, turn) => renameSync(join(root, 'src', name), join(root, 'src', `moved${turn}.ts`)),
      (name, turn) => cpSync(join(root, 'src', name), join(root, 'src', `copy${turn}.js`)),
      () => writeFileSync(join(root, 'breakwater.config.json'), configurations[roll(configurations.length)] ?? '{}'),
      () => rmSync(join(root, 'breakwater.config.json'), { force: true }),
      () => edit('package.json', (text) => text.replace(/(\d+)\.\d+\.\d+/g, (_, major: string) => `${Number(major) + 1}.0.0`)),
      () => writeFileSync(pack(cache), readFileSync(pack(cache), 'utf8').slice(0, -1 - roll(5_000))),
    ];
    told(root, cache);
    const seen = new Set<string>();
    for (let turn = 0; turn < 14; turn++) {
      const all = sources();
      const name = all[roll(all.length)];
      if (name === undefined) break;
      steps[roll(steps.length)]?.(name, turn);
      const cold = told(root, false);
      expect(told(root, cache)).toBe(cold);
      expect(remembered(root, `${cache}-whole`)).toBe(cold);
      seen.add(cold);
    }
    // Steps that change nothing would prove nothing.
    expect(seen.size).toBeGreaterThan(5);
  },
  120_000,
);

test.each([
  ['torn', (text: string) => text.slice(0, text.length / 2)],
  ['one letter changed', (text: string) => text.replaceAll('"lit"', '"fit"')],
  ['foreign', () => 'this is no cache\n'.repeat(50)],
  ['empty', () => ''],
  ['binary', (text: string) => text.split('').reverse().join('')],
])('a cache that is %s means a cold run, never a wrong one', (_, spoil) => {
  const { root, cache } = shop();
  const cold = told(root, cache);
  writeFileSync(pack(cache), spoil(readFileSync(pack(cache), 'utf8')));
  expect(told(root, cache)).toBe(cold);
});

test('what stands there twice, or is of no use, goes when it is most of what is kept', () => {
  const { root, cache } = shop();
  const cold = told(root, cache);
  const whole = readFileSync(pack(cache), 'utf8');
  writeFileSync(pack(cache), whole.repeat(3));
  expect(told(root, cache)).toBe(cold);
  expect(readFileSync(pack(cache), 'utf8').length).toBe(whole.length);
  // What is new is written behind the rest, also behind what is torn.
  writeFileSync(pack(cache), whole.slice(0, -20));
  expect(told(root, cache)).toBe(cold);
  expect(told(root, cache)).toBe(cold);
  expect(openCache(cache).has('src/index.ts', 'nothing')).toBe(false);
});

test('the ending of a file counts: the same text is another program', () => {
  const { cache } = shop();
  const kept = openCache(cache);
  const text = 'const a = <T>(x: T) => x;';
  kept.put('a.ts', text, summarise('a.ts', text));
  expect(kept.get('b/a.ts', text)).toBeDefined();
  expect(kept.get('a.tsx', text)).toBeUndefined();
});

test('a summary survives being written down', () => {
  for (const text of [
    'export const n = 1e999, m = -0, u = undefined, v = null;',
    'export const s = "\\ud800";',
    'f(NaN, Infinity, 0.1, 12n);',
  ]) {
    const summary = summarise('a.ts', text);
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  }
});

test('a folder that cannot be written is no fault', () => {
  const { root } = shop();
  expect(told(root, join(root, 'package.json', 'below-a-file'))).toBe(told(root, false));
});
