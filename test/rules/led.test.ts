import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** What leads to a call, who hears of its failure, and who waits for it. */
const told = (rule: string, main: string, files: Record<string, string> = {}): readonly string[] =>
  analyse({ files: { 'package.json': '{ "dependencies": { "express": "5" } }', ...files, 'main.ts': main } })
    .findings.filter((finding) => finding.rule === rule)
    .map((finding) => finding.severity);

const bounded = '{ signal: AbortSignal.timeout(1000) }';

test.each([
  ['awaited', 'return await fetch(url, options);', ['warning']],
  ['returned as it is, past the handler', 'return fetch(url, options);', []],
  ['returned with a tail, past the handler', 'return fetch(url, options).then((answer) => answer.json());', []],
])('a loop around a promise that is %s', (_, body, severities) => {
  const main = `
    const options = ${bounded};
    export async function get(url: string) {
      for (let i = 0; i < 3; i++) {
        try {
          ${body}
        } catch (error) {
          console.warn(error);
        }
      }
    }
  `;
  expect(told('retry-without-backoff', main)).toEqual(severities);
});

test.each([
  ['amqplib', ['warning']],
  ['amqplib/callback_api', []],
])('a loop around a call of %s', (module, severities) => {
  const main = `
    import * as amqp from '${module}';
    export async function tell(channel: amqp.Channel) {
      let tries = 0;
      while (tries < 5) {
        try {
          await channel.assertExchange('events', 'topic', {});
          break;
        } catch {
          tries++;
        }
      }
    }
  `;
  expect(told('retry-without-backoff', main)).toEqual(severities);
});

const writing = (call: string): string => `
  import Stripe from 'stripe';
  import { Kafka } from 'kafkajs';
  const stripe = new Stripe('key');
  const admin = new Kafka({ brokers: ['a'], retry: { retries: 4 } }).admin();
  export async function go(it: { id: string }) {
    for (let i = 0; i < 3; i++) {
      try {
        return await ${call};
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** i));
      }
    }
    return admin;
  }
`;

test.each([
  ['an order', "fetch('https://a.test/orders', { method: 'POST', body: JSON.stringify(it), signal: AbortSignal.timeout(1) })", ['warning']],
  [
    'words of a model',
    "fetch('https://a.test/api', { method: 'POST', body: JSON.stringify({ model: 'm', messages: [it] }), signal: AbortSignal.timeout(1) })",
    [],
  ],
  [
    'what a model answers with, by its address',
    "fetch('https://api.openai.com/v1/responses', { method: 'POST', body: JSON.stringify(it), signal: AbortSignal.timeout(1) })",
    [],
  ],
  [
    'a message to a model, by its address',
    "fetch(`${'https://api.anthropic.com'}/v1/messages`, { method: 'POST', body: JSON.stringify(it), signal: AbortSignal.timeout(1) })",
    [],
  ],
  [
    'a message to somebody',
    "fetch('https://a.test/v1/messages', { method: 'POST', body: JSON.stringify(it), signal: AbortSignal.timeout(1) })",
    ['warning'],
  ],
  [
    'a response to a survey',
    "fetch('https://a.test/forms/1/responses', { method: 'POST', body: JSON.stringify(it), signal: AbortSignal.timeout(1) })",
    ['warning'],
  ],
  ['a preview', 'stripe.invoices.createPreview({ customer: it.id })', []],
])('%s is repeated', (_, call, severities) => {
  expect(told('unsafe-retry', writing(call)).filter((severity) => severity !== 'info')).toEqual(severities);
});

const posting = (type: string, body: string, calls = ''): string => `
  interface Asked { model: string; input: string; stream?: boolean }
  interface Ordered { model: string; amount: number }
  async function post(it: ${type}) {
    for (let i = 0; i < 3; i++) {
      try {
        return await fetch('https://a.test/api', { method: 'POST', body: JSON.stringify(${body}), signal: AbortSignal.timeout(1) });
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** i));
      }
    }
  }
  ${calls}
  export const all = [post];
`;

test.each([
  ['a type names it', posting('Asked', 'it'), []],
  ['a type names it, and more stands beside it', posting('Asked', '{ ...it, stream: true }'), []],
  ['a type names something else', posting('Ordered', 'it'), ['warning']],
  ['all who call hand it in', posting('object', 'it', "export const go = () => post({ model: 'm', prompt: 'p' });"), []],
  [
    'one who calls hands in something else',
    posting('object', 'it', "export const go = () => [post({ model: 'm', prompt: 'p' }), post({ order: 1 })];"),
    ['warning'],
  ],
])('what a model is asked for comes in: %s', (_, main, severities) => {
  expect(told('unsafe-retry', main).filter((severity) => severity !== 'info')).toEqual(severities);
});

test('topics are made once, however often they are asked for', () => {
  const main = (call: string): string => `
    import { Kafka } from 'kafkajs';
    const kafka = new Kafka({ brokers: ['a'], retry: { retries: 9 } });
    const admin = kafka.admin();
    const producer = kafka.producer();
    export const go = () => ${call};
    export const all = [admin, producer];
  `;
  expect(told('unsafe-retry', main("producer.send({ topic: 'a', messages: [] })"))).toEqual(['warning']);
  expect(told('unsafe-retry', main('admin.createTopics({ topics: [] })'))).toEqual([]);
});

test('the same step at the end of the work and in its handler is no second try', () => {
  const main = (before: string): string => `
    export async function run(id: string) {
      try {
        ${before}
        await fetch(id);
      } catch {
        await fetch(id);
      }
    }
    declare function work(id: string): Promise<void>;
  `;
  expect(told('retry-without-timeout', main(''))).toEqual(['warning']);
  expect(told('retry-without-timeout', main('await work(id);'))).toEqual([]);
});

const modes = `
  export async function read({ url, mode = 'plain' }: { url: string; mode?: string }) {
    if (mode === 'rich') return await fetch(url);
    return await fetch(url, ${bounded});
  }
`;

test.each([
  ['takes the branch', "read({ url: 'https://a.test', mode: 'rich' })", ['error']],
  ['may take the branch', "read({ url: 'https://a.test', mode: process.argv[2] })", ['error']],
  ['takes another branch', "read({ url: 'https://a.test', mode: 'plain' })", ['info']],
  ['leaves the choice to the default', "read({ url: 'https://a.test' })", ['info']],
])('a caller that %s', (_, call, severities) => {
  const main = `import { read } from './read';\nexport const go = () => ${call};`;
  expect(told('missing-timeout', main, { 'read.ts': modes })).toEqual(severities);
});

test('what returns at once without an argument does not come further', () => {
  const read = 'export async function read(url?: string) {\n if (!url) return undefined;\n return await fetch(url);\n}';
  const go = (call: string): readonly string[] =>
    told('missing-timeout', `import { read } from './read';\nexport const go = () => ${call};`, { 'read.ts': read });
  expect(go("read('https://a.test')")).toEqual(['error']);
  expect(go('read()')).toEqual(['info']);
});

test('what only a function that nobody names leads to is a remark', () => {
  const files = (user: string): Record<string, string> => ({
    'read.ts': `
      const sendTo = (url: string) => fetch(url);
      export const uploadWhole = (url: string) => sendTo(url);
      export const other = 1;
    `,
    'user.ts': user,
  });
  const main = "import { other } from './user';\nexport const go = other;";
  expect(
    told('missing-timeout', main, files("import { uploadWhole } from './read';\nexport const other = uploadWhole('https://a.test');")),
  ).toEqual(['error']);
  expect(told('missing-timeout', main, files("import { other as it } from './read';\nexport const other = it;"))).toEqual(['info']);
});

test.each([
  [
    'a method that its class keeps to itself',
    'user.ts',
    "export class User { private readonly url = 'https://a.test'; async all() { return 1; } private async uploadWhole() { return await fetch(this.url); } }",
    'info',
  ],
  [
    'a method that its class keeps to itself, and calls',
    'user.ts',
    "export class User { private readonly url = 'https://a.test'; async all() { return this.uploadWhole(); } private async uploadWhole() { return await fetch(this.url); } }",
    'error',
  ],
  [
    'a method of what a container makes',
    'user.ts',
    'declare function Injectable(): ClassDecorator;\n@Injectable() export class User { async uploadWhole(url: string) { return await fetch(url); } }',
    'info',
  ],
  [
    'a method of what a container makes, named as containers call',
    'user.ts',
    "declare function Injectable(): ClassDecorator;\n@Injectable() export class User { async onModuleInit() { return await fetch('https://a.test'); } }",
    'error',
  ],
  [
    'a function of a file that nobody imports',
    'lib/size.ts',
    'export const uploadWhole = async (folder: string) => await fetch(folder);',
    'info',
  ],
  [
    'a function that a platform may hand what happened',
    'lib/size.ts',
    'export const uploadWhole = async (event: { url: string }) => await fetch(event.url);',
    'error',
  ],
  [
    'a function that a framework calls by its name',
    'lib/size.ts',
    "export const generateMetadata = async () => await fetch('https://a.test');",
    'error',
  ],
  [
    'a function that a framework asks for what a page is made of',
    'lib/size.ts',
    "export const getStaticProps = async () => await fetch('https://a.test');",
    'error',
  ],
  [
    'a function that gets something of the kind',
    'lib/size.ts',
    "export const getStaticPage = async () => await fetch('https://a.test');",
    'info',
  ],
])('nothing leads to %s', (_, file, text, severity) => {
  const main = "import { User } from './user';\nexport const go = (user: User) => user.all();";
  expect(told('missing-timeout', main, { 'user.ts': 'export class User { async all() { return 1; } }', [file]: text })).toEqual([severity]);
});

test.each([
  ['void', "export const go = () => { void fetch('https://a.test').then((answer) => answer.json()); };", ['info']],
  [
    'started once with the module, and reported',
    "fetch('https://a.test').then(() => console.log('there')).catch(console.error);",
    ['info'],
  ],
  [
    'started once by a function that only reports',
    "async function check() { try { await fetch('https://a.test'); console.log('there'); } catch (error) { console.error(error); } }\ncheck();",
    ['info'],
  ],
  [
    'told by a timer',
    "export const go = () => { setTimeout(async () => { const answer = await fetch('https://a.test'); if (!answer.ok) console.error(answer.status); }, 1000); };",
    ['info'],
  ],
  [
    'kept for after the answer by the platform',
    "declare function waitUntil(work: Promise<unknown>): void;\nasync function tell() { await fetch('https://a.test'); }\nexport const go = () => { waitUntil(tell()); };",
    ['info'],
  ],
  [
    'kept for after the answer, and waited for elsewhere',
    "declare function waitUntil(work: Promise<unknown>): void;\nasync function tell() { await fetch('https://a.test'); }\nexport const go = () => { waitUntil(tell()); };\nexport const other = async () => { await tell(); };",
    ['error'],
  ],
  [
    'called back when it is done, and only reported on',
    "import request from 'request';\nexport const go = (url: string) => { request.post({ url }, (err, answer) => { if (err) console.error('lost', err, answer.statusCode); }); };",
    ['info'],
  ],
  [
    'called back when it is done, and told to somebody',
    "import request from 'request';\nexport const go = (url: string, done: (e: unknown) => void) => { request.post({ url }, (err) => { if (err) console.error(err); done(err); }); };",
    ['error'],
  ],
  [
    'called back with what it is made for',
    "import request from 'request';\nexport const go = (url: string) => { request.post({ url }, (answer) => { console.log(answer); }); };",
    ['error'],
  ],
  ['begun anew for each request', "export const go = () => { fetch('https://a.test'); };", ['info']],
  [
    'by a constructor that throws past everybody',
    "export class Store { constructor() { fetch('https://a.test').then((answer) => { if (!answer.ok) throw new Error('no'); }).catch(() => { throw new Error('no'); }); } }",
    ['info'],
  ],
  [
    'begun for each of several, and reported by what is asked for',
    "async function sent(url: string) { try { getLogger().log('sending'); await fetch(url); } catch (error: any) { getLogger().error({ error: error.toJSON() }, 'lost'); } }\nconst told = async (url: string) => { if (url) { return sent(url); } };\nexport const go = (urls: string[]) => { urls.forEach((url) => { told(url).catch((error) => { getLogger().error({ error }, 'lost'); }); }); };",
    ['info'],
  ],
  [
    'given back to what drops it',
    'export const go = (urls: string[]) => { urls.forEach((url) => fetch(url).catch(console.error)); };',
    ['info'],
  ],
  [
    'waited for where nobody else does',
    'export const go = (urls: string[]) => { urls.forEach(async (url) => { await fetch(url); }); };',
    ['info'],
  ],
  [
    'kept where nobody else waits',
    'export const seen: boolean[] = [];\nexport const go = (urls: string[]) => { urls.forEach(async (url) => { const answer = await fetch(url); seen.push(answer.ok); }); };',
    ['error'],
  ],
  [
    'begun for each of several, and waited for elsewhere',
    "async function sent(url: string) { await fetch(url); }\nexport const go = (urls: string[]) => { urls.forEach((url) => { sent(url).catch(console.error); }); };\nexport const other = async () => { await sent('https://a.test'); return 1; };",
    ['error'],
  ],
  [
    'gathered for each of several',
    'export const go = async (urls: string[]) => { await Promise.all(urls.map((url) => fetch(url).catch(console.error))); return 1; };',
    ['error'],
  ],
  [
    'begun for each by what waits itself',
    'declare const rows: { forEach(each: (url: string) => Promise<unknown>): Promise<void> };\nexport const go = async () => { await rows.forEach((url) => fetch(url)); return 1; };',
    ['error'],
  ],
  [
    'answered to by what is no report',
    'export const go = (urls: string[]) => { urls.forEach((url) => { fetch(url).catch((error) => { getQueue().error(error); }); }); };',
    ['error'],
  ],
  ['kept under a name', "export const go = () => { const answer = fetch('https://a.test'); return { answer }; };", ['error']],
  [
    'what a clock tells others again and again',
    "export const go = () => { setInterval(async () => { try { await fetch('https://a.test'); } catch (error) { console.error(error); } }, 1000); };",
    ['info'],
  ],
  [
    'what a clock keeps',
    "export let there = false;\nexport const go = () => { setInterval(async () => { there = (await fetch('https://a.test')).ok; }, 1000); };",
    ['info'],
  ],
  [
    'what is opened for others to use',
    "import { createClient } from 'redis';\nconst client = createClient();\nexport const go = () => { client.connect(); };",
    ['error'],
  ],
  [
    'before the rest of the start',
    "declare function listen(): void;\nasync function main() { await fetch('https://a.test'); listen(); }\nmain();",
    ['error'],
  ],
  ['before the answer is used', "export let there = false;\nfetch('https://a.test').then((answer) => { there = answer.ok; });", ['error']],
  [
    'by a timer that sets itself anew',
    "const tick = async () => { await fetch('https://a.test'); setTimeout(tick, 1000); };\nsetTimeout(tick, 1000);",
    ['error'],
  ],
])('nobody waits: %s', (_, main, severities) => {
  expect(told('missing-timeout', main)).toEqual(severities);
});

test.each([
  ['a path under a name', "const address = '/api/users';\nexport const users = () => fetch(address);", ['info']],
  ['a path with something put in', `export const user = (id: string) => fetch(\`/api/users/\${id}\`);`, ['info']],
  ['either of two paths', "export const users = (all: boolean) => { const at = all ? '/all' : '/some'; return fetch(at); };", ['info']],
  [
    'a path or an address',
    "export const users = (all: boolean) => { const at = all ? '/all' : 'https://a.test'; return fetch(at); };",
    ['error'],
  ],
  ['a host without a scheme', "const address = '//a.test/users';\nexport const users = () => fetch(address);", ['error']],
])('only a page completes %s', (_, main, severities) => {
  expect(told('missing-timeout', main)).toEqual(severities);
});

test('a handler of a route is reached through a helper that takes what it runs out of its options', () => {
  const main = `
    import { Router } from 'express';
    async function validated(options: { execute: (body: string) => Promise<unknown> }) {
      const { execute } = options;
      return await execute('');
    }
    export const router = Router().post('/a', async (req, res) => {
      const answer = await validated({ execute: (body) => fetch('https://a.test/' + body) });
      res.json(answer);
    }).get('/b', (req, res) => res.end());
  `;
  expect(told('missing-timeout', main)).toEqual(['error']);
});

const dialled = (rest: string): string => `
  import WebSocket from 'ws';
  export const snapshot = (url: string) =>
    new Promise<string[]>((resolve, reject) => {
      const seen: string[] = [];
      const socket = new WebSocket(url);
      ${rest}
      socket.on('message', (data) => seen.push(String(data)));
      socket.on('error', fail);
    });
`;

test.each([
  [
    'settles the promise',
    'const finish = () => { clearTimeout(timer); socket.close(); resolve(seen); };\nconst fail = () => reject(new Error("down"));\nconst timer = setTimeout(finish, 5000);',
    [],
  ],
  [
    'is cleared when the connection stands',
    'const fail = () => reject(new Error("down"));\nconst timer = setTimeout(fail, 5000);\nsocket.on("open", () => clearTimeout(timer));',
    ['error'],
  ],
  ['does something else', 'const fail = () => reject(new Error("down"));\nsetTimeout(() => console.log("slow"), 5000);', ['error']],
])('a timer in the executor that %s', (_, rest, severities) => {
  expect(told('missing-timeout', dialled(rest))).toEqual(severities);
});

test.each([
  ["'http://127.0.0.1:' + port", ['info']],
  ["'http://' + port", ['error']],
])('an address that a promise is resolved with later: %s', (address, severities) => {
  const main = `
    let tell: (address: string) => void;
    const base = new Promise<string>((resolve) => {
      tell = resolve;
    });
    export const setPort = (port: number) => tell(${address});
    export const read = async (key: string) => fetch((await base) + '/' + key);
  `;
  expect(told('missing-timeout', main)).toEqual(severities);
});

const judged = (check: string): string => `
  export async function endpoint(url: string) {
    for (let i = 0; i < 3; i++) {
      try {
        const answer = await fetch(url, ${bounded});
        const data = await answer.json();
        ${check}
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** i));
      }
    }
  }
`;

test.each([
  ['used as it is', 'return data.endpoint;', ['warning']],
  [
    'asked for what is wanted, and else thrown',
    "if (data.status === 'healthy') return data.endpoint;\nthrow new Error('not healthy');",
    [],
  ],
])('a body that is %s', (_, check, severities) => {
  expect(told('retry-blind-to-status', judged(check))).toEqual(severities);
});

test.each([
  ['of the library', '', []],
  ['that was chosen', 'retry: 5, ', ['info']],
])('a query with a number of tries %s', (_, option, severities) => {
  const main = `
    import { useQuery } from '@tanstack/react-query';
    import { read } from './read';
    export const useUser = (id: string) => useQuery({ queryKey: [id], ${option}queryFn: () => read(id) });
  `;
  const files = { 'read.ts': "export const read = (id: string) => fetch('https://a.test/' + id);" };
  expect(told('retry-without-timeout', main, files)).toEqual(severities);
});

test('a call of a package for both sides that only pages lead to is told as one of a page', () => {
  const read = "export const read = (id: string) => fetch('https://a.test/' + id, {});\nexport const other = 1;";
  const page = "import { useState } from 'react';\nimport { read } from './read';\nexport const useIt = () => useState(read('1'));";
  const files = (server: string): Record<string, string> => ({
    'package.json': '{ "dependencies": {} }',
    'read.ts': read,
    'page.ts': page,
    'server/main.ts': server,
  });
  const found = (server: string): readonly string[] => told('missing-timeout', 'export {};', files(server));
  expect(found("import { other } from '../read';\nexport const it = other;")).toEqual(['info']);
  expect(found("import { read } from '../read';\nexport const it = () => read('2');")).toEqual(['error']);
});

test.each([
  ['tells whoever waits', 'reject(error);', ['warning']],
  ['keeps it to itself', 'console.error(error);', []],
])('a handler in the executor of a promise that %s', (_, handler, severities) => {
  const main = `
    const read = (url: string) =>
      new Promise<void>(async (resolve, reject) => {
        try {
          await fetch(url, ${bounded});
          resolve();
        } catch (error) {
          ${handler}
        }
      });
    export async function get(url: string) {
      for (let i = 0; i < 3; i++) {
        try {
          return await read(url);
        } catch (error) {
          console.warn(error);
        }
      }
    }
  `;
  expect(told('retry-without-backoff', main)).toEqual(severities);
});

const beginning = (name: string, begun: string): string => `
  declare function draw(text: string): void;
  async function ${name}() {
    const answer = await fetch('https://a.test');
    draw(await answer.text());
  }
  export async function start(port: number) {
    ${begun}
    return port;
  }
`;

test.each([
  ['a banner that nobody waits for', 'showAnnouncements', 'showAnnouncements();', 'info'],
  ['a banner that nobody waits for, and whose failure is dropped', 'showBanner', 'showBanner().catch(() => {});', 'info'],
  ['a look for updates that nobody waits for', 'checkForUpdates', 'void checkForUpdates();', 'info'],
  ['a look for updates that the start waits for', 'checkForUpdates', 'await checkForUpdates();', 'error'],
  [
    'a look for updates that somebody waits for later',
    'checkForUpdates',
    'const seen = checkForUpdates();\n    draw(String(await seen));',
    'error',
  ],
  ['work that nobody waits for', 'refreshPrices', 'refreshPrices();', 'error'],
])('%s', (_, name, begun, severity) => {
  expect(told('missing-timeout', beginning(name, begun))).toEqual([severity]);
});

const counting = (handler: string): string => `
  const send = (url: string, attempt = 0): Promise<Response> => {
    const most = 5;
    return fetch(url, ${bounded}).catch((error: unknown) => {
      ${handler}
      throw error;
    });
  };
  export const go = () => send('https://a.test');
`;

test.each([
  ['raised before it is asked', 'attempt += 1;\n      if (attempt < most) return send(url, attempt);', 5],
  ['raised before it is asked, by name', 'attempt++;\n      if (attempt < most) return send(url, attempt);', 5],
  ['given anew before it is asked', 'attempt = attempt + 1;\n      if (attempt < most) return send(url, attempt);', 5],
  ['handed on one higher', 'if (attempt < most) return send(url, attempt + 1);', 6],
  ['raised after it is asked', 'if (attempt < most) {\n        attempt++;\n        return send(url, attempt);\n      }', 6],
])('a counter of a recursion that is %s', (_, handler, times) => {
  const [finding] = analyse({ files: { 'main.ts': counting(handler) } }).findings.filter(({ rule }) => rule === 'retry-without-backoff');
  expect(finding?.message).toContain(` ${times} times`);
});
