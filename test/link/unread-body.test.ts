import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { analyse, type Source } from '../harness/check';

/** The findings on bounds of calls that send by Node's own `fetch` or by undici, and whether they end by themselves. */
const told = (source: Source): readonly string[] =>
  analyse(source)
    .findings.filter(({ rule, client }) => /(?:missing|excessive|partial|disabled)-timeout$/.test(rule) && client !== undefined)
    .map(({ rule, severity, message }) => `${rule} ${severity}${message.includes('until Node gives up') ? ', ends' : ''}`);

const asking = (behind: string, call = 'await fetch(url)'): string =>
  `export async function ask(url: string, other: any): Promise<unknown> {\n  const answer = ${call};\n  ${behind}\n}\n`;
const bare = (body: string, returns = 'Promise<unknown>'): string =>
  `export async function ask(url: string, other: any): ${returns} {\n  ${body}\n}\n`;

const ended = ['missing-timeout error, ends'];
const endless = ['missing-timeout error'];

describe('a body that nobody reads is not waited for, so that the platform ends the call', () => {
  test.each([
    ['only the status is looked at', asking('if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);\n  return true;')],
    ['a header is read', asking("return answer.headers.get('location') ?? answer.url;")],
    ['nothing is read', asking('return true;')],
    ['nothing is taken', bare('await fetch(url);\n  return true;')],
    ['it is asked in place', bare('return (await fetch(url)).ok;')],
    ['parts of the head are taken', bare('const { ok, status: code } = await fetch(url);\n  return ok || code === 404;')],
    ['parts are taken later', asking('const { ok } = answer;\n  return ok;')],
    ['the body is let go', asking('await answer.body?.cancel();\n  return answer.status;')],
    ['the body is let go under a name', asking('const { status, body } = answer;\n  if (body) await body.cancel();\n  return status;')],
    ['it is waited for later', asking('const { status } = await answer;\n  return status;', 'fetch(url)')],
    ['it is given another name', asking('const same = answer;\n  return same.ok;')],
    [
      'it is named before',
      bare('let answer;\n  try {\n    answer = await fetch(url);\n  } catch {\n    return false;\n  }\n  return answer.ok;'),
    ],
    ['it is only compared', asking('return answer !== undefined && answer && !answer.redirected;')],
    ['one of two is asked', bare("return (url === '' ? await fetch('https://a.test') : other).ok;")],
    ['it is written to the console', asking('console.log(answer);')],
    ['a handler looks at its status', bare('return fetch(url).then((answer) => answer.ok, () => false);')],
    ['a handler takes a part of it', bare('return fetch(url).then(({ ok }) => ok).catch(() => false);')],
    ['a handler takes nothing', bare('await fetch(url)\n    .catch(() => undefined)\n    .then(() => console.log(url));')],
    ['a failure is handled, and the answer looked at', asking('return answer?.ok;', 'await fetch(url).catch(() => undefined)')],
    ['a function in it looks at it', asking('return () => answer.status;')],
    ['a helper looks at it', `${asking('return good(answer);')}const good = (it: Response): boolean => it.ok;\n`],
    ['a helper takes a part of it', `${asking('return good(url, answer);')}function good(url: string, { ok }: Response) { return ok; }\n`],
    ['a helper is the handler', `${bare('return fetch(url).then(good);')}const good = (it: Response): boolean => it.ok;\n`],
    [
      'a method looks at it',
      'export class Api {\n  async ask(url: string) {\n    const answer = await fetch(url);\n    return this.good(answer);\n  }\n  private good(it: Response): boolean {\n    return it.ok;\n  }\n}\n',
    ],
    [
      'a helper that hands it to another',
      `${asking('return good(answer);')}const good = (it: Response): boolean => better(it);\nconst better = (it: Response): boolean => it.ok;\n`,
    ],
    [
      'a `fetch` that may be handed in',
      'export async function ask(url: string, send: typeof fetch = fetch) {\n  const answer = await send(url);\n  if (!answer.ok) throw new Error(String(answer.status));\n}\n',
    ],
    ['a request of undici', `import { request } from 'undici';\n${asking('return answer.statusCode === 200;', 'await request(url)')}`],
    ['`fetch` of undici', `import { fetch } from 'undici';\n${asking('return answer.ok;')}`],
  ])('%s', (_, source) => {
    expect(told(source)).toEqual(ended);
  });

  test('a helper in another file', () => {
    const files = {
      'main.ts': `import { good } from './good';\n${asking('return good(answer);')}`,
      'good.ts': 'export const good = (it: Response): boolean => it.ok;\n',
    };
    expect(told({ files })).toEqual(ended);
    expect(
      told({ files: { ...files, 'good.ts': 'export const good = async (it: Response) => it.ok && (await it.json()).ok;\n' } }),
    ).toEqual(endless);
  });
});

describe('a body that is read, or may be, is waited for without end', () => {
  test.each([
    ['it is read', asking('return answer.json();')],
    ['it is read in place', bare('return (await fetch(url)).text();')],
    [
      'it is read later',
      asking('if (!answer.ok) return undefined;\n  other.count++;\n  const data = await answer.json();\n  return data;'),
    ],
    ['it is read of a bad answer alone', asking('if (!answer.ok) throw new Error(await answer.text());\n  return true;')],
    ['it is read to let go of it', asking('await answer.arrayBuffer().catch(() => undefined);\n  return answer.ok;')],
    ['it is read bit by bit', asking('for await (const part of answer.body ?? []) other.push(part);')],
    ['it is piped', asking('await answer.body?.pipeTo(other);')],
    ['the body is taken', bare('const { body, ok } = await fetch(url);\n  return ok ? body : undefined;')],
    ['the rest is taken', bare('const { ok, ...rest } = await fetch(url);\n  return ok ? rest : undefined;')],
    ['a copy is read', asking('return (await answer.clone().json()) && answer.ok;')],
    ['any member is read', asking('return answer.ok && (answer as any)[other.how]();')],
    ['another name reads it', asking('const same = answer;\n  return same.text();')],
    [
      'a name of before reads it',
      bare('let answer: any;\n  answer = await fetch(url);\n  if (answer.ok) return answer.json();\n  return undefined;'),
    ],
    ['a function in it reads it', asking('return () => answer.text();')],
    ['it is returned', asking('if (!answer.ok) throw new Error(answer.statusText);\n  return answer;')],
    ['it is returned as it comes', bare('return fetch(url);')],
    ['one of two is returned', asking('return answer.ok ? answer : undefined;')],
    ['it is returned if it is good', asking('return answer.ok && answer;')],
    [
      'it is yielded',
      bare('const answer = await fetch(url);\n  yield answer;', 'AsyncGenerator<unknown>').replace('function', 'function*'),
    ],
    ['it is thrown', asking('if (!answer.ok) throw answer;\n  return true;')],
    ['it is kept in an object', asking('return { answer, ok: answer.ok };')],
    ['it is kept in a list', asking('return [answer];')],
    ['it is kept in a field', asking('other.last = answer;\n  return answer.ok;')],
    ['it is handed to who is not known', asking('return other(answer);')],
    ['it is handed to what is made', asking('return new other.Reader(answer);')],
    ['all of several are waited for', bare('const [answer] = await Promise.all([fetch(url), other]);\n  return answer.json();')],
    ['it is spread into a call', asking('return other(...(answer as any));')],
    ['a handler reads it', bare('return fetch(url).then((answer) => answer.json());')],
    ['a handler takes the body', bare('return fetch(url).then(({ body }) => body);')],
    ['a handler hands it on', bare('return fetch(url).then((answer) => answer);')],
    ['a handler that is not known', bare('return fetch(url).then(other);')],
    ['a failure is handled, and the answer read', asking('return answer?.text();', 'await fetch(url).catch(() => undefined)')],
    ['a helper reads it', `${asking('return good(answer);')}const good = async (it: Response) => it.ok && (await it.json());\n`],
    ['a helper gives it back', `${asking('return good(answer).json();')}const good = (it: Response) => it;\n`],
    ['a helper takes all it is handed', `${asking('return good(answer);')}const good = (...all: any[]) => all[0].json();\n`],
    ['a helper asks for what it was handed', `${asking('return good(answer);')}function good(_: any) { return arguments[0].json(); }\n`],
    ['a module gives it to others', "const answer = await fetch('https://a.test');\nexport { answer };\n"],
    ['a request of undici is read', `import { request } from 'undici';\n${asking('return answer.body.json();', 'await request(url)')}`],
    ['a request of undici is dumped', `import { request } from 'undici';\n${asking('await answer.body.dump();', 'await request(url)')}`],
  ])('%s', (_, source) => {
    expect(told(source)).toEqual(endless);
  });
});

describe('where the platform ends nothing, nothing else does', () => {
  const ok = asking('return answer.ok;');

  test.each(['node-fetch', 'cross-fetch', 'isomorphic-fetch', 'unfetch'])('%s', (name) => {
    expect(told(`import fetch from '${name}';\n${ok}`)).toEqual(endless);
  });
  test('a page', () => {
    expect(told(`document.title = 'a';\n${ok}`)).toEqual(['missing-timeout info']);
  });
  test('a function that only pages call', () => {
    const files = {
      'package.json': '{ "dependencies": { "react": "19", "express": "5" } }',
      'ask.ts': asking('return answer.ok;'),
      'page.tsx': `'use client';\nimport { ask } from './ask';\nexport const Page = () => <p onClick={() => ask('https://a.test', 1)} />;\n`,
    };
    expect(told({ files })).toEqual(['missing-timeout info']);
  });
  test('a Worker of Cloudflare', () => {
    const files = { 'package.json': '{ "devDependencies": { "@cloudflare/workers-types": "4" } }', 'main.ts': ok };
    expect(told({ files })).toEqual(endless);
  });
  test('a release of Node without a `fetch` of its own', () => {
    expect(told({ files: { 'package.json': '{ "engines": { "node": "^16" } }', 'main.ts': ok } })).toEqual(endless);
  });
  test('an SDK that sends by `fetch` and reads what comes', () => {
    const source = `import { GraphQLClient } from 'graphql-request';\nexport const ask = async () => { await new GraphQLClient('https://a.test').request('{ a }'); };\n`;
    expect(told(source)).toEqual(endless);
  });
});

describe('what is said of the head holds for the whole', () => {
  const files = (net: string, call = 'await fetch(url)') => ({
    'package.json': '{ "dependencies": { "undici": "7" } }',
    'main.ts': `import { Agent } from 'undici';\nimport './net';\n${asking('return answer.ok;', call)}`,
    'net.ts': `import { Agent, setGlobalDispatcher } from 'undici';\n${net}\n`,
  });

  test('for the process', () => {
    const set = 'setGlobalDispatcher(new Agent({ headersTimeout: 5000, bodyTimeout: 5000 }));';
    expect(told({ files: files('') })).toEqual(ended);
    expect(told({ files: files(set) })).toEqual([]);
    expect(told({ files: files(set.replaceAll('5000', '0')) })).toEqual(['disabled-timeout error']);
  });
  test('for a call', () => {
    const by = (options: string): string => `await fetch(url, { dispatcher: new Agent({ ${options} }) } as object)`;
    expect(told({ files: files('', by('headersTimeout: 5000')) })).toEqual([]);
    expect(told({ files: files('', by('headersTimeout: 0')) })).toEqual(['disabled-timeout error']);
  });
  test('a bound that was chosen is what bounds it, be it longer', () => {
    const race = (ms: string): string =>
      bare(`return (await Promise.race([fetch(url).then((it) => it.ok), new Promise((_, no) => setTimeout(no, ${ms}))]));`);
    expect(told(race('1000'))).toEqual([]);
    const [finding] = analyse(race('600_000')).findings.filter(({ rule }) => rule === 'excessive-timeout');
    expect(finding?.message).toBe('`fetch` may keep its caller waiting for 10 min before it gives up.');
    expect(told(asking('return answer.ok;', 'await fetch(url, { signal: AbortSignal.timeout(1000) })'))).toEqual([]);
  });
  test('what may bound it stays unknown', () => {
    expect(told(asking('return answer.ok;', 'await fetch(url, other)'))).toEqual([]);
    expect(told(bare('return other.within(async () => (await fetch(url)).ok);'))).toEqual([]);
  });
});

describe('what is said of a call that the platform alone ends', () => {
  const found = (source: Source, rule = 'missing-timeout') => analyse(source).findings.filter((one) => one.rule === rule);

  test('for how long, and why', () => {
    const [finding] = found(asking('return answer.ok;'));
    expect(finding?.message).toBe('`fetch` may hang for 5.2 min, until Node gives up: nothing else bounds the wait.');
    expect(finding?.because[0]).toMatchObject({
      from: 'platform',
      says: 'nobody reads the body of the answer, and Node gives up waiting for the response head after 300 s',
    });
  });
  test('it is a remark where nobody waits, and to who may leave', () => {
    const [finding] = found('export const tell = (url: string) => { void fetch(url).catch(console.error); };\n');
    expect(finding?.severity).toBe('info');
    expect(told(asking('return answer.ok;', "await fetch('http://localhost:80/')"))).toEqual(['missing-timeout info, ends']);
    expect(told({ files: { 'package.json': '{ "bin": "main.js" }', 'main.ts': asking('return answer.ok;') } })).toEqual([
      'missing-timeout info, ends',
    ]);
  });
  test('it is said who ends it sooner', () => {
    const handler = (limit: number): string =>
      `export const maxDuration = ${limit};\nexport async function GET() { return Response.json((await fetch('https://a.test')).ok); }\n`;
    const files = (limit: number) => ({ 'package.json': '{ "dependencies": { "next": "15" } }', 'app/api/a/route.ts': handler(limit) });
    const said = (limit: number) => found({ files: files(limit) }).map(({ severity, message }) => [severity, message]);
    expect(said(30)).toEqual([['info', '`fetch` may hang for 30 s, until the platform ends the function: nothing else bounds the wait.']]);
    expect(said(120)[0]).toEqual([
      'error',
      '`fetch` may hang for 2 min, until the platform ends the function: nothing else bounds the wait.',
    ]);
    expect(said(800)[0]).toEqual(['error', '`fetch` may hang for 5.2 min, until Node gives up: nothing else bounds the wait.']);
  });
  test('a caller who hands in no bound is named', () => {
    const files = {
      'ask.ts': 'export async function ask(url: string, signal?: AbortSignal) {\n  return (await fetch(url, { signal })).ok;\n}\n',
      'main.ts': `import { ask } from './ask';\nexport const quick = () => ask('https://a.test', AbortSignal.timeout(500));\nexport const slow = () => ask('https://b.test');\n`,
    };
    const [finding] = found({ files });
    expect(finding?.severity).toBe('error');
    expect(finding?.because.at(-1)?.says).toBe('`ask` is called here without a bound');
  });
  test('a retry around it still starts too late', () => {
    const source = (body: string): string => `
      export async function ask(url: string) {
        for (let i = 0; i < 3; i++) {
          try {
            const answer = await fetch(url);
            ${body}
          } catch { await new Promise((done) => setTimeout(done, 1000 * 2 ** i * Math.random())); }
        }
      }
    `;
    for (const body of ['if (answer.ok) return;', 'return await answer.json();'])
      expect(found(source(body), 'retry-without-timeout').map(({ severity, message }) => [severity, message])).toEqual([
        ['warning', 'If `fetch` hangs, the retry starts minutes later, when the platform gives up: no bound ends a single attempt.'],
      ]);
  });
  test('it is not the way to call that others go past', () => {
    const files = {
      'api.ts': `export const api = async (url: string) => (await fetch(url, { signal: AbortSignal.timeout(500) })).json();\n`,
      'main.ts': `import { api } from './api';\nexport const one = () => api('https://a.test');\nexport const two = () => api('https://b.test');\n${asking('return answer.ok;')}`,
    };
    expect(found({ files }, 'policy-bypass')).toHaveLength(1);
  });
});

test('every call that names members of its head answers with it', () => {
  const rows = catalog.clients.flatMap((client) =>
    client.calls
      .filter(({ head }) => head !== undefined)
      .map((call) => ({ id: client.id, traits: [...(client.traits ?? []), ...(call.traits ?? [])], call })),
  );
  expect(rows.filter(({ traits }) => traits.includes('head-first')).map(({ id }) => id)).toEqual(
    expect.arrayContaining(['fetch', 'undici']),
  );
  for (const { call } of rows) expect(call.head).not.toContain('body');
});
