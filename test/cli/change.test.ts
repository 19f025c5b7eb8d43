import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { begin, inside, project, write } from './command';

begin();

const settled = 'import axios from "axios";\nexport const api = axios.create({ timeout: 2000 });\n';
const user = 'import { api } from "./http";\nexport const user = () => api.get("/user");\n';
const old = 'export const old = () => fetch("https://old.example.com");\n';

function git(folder: string, ...args: string[]): string {
  return execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main', ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  });
}

function repository(files: Readonly<Record<string, string>>): string {
  const folder = project(files);
  git(folder, 'init', '-q');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'first');
  return folder;
}

const found = async (folder: string, args: readonly string[], cwd = folder, env = {}): Promise<readonly string[]> => {
  const { out, err } = await inside(['-f', 'json', '--only', 'missing-timeout', ...args], cwd, env);
  expect(err).toBe('');
  return JSON.parse(out).findings.map((finding: { path: string; line: number }) => `${finding.path}:${finding.line}`);
};

const base = { 'src/http.ts': settled, 'src/user.ts': user, 'src/old.ts': old };

describe('what a change made worse', () => {
  test('nothing changed: nothing is reported', async () => {
    const folder = repository(base);
    expect(await found(folder, ['--changed'])).toEqual([]);
    expect(await found(folder, ['--since', 'HEAD'])).toEqual([]);
    expect(await found(folder, ['--staged'])).toEqual([]);
  });
  test('new files, new calls, and no old ones that merely moved', async () => {
    const folder = repository(base);
    write(folder, { 'src/new.ts': old, 'src/old.ts': `// moved\n\n${old}export const more = () => fetch("https://more.example.com");\n` });
    expect(await found(folder, ['--changed'])).toEqual(['src/new.ts:1', 'src/old.ts:4']);
  });
  test('call sites whose default changed in another file', async () => {
    const folder = repository(base);
    write(folder, { 'src/http.ts': settled.replace('{ timeout: 2000 }', '{}') });
    expect(await found(folder, ['--changed'])).toEqual(['src/user.ts:2']);
  });
  test('a file under a new name brings nothing new', async () => {
    const folder = repository(base);
    git(folder, 'mv', 'src/old.ts', 'src/older.ts');
    expect(await found(folder, ['--changed'])).toEqual([]);
    expect(await found(folder, ['--staged'])).toEqual([]);
  });
  test('names with spaces and letters of all kinds', async () => {
    const folder = repository({ 'ä b/ü (1).ts': 'export {};\n' });
    write(folder, { 'ä b/ü (1).ts': old, 'ä b/"new".ts': old });
    expect(await found(folder, ['--changed'])).toEqual(['ä b/"new".ts:1', 'ä b/ü (1).ts:1']);
  });
  test('from a folder below the top', async () => {
    const folder = repository({ 'app/a.ts': 'export {};\n', 'lib/b.ts': 'export {};\n' });
    write(folder, { 'app/a.ts': old, 'lib/b.ts': old });
    expect(await found(folder, ['--changed'], join(folder, 'app'))).toEqual(['a.ts:1']);
  });
  test('since a revision, on a branch that has gone on', async () => {
    const folder = repository(base);
    git(folder, 'checkout', '-qb', 'topic');
    write(folder, { 'src/new.ts': old });
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'topic');
    git(folder, 'checkout', '-q', 'main');
    write(folder, { 'src/main.ts': old });
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'main goes on');
    git(folder, 'checkout', '-q', 'topic');
    expect(await found(folder, ['--since', 'main'])).toEqual(['src/new.ts:1']);
    expect(await found(folder, ['--changed'])).toEqual(['src/new.ts:1']);
    expect(await found(folder, ['--changed'], folder, { GITHUB_BASE_REF: 'main' })).toEqual(['src/new.ts:1']);
  });
  test('staged: what the index holds, not what the editor holds', async () => {
    const folder = repository(base);
    write(folder, { 'src/old.ts': `${old}export const staged = () => fetch("https://staged.example.com");\n` });
    git(folder, 'add', '.');
    write(folder, {
      'src/old.ts': `${old}export const staged = 1;\nexport const later = () => fetch("https://later.example.com");\n`,
      'src/free.ts': old,
    });
    expect(await found(folder, ['--staged'])).toEqual(['src/old.ts:2']);
    rmSync(join(folder, 'src/old.ts'));
    expect(await found(folder, ['--staged'])).toEqual(['src/old.ts:2']);
  });
  test('the first commit of all', async () => {
    const folder = project({ 'a.ts': old });
    git(folder, 'init', '-q');
    git(folder, 'add', '.');
    expect(await found(folder, ['--staged'])).toEqual(['a.ts:1']);
  });
});

describe('never everything and never nothing', () => {
  const wrong = async (folder: string, args: readonly string[], env = {}): Promise<string> => {
    const { code, out, err } = await inside(args, folder, env);
    expect([code, out]).toEqual([2, '']);
    return err.trimEnd();
  };
  test('an unknown revision, and what to run', async () => {
    const folder = repository(base);
    expect(await wrong(folder, ['--since', 'nope'])).toBe(
      'There is no revision `nope` here; run `git fetch origin nope:refs/remotes/origin/nope` first.',
    );
    expect(await wrong(folder, ['--changed'], { GITHUB_BASE_REF: 'release' })).toContain(
      '`git fetch origin release:refs/remotes/origin/release`',
    );
    expect(await wrong(folder, ['--since', '--all'])).toMatch(/^There is no revision|needs a value/);
  });
  test('a shallow clone, and what to run; after it, the answer is there', async () => {
    const upstream = repository(base);
    git(upstream, 'checkout', '-qb', 'topic');
    write(upstream, { 'src/new.ts': old });
    git(upstream, 'add', '.');
    git(upstream, 'commit', '-qm', 'topic');
    const home = project();
    git(home, 'clone', '-q', '--depth', '1', '--branch', 'topic', `file://${upstream}`, 'clone');
    const clone = join(home, 'clone');
    const said = await wrong(clone, ['--since', 'main']);
    expect(said).toBe('There is no revision `main` here; run `git fetch --unshallow origin main:refs/remotes/origin/main` first.');
    const [, command = ''] = /run `git ([^`]*)`/.exec(said) ?? [];
    git(clone, ...command.split(' '));
    expect(await found(clone, ['--since', 'main'])).toEqual(['src/new.ts:1']);
  });
  test('a clone that knows the branch but not where it forked', async () => {
    const upstream = repository(base);
    git(upstream, 'checkout', '-qb', 'topic');
    for (const name of ['one', 'two']) {
      write(upstream, { [`src/${name}.ts`]: old });
      git(upstream, 'add', '.');
      git(upstream, 'commit', '-qm', name);
    }
    const home = project();
    git(home, 'clone', '-q', '--depth', '1', '--no-single-branch', '--branch', 'topic', `file://${upstream}`, 'clone');
    expect(await wrong(join(home, 'clone'), ['--since', 'origin/main'])).toBe(
      'This clone is too shallow to know where the branch left `origin/main`; run `git fetch --unshallow` first.',
    );
  });
});
