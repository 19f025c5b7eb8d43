import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse } from '../harness/check';

/** Shapes met in public code that were once judged wrongly; each is drawn as small as it can be. */

const bounded = 'signal: AbortSignal.timeout(1000)';

clean('retry-without-backoff', {
  'pages, where a bad status ends it': `
    export async function all(url: string) {
      const files: string[] = [];
      let token: string | undefined;
      do {
        const response = await fetch(url + token, { ${bounded} });
        if (!response.ok) throw new Error(response.statusText);
        const data = await response.json();
        files.push(...data.files);
        token = data.next;
      } while (token && files.length < 100);
      return files;
    }
  `,
  'batches, where a bad status is thrown out of the handler': `
    export async function send(url: string, batches: number) {
      for (let i = 0; i < batches; i++) {
        try {
          const response = await fetch(url, { method: 'PUT', ${bounded} });
          if (!response.ok) throw new Error(response.statusText);
        } catch (error) {
          console.error(error);
          throw error;
        }
      }
    }
  `,
  'redirects followed by hand': `
    export async function get(url: string, most: number) {
      let hops = 0;
      while (hops <= most) {
        const response = await fetch(url, { redirect: 'manual', ${bounded} });
        if (response.status < 300 || response.status >= 400) return response;
        const location = response.headers.get('location');
        if (!location) return response;
        hops++;
        url = new URL(location, url).href;
      }
      throw new Error('too far');
    }
  `,
  'asking until it is done, where a bad status goes to a helper that throws': `
    export class Job {
      fail(status: number): void {
        throw new Error('job failed with ' + status);
      }
      async wait(url: string) {
        let done = false;
        while (!done) {
          const response = await fetch(url, { ${bounded} });
          if (response.status === 200) {
            const body = await response.json();
            if (body.state === 'completed') {
              done = true;
              return body;
            }
            await new Promise((resolve) => setTimeout(resolve, 2000));
          } else {
            this.fail(response.status);
          }
        }
      }
    }
  `,
});

clean('retry-without-timeout', {
  'pages of things, each of which may fail by itself': `
    export async function migrate(from: string, to: string) {
      let cursor: string | undefined;
      while (true) {
        const page = await (await fetch(from + cursor, { ${bounded} })).json();
        for (const item of page.items) {
          try {
            const response = await fetch(to, { method: 'POST', body: item });
            if (!response.ok) throw new Error('upload failed');
          } catch (error) {
            console.error(error);
          }
        }
        if (!page.next) break;
        cursor = page.next;
      }
    }
  `,
});

faults('retry-without-backoff', {
  'a bad status that goes round': `
    export async function get(url: string) {
      for (let i = 0; i < 3; i++) {
    //^^^ retry-without-backoff
        const response = await fetch(url, { ${bounded} });
        if (response.ok) return response;
      }
      throw new Error('down');
    }
  `,
});

clean('unbounded-retry', {
  'a delay of zero stops got': `
    import got from 'got';
    const last = 3;
    export const post = (url: string) =>
      got.post(url, {
        timeout: { request: 1000 },
        retry: {
          calculateDelay: ({ attemptCount }) => {
            if (attemptCount === last) return 0;
            return 1000 * attemptCount;
          },
        },
      });
  `,
});

clean('unbounded-fanout', {
  'a number of workers rather than a collection': `
    export async function upload(url: string, concurrency: number, parts: string[]) {
      const workers = [...new Array(concurrency).keys()];
      await Promise.all(
        workers.map(async () => {
          while (parts.length > 0) await fetch(url, { method: 'PUT', body: parts.pop(), ${bounded} });
        }),
      );
    }
  `,
  'workers made from a length': `
    export async function upload(url: string, limit: number, parts: string[]) {
      await Promise.all(
        Array.from({ length: Math.min(limit, parts.length) }, async () => {
          while (parts.length > 0) await fetch(url, { method: 'PUT', body: parts.pop(), ${bounded} });
        }),
      );
    }
  `,
});

clean('retry-blind-to-status', {
  'the status lies one member deeper': `
    import { HttpClient } from '@actions/http-client';
    async function once(url: string) {
      const http = new HttpClient('x', [], { allowRetries: false, socketTimeout: 1000 });
      const response = await http.get(url);
      if (response.message.statusCode !== 200) throw new Error('status ' + response.message.statusCode);
      return response;
    }
    export async function get(url: string) {
      for (let i = 0; i < 3; i++) {
        try {
          return await once(url);
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 1000));
        }
      }
    }
  `,
});

clean('missing-timeout', {
  'a timer that destroys the request': `
    import https from 'node:https';
    export const tags = (url: string, timeout: number) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          request.destroy();
          resolve(undefined);
        }, timeout);
        const request = https.get(url, (response) => {
          response.on('end', () => {
            clearTimeout(timer);
            resolve(response);
          });
        });
      });
  `,
  'a named listener that destroys the request': `
    import http from 'node:http';
    export const wait = (host: string, done: (up: boolean) => void) => {
      const request = http.request({ host, timeout: 1000 }, () => done(true));
      const give = () => {
        request.destroy();
        done(false);
      };
      request.once('timeout', give);
      request.end();
    };
  `,
});

clean('missing-timeout', {
  'a test that hands over a plain fetch says nothing of the program': {
    files: {
      'url.ts': `
        export async function read(url: URL, get: typeof fetch, signal: AbortSignal) {
          return await fetch(url, { signal });
        }
      `,
      'url.test.ts': `
        import { read } from './url';
        it('reads', () => read(new URL('https://x.example'), fetch, new AbortController().signal));
      `,
    },
  },
  'connecting to MongoDB, which gives up by itself': `
    import { MongoClient } from 'mongodb';
    export async function open(url: string) {
      const client = new MongoClient(url);
      await client.connect();
      return client;
    }
  `,
});

clean('ineffective-timeout', {
  'a named listener': `
    import http from 'node:http';
    export const wait = (host: string, done: (up: boolean) => void) => {
      const request = http.request({ host, timeout: 1000 }, () => done(true));
      const give = () => {
        request.destroy();
        done(false);
      };
      request.once('error', give);
      request.once('timeout', give);
      request.end();
    };
  `,
});

clean('client-per-request', {
  'a script that fills a database': `
    import { PrismaClient } from '@prisma/client';
    export async function customSeed() {
      const client = new PrismaClient();
      await client.user.count();
      client.$disconnect();
    }
  `,
  'a directory connection of its own for each login, closed behind it': `
    import ldap from 'ldapjs';
    export function login(url: string, name: string, password: string, done: (error?: Error) => void) {
      const client = ldap.createClient({ url, timeout: 1000, connectTimeout: 1000 });
      client.bind(name, password, (error) => {
        client.destroy();
        done(error);
      });
    }
  `,
});

test('what stays on the machine is a remark', () => {
  const found = analyse(`export const health = () => fetch('http://localhost:3000/health');`).findings;
  expect(found.filter((f) => f.rule === 'missing-timeout').map((f) => f.severity)).toEqual(['info']);
});
