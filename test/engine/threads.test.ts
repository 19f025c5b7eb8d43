import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { openThreads, threadsFor, worthThreads } from '../../src/engine/threads';
import { summarise } from '../../src/summary/summarise';

const program = fileURLToPath(new URL('../../dist/worker.js', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'breakwater-threads-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const files = Array.from({ length: 300 }, (_, i) => ({
  file: `src/${i}.ts`,
  text: `import axios from 'axios';\nexport const f${i} = () => axios.get('/${i}', { timeout: ${i} });\n`.repeat(i % 7),
}));
const pause = () => new Promise((done) => setTimeout(done, 50));

describe('summaries made on other threads', () => {
  test('are those this thread would have made, whoever comes first', { timeout: 120_000 }, async () => {
    const threads = openThreads(2, files.length, program);
    threads?.expect(files.slice(0, 200));
    threads?.expect(files.slice(200));
    let ahead = 0;
    for (const { file, text } of files) {
      const taken = threads?.take(file, text);
      if (taken === undefined) await pause();
      else {
        ahead++;
        expect(JSON.stringify(taken.summary)).toBe(JSON.stringify(summarise(file, text)));
      }
      // Nobody makes a file twice.
      expect(threads?.take(file, text)).toBeUndefined();
      if (ahead > 50) break;
    }
    expect(ahead).toBeGreaterThan(0);
    threads?.close();
  });
  test('belong to one text, and only to what was expected', () => {
    const threads = openThreads(1, 2, program);
    threads?.expect([{ file: 'a.ts', text: 'let a;' }]);
    expect(threads?.take('a.ts', 'let b;')).toBeUndefined();
    expect(threads?.take('c.ts', 'let a;')).toBeUndefined();
    threads?.close();
  });
});

describe('threads that are no help do no harm', () => {
  test.each([
    ['one that fails at its start', "throw new Error('no');"],
    [
      'one that begins and never answers',
      "const { workerData: { port, states } } = require('node:worker_threads'); port.on('message', (all) => { for (const { id } of all) Atomics.store(states, id, 1); });",
    ],
    [
      'one that answers nothing',
      "const { workerData: { port, states } } = require('node:worker_threads'); port.on('message', (all) => { for (const { id } of all) { port.postMessage({ id, ms: 0 }); Atomics.store(states, id, 2); Atomics.notify(states, id); } });",
    ],
  ])('%s', async (name, code) => {
    const path = join(scratch, `${name.replaceAll(' ', '-')}.cjs`);
    writeFileSync(path, code);
    const threads = openThreads(1, 3, path, 100);
    threads?.expect(files.slice(1, 4));
    for (const { file, text } of files.slice(1, 4)) {
      await pause();
      expect(threads?.take(file, text)).toBeUndefined();
    }
    threads?.close();
  });
  test('without a program there are none', () => expect(openThreads(1, 1, undefined)).toBeUndefined());
});

test('left alone, threads start only where they win, and leave a core to this one', () => {
  expect(threadsFor('auto', worthThreads - 1, 8)).toBe(1);
  expect(threadsFor('auto', worthThreads, 1)).toBe(1);
  expect(threadsFor('auto', worthThreads, 2)).toBe(2);
  expect(threadsFor('auto', worthThreads, 64)).toBe(5);
  expect(threadsFor(3, 0, 2)).toBe(3);
  expect(threadsFor(0, 0, 2)).toBe(1);
});
