import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse, check } from '../harness/check';

const rule = 'ineffective-timeout';

faults(rule, {
  'fetch has no such option': `
    export const user = (url: string) => fetch(url, { timeout: 5000 } as RequestInit);
    //                                   ^^^^^ ineffective-timeout
  `,
  'nor has it in a constant': `
    const options = { method: 'POST', timeout: 5000 };
    export const user = (url: string) => fetch(url, options);
    //                                   ^^^^^ ineffective-timeout
  `,
  'undici has none either': `
    import { request } from 'undici';
    export const user = () => request('https://x.test', { timeout: 5000 });
    //                        ^^^^^^^ ineffective-timeout
  `,
  'node:http only says so': `
    import http from 'node:http';
    export const user = () => http.get('http://x.test', { timeout: 1000 }, (answer) => answer.resume());
    //                        ^^^^^^^^ ineffective-timeout
  `,
  'a cooperative policy without its signal': `
    import { timeout, TimeoutStrategy } from 'cockatiel';
    const policy = timeout(1000, TimeoutStrategy.Cooperative);
    export const user = (url: string) => policy.execute(() => fetch(url));
    //                                                        ^^^^^ ineffective-timeout
  `,
});

clean(rule, {
  'a signal': 'export const user = (url: string) => fetch(url, { signal: AbortSignal.timeout(5000) });',
  'both: the signal bounds it':
    'export const user = (url: string) => fetch(url, { timeout: 5000, signal: AbortSignal.timeout(5000) } as RequestInit);',
  'nothing written': 'export const user = (url: string) => fetch(url);',
  'axios knows it': "import axios from 'axios';\nexport const user = () => axios.get('/user', { timeout: 1000 });",
  'node:http with a listener': `
    import http from 'node:http';
    export const user = () => {
      const request = http.get('http://x.test', { timeout: 1000 }, (answer) => answer.resume());
      request.on('timeout', () => request.destroy());
      return request;
    };
  `,
  'node:http with a listener in the chain': `
    import http from 'node:http';
    export const user = () =>
      http.get('http://x.test', (answer) => answer.resume()).setTimeout(1000, function () {
        this.destroy();
      });
  `,
  'node:http with a signal': `
    import http from 'node:http';
    export const user = () => http.get('http://x.test', { signal: AbortSignal.timeout(1000) }, (answer) => answer.resume());
  `,
  'a cooperative policy with its signal': `
    import { timeout, TimeoutStrategy } from 'cockatiel';
    const policy = timeout(1000, TimeoutStrategy.Cooperative);
    export const user = (url: string) => policy.execute(({ signal }) => fetch(url, { signal }));
  `,
  'an aggressive policy': `
    import { timeout, TimeoutStrategy } from 'cockatiel';
    const policy = timeout(1000, TimeoutStrategy.Aggressive);
    export const user = (url: string) => policy.execute(() => fetch(url));
  `,
  'a cooperative policy, and a bound of the call': `
    import { timeout, TimeoutStrategy } from 'cockatiel';
    const policy = timeout(1000, TimeoutStrategy.Cooperative);
    export const user = (url: string) => policy.execute(() => fetch(url, { signal: AbortSignal.timeout(1000) }));
  `,
  'a strategy that is not known': `
    import { timeout, type TimeoutStrategy } from 'cockatiel';
    export const user = (url: string, strategy: TimeoutStrategy) => timeout(1000, strategy).execute(() => fetch(url));
  `,
  'a timeout in the body':
    "export const save = (url: string) => fetch(url, { method: 'POST', body: JSON.stringify({ timeout: 5000 }), signal: AbortSignal.timeout(1000) });",
  'an option of a wrapper of the project': `
    const http = (url: string, { timeout, ...init }: RequestInit & { timeout: number }) => fetch(url, { ...init, signal: AbortSignal.timeout(timeout) });
    export const user = () => http('https://x.test', { timeout: 1000 });
  `,
  'options from outside': 'export const user = (url: string, init: RequestInit) => fetch(url, init);',
  'ignored here, bounded around': `
    import pTimeout from 'p-timeout';
    export const user = (url: string) => pTimeout(fetch(url, { timeout: 5000 } as RequestInit), { milliseconds: 1000 });
  `,
  'undici by its own names': `
    import { request } from 'undici';
    export const user = () => request('https://x.test', { headersTimeout: 1000, bodyTimeout: 1000 });
  `,
  'ignored here, perhaps bounded around': `
    import { guarded } from 'house-rules';
    export const user = (url: string) => guarded(() => fetch(url, { timeout: 5000 } as RequestInit));
  `,
});

test('shows what was written', () => {
  const [finding] = check(
    `
    export const user = (url: string) => fetch(url, { timeout: 5000 } as RequestInit);
    //                                   ^^^^^ ineffective-timeout
    `,
    { rule },
  );
  expect(finding?.message).toBe('`fetch` may hang forever: `timeout: 5000` has no effect here.');
});

test('no bound, asked for where the option means nothing, is a remark beside a signal', () => {
  const found = check(
    `
    export async function relay(socket: NodeJS.EventEmitter, url: string) {
      const controller = new AbortController();
      socket.on('close', () => controller.abort());
      await fetch(url, { signal: controller.signal, timeout: 0 } as RequestInit);
    //      ^^^^^ ineffective-timeout
      await fetch(url, { signal: controller.signal, timeout: 9 } as RequestInit);
    //      ^^^^^ ineffective-timeout
      await fetch(url, { timeout: 0 } as RequestInit);
    }
    `,
    { rule },
  );
  expect(found.map(({ severity }) => severity)).toEqual(['info', 'error']);
});

test('without a signal nothing bounds it, and the rule for that speaks', () => {
  check(
    `
    export const user = (url: string) => fetch(url, { timeout: 0 } as RequestInit);
    //                                   ^^^^^ missing-timeout
    `,
    { rule: 'missing-timeout' },
  );
});

/** Where options may stand, something else may stand: what nobody wrote is not told to have no effect. */
test.each([
  'new AnonymousCredential()',
  'new ManagedIdentityCredential()',
  'new StorageSharedKeyCredential(process.env.ACCOUNT, process.env.KEY)',
])('%s is no set of options', (credential) => {
  const { findings } = analyse(`
    import { AnonymousCredential, BlobServiceClient, StorageSharedKeyCredential } from '@azure/storage-blob';
    import { ManagedIdentityCredential } from '@azure/identity';
    const blobs = new BlobServiceClient('https://x.blob.test', ${credential});
    export const get = (name: string) => blobs.getContainerClient('c').getBlobClient(name).download();
  `);
  const rules = findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
  expect(rules).toEqual(['missing-timeout']);
});

test('an option that is written is told', () => {
  const { findings } = analyse(`
    import { AnonymousCredential, BlobServiceClient } from '@azure/storage-blob';
    const blobs = new BlobServiceClient('https://x.blob.test', new AnonymousCredential(), { retryOptions: { tryTimeoutInMs: 9000 } });
    export const get = (name: string) => blobs.getContainerClient('c').getBlobClient(name).download();
  `);
  expect(findings.map(({ rule }) => rule)).toContain(rule);
});

/** Up to that version `node-fetch` 2 sent, and was handed the timeout; from it on the platform's `fetch` sends, which knows none. */
test.each([
  ['@octokit/rest', "import { Octokit } from '@octokit/rest';\nconst client = new Octokit({});", '18.6.1', '19.0.0'],
  ['@octokit/core', "import { Octokit } from '@octokit/core';\nconst client = new Octokit({});", '3.6.0', '4.0.0'],
  ['octokit', "import { Octokit } from 'octokit';\nconst client = new Octokit({});", '1.7.1', '2.0.0'],
  ['@actions/github', "import { getOctokit } from '@actions/github';\nconst client = getOctokit('t', {});", '5.1.1', '6.0.0'],
  ['@octokit/request', "import { request } from '@octokit/request';\nconst client = { request: request.defaults({}) };", '6.0.2', '6.1.0'],
  ['@octokit/graphql', "import { graphql } from '@octokit/graphql';\nconst client = { request: graphql.defaults({}) };", '4.8.0', '5.0.0'],
])('`request.timeout` of %s', (name, head, before, since) => {
  const told = (version: string, source: string) => {
    const files = { 'package.json': `{ "dependencies": { "${name}": "${version}" } }`, 'main.ts': source };
    const { findings, calls } = analyse({ files });
    const rules = findings.filter(({ severity }) => severity !== 'info').map((one) => one.rule);
    return [rules, calls.map(({ profile }) => profile.timeout.is), JSON.stringify(calls).includes('after 10 s')];
  };
  const call = (options: string) => `export const ask = () => client.request('GET /a', ${options});\n`;
  const atCall = `${head}\n${call('{ request: { timeout: 5000 } }')}`;
  const atInstance = `${head.replace('{})', '{ request: { timeout: 5000 } })')}\n${call('{}')}`;
  for (const source of [atCall, atInstance]) {
    expect(told(before, source)).toEqual([[], ['present'], false]);
    expect(told(since, source)).toEqual([[rule], ['absent'], true]);
  }
  const bare = `${head}\n${call('{}')}`;
  expect(told(before, bare)).toEqual([['missing-timeout'], ['absent'], false]);
  expect(told(since, bare)).toEqual([['missing-timeout'], ['absent'], true]);
});

/** In a page the old versions sent by the page's `fetch`, too: rows of options know no place, so this is not told. */
test('`request.timeout` of an old Octokit in a page is taken for a bound', () => {
  const source =
    "import { Octokit } from '@octokit/rest';\nexport const ask = () => new Octokit({ request: { timeout: 5000 } }).request('GET /a');\n";
  const files = { 'package.json': '{ "dependencies": { "@octokit/rest": "18.6.1", "react-dom": "17" } }', 'src/main.tsx': source };
  expect(analyse({ files }).findings.map((one) => one.rule)).not.toContain(rule);
});
