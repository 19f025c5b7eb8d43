import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findingFormats } from '../../src/report';
import { begin, breakwater, bundle, hangs, inside, link, mode, project, started } from './command';

begin();

const folder = project({ 'src/user.ts': hangs });
const colour = '\u001b';

describe('streams and colours', () => {
  test('data goes to standard output, and nothing else does', async () => {
    const { out, err } = await breakwater(['-f', 'json', '--stats', '--no-cache'], folder);
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      stats: {
        ms: { parse: expect.any(Number) },
        rulesMs: { 'missing-timeout': expect.any(Number), 'unsafe-retry': expect.any(Number) },
        slowestFilesMs: { 'src/user.ts': expect.any(Number) },
        peakMemoryMb: expect.any(Number),
      },
    });
    expect(Object.keys(JSON.parse(out).stats.ms).filter((phase) => !/^[a-z]+$/.test(phase))).toEqual([]);
    expect(err).toBe('');
  });
  test('a stream of lines ends with them', async () => {
    const { out, err } = await inside(['-f', 'jsonl', '--stats'], folder);
    expect([JSON.parse(out.trimEnd().split('\n').at(-1) ?? '').type, err]).toEqual(['stats', '']);
  });
  test('figures for people go to standard error, with all the phases, rules and files', async () => {
    const { out, err } = await inside(['-f', 'compact', '--stats', '--no-cache'], folder);
    const calls = await inside(['calls', '--stats', '--no-cache'], folder);
    expect([calls.out.includes(' ms'), calls.err]).toEqual([false, expect.stringContaining('slowest files:\n')]);
    expect(out).not.toContain(' ms');
    expect(err).toMatch(
      /parse +[\d.]+ ms[\s\S]*link +[\d.]+ ms[\s\S]*peak memory +\d+ MB[\s\S]*slowest files:\n +src\/user\.ts +[\d.]+ ms/,
    );
  });
  test('no format writes an escape where nobody asked for colours', async () => {
    const all = await Promise.all(Object.keys(findingFormats).map((format) => inside(['-f', format], folder)));
    for (const { out } of all) expect(out).not.toContain(colour);
  });
  test.each<readonly [string, readonly string[], Readonly<Record<string, string>>, boolean]>([
    ['a pipe', [], {}, false],
    ['--color always', ['--color', 'always'], {}, true],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR over --color', ['--color', 'never'], { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', ['--color', 'always'], { FORCE_COLOR: '0' }, false],
    ['NO_COLOR over all', ['--color', 'always'], { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    ['an empty NO_COLOR says nothing', ['--color', 'always'], { NO_COLOR: '' }, true],
  ])('%s', async (_, args, env, coloured) => {
    // `rules` needs no analysis, and asks the same question.
    const { out } = await breakwater(['rules', ...args], folder, { env });
    expect(out.includes(colour)).toBe(coloured);
  });
  test('a program that says who it is gets the form made for it, unless it asks for another', async () => {
    const env = { CLAUDECODE: '1' };
    expect((await inside([], folder, env)).out).toContain(' | help: breakwater explain missing-timeout');
    expect((await inside(['-f', 'unix'], folder, env)).out).toContain('[error/missing-timeout]');
  });
});

describe('what is said beside the report', () => {
  const noisy = project({
    'src/user.ts': hangs,
    'src/long.ts': `${'// words\n'.repeat(200)}${hangs}`,
    'breakwater.config.json': '{ "maxFileKb": 1 }',
  });
  const said = async (...args: readonly string[]) => (await inside(args, noisy)).err;
  test.each<readonly [string, boolean, boolean, boolean]>([
    ['error', false, false, false],
    ['warning', true, false, false],
    ['info', true, true, false],
    ['debug', true, true, true],
  ])('--log-level %s', async (level, warns, tells, details) => {
    const err = await said('baseline', 'update', '--log-level', level);
    expect([
      /is longer than/.test(err),
      /accepted\.$/m.test(err),
      /^root: .*\nconfiguration: breakwater\.config\.json\ncache: /m.test(err),
    ]).toEqual([warns, tells, details]);
    const wrong = await said('nowhere', '--log-level', level);
    expect(wrong).toBe('There is no file or folder `nowhere`.\n');
  });
  test('--timings tells phases, and leaves the report as it is', async () => {
    const { out, err } = await inside(['-f', 'json', '--timings', '--log-level', 'error'], folder);
    expect(err).toMatch(/^( {2}[a-z ]+ +[\d.]+ ms\n)+$/);
    expect(err).toMatch(/link [\s\S]*since the start /);
    expect(out).toBe((await inside(['-f', 'json'], folder)).out);
    expect((await inside(['calls', '--timings'], folder)).err).toMatch(/link +[\d.]+ ms/);
  });
});

describe('starting', () => {
  const loaded = async (args: readonly string[]): Promise<readonly string[]> => {
    const traces = project();
    await breakwater(args, folder, { env: { NODE_V8_COVERAGE: traces } });
    const texts = readdirSync(traces).map((name) => readFileSync(join(traces, name), 'utf8'));
    return [...new Set(texts.flatMap((text) => [...text.matchAll(/"url":"file:[^"]*\/([^"/]+)"/g)].map(([, name = '']) => name)))];
  };
  const chunks = join(bundle, '../chunks');
  /** Threads load what reads source and little else, so the large one of their parts is the compiler. */
  const parts = [...readFileSync(join(bundle, '../worker.js'), 'utf8').matchAll(/chunks\/([\w-]+\.js)/g)].map(([, name = '']) => name);
  const heavy = parts.filter((name) => statSync(join(chunks, name)).size > 300_000);

  test.each([['--version'], ['--help'], ['calls --help'], ['--nonsense']])('%s loads no compiler and no catalogue', async (line) => {
    const names = await loaded(line.split(' '));
    expect(names).toContain('cli.js');
    expect(names.reduce((sum, name) => sum + sizeOf(name), 0)).toBeLessThan(50_000);
  });
  test('an analysis does load it, so the test above can fail', async () => {
    expect(heavy.length).toBeGreaterThan(0);
    expect(await loaded(['.', '--no-cache'])).toEqual(expect.arrayContaining(heavy));
  });
  const sizeOf = (name: string): number => statSync(join(chunks, name), { throwIfNoEntry: false })?.size ?? statSync(bundle).size;
});

describe('readers that go and signals', () => {
  const shell = (line: string) => started(['bash', '-c', line.replaceAll('BW', `"${process.execPath}" "${bundle}"`)], folder);
  test('a closed pipe is no crash', async () => {
    const { out, err } = await shell('BW clients --format json | head -c 1; echo " $PIPESTATUS"');
    expect([out, err]).toEqual(['{ 0\n', '']);
  });
  test('a full disk is said, and no success', async () => {
    if (!existsSync('/dev/full')) return;
    const { code, err } = await shell('BW rules > /dev/full');
    expect([code, err]).toEqual([3, expect.stringMatching(/^The report cannot be written: ENOSPC[^\n]*\n$/)]);
  });
  test.each([
    ['INT', 130],
    ['TERM', 143],
  ])('SIG%s ends it at once, and the shell sees %i', async (signal, code) => {
    // It waits for its standard input, which never ends.
    const { out } = await shell(
      `mkfifo ${signal}; (exec BW --stdin --stdin-filename a.ts < ${signal}) & exec 9> ${signal}; sleep 0.7; kill -${signal} $!; wait $!; echo $?; rm ${signal}`,
    );
    expect(out).toBe(`${code}\n`);
  });
});

describe('files of all kinds', () => {
  test('byte-order marks, line ends and encodings do not shift places', async () => {
    const text = `// ä\r\n${hangs.replace('\n', '\r\n')}`;
    const odd = project({
      'bom.ts': `\ufeff${text}`,
      'crlf.ts': text,
      'cr.ts': text.replaceAll('\r\n', '\r'),
      'latin.ts': Buffer.from(text, 'latin1'),
      'utf16.ts': Buffer.from(`\ufeff${text}`, 'utf16le'),
      'utf16be.ts': Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    });
    const { out } = await inside(['-f', 'unix', '--only', 'missing-timeout'], odd);
    const places = out.split('\n').filter((line) => line.includes('missing-timeout'));
    expect(places.map((line) => line.split(': ')[0])).toEqual(
      ['bom.ts', 'cr.ts', 'crlf.ts', 'latin.ts', 'utf16.ts', 'utf16be.ts'].map((name) => `${name}:2:27`),
    );
  });
  test('names with spaces, brackets and letters of all kinds', async () => {
    const names = ['sp ace/ünï (x) [id]/ä b.ts', "it's/100%/a#b?c.ts", '日本/файл.ts', '-dash/--flag.ts', '$HOME/`x`.ts'];
    const odd = project(Object.fromEntries(names.map((name) => [name, hangs])));
    const json = JSON.parse((await inside(['-f', 'json', '--only', 'missing-timeout'], odd)).out);
    expect(json.findings.map((finding: { path: string }) => finding.path)).toEqual([...names].sort());
    for (const name of names) {
      const one = await inside(['-f', 'json', '--only', 'missing-timeout', '--', name], odd);
      expect([name, one.code, JSON.parse(one.out).findings.length]).toEqual([name, 1, 1]);
    }
    const sarif = JSON.parse((await inside(['-f', 'sarif', '--only', 'missing-timeout'], odd)).out);
    const uris = sarif.runs[0].results.map((one: Located) => one.locations[0]?.physicalLocation.artifactLocation.uri);
    expect(uris.map(decodeURIComponent)).toEqual([...names].sort());
    for (const uri of uris) expect(uri).toMatch(/^[\w\-./%~!'()*]+$/);
  });
  test('links in circles, links to nowhere and pipes neither hang nor double', async () => {
    const odd = project({ 'src/user.ts': hangs });
    link('.', join(odd, 'src/self'));
    link('..', join(odd, 'src/up'));
    link('b.ts', join(odd, 'src/a.ts'));
    link('a.ts', join(odd, 'src/b.ts'));
    link('nowhere.ts', join(odd, 'src/gone.ts'));
    execFileSync('mkfifo', [join(odd, 'src/pipe.ts')]);
    const { code, out, err } = await inside(['-f', 'unix', '--only', 'missing-timeout'], odd);
    expect([code, out.split('\n')[0], err]).toEqual([1, expect.stringMatching(/^src\/user\.ts:1:27: /), '']);
    expect(out).toContain('\n1 problem\n');
    expect((await inside(['src/a.ts'], odd)).err).toBe('`src/a.ts` is a link that leads to itself.\n');
  });
  test('a text nested deeper than the stack reaches spoils its own file only', async () => {
    const odd = project({ 'deep.ts': `${'['.repeat(20_000)}fetch(1)${']'.repeat(20_000)}`, 'user.ts': hangs });
    const { code, out } = await inside(['-f', 'unix', '--only', 'missing-timeout'], odd);
    expect(code).toBe(3);
    expect(out).toMatch(/^user\.ts:1:27: /);
    expect(out).toContain('deep.ts:1:1: It does not parse: it is nested too deeply.');
  });
  test('a file of many statements takes time in proportion', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `export const v${i} = ${i};\n`).join('');
    const { code, out } = await inside(['-f', 'unix', '--only', 'missing-timeout'], project({ 'src/long.ts': lines + hangs }));
    expect([code, out.split(': ')[0]]).toEqual([1, 'src/long.ts:20001:27']);
  });
  /** A call on every thousandth line, values on the others. */
  const million = Array.from({ length: 1_000_000 }, (_, i) =>
    i % 1000 === 999 ? `export const f${i} = () => fetch('https://api.example.com/${i}');\n` : `export const v${i} = ${i};\n`,
  ).join('');
  test('a file of a million lines holds nothing up: it is left out, that is said, and the rest is reported', async () => {
    const long = project({ 'src/long.ts': million, 'src/user.ts': hangs });
    const start = performance.now();
    const { code, out, err } = await inside(['-f', 'unix', '--only', 'missing-timeout'], long);
    expect([code, out.split(': ')[0]]).toEqual([1, 'src/user.ts:1:27']);
    expect(out).toContain('\n1 problem\n');
    expect(err).toBe('`src/long.ts` is longer than 1024 KB and is not analysed; `maxFileKb` in the configuration sets the limit.\n');
    expect(performance.now() - start).toBeLessThan(30_000);
    expect((await inside(['-f', 'unix', '--log-level', 'error'], long)).err).toBe('');
  });
  test('one that is asked for by its name, and one that others import, are left out too', async () => {
    const long = project({
      'src/long.ts': million,
      'src/user.ts': "import { f999, v1 } from './long';\nexport const a = () => [f999(), v1];\nexport const b = () => fetch('/b');\n",
    });
    const { code, err } = await inside(['-f', 'unix', 'src/long.ts'], long);
    expect([code, err]).toEqual([0, expect.stringMatching(/^`src\/long\.ts` is longer than 1024 KB/)]);
    const { out } = await inside(['-f', 'unix', '--only', 'missing-timeout'], long);
    expect(out.split('\n').filter((line) => line.includes('missing-timeout'))).toEqual([expect.stringMatching(/^src\/user\.ts:3:24: /)]);
  });
  test('whoever raises the limit has it read like any other', async () => {
    const lines = `${'// No code at all.\n'.repeat(999_999)}${hangs}`;
    const raised = { 'breakwater.config.json': '{ "maxFileKb": 20000 }', 'src/long.ts': lines };
    const { code, out, err } = await inside(['-f', 'unix', '--only', 'missing-timeout', 'src'], project(raised));
    expect([code, out.split(': ')[0], err]).toEqual([1, 'src/long.ts:1000000:27', '']);
  });
  test('the limit holds for the files that an override names', async () => {
    const long = `${'// words\n'.repeat(200)}${hangs}`;
    const config = '{ "overrides": [{ "files": ["src/**"], "maxFileKb": 1 }] }';
    const { out } = await inside(
      ['-f', 'unix', '--only', 'missing-timeout'],
      project({ 'breakwater.config.json': config, 'src/a.ts': long, 'lib/a.ts': long }),
    );
    expect(out).toMatch(/^lib\/a\.ts:201:27: [\s\S]*\n1 problem\n/);
  });
});

const nobody = process.getuid?.() === 0 && existsSync('/bin/su');

describe.runIf(process.getuid?.() !== 0 || nobody)('without permission', () => {
  const as = (line: string, cwd: string) => {
    const command = `cd '${cwd}' && ${line.replaceAll('BW', `"${process.execPath}" "${bundle}"`)}`;
    return started(nobody ? ['su', 'nobody', '-s', '/bin/bash', '-c', command] : ['bash', '-c', command], cwd);
  };
  test('what may not be read is a problem of its own, and the rest is reported', async () => {
    const odd = project({ 'shut.ts': hangs, 'shut/in.ts': hangs, 'user.ts': hangs });
    mode(odd, 0o755);
    mode(join(odd, 'shut.ts'), 0);
    mode(join(odd, 'shut'), 0);
    const { code, out } = await as('BW -f unix --only missing-timeout', odd);
    mode(join(odd, 'shut'), 0o755);
    expect(code).toBe(3);
    expect(out.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^user\.ts:1:27: /),
      'shut:1:1: The folder cannot be read: permission is denied. [problem]',
      'shut.ts:1:1: It cannot be read: permission is denied. [problem]',
      '',
      '3 problems',
    ]);
  });
  test('a folder that may not be written to is read all the same, and a report that cannot go there is a wrong request', async () => {
    const odd = project({ 'user.ts': hangs });
    mode(odd, 0o555);
    expect((await as('BW', odd)).code).toBe(1);
    const refused = await as(
      'BW -o report.json; echo $?; BW baseline create; echo $?; BW calls --lock >/dev/null; echo $?; BW init; echo $?',
      odd,
    );
    mode(odd, 0o755);
    expect(refused.out).toBe('2\n2\n2\n2\n');
    const why = 'cannot be written: permission is denied.';
    expect(refused.err.trimEnd().split('\n')).toEqual([
      `\`report.json\` ${why}`,
      `\`breakwater-baseline.json\` ${why}`,
      `\`breakwater.lock\` ${why}`,
      `\`breakwater.config.json\` ${why}`,
    ]);
    expect(readdirSync(odd)).toEqual(['user.ts']);
  });
});

describe('standard input', () => {
  test('one file from standard input, in its place in the project', async () => {
    const odd = project({
      'http.ts': "import axios from 'axios';\nexport const api = axios.create({ timeout: 2000 });\n",
      'user.ts': 'export {};\n',
      'other.ts': hangs,
      'broken.ts': 'fetch(',
    });
    const run = (input: string, file = 'user.ts') =>
      breakwater(['--stdin', '--stdin-filename', file, '-f', 'unix', '--only', 'missing-timeout'], odd, { input });
    const [bare, bound, marked, fresh] = await Promise.all([
      run(hangs),
      run("import { api } from './http';\nexport const user = () => api.get('/user');\n"),
      run(`\ufeff${hangs}`),
      run(hangs, 'new/later.ts'),
    ]);
    expect([bare.code, bare.out.split(': ')[0]]).toEqual([1, 'user.ts:1:27']);
    expect([bound.code, bound.out]).toEqual([0, '']);
    expect(marked.out).toBe(bare.out);
    expect(fresh.out.split(': ')[0]).toBe('new/later.ts:1:27');
  });
});

describe('several formats in one run', () => {
  test('each goes where it was sent, folders are made, and a person still reads the text', async () => {
    const odd = project({ 'src/user.ts': hangs });
    mkdirSync(join(odd, 'there'));
    const { code, out } = await inside(['-f', 'sarif:reports/deep/out.sarif', '-f', 'json:there/out.json'], odd);
    expect(code).toBe(1);
    expect(out).toContain('missing-timeout');
    expect(JSON.parse(readFileSync(join(odd, 'reports/deep/out.sarif'), 'utf8')).version).toBe('2.1.0');
    expect(JSON.parse(readFileSync(join(odd, 'there/out.json'), 'utf8')).schemaVersion).toBe(1);
    const both = await inside(['-f', 'sarif:reports/deep/out.sarif', '-f', 'unix'], odd);
    expect(both.out).toContain('[error/missing-timeout]');
    expect(both.out).not.toContain('│');
  });
});

interface Located {
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[];
}
