import { openWorkspace } from '../../src/engine/workspace';
import { expect, test } from 'vitest';
import { checkFix, noFix } from '../harness/check-fix';

const helper = `const signalOrTimeout = (signal: AbortSignal | null | undefined, ms: number): AbortSignal => {
  const timeout = AbortSignal.timeout(ms);
  // Node may forget a timeout that nobody listens to.
  timeout.addEventListener('abort', () => {});
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
};
`;

test('a bare fetch', () => {
  const fix = checkFix(
    'abort-signal',
    `export const user = async (url: string) => (await fetch(url)).json(); // user\n`,
    `export const user = async (url: string) => (await fetch(url, { signal: AbortSignal.timeout(5000) })).json(); // user\n`,
  );
  expect(fix.safety).toBe('safe');
  expect(fix.title).toBe('Set `signal: AbortSignal.timeout(5000)` on this call');
});

test('an answer that is read bit by bit is for a person to decide', () => {
  const fix = checkFix(
    'abort-signal',
    `export async function* lines(url: string) {\n  const answer = await fetch(url);\n  for await (const part of answer.body ?? []) yield part;\n}\n`,
    `export async function* lines(url: string) {\n  const answer = await fetch(url, { signal: AbortSignal.timeout(60000) });\n  for await (const part of answer.body ?? []) yield part;\n}\n`,
  );
  expect(fix.safety).toBe('dangerous');
});

test('an upload is for a person to decide', () => {
  const upload = checkFix(
    'abort-signal',
    `export const send = (formData: FormData) => fetch('https://x.test', { method: 'POST', body: formData });\n`,
    `export const send = (formData: FormData) => fetch('https://x.test', { method: 'POST', body: formData, signal: AbortSignal.timeout(60000) });\n`,
  );
  expect(upload.safety).toBe('suggestion');
});

test('options over several lines, with tabs, double quotes and Windows line ends', () => {
  checkFix(
    'abort-signal',
    'export const send = (body: string) =>\r\n\tfetch("https://x.test", {\r\n\t\tmethod: "POST",\r\n\t\tbody, // as it is\r\n\t});\r\n',
    'export const send = (body: string) =>\r\n\tfetch("https://x.test", {\r\n\t\tmethod: "POST",\r\n\t\tbody, // as it is\r\n\t\tsignal: AbortSignal.timeout(15000),\r\n\t});\r\n',
  );
});

test('options without a last comma', () => {
  checkFix(
    'abort-signal',
    `export const send = (body: string) =>\n    fetch('https://x.test', {\n        method: 'POST',\n        body // as it is\n    });\n`,
    `export const send = (body: string) =>\n    fetch('https://x.test', {\n        method: 'POST',\n        body, // as it is\n        signal: AbortSignal.timeout(15000)\n    });\n`,
  );
});

test('options that are made elsewhere are spread', () => {
  checkFix(
    'abort-signal',
    `const post = { method: 'POST' };\nexport const send = (url: string) => fetch(url, post);\n`,
    `const post = { method: 'POST' };\nexport const send = (url: string) => fetch(url, { ...post, signal: AbortSignal.timeout(15000) });\n`,
  );
});

test('a signal that nobody aborts is replaced, and its controller goes', () => {
  checkFix(
    'abort-signal',
    `export const user = (url: string) => {\n  const controller = new AbortController();\n  return fetch(url, { signal: controller.signal });\n};\n`,
    `export const user = (url: string) => {\n  return fetch(url, { signal: AbortSignal.timeout(5000) });\n};\n`,
    { rule: 'signal-cannot-fire' },
  );
});

test("a caller's signal stays in force", () => {
  checkFix(
    'abort-signal',
    `export const user = (url: string, signal: AbortSignal) => fetch(url, { signal });\nexport const page = () => {\n  const leaving = new AbortController();\n  addEventListener('unload', () => leaving.abort());\n  return user('https://x.test', leaving.signal);\n};\n`,
    `${helper}\nexport const user = (url: string, signal: AbortSignal) => fetch(url, { signal: signalOrTimeout(signal, 5000) });\nexport const page = () => {\n  const leaving = new AbortController();\n  addEventListener('unload', () => leaving.abort());\n  return user('https://x.test', leaving.signal);\n};\n`,
  );
});

test('options of a caller may bring a signal, and what holds for all of them is for a person to choose', () => {
  const fix = checkFix(
    'abort-signal',
    `export const ask = (url: string, init?: RequestInit) => fetch(url, init);\nexport const user = () => ask('https://x.test', { method: 'POST' });\n`,
    // What they ask for is up to them, so the bound is the longer one.
    `${helper}\nexport const ask = (url: string, init?: RequestInit) => fetch(url, { ...init, signal: signalOrTimeout(init?.signal, 60000) });\nexport const user = () => ask('https://x.test', { method: 'POST' });\n`,
  );
  expect(fix.safety).toBe('dangerous');
});

test.each([
  ['never', "{ method: 'POST' }", 'safe', 'AbortSignal.timeout(60000)', ''],
  ['perhaps', '{ ...more() }', 'dangerous', 'signalOrTimeout(init?.signal, 60000)', helper],
])('where all callers are in sight and bring a signal %s', (_, given, safety, signal, top) => {
  const text = (options: string, head = '') =>
    `${head}async function ask(url: string, init?: RequestInit) {\n  return fetch(url, ${options});\n}\nconst more = (): RequestInit => ({});\n// ask what is asked for\nexport const user = () => ask('https://x.test', ${given});\nexport const all = () => ask('https://x.test');\n`;
  const fix = checkFix('abort-signal', text('init'), text(`{ ...init, signal: ${signal} }`, top === '' ? '' : `${top}\n`));
  expect(fix.safety).toBe(safety);
});

test.each([
  ['a private method', 'private', 'safe'],
  ['a method that others may call', 'public', 'dangerous'],
])('%s whose calls bring no signal', (_, access, safety) => {
  const text = (options: string, head = '') =>
    `${head}export class Api {\n  user = () => this.ask('https://x.test', { method: 'POST' });\n\n  ${access} async ask(url: string, init?: RequestInit) {\n    return fetch(url, ${options});\n  }\n}\n`;
  const signal = safety === 'safe' ? 'AbortSignal.timeout(15000)' : 'signalOrTimeout(init?.signal, 15000)';
  const fix = checkFix('abort-signal', text('{ ...init }'), text(`{ ...init, signal: ${signal} }`, safety === 'safe' ? '' : `${helper}\n`));
  expect(fix.safety).toBe(safety);
});

test('on a Node that forgets no timeout nothing listens to keep it', () => {
  const text = (signal: string, head = '') =>
    `${head}export const user = (url: string, signal: AbortSignal) => fetch(url, { signal${signal} });\nexport const page = () => {\n  const leaving = new AbortController();\n  process.on('exit', () => leaving.abort());\n  return user('https://x.test', leaving.signal);\n};\n`;
  const before = { 'package.json': '{ "engines": { "node": ">=24" } }' };
  const short = helper.replace(/\n {2}\/\/[^\n]*\n[^\n]*/, '');
  expect(short).not.toBe(helper);
  checkFix('abort-signal', { 'main.ts': text(''), ...before }, { 'main.ts': text(': signalOrTimeout(signal, 5000)', `${short}\n`) });
});

test('an option that nobody reads is replaced, with its number', () => {
  checkFix(
    'abort-signal',
    `export const user = (url: string) => fetch(url, { timeout: 3000 } as RequestInit);\n`,
    `export const user = (url: string) => fetch(url, { signal: AbortSignal.timeout(3000) } as RequestInit);\n`,
    { rule: 'ineffective-timeout' },
  );
});

test("Node's http takes the options before its callback", () => {
  checkFix(
    'abort-signal',
    `import http from 'node:http';\n\nexport const ping = () => http.get('http://x.test', (answer) => answer.resume()).on('error', () => {});\n`,
    `import http from 'node:http';\n\nexport const ping = () => http.get('http://x.test', { signal: AbortSignal.timeout(5000) }, (answer) => answer.resume()).on('error', () => {});\n`,
  );
});

test('undici bounds phases only', () => {
  checkFix(
    'abort-signal',
    `import { request } from 'undici';\n\nexport const user = async () => (await request('https://x.test', { headersTimeout: 100 })).body.json();\n`,
    `import { request } from 'undici';\n\nexport const user = async () => (await request('https://x.test', { headersTimeout: 100, signal: AbortSignal.timeout(5000) })).body.json();\n`,
    { rule: 'partial-timeout' },
  );
});

test('a number that several calls want gets a name, below the directives', () => {
  checkFix(
    'abort-signal',
    `'use strict';\n\n// one\nexports.one = () => fetch('https://x.test/1');\nexports.two = () => fetch('https://x.test/2');\n`,
    `'use strict';\n\nconst REQUEST_TIMEOUT_MS = 5000;\n\n// one\nexports.one = () => fetch('https://x.test/1', { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });\nexports.two = () => fetch('https://x.test/2');\n`,
  );
});

test('a socket is not bounded for life', () => {
  noFix('abort-signal', `import WebSocket from 'ws';\n\nexport const open = () => new WebSocket('wss://x.test');\n`);
});

test('the number is the configured one', () => {
  checkFix(
    'abort-signal',
    { 'main.ts': `export const user = (url: string) => fetch(url);\n`, 'breakwater.config.json': '{ "fix": { "timeoutMs": 1500 } }' },
    { 'main.ts': `export const user = (url: string) => fetch(url, { signal: AbortSignal.timeout(1500) });\n` },
  );
});

test('options that are made of others may bring a signal of their own', () => {
  const text = (given: string, type = ': RequestInit', head = '') =>
    `${head}export const ask = async (url: string, options: RequestInit) => {\n  const init${type} = { ...options, method: 'GET' };\n  return (await fetch(url, ${given})).json();\n};\nexport const user = () => ask('https://x.test', { method: 'GET' });\n`;
  checkFix('abort-signal', text('init'), text('{ ...init, signal: signalOrTimeout(init.signal, 5000) }', ': RequestInit', `${helper}\n`));
});

test('what is spread into a part of them brings none', () => {
  const text = (given = '') =>
    `export const ask = async (url: string, more: object) => {\n  const init: RequestInit = { method: 'GET', headers: { ...more }${given} };\n  return (await fetch(url, init)).json();\n};\n`;
  checkFix('abort-signal', text(), text(', signal: AbortSignal.timeout(5000)'));
});

test('a signal is not begun at options that are made before something else is waited for', () => {
  const text = (given: string) =>
    `export const ask = async (url: string) => {\n  const init: RequestInit = { method: 'GET' };\n  init.headers = await login();\n  return (await fetch(url, ${given})).json();\n};\n`;
  checkFix('abort-signal', text('init'), text('{ ...init, signal: AbortSignal.timeout(5000) }'));
});

test('what Supabase gives back for auth is a promise, to which nothing is chained', () => {
  const text = (call: string, chained = '') =>
    `import { createClient } from '@supabase/supabase-js';\nconst db = createClient('https://x.test', 'key');\nexport const run = async () => await db.${call}${chained};\n`;
  noFix('abort-signal', text('auth.signOut()'));
  noFix('abort-signal', text("auth.admin.deleteUser('1')"));
  noFix('abort-signal', text("storage.from('a').update('b', 'c')"));
  checkFix(
    'abort-signal',
    text("from('a').update({ b: 1 })"),
    text("from('a').update({ b: 1 })", '.abortSignal(AbortSignal.timeout(15000))'),
  );
});

test('no signal is given to `paginate` of Octokit, which hands none on to its pages', () => {
  const text = `import { Octokit } from '@octokit/rest';\nconst octokit = new Octokit();\nexport const all = (owner: string) => octokit.paginate(octokit.rest.repos.listForOrg, { org: owner });\n`;
  noFix('abort-signal', text);
});

test('in a page, too, a signal that may be absent is not joined as it is', () => {
  const text = (given: string, head = '') =>
    `${head}export const ask = async (url: string, init?: RequestInit) => (await fetch(url, ${given})).json();\nexport const user = () => ask(location.href + '/a', { method: 'GET' });\ndocument.title = 'a';\n`;
  // No Node runs it, so nothing is said of one.
  const short = helper.replace(/\n {2}\/\/[^\n]*\n[^\n]*/, '');
  checkFix('abort-signal', text('{ ...init }'), text('{ ...init, signal: signalOrTimeout(init?.signal, 5000) }', `${short}\n`));
});

test.each([
  ['a write that is sent again', 'POST', 'dangerous'],
  ['a read that is sent again', 'GET', 'safe'],
])('%s after a failure', (_, method, safety) => {
  const text = (options: string) => `const pause = () => new Promise((done) => setTimeout(done, 100));
export async function save(url: string) {
  for (let i = 0; ; i++) {
    try {
      return await fetch(url, { method: '${method}'${options} });
    } catch (e) {
      if (i === 3) throw e;
      await pause();
    }
  }
}
`;
  const fix = checkFix('abort-signal', text(''), text(`, signal: AbortSignal.timeout(${method === 'POST' ? 15000 : 5000})`));
  expect(fix.safety).toBe(safety);
});

test('a signal that several attempts of the client share waits for all of them', () => {
  const text = (options: string) => `import ky from 'ky';
const api = ky.create({ timeout: false, retry: 4 });
export const user = async () => api.get('https://x.test/a'${options}).json();
`;
  checkFix('abort-signal', text(''), text(', { signal: AbortSignal.timeout(60000) }'));
});

test('a call whose method is up to its caller waits as long as a write, when its options have a name, too', () => {
  const text = (signal: string) =>
    `export const ask = async (url: string, method = 'GET', body?: object) => {\n  const options: RequestInit = {\n    method,\n    ...(body && { body: JSON.stringify(body) }),\n${signal}  };\n\n  const answer = await fetch(url, options);\n  return answer.json();\n};\n`;
  checkFix('abort-signal', text(''), text('    signal: AbortSignal.timeout(60000),\n'));
});

test('a helper for a signal that perhaps nobody brings is written when a person agrees', () => {
  const safetyOf = (text: string) => {
    const workspace = openWorkspace({ root: '/project', files: { 'main.ts': text } });
    return workspace.findings().flatMap((finding) => workspace.fixes(finding).filter(({ remedy }) => remedy === 'abort-signal'))[0]?.safety;
  };
  const within = (given: string) =>
    `import { token } from './token';\nconst made = (a: string) => ({ headers: { a } });\nconst authorised = (send: (config: RequestInit) => Promise<Response>) => send(made(token()));\nexport const get = (url: string) => authorised(async (config: RequestInit) => fetch(url, ${given}));\n`;
  expect(safetyOf(within('config'))).toBe('dangerous');
  expect(safetyOf(within('{ ...config, headers: {} }'))).toBe('dangerous');
  expect(safetyOf(within("{ method: 'GET', headers: config.headers }"))).toBe('safe');
});
