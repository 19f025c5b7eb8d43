import { expect, test } from 'vitest';
import { analyse } from '../harness/check';
import { everyWay } from '../harness/every-way';

type Files = Readonly<Record<string, string>>;

/** How loud requests without a bound are in a server's file. */
const heard = (main: string, more: Files = {}): readonly string[] =>
  analyse({ files: program(main, more) })
    .findings.filter(({ rule }) => rule === 'missing-timeout')
    .map(({ severity }) => severity);

const program = (main: string, more: Files = {}): Files => ({
  'package.json': '{ "private": true, "dependencies": { "express": "5" } }',
  'main.ts': main,
  ...more,
});

const load = `let held: unknown;
const load = async () => { const answer = await fetch('https://a.test'); held = await answer.json(); };
export const get = () => held;
`;

test.each([
  ['by name', `${load}setInterval(load, 60_000);`],
  ['in a function', `${load}setInterval(async () => { await load(); }, 60_000);`],
  ['by a member', `${load}globalThis.setInterval(() => void load(), 60_000);`],
  ['and started beside it', `${load}export function start() { load(); setInterval(load, 60_000); }`],
  ['and started beside it, with a look at what failed', `${load}load().then(get).catch((e) => { held = e; });\nsetInterval(load, 60_000);`],
  [
    'by a class that begins with it',
    `export class Held {
      private held: unknown;
      constructor(private readonly url: string) {
        const refresh = async () => this.load();
        refresh();
        setInterval(refresh, 60_000);
      }
      async load() { try { const answer = await fetch(this.url); this.held = await answer.json(); } catch { this.held = undefined; } }
      get() { return this.held; }
    }`,
  ],
  [
    'where what it has is asked for, too',
    "let held: { at: number } | undefined;\nsetInterval(async () => { const next = await (await fetch('https://a.test')).json(); if (held?.at !== next.at) held = next; }, 1000);",
  ],
])('what a clock repeats is waited for by nobody: %s', (_, main) => {
  expect(heard(main)).toEqual(['info']);
  everyWay({ files: program(main) });
});

test.each([
  [
    'a mark keeps later rounds away',
    "let busy = false;\nsetInterval(async () => { if (busy) return; busy = true; await fetch('https://a.test'); busy = false; }, 1000);",
  ],
  [
    'a mark that is asked around the work',
    "let busy = false;\nsetInterval(async () => { if (!busy) { busy = true; await fetch('https://a.test'); busy = false; } }, 1000);",
  ],
  [
    'a mark of a class, further in',
    `export class Jobs {
      private running = false;
      start() { setInterval(() => void this.round(), 1000); }
      private async round() { if (this.running) return; this.running = true; try { await fetch('https://a.test'); } finally { this.running = false; } }
    }`,
  ],
  [
    'a promise is kept until it is done',
    "let pending: Promise<unknown> | undefined;\nsetInterval(() => { if (pending) return; pending = fetch('https://a.test').finally(() => { pending = undefined; }); }, 1000);",
  ],
  [
    'the clock is stopped meanwhile',
    "let clock = setInterval(round, 1000);\nasync function round() { clearInterval(clock); await fetch('https://a.test'); clock = setInterval(round, 1000); }",
  ],
  [
    'somebody waits for a round that says so',
    "export const ready = () => new Promise((done) => { const clock = setInterval(async () => { if ((await fetch('https://a.test')).ok) done(clock); }, 1000); });",
  ],
  ['somebody waits elsewhere', `${load}setInterval(load, 60_000);\nexport const fresh = async () => { await load(); return held; };`],
  ['nothing repeats what is started', `${load}export const start = () => { load(); };`],
  [
    'a timer starts the next round when one is done',
    "async function round() { await fetch('https://a.test'); setTimeout(round, 1000); }\nround();",
  ],
])('a round that hangs is felt where %s', (_, main) => {
  expect(heard(main)).toContain('error');
  everyWay({ files: program(main) });
});

test('a clock of another file repeats it, too', () => {
  const clock = "import { load } from './load';\nsetInterval(load, 1000);\n";
  const files = { 'load.ts': `${load.replace('const load', 'export const load')}`, 'clock.ts': clock };
  expect(heard('export {};\n', files)).toEqual(['info']);
  const marked = {
    ...files,
    'clock.ts':
      "import { load } from './load';\nlet busy = false;\nsetInterval(async () => { if (busy) return; busy = true; await load(); busy = false; }, 1000);\n",
  };
  expect(heard('export {};\n', marked)).toEqual(['error']);
});

test('a remark where somebody waits only by ways that are bounded', () => {
  const bounded = `${load}setInterval(load, 60_000);\nexport const fresh = async () => { await Promise.race([load(), new Promise((_, fail) => setTimeout(fail, 5000))]); return held; };`;
  expect(heard(bounded)).toEqual(['info']);
  expect(heard(bounded.replace('setInterval(load, 60_000);', 'export const now = async () => { await load(); return held; };'))).toEqual([
    'error',
  ]);
});
