import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse, check } from '../harness/check';

const rule = 'retry-without-backoff';
const sleep = 'const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));\n';
const bounded = '{ signal: AbortSignal.timeout(1000) }';

faults(rule, {
  'a timer that ends other work, between two tries': `
    async function noteWithTimeout(error: unknown) {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 5000);
      try {
        await fetch('https://log.test', { method: 'PUT', body: String(error), signal: controller.signal });
      } finally {
        clearTimeout(timer);
      }
    }
    export async function user() {
      for (let i = 0; i < 5; i++) {
    //^^^ retry-without-backoff
        try {
          return await fetch('https://x.test', ${bounded});
        } catch (error) {
          await noteWithTimeout(error);
        }
      }
    }
  `,
  'a handler of its promise that waits for something else': `
    async function note(error: unknown) { console.log('no timeout, no delay', error); }
    export async function user() {
      for (let i = 0; i < 5; i++) {
    //^^^ retry-without-backoff
        const answer = await fetch('https://x.test', ${bounded}).catch(async (error) => { await note(error); });
        if (answer instanceof Response) return answer;
      }
    }
  `,
  'a handler of its promise that starts a timer nobody waits for': `
    ${sleep}
    export async function user() {
      for (let i = 0; i < 5; i++) {
    //^^^ retry-without-backoff
        const answer = await fetch('https://x.test', ${bounded}).catch(() => { sleep(1000); });
        if (answer instanceof Response) return answer;
      }
    }
  `,
  'pauses between tries of another loop': `
    ${sleep}
    async function load(url: string) {
      for (let i = 0; ; i++) {
        try {
          return await fetch(url, ${bounded});
        } catch (error) {
          if (i > 3) throw error;
          await sleep(100);
        }
      }
    }
    export async function user(url: string) {
      for (let i = 0; i < 5; i++) {
    //^^^ retry-without-backoff
        try {
          return await load(url);
        } catch {}
      }
    }
  `,
  'something else that is made a promise': `
    import { promisify } from 'node:util';
    import { stat } from 'node:fs';
    export async function user() {
      for (let i = 0; i < 5; i++) {
    //^^^ retry-without-backoff
        try {
          return await fetch('https://x.test', ${bounded});
        } catch {}
        await promisify(stat)('/tmp');
      }
    }
  `,
  'a failure that its promise keeps, and a status that is asked': `
    export async function user() {
      for (let i = 0; i < 5; i++) {
    //^^^ retry-without-backoff
        const answer = await fetch('https://x.test', ${bounded}).catch(() => undefined);
        if (answer?.ok) return answer;
      }
    }
  `,
  'two servers, over and over': `
    const servers = ['https://a.test', 'https://b.test'];
    export async function user() {
      for (let i = 0; i < 20; i++) {
    //^^^ retry-without-backoff
        try {
          return await fetch(servers[i % 2]!, ${bounded});
        } catch {}
      }
    }
  `,
  'one server, given longer each time': `
    const times = [1000, 2000, 4000];
    export async function user() {
      for (let i = 0; i < times.length; i++) {
    //^^^ retry-without-backoff
        try {
          return await fetch('https://a.test', { signal: AbortSignal.timeout(times[i]!) });
        } catch {}
      }
    }
  `,
  'counted down from what a caller gives': `
    export async function user(url: string, retries: number): Promise<Response> {
      try {
        return await fetch(url, { signal: AbortSignal.timeout(1000) });
      } catch (error) {
        if (retries > 0) return user(url, retries - 1);
    //                          ^^^^ retry-without-backoff
        throw error;
      }
    }
    export const mine = () => user('https://x.test', 5);
  `,
  'counted down from a default': `
    export async function user(url: string, retries = 3): Promise<Response> {
      try {
        return await fetch(url, { signal: AbortSignal.timeout(1000) });
      } catch (error) {
        if (retries <= 0) throw error;
        return user(url, retries - 1);
    //         ^^^^ retry-without-backoff
      }
    }
  `,
  'a consumer that asks again at once when the queue is down': `
    import Redis from 'ioredis';
    const redis = new Redis({ commandTimeout: 10_000 });
    export class Consumer {
      private closing = false;
      async run(work: (job: unknown) => Promise<void>) {
        while (!this.closing) {
    //  ^^^^^ retry-without-backoff
          try {
            const job = await redis.blpop('jobs', 5);
            await work(job);
          } catch (error) {
            console.error(error);
          }
        }
      }
    }
  `,
  'a poller that only rests after an answer': `
    export async function watch(url: string, sleep: (ms: number) => Promise<void>) {
      for (;;) {
    //^^^ retry-without-backoff
        try {
          console.log(await (await fetch(url, { signal: AbortSignal.timeout(1000) })).json());
          await sleep(60_000);
        } catch (error) {
          console.error(error);
        }
      }
    }
  `,
  'a session that is opened anew in a loop': `
    import pg from 'pg';
    export async function listen(pool: pg.Pool, state: { stopped: boolean }) {
      while (state.stopped === false) {
    //^^^^^ retry-without-backoff
        try {
          const client = await pool.connect();
          await client.query('listen changes');
        } catch (error) {
          console.error(error);
          continue;
        }
      }
    }
  `,
  'five at once': `
    export async function user(url: string) {
      for (let i = 0; i < 5; i++) {
    //^^^ retry-without-backoff
        try {
          return await fetch(url, ${bounded});
        } catch {}
      }
      throw new Error('gone');
    }
  `,
  'without an end, too': `
    export async function user(url: string) {
      while (true) {
    //^^^^^ retry-without-backoff
        try {
          return await fetch(url, ${bounded});
        } catch {}
      }
    }
  `,
  'a policy without a delay': `
    import { handleAll, retry } from 'cockatiel';
    const policy = retry(handleAll, { maxAttempts: 5 });
    //             ^^^^^ retry-without-backoff
    export const user = (url: string) => policy.execute(() => fetch(url, ${bounded}));
  `,
  'axios-retry as it comes': `
    import axios from 'axios';
    import axiosRetry from 'axios-retry';
    const api = axios.create({ timeout: 1000 });
    axiosRetry(api, { retries: 5 });
//  ^^^^^^^^^^ retry-without-backoff
    export const user = () => api.get('/user');
  `,
  'two tries, by a helper for any number': `
    async function retry<T>(work: () => Promise<T>, maxAttempts = 2): Promise<T> {
      for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    //^^^ retry-without-backoff
        try {
          return await work();
        } catch {}
      }
      throw new Error('gone');
    }
    export const user = (url: string) => retry(() => fetch(url, ${bounded}));
  `,
  'a connection that comes back at once': `
    import WebSocket from 'ws';
    export function connect(url: string) {
      const socket = new WebSocket(url, { handshakeTimeout: 1000 });
      socket.on('error', console.error);
      socket.on('close', () => connect(url));
    //                         ^^^^^^^ retry-without-backoff
    }
  `,
  'a listener that a function of the file wraps, whatever it is called': `
    import WebSocket from 'ws';
    const quietly = (work: () => void) => () => { try { work(); } catch {} };
    export function connect(url: string) {
      const socket = new WebSocket(url, { handshakeTimeout: 1000 });
      socket.on('error', console.error);
      socket.on('close', quietly(() => connect(url)));
    //                                 ^^^^^^^ retry-without-backoff
    }
  `,
  'the function itself is the listener': `
    import net from 'node:net';
    export function connect() {
      const socket = net.connect({ host: 'api.example.com', port: 80, timeout: 1000 });
      socket.on('close', connect);
    //^^^^^^^^^ retry-without-backoff
    }
  `,
  'a request that starts over by its error': `
    import http from 'node:http';
    export function load(url: string) {
      const request = http.get(url, { signal: AbortSignal.timeout(1000) }, (answer) => answer.resume());
      request.on('error', () => load(url));
      //                        ^^^^ retry-without-backoff
    }
  `,
  'a function that calls itself, and asks something else before': `
    declare const tokenOf: (url: string) => Promise<string>;
    export async function user(url: string, left = 5): Promise<Response> {
      const token = await tokenOf(url);
      try {
        return await fetch(url, { ...${bounded}, headers: { token } });
      } catch (error) {
        if (left === 0) throw error;
        return user(url, left - 1);
    //         ^^^^ retry-without-backoff
      }
    }
  `,
  'a function that calls itself': `
    export async function user(url: string, left = 5): Promise<Response> {
      try {
        return await fetch(url, ${bounded});
      } catch (error) {
        if (left === 0) throw error;
        return user(url, left - 1);
    //         ^^^^ retry-without-backoff
      }
    }
  `,
});

clean(rule, {
  'what is handed to a function of the file that only sounds like a wrapper': `
    import WebSocket from 'ws';
    const later: (() => void)[] = [];
    function safe(work: () => void) {
      later.push(work);
      return () => console.log('gone');
    }
    export function connect(url: string) {
      const socket = new WebSocket(url, { handshakeTimeout: 1000 });
      socket.on('error', console.error);
      socket.on('close', safe(() => connect(url)));
    }
  `,
  'a pause at the top of what is called again, under a name that says nothing': `
    const moment = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    async function connect(url: string, tries: number) {
      if (tries > 0) await moment(1000);
      return await fetch(url, ${bounded});
    }
    export async function user(url: string) {
      for (let i = 0; i < 5; i++) {
        try {
          return await connect(url, i);
        } catch {}
      }
    }
  `,
  'a helper that pauses through another one, under names that say nothing': `
    const moment = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    async function gather() { await moment(1000); }
    export async function user(url: string) {
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch(url, ${bounded});
        } catch {
          await gather();
        }
      }
    }
  `,
  'a pause at the top of what is called again': `
    async function connect(url: string, again: boolean, retryWait: () => Promise<void>) {
      if (again) await retryWait();
      return await fetch(url, ${bounded});
    }
    export async function user(url: string, retryWait: () => Promise<void>) {
      let again = false;
      for (let i = 0; i < 5; i++) {
        try {
          return await connect(url, again, retryWait);
        } catch {
          again = true;
        }
      }
    }
  `,
  'a pause in the handler of its promise': `
    ${sleep}
    export async function user() {
      for (let i = 0; i < 5; i++) {
        const answer = await fetch('https://x.test', ${bounded}).catch(() => sleep(1000));
        if (answer instanceof Response && answer.ok) return answer;
        if (answer !== undefined) return undefined;
      }
    }
  `,
  'a handler of its promise that stands elsewhere, under a name that says nothing': `
    const later = () => new Promise<undefined>((resolve) => setTimeout(resolve, 1000));
    export async function user() {
      for (let i = 0; i < 5; i++) {
        const answer = await fetch('https://x.test', ${bounded}).catch(later);
        if (answer instanceof Response) return answer;
      }
    }
  `,
  'a pause behind what its promise kept': `
    ${sleep}
    const moment = () => sleep(1000);
    export async function user() {
      for (let i = 0; i < 5; i++) {
        const answer = await fetch('https://x.test', ${bounded}).catch(() => undefined).finally(() => moment());
        if (answer instanceof Response) return answer;
      }
    }
  `,
  'a timer that is made a promise in place': `
    import util from 'node:util';
    export async function user() {
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch('https://x.test', ${bounded});
        } catch {}
        await util.promisify(setTimeout)(1_000);
      }
    }
  `,
  'a timer that is made a promise, under a name that says nothing': `
    import { promisify } from 'node:util';
    const later = promisify(setTimeout);
    export async function user() {
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch('https://x.test', ${bounded});
        } catch {}
        await later(1_000);
      }
    }
  `,
  'the next of a list of servers': `
    import { servers } from './config';
    const query = (url: string) => fetch(url, ${bounded});
    export async function user(path: string) {
      const offset = Math.floor(Math.random() * servers.length);
      for (let i = 0; i < servers.length; i++) {
        const server = servers[(i + offset) % servers.length];
        try {
          return await query(\`https://\${server}\${path}\`);
        } catch {}
      }
    }
  `,
  'the next of a list, put together before': `
    export async function user(hosts: string[]) {
      for (const host of hosts) {
        const url = 'https://' + host + '/user';
        try {
          return await fetch(url, ${bounded});
        } catch {}
      }
    }
  `,
  'counted down from one': `
    export async function user(url: string, retries = 1): Promise<Response> {
      try {
        return await fetch(url, { signal: AbortSignal.timeout(1000) });
      } catch (error) {
        if (retries > 0) return user(url, retries - 1);
        throw error;
      }
    }
  `,
  'a consumer that rests after a failure': `
    import Redis from 'ioredis';
    import { setTimeout } from 'node:timers/promises';
    const redis = new Redis({ commandTimeout: 10_000 });
    export async function run(state: { closing: boolean }) {
      while (!state.closing) {
        try {
          console.log(await redis.blpop('jobs', 5));
        } catch {
          await setTimeout(1000);
        }
      }
    }
  `,
  'a poller that rests whatever comes': `
    import { setTimeout } from 'node:timers/promises';
    export async function watch(url: string) {
      for (;;) {
        try {
          await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          console.error(error);
        }
        await setTimeout(1000);
      }
    }
  `,
  'a poller that rests first': `
    import { setTimeout } from 'node:timers/promises';
    export async function watch(url: string) {
      while (true) {
        await setTimeout(1000);
        try {
          await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          console.error(error);
        }
      }
    }
  `,
  'a pause that may be cut short': `
    export async function watch(url: string, sleep: (ms: number) => Promise<void>, woken: Promise<void>) {
      while (true) {
        try {
          await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          console.error(error);
        }
        await Promise.race([sleep(1000), woken]);
      }
    }
  `,
  'work on what another call brings': `
    export async function run(next: () => Promise<string>) {
      while (true) {
        const url = await next();
        try {
          await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          console.error(error);
        }
      }
    }
  `,
  'a list that is worked off': `
    export async function all(urls: string[]) {
      while (urls.length > 0) {
        try {
          await fetch(urls.shift() ?? '', { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          console.error(error);
        }
      }
    }
  `,
  'a helper that may pause': `
    import { rest } from 'house-rules';
    export async function watch(url: string) {
      while (true) {
        try {
          await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch (error) {
          await rest(error);
        }
      }
    }
  `,
  'a poller that counts its failures': `
    import { setTimeout } from 'node:timers/promises';
    export async function watch(url: string) {
      let failures = 0;
      while (true) {
        try {
          await fetch(url, { signal: AbortSignal.timeout(1000) });
          await setTimeout(1000);
        } catch (error) {
          if (failures++ > 3) throw error;
        }
      }
    }
  `,
  'pages until there are no more': `
    export async function all(url: string | undefined) {
      while (url !== undefined) {
        const page: { next?: string } = await (await fetch(url, { signal: AbortSignal.timeout(1000) })).json();
        url = page.next;
      }
    }
  `,
  'a connection that comes back after a while': `
    import WebSocket from 'ws';
    export function connect(url: string) {
      const socket = new WebSocket(url, { handshakeTimeout: 1000 });
      socket.onclose = () => setTimeout(() => connect(url), 1000);
    }
  `,
  'a request that is over makes room for the next': `
    import http from 'node:http';
    export function poll(url: string) {
      const request = http.get(url, { signal: AbortSignal.timeout(1000) }, (answer) => answer.resume());
      request.on('error', console.error);
      request.on('close', () => poll(url));
    }
  `,
  'the end of something else': `
    import { spawn } from 'node:child_process';
    export function work(url: string) {
      const child = spawn('work');
      void fetch(url, ${bounded});
      child.on('close', () => work(url));
    }
  `,
  'a pause behind a bad answer': `
    ${sleep}
    export async function user(url: string) {
      for (let i = 0; i < 5; i++) {
        const answer = await fetch(url, ${bounded});
        if (answer.ok) return answer.json();
        await sleep(500);
      }
      throw new Error('gone');
    }
  `,
  'a pause in the handler': `
    ${sleep}
    export async function user(url: string) {
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch(url, ${bounded});
        } catch {
          await sleep(500);
        }
      }
    }
  `,
  'a pause at the end of the loop': `
    ${sleep}
    export async function user(url: string) {
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch(url, ${bounded});
        } catch {}
        await sleep(500);
      }
    }
  `,
  'a pause before every try but the first': `
    ${sleep}
    export async function user(url: string) {
      for (let i = 0; i < 5; i++) {
        if (i > 0) await sleep(500);
        try {
          return await fetch(url, ${bounded});
        } catch {}
      }
    }
  `,
  'a pause written out': `
    export async function user(url: string) {
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch(url, ${bounded});
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 500));
        }
      }
    }
  `,
  'a pause of the platform': `
    import { setTimeout as pause } from 'node:timers/promises';
    export async function user(url: string) {
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch(url, ${bounded});
        } catch {
          await pause(500);
        }
      }
    }
  `,
  'a pause in a helper of another file': {
    files: {
      'pause.ts':
        'export async function backOff(attempt: number) {\n  await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt));\n}\n',
      'user.ts': `
    import { backOff } from './pause';
    export async function user(url: string) {
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch(url, ${bounded});
        } catch {
          await backOff(i);
        }
      }
    }
      `,
    },
  },
  'something awaited that cannot be read': `
    import { recover } from 'house-rules';
    export async function user(url: string) {
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch(url, ${bounded});
        } catch (error) {
          await recover(error);
        }
      }
    }
  `,
  'one second try at once': `
    export async function user(url: string) {
      for (let i = 0; i < 2; i++) {
        try {
          return await fetch(url, ${bounded});
        } catch {}
      }
    }
  `,
  'a second try by hand': `
    export async function user(url: string) {
      try {
        return await fetch(url, ${bounded});
      } catch {
        return fetch(url, ${bounded});
      }
    }
  `,
  'what each round looks up for its own element': `
    const models = ['large', 'middle', 'small'];
    async function find(model: string) {
      return { url: \`https://\${model}.test\`, since: 1 };
    }
    export async function user() {
      let last: unknown;
      for (const model of models) {
        try {
          const { url } = await find(model);
          return await fetch(url, ${bounded});
        } catch (error) {
          last = error;
        }
      }
      throw last;
    }
  `,
  mirrors: `
    export async function user(path: string) {
      for (const host of ['https://a.test', 'https://b.test', 'https://c.test']) {
        try {
          return await fetch(host + path, ${bounded});
        } catch {}
      }
    }
  `,
  'a list of work': `
    export async function all(urls: string[]) {
      for (const url of urls) {
        try {
          await fetch(url, ${bounded});
        } catch {}
      }
    }
  `,
  paging: `
    export async function all(url: string) {
      for (let page = 0; page < 10; page++) {
        const { done } = await (await fetch(url + page, ${bounded})).json();
        if (done) return;
      }
    }
  `,
  'p-retry pauses by itself': `
    import pRetry from 'p-retry';
    export const user = (url: string) => pRetry(() => fetch(url, ${bounded}), { retries: 5 });
  `,
  'a policy with a backoff': `
    import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
    const policy = retry(handleAll, { maxAttempts: 5, backoff: new ExponentialBackoff() });
    export const user = (url: string) => policy.execute(() => fetch(url, ${bounded}));
  `,
  'axios-retry with a delay': `
    import axios from 'axios';
    import axiosRetry from 'axios-retry';
    const api = axios.create({ timeout: 1000 });
    axiosRetry(api, { retries: 5, retryDelay: axiosRetry.exponentialDelay });
    export const user = () => api.get('/user');
  `,
  'a client that repeats by itself': "import ky from 'ky';\nexport const user = () => ky.get('https://x.test').json();",
  'a recursion that pauses': `
    ${sleep}
    export async function user(url: string, left = 5): Promise<Response> {
      try {
        return await fetch(url, ${bounded});
      } catch (error) {
        if (left === 0) throw error;
        await sleep(500);
        return user(url, left - 1);
      }
    }
  `,
  'a recursion that pauses in front of every try but the first': `
    ${sleep}
    export async function user(url: string, tries = 0): Promise<Response> {
      try {
        if (tries > 0) await sleep(500);
        return await fetch(url, ${bounded});
      } catch (error) {
        if (tries === 5) throw error;
        return user(url, tries + 1);
      }
    }
  `,
  'a timer is a pause': `
    export async function load(url: string, left = 5): Promise<void> {
      try {
        await fetch(url, ${bounded});
      } catch {
        if (left > 0) setTimeout(() => load(url, left - 1), 1000);
      }
    }
  `,
});

test('says how often', () => {
  const [finding] = check(
    `
    export async function user(url: string) {
      for (let i = 0; i < 5; i++) {
    //^^^ retry-without-backoff
        try {
          return await fetch(url, ${bounded});
        } catch {}
      }
    }
    `,
    { rule },
  );
  expect(finding?.message).toBe('When `fetch` fails, it is sent 5 times without a pause, which keeps a struggling service down.');
});

const axiosRetry = (delay: string): string => `
  import axios from 'axios';
  import axiosRetry, { exponentialDelay } from 'axios-retry';
  const client = axios.create({ timeout: 1000 });
  axiosRetry(client, { retries: 6, retryDelay: ${delay} });
  export const user = () => client.get('https://a.test');
`;

clean(rule, {
  'a function that asks another one for the pause': axiosRetry('(count, error) => { return exponentialDelay(count, error, 1000); }'),
  'a function of the project': axiosRetry('(count) => count * 1000'),
});

test('how often, not known, is a remark', () => {
  const found = check(
    `
      declare const enough: (i: number) => boolean;
      export async function load(url: string, i: number): Promise<Response> {
        try {
          return await fetch(url, { signal: AbortSignal.timeout(1000) });
        } catch {
          if (enough(i)) throw new Error('enough');
          return load(url, i + 1);
          //     ^^^^ retry-without-backoff
        }
      }
    `,
    { rule },
  );
  expect(found.map(({ severity }) => severity)).toEqual(['info']);
});

test.each([
  ['healthCheck', 2, 'get', 'info'],
  ['healthCheck', 5, 'get', 'warning'],
  ['healthCheck', 2, 'post', 'warning'],
  ['users', 2, 'get', 'warning'],
])('how loud it is in `%s`, %i times more, with %s', (name, times, method, severity) => {
  const code = `import superagent from 'superagent';\nexport const ${name} = (url: string) => superagent.${method}(url).timeout(1000).retry(${times});\nexport const all = async () => (await ${name}('https://a.test')).body;`;
  const heard = analyse({ files: { 'main.ts': code } }).findings.filter((finding) => finding.rule === rule);
  expect(heard.map((finding) => finding.severity)).toEqual([severity]);
});

/** Whether superagent repeats at all may be up to a function: one that answers `false` has the last word, one that only tells of it has none. */
test.each([
  ['(error) => { console.log(error); }', ['warning']],
  ['() => undefined', ['warning']],
  ['() => true', ['warning']],
  ['(error, answer) => answer?.status === 503', []],
  ['() => { if (again === false) return false; return undefined; }', []],
  ['decide', []],
])('superagent, and `%s` beside the number', (decides, wanted) => {
  const code = `import superagent from 'superagent';\nimport { decide } from './elsewhere';\nexport const load = async (url: string, again: boolean) => (await superagent.get(url).timeout(1000).retry(2, ${decides})).body;`;
  const heard = analyse({ files: { 'main.ts': code } }).findings.filter((finding) => finding.rule === rule);
  expect(heard.map((finding) => finding.severity)).toEqual(wanted);
});

test('a timer that is set for all of the work lets every try wait', () => {
  const events = (body: string): string => `
    export class Events {
      connect() { return fetch('https://a.test', { signal: AbortSignal.timeout(1000) }); }
      again(): void { ${body} }
    }
  `;
  const work = 'this.connect().then(() => console.log(1)).catch(() => this.again());';
  const heard = (body: string) =>
    analyse(events(body))
      .findings.filter((finding) => finding.rule === rule)
      .map(({ severity }) => severity);
  expect(heard(`setTimeout(() => { ${work} }, 2000);`)).toEqual([]);
  expect(heard(work)).toEqual(['warning']);
});
