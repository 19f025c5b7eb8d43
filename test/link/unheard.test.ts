import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** Whether what starts over is told as a retry of the call, by how the failure gets there. */
const starts = (source: string): readonly string[] => {
  const { calls } = analyse(source);
  expect(calls.length).toBeGreaterThan(0);
  const kinds = calls.flatMap(({ layers, paths }) => [layers, ...paths.map((path) => path.layers)]).flat();
  return [...new Set(kinds.flatMap((layer) => (layer.kind === 'retry' ? [layer.form] : [])))];
};

const sleep = 'const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));';
const load = 'const load = async (url: string) => (await fetch(url)).json();';
const inHandler = (work: string): string => `
  ${sleep}
  ${load}
  export async function go(url: string) { await again(() => load(url)); }
  async function again(f: () => unknown) {
    try {
      ${work}
    } catch (e) {
      console.error(e);
      await sleep(15000);
      await again(f);
    }
  }
`;

test.each([
  ['waits for it', 'await f();', ['recursion']],
  ['waits for it and gives it back', 'return await f();', ['recursion']],
  ['waits for what is chained to it', 'await (f() as Promise<void>).then(() => console.log("done"));', ['recursion']],
  ['lets it go', 'f();', []],
  ['lets it go by a word', 'void f();', []],
  ['gives it back as it is', 'return f();', []],
  ['lets go what is chained to it', '(f() as Promise<void>).finally(() => console.log("done"));', []],
])('a handler that starts over, where its function %s', (_, work, forms) => {
  expect(starts(inHandler(work))).toEqual(forms);
});

const looped = (work: string): string => `
  ${sleep}
  ${load}
  export async function go(url: string) { await again(() => load(url)); }
  async function again(f: () => unknown) {
    while (true) {
      try { ${work} break; } catch { await sleep(1000); }
    }
  }
`;

test.each([
  ['waits for it', 'await f();', ['loop']],
  ['lets it go', 'f();', []],
])('a loop whose body %s', (_, work, forms) => {
  expect(starts(looped(work))).toEqual(forms);
});

const around = (made: string): string => `
  ${load}
  const made = (url: string) => ${made};
  export async function go(url: string) {
    await made(url).catch(async () => { await go(url); });
  }
`;

test.each([
  ['is waited for in an asynchronous executor', 'new Promise(async (resolve, reject) => { await load(url); resolve(1); })', []],
  ['is given back by the executor', 'new Promise((resolve, reject) => { return load(url).then(async () => resolve(1)); })', []],
  [
    'is waited for behind a step of it',
    'new Promise((resolve, reject) => { Promise.resolve().then(async () => { await load(url); resolve(1); }); })',
    [],
  ],
  ['hands on the answer only', 'new Promise((resolve) => load(url).then(resolve))', []],
  ['is let go for each', '(async () => { [url].forEach(async (one) => { await load(one); }); })()', []],
  ['is handed on', 'new Promise((resolve, reject) => load(url).then(resolve, reject))', ['recursion']],
  ['is handed on by another handler', 'new Promise((resolve, reject) => { load(url).then(resolve).catch(reject); })', ['recursion']],
  [
    'is handed on by a handler in place',
    'new Promise((resolve, reject) => { load(url).then(resolve).catch((e) => { reject(e); }); })',
    ['recursion'],
  ],
  [
    'is told in a handler',
    'new Promise(async (resolve, reject) => { try { resolve(await load(url)); } catch (e) { reject(e); } })',
    ['recursion'],
  ],
  [
    'is told from a function of its own',
    'new Promise((resolve, reject) => { const run = async () => { try { resolve(await load(url)); } catch (e) { reject(e); } }; run(); })',
    ['recursion'],
  ],
  ['resolves to it', 'new Promise((resolve) => { resolve(load(url)); })', ['recursion']],
  ['is waited for', '(async () => { await load(url); })()', ['recursion']],
  ['is reported at the call', 'load(url).catch(console.error)', []],
  ['is reported and forgotten at the call', 'load(url).catch((e) => { console.error(e); })', []],
  ['is reported where it is asked for', '(async () => load(url).catch((e) => console.error(e)))()', []],
  ['is given something in its place', 'load(url).catch(() => null)', []],
  ['is thrown on at the call', 'load(url).catch((e) => { console.error(e); throw e; })', ['recursion']],
])('a promise whose work %s', (_, made, forms) => {
  expect(starts(around(made))).toEqual(forms);
});

test('what is called back tells of a failure, though its call is let go', () => {
  const source = (work: string): string => `
    import https from 'node:https';
    const page = (url: string) => new Promise((resolve, reject) => { ${work} });
    export async function go(url: string) { await page(url).catch(async () => { await go(url); }); }
  `;
  expect(starts(source("https.get(url, resolve).on('error', reject);"))).toEqual(['recursion']);
  expect(starts(source("const request = https.get(url, resolve); request.on('error', reject);"))).toEqual(['recursion']);
});

test('what a function further in reports and forgets starts nothing over outside', () => {
  const source = (end: string): string => `
    ${load}
    const ranges = { fetch: (url: string) => load(url).then((all) => { console.log(all); })${end} };
    export async function start(url: string): Promise<void> {
      return Promise.resolve()
        .then(() => ranges.fetch(url))
        .then(() => { console.log('up'); })
        .catch((error) => { console.error(error); setTimeout(() => start(url), 1000); });
    }
  `;
  expect(starts(source(''))).toEqual(['timer']);
  expect(starts(source('.catch((error) => { console.error(error.message); })'))).toEqual([]);
  expect(starts(source('.catch((error) => { throw new Error(error.message); })'))).toEqual(['timer']);
});

test('in one chain, an earlier handler keeps a failure from a later one', () => {
  const source = (first: string): string => `
    ${load}
    export function start(url: string): Promise<unknown> {
      return load(url)${first}.then(() => { console.log('up'); }).catch(() => { setTimeout(() => start(url), 1000); });
    }
  `;
  expect(starts(source(''))).toEqual(['timer']);
  expect(starts(source('.catch(console.error)'))).toEqual([]);
  expect(starts(source('.catch((error) => { throw error; })'))).toEqual(['timer']);
});

const waitsFor = (round: string): string => `
  ${sleep}
  export async function confirmed(url: string, ms: number) {
    const end = Date.now() + ms;
    while (Date.now() < end) {
      const answer = await fetch(url);
      ${round}
      await sleep(1000);
    }
  }
`;

test.each([
  ['an outage leaves it', 'if (answer.status === 200) return; else if (answer.status >= 500) break;', []],
  [
    'only what is not there goes round',
    'if (answer.status !== 404 && answer.status !== 425) return;\n if (answer.status >= 500) throw new Error();',
    [],
  ],
  ['what is no success goes round', 'if (answer.status === 200) return;', ['loop']],
  ['a good answer goes round that is not done', 'if (answer.status === 200 && answer.headers.has("done")) return;', []],
  ['the same is left out', 'if (!answer.ok || !answer.headers.has("done")) { await sleep(10); continue; } return answer;', []],
  ['it is no success, or late', 'if (answer.status === 200 && ms > 100) return;', ['loop']],
  ['it is one of two statuses', 'if (answer.status === 200 || answer.status === 201) return;', ['loop']],
  ['an outage goes round', 'if (answer.status < 500) return;', ['loop']],
  ['too many go round', 'if (answer.status !== 429) return;', ['loop']],
])('a loop that asks until something is there, where %s', (_, round, forms) => {
  expect(starts(waitsFor(round))).toEqual(forms);
});

test('a function that asks until something is there is no retry where an outage ends it', () => {
  const source = (given: string): string => `
    export async function confirmed(url: string): Promise<Response> {
      const answer = await fetch(url);
      ${given}
      if (!answer.ok) return confirmed(url);
      return answer;
    }
  `;
  expect(starts(source(''))).toEqual(['recursion']);
  expect(starts(source('if (answer.status >= 500) throw new Error("down");'))).toEqual([]);
});

const works = (round: string): string => `
  ${sleep}
  declare const queue: { take(): Promise<{ rows: { url: string }[] }>; url: string };
  const run = (job: { url: string }, url = job.url) => fetch(url);
  export async function next(url: string) {
    while (true) {
      try {
        ${round}
      } catch { await sleep(1000); }
    }
  }
`;

test.each([
  [
    'works off what its round took',
    'const { rows } = await queue.take(); const job = rows[0]; if (!job) { await sleep(1000); continue; } return await run(job);',
    [],
  ],
  ['takes what it works on in any round', 'const { rows } = await queue.take(); const job = rows[0]!; return await run(job);', ['loop']],
  [
    'sends what it was given by what its round took',
    'const { rows } = await queue.take(); const job = rows[0]; if (!job) { await sleep(1000); continue; } return await run(job, url);',
    ['loop'],
  ],
  ['works on what it was given', 'return await run({ url });', ['loop']],
])('a loop that %s', (_, round, forms) => {
  expect(starts(works(round))).toEqual(forms);
});

const opened = (rest: string, more = ''): string => `
  import { once } from 'node:events';
  import WebSocket from 'ws';
  export class Browser {
    ws?: WebSocket;
    async launch(url: string) {
      this.ws = new WebSocket(url);
      ${rest}
    }
    ${more}
  }
  export async function launched(url: string) {
    for (let i = 0; i < 3; i++) {
      const browser = new Browser();
      try { await browser.launch(url); return browser; } catch { browser.ws?.close(); }
    }
  }
`;

test.each([
  ['is told to nobody', opened('await new Promise((resolve) => this.ws!.once("open", resolve));'), []],
  [
    'is not told that it is closed, but where it is to be',
    opened(
      'await new Promise((resolve) => this.ws!.once("open", resolve));',
      'end() { return new Promise((resolve) => this.ws!.on("close", resolve)); }',
    ),
    [],
  ],
  [
    'rejects',
    opened('await new Promise((resolve, reject) => { this.ws!.once("open", resolve); this.ws!.once("error", reject); });'),
    ['loop'],
  ],
  [
    'rejects by a member',
    opened('await new Promise((resolve, reject) => { this.ws!.onopen = resolve; this.ws!.onclose = reject; });'),
    ['loop'],
  ],
  ['is told elsewhere', opened('this.listen();', 'listen() { this.ws!.on("error", (error) => { throw error; }); }'), ['loop']],
  ['is handed on', opened('await once(this.ws, "open");'), ['loop']],
  ['is given back', opened('return this.ws;'), ['loop']],
])('the failure of a socket that a method holds %s', (_, source, forms) => {
  expect(starts(source)).toEqual(forms);
});

test.each([
  ['an error', 'if (error) again(attempt);', ['timer']],
  ['an error, or goes on', 'if (!error) { console.log("up"); } else again(attempt);', ['timer']],
  ['no error', 'if (!error) again(attempt);', []],
  ['whatever came', 'again(attempt);', []],
])('what a call calls back starts over for %s', (_, back, forms) => {
  const source = `
    import mysql from 'mysql';
    const connection = mysql.createConnection({ host: 'a.test' });
    function connect(attempt: number) {
      try {
        connection.query('select 1', (error) => { ${back} });
      } catch (error) {
        again(attempt);
      }
    }
    function again(attempt: number) {
      if (attempt === 30) process.exit(1);
      setTimeout(() => connect(attempt + 1), 5000);
    }
    connect(0);
  `;
  expect(starts(source)).toEqual(forms);
});
