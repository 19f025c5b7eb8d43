// Measures the language server over its protocol on a project of many files, made anew in a scratch folder.
// `start` is the first answer about an opened document since the process began, `whole` the one that rests on the whole project.
// node scripts/bench-editor.mjs [files] [edits] [starts]
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

const files = Number(process.argv[2] ?? 2000);
const edits = Number(process.argv[3] ?? 200);
const starts = Number(process.argv[4] ?? 3);
const root = mkdtempSync(join(tmpdir(), 'bw-bench-'));
const uri = (file) => pathToFileURL(join(root, file)).toString();
const names = makeProject();
const samples = { start: [], whole: [], keystroke: [], dependency: [], hover: [], actions: [], fixAll: [] };
/** Of the same, what the server's own thread worked: on a busy machine the wall clock tells of others. */
const worked = { start: [], whole: [], keystroke: [], dependency: [], hover: [], actions: [], fixAll: [] };
let peak = 0;

try {
  for (let i = 1; i <= starts; i++) await session(i === starts);
  report();
} finally {
  rmSync(root, { recursive: true, force: true });
}

/** One run of the server; only the last one is measured in full, the others only for their start. */
async function session(full) {
  const started = performance.now();
  const server = spawn(process.execPath, [resolve('dist/server.js'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => ({})));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  const capabilities = {
    workspace: {
      configuration: true,
      workspaceFolders: true,
      diagnostics: { refreshSupport: true },
      workspaceEdit: { documentChanges: true },
    },
    textDocument: { diagnostic: {}, codeAction: { resolveSupport: { properties: ['edit'] } } },
  };
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: uri(''),
    workspaceFolders: [{ uri: uri('').replace(/\/$/, ''), name: 'bench' }],
    capabilities,
  });
  await connection.sendNotification('initialized', {});
  const open = new Map();
  const openFile = async (file) => {
    const text = readFileSync(join(root, file), 'utf8');
    open.set(file, { text, version: 1 });
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: uri(file), languageId: 'typescript', version: 1, text },
    });
  };
  const change = async (file, at, text) => {
    const document = open.get(file);
    const before = document.text.slice(0, at).split('\n');
    const start = { line: before.length - 1, character: before.at(-1).length };
    document.text = document.text.slice(0, at) + text + document.text.slice(at);
    document.version++;
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uri(file), version: document.version },
      contentChanges: [{ range: { start, end: start }, text }],
    });
  };
  const pull = (file) => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: uri(file) } });
  const work = () => {
    try {
      return Number(readFileSync(`/proc/${server.pid}/task/${server.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
    } catch {
      return Number.NaN;
    }
  };
  const timed = async (name, run) => {
    const [begin, cpu] = [performance.now(), work()];
    const answer = await run();
    samples[name].push(performance.now() - begin);
    worked[name].push(work() - cpu);
    return answer;
  };
  const [first = '', second = ''] = names;
  await openFile(first);
  const { items } = await pull(first);
  samples.start.push(performance.now() - started);
  worked.start.push(work());
  if (items.length === 0) throw new Error('The benchmark found nothing to report.');
  // A pointer waits until the whole project is known; what is said then is the whole answer.
  await connection.sendRequest('textDocument/hover', { textDocument: { uri: uri(first) }, position: { line: 0, character: 0 } });
  const { items: all } = await pull(first);
  samples.whole.push(performance.now() - started);
  worked.whole.push(work());
  if (all.length < items.length) throw new Error('The first answer was more than the whole one.');
  if (full) {
    await openFile(second);
    await openFile('src/http.ts');
    const typed = '\nexport const more = () => fetch("https://more.example/");\n';
    for (let i = 0; i < edits; i++) {
      const letter = typed[i % typed.length] ?? ' ';
      await change(first, open.get(first).text.length, letter);
      await timed('keystroke', () => pull(first));
      if (i % 10 === 0) {
        await timed('hover', () =>
          connection.sendRequest('textDocument/hover', { textDocument: { uri: uri(first) }, position: items[0].range.start }),
        );
        await timed('actions', () =>
          connection.sendRequest('textDocument/codeAction', {
            textDocument: { uri: uri(first) },
            range: items[0].range,
            context: { diagnostics: [] },
          }),
        );
        await timed('fixAll', () =>
          connection.sendRequest('textDocument/codeAction', {
            textDocument: { uri: uri(first) },
            range: items[0].range,
            context: { diagnostics: [], only: ['source.fixAll.breakwater'] },
          }),
        );
        const on = open.get('src/http.ts').text.includes('timeout');
        const at = open.get('src/http.ts').text.indexOf("'https://api.example'") + "'https://api.example'".length;
        await change('src/http.ts', at, on ? '' : ', timeout: 2000');
        await timed('dependency', () => pull(second));
      }
      const memory = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
      peak = Math.max(peak, memory);
    }
  }
  await connection.sendRequest('shutdown');
  connection.dispose();
  server.kill();
}

function report() {
  const at = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0;
  console.log(`${files} files, ${edits} edits; milliseconds by the clock, and of the server's own work`);
  const columns = ['n', 'median', 'p95', 'worst', 'work median', 'p95', 'worst'];
  console.log(''.padEnd(12) + columns.map((title) => title.padStart(12)).join(''));
  for (const [name, list] of Object.entries(samples)) {
    const own = worked[name];
    const cells = [
      list.length,
      ...[0.5, 0.95, 1].map((share) => at(list, share).toFixed(1)),
      ...[0.5, 0.95, 1].map((share) => at(own, share).toFixed(1)),
    ];
    console.log(name.padEnd(12) + cells.map((cell) => String(cell).padStart(12)).join(''));
  }
  console.log(`peak memory  ${peak.toFixed(0)} MB`);
}

/** A shop of many files: a shared client, services that use it, and code that has nothing to do with networks. */
function makeProject() {
  mkdirSync(join(root, 'src'), { recursive: true });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'bench', dependencies: { axios: '^1.7.0' } }));
  writeFileSync(
    join(root, 'src/http.ts'),
    "import axios from 'axios';\n\nexport const api = axios.create({ baseURL: 'https://api.example' });\n",
  );
  const made = [];
  for (let i = 0; i < files - 1; i++) {
    const folder = `src/part${i % 40}`;
    mkdirSync(join(root, folder), { recursive: true });
    const file = `${folder}/file${i}.ts`;
    const kind = i % 4;
    const helper = `export function total${i}(list: readonly number[]): number {\n  let sum = 0;\n  for (const item of list) sum += item * ${i};\n  return sum;\n}\n`;
    const calls = {
      0: `import { api } from '../http';\n\nexport async function load${i}(id: string): Promise<unknown> {\n  const answer = await api.get(\`/things/\${id}/${i}\`);\n  return answer.data;\n}\n\nexport const save${i} = (thing: unknown) => api.post('/things', thing);\n`,
      1: `import { load${i - 1} } from './../part${(i - 1) % 40}/file${i - 1}';\n\nexport async function both${i}(): Promise<unknown> {\n  const head = await fetch('https://head${i}.example/');\n  return [head, await load${i - 1}('x')];\n}\n`,
      2: '',
      3: `import { total${i - 1} } from './../part${(i - 1) % 40}/file${i - 1}';\n\nexport const twice${i} = (list: readonly number[]) => 2 * total${i - 1}(list);\n`,
    }[kind];
    writeFileSync(
      join(root, file),
      `${calls}${helper.repeat(8).replace(/total(\d+)/g, (_, n, at) => (at < 40 ? `total${n}` : `total${n}_${at}`))}`,
    );
    if (kind === 1) made.unshift(file);
    if (kind === 0) made.push(file);
  }
  return [made[0], made.at(-1)];
}
