import { describe, expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** The bounds of the calls of a program, in milliseconds, in their order. */
function boundsOf(text: string): readonly unknown[] {
  const calls = [...analyse({ files: { 'main.ts': text } }).calls].sort((a, b) => a.site.at.start - b.site.at.start);
  return calls.map(({ profile: { timeout } }) => (timeout.is === 'present' ? timeout.layer.ms : timeout.is));
}

const values = ['undefined', 'null', '0', '1', '60000', "''", "'a'", 'true', 'false', '{}', '[]', '() => 1'];
const tests = [
  ...['==', '!=', '===', '!==', '<', '<=', '>', '>='].flatMap((op) =>
    ['undefined', 'null', '0', '1', "'a'"].map((other) => (v: string) => `(${v}) ${op} ${other}`),
  ),
  ...['number', 'string', 'undefined', 'function', 'object'].map((type) => (v: string) => `typeof (${v}) === '${type}'`),
];

describe('a condition is worked out as a run works it out, or left open', () => {
  test.each(values)('%s', (v) => {
    const calls = tests.map(
      (make, i) =>
        `export const load${i} = () => fetch('https://a.example', { signal: AbortSignal.timeout(${make('given')} ? 1000 : 2000) });\n`,
    );
    const said = boundsOf(`const given = ${v};\n${calls.join('')}`);
    const ran = tests.map((make) => new Function(`return ${make(v)} ? 1000 : 2000;`)() as number);
    expect(said).toHaveLength(tests.length);
    // Of two numbers the longer is said where the condition is open.
    const wrong = tests.flatMap((make, i) =>
      said[i] === ran[i] || said[i] === 2000 ? [] : [`${make(v)}: ${ran[i]} ran, ${said[i]} is said`],
    );
    const known = ran.filter((one, i) => one === said[i]).length;
    expect(wrong).toEqual([]);
    expect(known).toBeGreaterThan(tests.length / 2);
  });
});

describe('a default that is written as a condition', () => {
  const programs = (kept: string) => `import got from 'got';
class Api {
  private readonly wait: number;
  constructor(options: { timeout?: number }) { this.wait = ${kept}; }
  send() { return got('https://a.example', { timeout: { request: this.wait } }); }
}
export const load = () => new Api({}).send();
`;
  test.each([
    'options.timeout ?? 60000',
    'options.timeout != null ? options.timeout : 60000',
    'options.timeout !== undefined ? options.timeout : 60000',
    'options.timeout == undefined ? 60000 : options.timeout',
    'options.timeout ? options.timeout : 60000',
    "typeof options.timeout === 'number' ? options.timeout : 60000",
    'options.timeout > 0 ? options.timeout : 60000',
  ])('%s', (kept) => {
    expect(boundsOf(programs(kept))).toEqual([60_000]);
  });
  test.each([
    ['null != null ? null : 500', 500],
    ['undefined !== undefined ? undefined : 500', 500],
    ['given !== undefined ? given : 500', 'null'],
    ['given !== null ? given : 500', 500],
    ['given != null ? given : 500', 500],
    ['given ? given : 500', 500],
  ])('what is kept is what a run keeps, of null: %s', (kept, ran) => {
    const text = `const given = null;\nexport const load = () => fetch('https://a.example', { signal: AbortSignal.timeout((${kept}) === null ? 9000 : 500) });\n`;
    expect(new Function(`const given = null; return ${kept};`)()).toBe(ran === 'null' ? null : ran);
    expect(boundsOf(text)).toEqual([ran === 'null' ? 9000 : 500]);
  });
  test('what comes from outside is not known, and never absent', () => {
    const text = `import got from 'got';
export const load = (options: { timeout?: number }) => got('https://a.example', { timeout: { request: options.timeout != null ? options.timeout : 60000 } });
`;
    expect(boundsOf(text)).toEqual(['unknown']);
  });
});
