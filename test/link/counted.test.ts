import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** Loops and functions that count their tries are run, with a request that always fails, and the number that analysis gives is the number that was sent. */

const begins = [0, 1];
const heads = ['', 'n < 4', 'n <= 4', 'n !== 4', '4 > n', '4 >= n'];
const steps = ['n++', '++n', 'n += 1', 'n = n + 1', 'n += 2'];
const handlers = [
  '',
  'if (n === 3) throw error;',
  'if (n >= 3) throw error;',
  'if (n > 3) break;',
  'if (3 <= n) break;',
  'if (!(n < 3)) throw error;',
  'if (n + 1 >= 3) throw error;',
  'if (n === 4 - 1) throw error;',
  'const last = n >= 3; if (last) throw error;',
];
const send = 'return await fetch(url, { signal: AbortSignal.timeout(1000) });';

function* loops(): Generator<string> {
  for (const b of begins)
    for (const head of heads)
      for (const after of handlers) {
        for (const step of steps) yield `for (let n = ${b}; ${head}; ${step}) { try { ${send} } catch (error) { ${after} } }`;
        const test = head === '' ? 'true' : head;
        yield `let n = ${b}; while (${test}) { try { ${send} } catch (error) { ${after} n++; } }`;
        yield `let n = ${b}; while (${test}) { try { ${send} } catch (error) { n++; ${after} } }`;
        yield `let n = ${b}; while (${test}) { n++; try { ${send} } catch (error) { ${after} } }`;
        yield `let n = ${b}; while (${test}) { try { ${send} } catch (error) { ${after} } n++; }`;
        yield `let n = ${b}; while (${test}) { try { ${send} } catch (error) { ${after} } finally { n++; } }`;
        yield `let n = ${b}; do { try { ${send} } catch (error) { ${after} n++; } } while (${test});`;
        yield `let n = ${b}; do { try { ${send} } catch (error) { ${after} } } while (${head === '' ? 'n++ < 9' : head.replace('n', '++n')});`;
      }
  for (const from of [3, 5])
    for (const step of ['left--', '--left', 'left -= 1', 'left = left - 1']) {
      for (const head of ['left > 0', 'left >= 0', 'left >= 1', 'left', 'left !== 0', '0 < left'])
        for (const after of ['', 'if (left === 1) throw error;', 'if (left <= 1) throw error;', 'if (left < 2) break;'])
          yield `for (let left = ${from}; ${head}; ${step}) { try { ${send} } catch (error) { ${after} } }`;
      for (const after of [
        'if (left === 0) throw error;',
        'if (left <= 0) throw error;',
        'if (!left) throw error;',
        'if (left < 0) break;',
        'if (left < 1) break;',
      ]) {
        yield `let left = ${from}; for (;;) { try { ${send} } catch (error) { ${after} ${step}; } }`;
        yield `let left = ${from}; while (true) { try { ${send} } catch (error) { ${step}; ${after} } }`;
      }
    }
  for (const from of [3, 5]) {
    yield `let left = ${from}; while (left--) { try { ${send} } catch {} }`;
    yield `let left = ${from}; while (--left) { try { ${send} } catch {} }`;
    yield `let left = ${from}; while (left-- > 0) { try { ${send} } catch {} }`;
    yield `let left = ${from}; while (--left > 0) { try { ${send} } catch {} }`;
    yield `let left = ${from}; do { try { ${send} } catch {} } while (--left);`;
    yield `let left = ${from}; do { try { ${send} } catch {} } while (left-- > 0);`;
    yield `for (let left = ${from}; left--; ) { try { ${send} } catch {} }`;
    yield `let n = 0; while (n++ < ${from}) { try { ${send} } catch {} }`;
    yield `let n = 0; while (++n < ${from}) { try { ${send} } catch {} }`;
    yield `let n = 0; while (++n <= ${from}) { try { ${send} } catch {} }`;
  }
}

function* functions(): Generator<string> {
  const first = (given: string, handler: string) => `async function user(url, ${given}) { try { ${send} } catch (error) { ${handler} } }`;
  for (const b of begins)
    for (const stop of ['n >= 3', 'n === 3', 'n > 3', '3 <= n', 'n + 1 >= 3', '!(n < 3)'])
      for (const next of ['n + 1', '++n', 'n++ + 1']) {
        yield first(`n = ${b}`, `if (${stop}) throw error; return user(url, ${next});`);
        if (!next.includes('++')) yield first(`n = ${b}`, `if (!(${stop})) return user(url, ${next}); throw error;`);
      }
  for (const from of [3, 5])
    for (const stop of ['left === 0', 'left <= 0', 'left < 1', '!left', 'left === 1', 'left <= 1']) {
      yield first(`left = ${from}`, `if (${stop}) throw error; return user(url, left - 1);`);
      yield first(`left = ${from}`, `if (${stop}) throw error; return user(url, --left);`);
    }
  for (const from of [3, 5]) {
    yield first(`left = ${from}`, 'if (left > 0) return user(url, left - 1); throw error;');
    yield first(`left = ${from}`, 'if (left > 1) return user(url, left - 1); throw error;');
    yield first(`left = ${from}`, 'if (--left > 0) return user(url, left); throw error;');
    yield first(`left = ${from}`, 'if (left) return user(url, left - 1); throw error;');
    yield first(`n = 1`, `if (n < ${from}) return user(url, n + 1); throw error;`);
    yield first(`n = 1`, `if (n++ < ${from}) return user(url, n); throw error;`);
  }
}

/** More are not counted. */
const most = 40;

async function sent(code: string): Promise<number> {
  let count = 0;
  const fail = async () => {
    if (++count >= most) throw Object.assign(new Error('stop'), { stop: true });
    throw new Error('gone');
  };
  // What goes on without end is stopped by an answer.
  const fetch = async () => (count >= most - 1 ? (count++, {}) : fail());
  const run = new Function('fetch', 'AbortSignal', `${code}; return user('https://a.test');`);
  await run(fetch, { timeout: () => undefined }).catch(() => {});
  return count;
}

test.each([
  ['loops', [...loops()].map((body) => `async function user(url) { ${body} }`), 3],
  ['functions that enter themselves', [...functions()], 20],
])(
  '%s',
  async (_, sources, unknown) => {
    const wrong: string[] = [];
    let open = 0;
    for (const source of sources) {
      const retry = analyse({ files: { 'main.js': `${source}\nexport { user };` } }).calls[0]?.layers.find((one) => one.kind === 'retry');
      const found = retry?.kind === 'retry' ? retry.attempts : 'none';
      const real = await sent(source);
      if (found === 'unknown') open++;
      const right = found === 'unknown' || (found === 'unbounded' ? real >= most : found === 'none' ? real === 1 : found === real);
      if (!right) wrong.push(`${found} instead of ${real}: ${source}`);
    }
    expect(wrong).toEqual([]);
    expect(open).toBeLessThanOrEqual(unknown);
  },
  120_000,
);
