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
test.each(['new AnonymousCredential()', 'new ManagedIdentityCredential()'])('%s is no set of options', (credential) => {
  const { findings } = analyse(`
    import { AnonymousCredential, BlobServiceClient } from '@azure/storage-blob';
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
