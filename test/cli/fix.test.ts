import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { check } from '../../src/cli/check';
import { unifiedDiff } from '../../src/cli/diff';
import { readRequest } from '../../src/cli/request';
import { plain } from '../../src/cli/terminal';
import { rewrite } from '../../src/cli/write';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'breakwater-fix-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

async function run(...argv: readonly string[]): Promise<{ code: number; out: string; note: string }> {
  const said = { out: '', note: '' };
  const request = readRequest([...argv, '--no-cache', '--no-progress', ...(argv.some((one) => one.startsWith('/')) ? [] : [folder])]);
  const code = await check(request, {
    out: (text) => {
      said.out += text;
    },
    note: (text) => {
      said.note += text;
    },
    paint: plain,
    watched: false,
  });
  return { code, ...said };
}

const bare = 'export const user = async (url: string) => (await fetch(url)).json();\n';
const bounded = 'export const user = async (url: string) => (await fetch(url, { signal: AbortSignal.timeout(5000) })).json();\n';
const seconds = "import axios from 'axios';\n\nexport const user = () => axios.get('https://x.test', { timeout: 30 });\n";

test('fix mends what is safe, says so, and says what is left', async () => {
  write({ 'a.ts': bare, 'b.ts': seconds });
  const { code, note, out } = await run('fix');
  expect(read('a.ts')).toBe(bounded);
  expect(read('b.ts')).toBe(seconds);
  expect(note).toMatch(
    /^Mended 1 finding in 1 file; (\d+) are left, \d+ of them remarks \(--fix-rule NAME or --fix=all mends what it can of those\)\.\n$/,
  );
  expect(out).toContain('timeout-unit');
  expect(out).not.toContain('missing-timeout');
  expect(code).toBe(1);
});

test('check --fix is the same, and a second run has nothing to do', async () => {
  write({ 'a.ts': bare });
  await run('check', '--fix');
  expect(read('a.ts')).toBe(bounded);
  const { mtimeMs } = statSync(join(folder, 'a.ts'));
  expect((await run('fix')).note).toBe('');
  expect(statSync(join(folder, 'a.ts')).mtimeMs).toBe(mtimeMs);
});

test('--fix=suggestions goes further, --fix-rule less far', async () => {
  write({ 'a.ts': bare, 'b.ts': seconds });
  await run('check', '--fix=suggestions', '--fix-rule', 'timeout-unit');
  expect([read('a.ts'), read('b.ts')]).toEqual([bare, seconds.replace('timeout: 30', 'timeout: 30000')]);
});

test('--fix-dry-run writes nothing, and standard output is a diff alone', async () => {
  write({ 'a.ts': bare });
  const { out, note } = await run('check', '--fix-dry-run');
  expect(read('a.ts')).toBe(bare);
  expect(out.split('\n').slice(2)).toEqual(['@@ -1 +1 @@', `-${bare.trimEnd()}`, `+${bounded.trimEnd()}`, '']);
  expect(out).toMatch(/^--- a\/.*a\.ts\n\+\+\+ b\/.*a\.ts\n/);
  expect(note).toContain('outgoing call');
});

test('edits that meet are made in passes, and one number serves them all', async () => {
  write({
    'a.ts':
      "export const all = async () => [await fetch('https://x.test/1'), await fetch('https://x.test/2'), await fetch('https://x.test/3')];\n",
  });
  await run('fix');
  expect(read('a.ts')).toBe(
    "const REQUEST_TIMEOUT_MS = 5000;\n\nexport const all = async () => [await fetch('https://x.test/1', { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) }), await fetch('https://x.test/2', { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) }), await fetch('https://x.test/3', { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) })];\n",
  );
});

test('a file keeps its mode, its byte-order mark and its line ends, and a link stays one', async () => {
  write({ 'real/a.ts': `\ufeff// a\r\n${bare.replace('\n', '\r\n')}` });
  chmodSync(join(folder, 'real/a.ts'), 0o755);
  symlinkSync('real/a.ts', join(folder, 'link.ts'));
  await run('fix');
  expect(read('real/a.ts')).toBe(`\ufeff// a\r\n${bounded.replace('\n', '\r\n')}`);
  expect(statSync(join(folder, 'real/a.ts')).mode & 0o777).toBe(0o755);
  expect(readdirSync(folder).sort()).toEqual(['link.ts', 'real']);
  expect(readdirSync(join(folder, 'real'))).toEqual(['a.ts']);
});

test('files that were not asked for are left alone', async () => {
  write({
    'http.ts': "import axios from 'axios';\nexport const api = axios.create({});\n",
    'a.ts': "import { api } from './http';\nexport const a = () => api.get('/a');\nexport const b = () => api.get('/b');\n",
  });
  await run('fix', join(folder, 'a.ts'));
  expect(read('http.ts')).toContain('axios.create({})');
  await run('fix');
  expect(read('a.ts') + read('http.ts')).toContain('timeout');
});

test('a file that was changed meanwhile is not written', () => {
  write({ 'a.ts': 'new\n' });
  expect(rewrite(join(folder, 'a.ts'), 'old\n', 'mended\n')).toBe(false);
  expect(read('a.ts')).toBe('new\n');
  expect(rewrite(join(folder, 'b.ts'), undefined, 'made\n')).toBe(true);
  expect(rewrite(join(folder, 'b.ts'), undefined, 'made again\n')).toBe(false);
  expect([read('b.ts'), readdirSync(folder).sort()]).toEqual(['made\n', ['a.ts', 'b.ts']]);
});

test('a file that does not parse stays as it is', async () => {
  const broken = `${bare}export const = ;\n`;
  write({ 'a.ts': broken, 'b.ts': bare });
  await run('fix');
  expect([read('a.ts'), read('b.ts')]).toEqual([broken, bounded]);
});

test('--format json names the fixes of each finding, best first', async () => {
  write({ 'a.ts': bare });
  const { out } = await run('check', '--format', 'json');
  const { findings } = JSON.parse(out);
  const mine = findings.find(({ rule }: { rule: string }) => rule === 'missing-timeout');
  expect(mine.fixes[0]).toEqual({ title: 'Set `signal: AbortSignal.timeout(5000)` on this call', remedy: 'abort-signal', safety: 'safe' });
});

test('a unified diff is what patch reads, also without a last line end', () => {
  expect(unifiedDiff('a', 'x\ny', 'x\nz')).toBe(
    '--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n x\n-y\n\\ No newline at end of file\n+z\n\\ No newline at end of file\n',
  );
  expect(unifiedDiff('a', undefined, 'x\n')).toBe('--- /dev/null\n+++ b/a\n@@ -0,0 +1 @@\n+x\n');
});

test('changes far apart in a long file are shown as such', () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => (i % 3 === 0 ? '' : `line ${i}`));
  const before = `${lines.join('\n')}\n`;
  const after = before.replace('line 1\n', 'first\n').replace('line 19999\n', 'last\n');
  expect(unifiedDiff('a', before, after).match(/^(?:@@|[-+][^-+]).*$/gm)).toEqual([
    '@@ -1,5 +1,5 @@',
    '-line 1',
    '+first',
    '@@ -19997,4 +19997,4 @@',
    '-line 19999',
    '+last',
  ]);
});

test('what --fix-dry-run shows is what `patch` makes of it: spaces in names, byte-order marks, line ends, ends without one', async () => {
  const files = {
    'bare.ts': bare.trimEnd(),
    'lines.ts': bare.replaceAll('\n', '\r\n'),
    'marked and spaced.ts': `\ufeff${bare}`,
  };
  write(files);
  const { out } = await run('check', '--fix-dry-run');
  execFileSync('patch', ['-p1', '--binary', '--silent'], { cwd: folder, input: out.replaceAll(`${relative('', folder)}/`, '') });
  const patched = Object.keys(files).map(read);
  write(files);
  await run('check', '--fix');
  expect(patched).toEqual(Object.keys(files).map(read));
  expect(patched.every((text) => text.includes('AbortSignal.timeout(5000)'))).toBe(true);
});

const ask = (host: string, name: string) =>
  `export const ${name} = async (id: string) => (await fetch('https://${host}/' + id, { method: 'POST', signal: AbortSignal.timeout(1000) })).ok;\n`;

/** The constants at the top of a text, each as often as it is declared there. */
const constants = (text: string): string[] => [...text.matchAll(/^const (\w+) = /gm)].map(([, name]) => name ?? '').sort();

test('each service has a breaker of its own, also where its name says little', async () => {
  const call = (host: string) => `axios.get('https://${host}.example/' + id, { timeout: 1000 })`;
  const hosts = ['api', 's3', 'users', 'x'];
  write({
    'package.json': '{ "dependencies": { "axios": "*", "cockatiel": "*" } }',
    'a.ts': `import axios from 'axios';\n\n${hosts.map((host) => `export const ${host} = (id: string) => ${call(host)};\n`).join('')}`,
  });
  await run('fix', '--fix=suggestions', '--fix-rule', 'missing-breaker');
  for (const host of hosts.slice(1))
    expect(read('a.ts')).toContain(`const ${host} = (id: string) => ${host}Breaker.execute(() => ${call(host)});`);
  expect(new Set(constants(read('a.ts'))).size).toBe(hosts.length);
});

test('several constants that are put into one file stand apart by one line', async () => {
  write({
    'package.json': '{ "dependencies": { "axios": "*" } }',
    'a.ts': `import axios from 'axios';
export const one = (id: string) => axios.get('https://users.example/' + id, { timeout: 1000 });
export const two = (id: string) => axios.get('https://teams.example/' + id, { timeout: 1000 });
export const three = (id: string) => axios.get('https://places.example/' + id, { timeout: 1000 });
`,
  });
  await run('fix', '--fix=suggestions', '--fix-rule', 'missing-breaker');
  expect(constants(read('a.ts'))).toHaveLength(3);
  expect(read('a.ts')).not.toMatch(/\n\n\n/);
});

test('two fixes of one pass that want one name for different things follow each other', async () => {
  write({
    'package.json': '{ "dependencies": { "axios": "*", "cockatiel": "*" } }',
    'a.ts': `import axios from 'axios';
import { timeout, TimeoutStrategy } from 'cockatiel';

const client = axios.create({ timeout: 1000 });
const t = timeout(2000, TimeoutStrategy.Aggressive);
export const one = () => t.execute(() => axios.get('https://users.example/1', { timeout: 1000 }));
export const two = () => client.get('https://users.example/2');
`,
  });
  await run('fix', '--fix=all');
  const mended = read('a.ts');
  expect(constants(mended)).toEqual([...new Set(constants(mended))]);
  expect(mended).toMatch(/const two = \(\) => \w+\.execute\(\(\) => client\.get\('https:\/\/users\.example\/2'\)\);/);
  await run('fix', '--fix=all');
  expect(read('a.ts')).toBe(mended);
});

test('what is told once for a dependency is mended in each file that calls it, and leaves nothing for a second run', async () => {
  const hosts = ['api.users.example', 'api.teams.example', 'api.plans.example'];
  const files = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  write({ 'package.json': '{ "type": "module", "dependencies": { "express": "4.0.0" } }' });
  for (const file of files)
    write({ [`src/${file}.ts`]: hosts.flatMap((host, i) => [ask(host, `one${i}`), ask(host, `two${i}`)]).join('') });
  await run('check', '--fix=suggestions', '--fix-rule', 'missing-breaker');
  for (const file of files) {
    const text = read(`src/${file}.ts`);
    expect(text.match(/Breaker\.run\(\(\) => fetch/g)).toHaveLength(6);
    expect(text.match(/const \w+Breaker = new CircuitBreaker\(\);/g)?.toSorted()).toEqual([
      'const plansBreaker = new CircuitBreaker();',
      'const teamsBreaker = new CircuitBreaker();',
      'const usersBreaker = new CircuitBreaker();',
    ]);
  }
  expect((await run('check', '--fix-dry-run', '--fix=suggestions', '--fix-rule', 'missing-breaker')).out).not.toContain('+++');
});

test('what all calls of an instance are about to be told is told none of them before, and a breaker waits until each is bounded', async () => {
  const client = (options: string): string =>
    `import axios from 'axios';\n\nexport const api = axios.create({ baseURL: 'https://api.users.example'${options} });\n`;
  write({
    'package.json': '{ "type": "module", "dependencies": { "express": "4.0.0", "axios": "1.7.0" } }',
    'src/client.ts': client(''),
    'src/a.ts': `import { api } from './client';\n\nexport const one = async () => (await api.get('/one')).data;\nexport const two = async () => (await api.get('/two')).data;\n`,
    'src/b.ts': `import { createReadStream } from 'node:fs';\nimport { api } from './client';\n\nexport const file = async () => (await api.post('/file', createReadStream('a'))).data;\n`,
  });
  await run('fix', '--fix=safe');
  expect([read('src/client.ts'), read('src/a.ts')].join('')).not.toContain('5000');
  await run('fix', '--fix=suggestions', '--rule', 'missing-breaker=warning');
  expect(read('src/client.ts')).toBe(client(', timeout: 60000'));
  expect((read('src/a.ts') + read('src/b.ts')).match(/Breaker\.run\(/g)).toHaveLength(3);
  expect((await run('check', '--fix-dry-run', '--fix=suggestions', '--rule', 'missing-breaker=warning')).out).not.toContain('+++');
});

test('what is told at an instance that takes no bound is mended at each of its calls, and leaves nothing for a second run', async () => {
  const names = ['one', 'two', 'three'];
  write({
    'package.json': '{ "type": "module", "dependencies": { "express": "4.0.0", "@supabase/supabase-js": "2.45.0" } }',
    'src/client.ts': `import { createClient } from '@supabase/supabase-js';\n\nexport const db = createClient('https://x.supabase.co', 'k');\n`,
    ...Object.fromEntries(
      ['a', 'b', 'c'].map((file) => [
        `src/${file}.ts`,
        `import { db } from './client';\n\n${names.map((name) => `export const ${name} = async () => await db.from('${name}').select('*');\n`).join('')}`,
      ]),
    ),
  });
  await run('fix', '--fix=suggestions');
  for (const file of ['a', 'b', 'c'])
    expect(read(`src/${file}.ts`).match(/\.abortSignal\(AbortSignal\.timeout\(\w+\)\);/g)).toHaveLength(3);
  expect((await run('check', '--fix-dry-run', '--fix=suggestions')).out).not.toContain('+++');
});

test('a client that two branches make is told its bound in both, beside what else is mended, and a second run finds nothing', async () => {
  write({
    'package.json': '{ "type": "module", "dependencies": { "googleapis": "144.0.0", "google-auth-library": "9.15.0" } }',
    'src/mail.js': `import { google } from 'googleapis';

export async function open(email, key, token) {
  let auth;
  if (key) {
    auth = new google.auth.JWT({ email, key });
    await auth.authorize();
  } else {
    auth = new google.auth.OAuth2();
    auth.credentials = { access_token: token };
  }
  return google.gmail({ version: 'v1', auth });
}

export const other = () => fetch('https://other.test/now');
`,
  });
  await run('fix', '--fix=suggestions');
  expect(read('src/mail.js').match(/transporterOptions: \{ timeout: REQUEST_TIMEOUT_MS \}/g)).toHaveLength(2);
  expect((await run('check', '--fix-dry-run', '--fix=suggestions')).out).not.toContain('+++');
});

test('but not at each of a crowd of calls, unless that is asked for', async () => {
  const many = Array.from({ length: 25 }, (_, i) => `export const row${i} = async () => await db.from('t').select('c${i}');\n`).join('');
  write({
    'package.json': '{ "type": "module", "dependencies": { "express": "4.0.0", "@supabase/supabase-js": "2.45.0" } }',
    'src/rows.ts': `import { createClient } from '@supabase/supabase-js';\n\nconst db = createClient('https://x.supabase.co', 'k');\n${many}`,
  });
  await run('fix', '--fix=suggestions');
  expect(read('src/rows.ts')).not.toContain('abortSignal');
  await run('fix', '--fix=all', '--fix-rule', 'missing-timeout');
  expect(read('src/rows.ts').match(/\.abortSignal\(/g)).toHaveLength(25);
});

test('a remark is left alone until its rule, its level or --fix=all asks for it', async () => {
  const program = `import axios from 'axios';\n\nexport const users = async () => (await axios.get('https://api.users.example/users', { timeout: 5000 })).data;\n`;
  const asked: [string[], boolean][] = [
    [['--fix=suggestions'], false],
    [['--fix=suggestions', '--fix-rule', 'missing-breaker'], true],
    [['--fix=suggestions', '--rule', 'missing-breaker=warning'], true],
    [['--fix=all'], true],
  ];
  for (const [flags, mended] of asked) {
    write({ 'package.json': '{ "type": "module", "dependencies": { "express": "4.0.0", "axios": "1.7.0" } }', 'src/a.ts': program });
    await run('fix', ...flags);
    expect(read('src/a.ts').includes('Breaker'), flags.join(' ')).toBe(mended);
  }
});
