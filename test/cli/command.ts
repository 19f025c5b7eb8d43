import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, vi } from 'vitest';
import type { Request } from '../../src/cli/request';
import { run } from '../../src/cli/run';
import { plain, type Terminal, weighed } from '../../src/cli/terminal';

/** How a run ended. */
export interface Ended {
  /** As a shell sees it: 128 and the signal's number where a signal ended it. */
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export const bundle = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Nothing of the surroundings may decide how a test ends. */
const outer = /^(CI|NO_COLOR|FORCE_COLOR|GITHUB_.*|CI_.*|CLAUDECODE|CURSOR_AGENT|GEMINI_CLI|CODEX_SANDBOX|OPENCODE|AMP_.*|BREAKWATER_.*)$/;
const surroundings = Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));

const home = process.cwd();
const made: string[] = [];

/** What each test file of the command begins with: this module lives longer than one of them. */
export function begin(): void {
  // Machines are slow at times, and a test that is given up would leave its working directory to the next.
  vi.setConfig({ testTimeout: 180_000 });
  afterAll(async () => {
    await queue;
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
}

/** A folder of its own with these files; it goes when the test file is done. */
export function project(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'breakwater-cli-')));
  made.push(folder);
  write(folder, files);
  return folder;
}

export function write(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

export { chmodSync as mode, symlinkSync as link };

/** The built command, as users start it. */
export function breakwater(
  args: readonly string[],
  cwd: string,
  more: { readonly input?: string | Buffer; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ended> {
  return started([process.execPath, bundle, ...args], cwd, more);
}

/** Any program, with what it wrote. */
export function started(
  [program = '', ...args]: readonly string[],
  cwd: string,
  { input, env }: { readonly input?: string | Buffer; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ended> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd, env: { ...surroundings, ...env } });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', failed);
    child.on('close', (code, signal) => done({ code: code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 255), out, err }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** The same run inside this process, which costs a tenth: for tables of many rows. One at a time, since a process has one working directory. */
export function inside(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const ended = queue.then(() => alone(args, cwd, env));
  queue = ended.catch(() => undefined);
  return ended;
}

let queue: Promise<unknown> = Promise.resolve();

async function alone(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<Ended> {
  const kept = { ...process.env };
  for (const name of Object.keys(process.env)) if (outer.test(name)) delete process.env[name];
  Object.assign(process.env, env);
  process.chdir(cwd);
  let out = '';
  let err = '';
  const open = (request: Request | undefined): Terminal => ({
    out: (text) => {
      out += text;
    },
    note: weighed(request, (text) => {
      err += text;
    }),
    paint: plain,
    watched: false,
  });
  try {
    return { code: await run(args, open), out, err };
  } finally {
    process.chdir(home);
    for (const name of Object.keys(process.env)) if (!(name in kept)) delete process.env[name];
    Object.assign(process.env, kept);
  }
}

/** A call without a bound: one error. */
export const hangs = "export const user = () => fetch('https://api.example.com/user');\n";
/** The same, bounded and read well: no error. */
export const bounded =
  "export async function user() {\n  const answer = await fetch('https://api.example.com/user', { signal: AbortSignal.timeout(2000) });\n  if (!answer.ok) throw new Error(answer.statusText);\n  return answer.json();\n}\n";
