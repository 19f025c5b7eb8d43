import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse } from '../harness/check';

/** What starts over after a failure, and is not the same request once more. */

const signal = 'signal: AbortSignal.timeout(1000)';
const pause = 'const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));\n';

clean('unbounded-retry', {
  "a method of the parent's under the same name is a fallback": `
    class Remote {
      async pools(): Promise<unknown> {
        return fetch('https://remote.test/pools', { ${signal} });
      }
    }
    export class Kept extends Remote {
      async pools(): Promise<unknown> {
        try {
          return await fetch('https://kept.test/pools', { ${signal} });
        } catch {
          return super.pools();
        }
      }
    }
  `,
  'a static method of the parent': `
    class Remote {
      static async pools(): Promise<unknown> {
        return fetch('https://remote.test/pools', { ${signal} });
      }
    }
    export class Kept extends Remote {
      static async pools(): Promise<unknown> {
        try {
          return await fetch('https://kept.test/pools', { ${signal} });
        } catch {
          return super.pools();
        }
      }
    }
  `,
  'a switch that is never turned back changes what is asked for': `
    export class Dictionary {
      private distinct = true;
      private query(from: number): string {
        return this.distinct ? \`distinct-\${from}\` : String(from);
      }
      async load(from: number): Promise<unknown> {
        try {
          return await fetch('https://a.test/' + this.query(from), { ${signal} });
        } catch (error: any) {
          if (error.message.includes('unknown argument')) {
            this.distinct = false;
            return this.load(from);
          }
          throw error;
        }
      }
    }
  `,
  'a name of the module for the same': `
    let modern = true;
    export async function load(id: string): Promise<unknown> {
      try {
        return await fetch(modern ? \`https://a.test/v2/\${id}\` : \`https://a.test/v1/\${id}\`, { ${signal} });
      } catch (error: any) {
        if (error.code === 'UNKNOWN_VERSION') {
          modern = false;
          return load(id);
        }
        throw error;
      }
    }
  `,
  'an option is taken away from what is handed on': `
    import { Pool, type PoolConfig } from 'pg';
    export async function connected(config: PoolConfig): Promise<Pool> {
      const pool = new Pool(config);
      try {
        await pool.query('select 1');
      } catch (error: any) {
        if (error.message.includes('does not support SSL')) {
          config.ssl = undefined;
          return connected(config);
        }
        throw error;
      }
      return pool;
    }
  `,
  'a switch that the way asks for lets nothing by twice': `
    export class Api {
      private renewed = false;
      async load(id: string): Promise<unknown> {
        try {
          const answer = await fetch('https://a.test/' + id, { ${signal} });
          this.renewed = false;
          return answer;
        } catch (error) {
          if (this.renewed) throw error;
          this.renewed = true;
          return this.load(id);
        }
      }
    }
  `,
  'a mark on what is handed on lets nothing by twice': `
    export async function send(request: { url: string; again?: boolean }): Promise<unknown> {
      return fetch(request.url, { ${signal} }).catch((error) => {
        if (error.status === 503 && !request.again) {
          request.again = true;
          return send(request);
        }
        throw error;
      });
    }
  `,
  'a counter that is kept in a member, given what it was and one more': `
    export class Login {
      private tries = 0;
      async login(name: string): Promise<unknown> {
        return fetch('https://a.test/' + name, { ${signal} }).catch((error) => {
          this.tries = (this.tries || 0) + 1;
          if (this.tries < 3) return this.login(name);
          throw error;
        });
      }
    }
  `,
  'what is left out of the arguments is what the request was made for': `
    const ask = async (): Promise<string> => 'name';
    export async function login({ name, sso }: { name?: string; sso?: boolean } = {}): Promise<unknown> {
      return Promise.resolve()
        .then(() => (sso ? { sso } : ask()))
        .then((how: any) => {
          const { sso } = how;
          if (sso) return fetch('https://sso.test/login', { method: 'POST', ${signal} });
          return name;
        })
        .catch(() => login({ name }));
    }
  `,
});

faults('unbounded-retry', {
  'a method of this under the same name is no fallback': `
    class Remote {
      async pools(): Promise<unknown> {
        return [];
      }
    }
    export class Kept extends Remote {
      async pools(): Promise<unknown> {
        try {
          return await fetch('https://kept.test/pools', { ${signal} });
        } catch {
          return this.pools();
    //           ^^^^^^^^^^ unbounded-retry
        }
      }
    }
  `,
  'a switch that success turns back only notes how it stands': `
    export class Feed {
      private open = true;
      async load(id: string): Promise<unknown> {
        try {
          const answer = await fetch('https://a.test/' + id, { ${signal} });
          this.open = true;
          return answer;
        } catch (error: any) {
          if (error.message.includes('unknown argument')) {
            this.open = false;
            return this.load(id);
    //             ^^^^^^^^^ unbounded-retry
          }
          throw error;
        }
      }
      get state() {
        return this.open;
      }
    }
  `,
  'a switch that nothing is asked for, and any failure turns': `
    export class Dictionary {
      private distinct = true;
      async load(from: number): Promise<unknown> {
        try {
          return await fetch('https://a.test/' + (this.distinct ? 'd' : 'a') + from, { ${signal} });
        } catch {
          this.distinct = false;
          return this.load(from);
    //           ^^^^^^^^^ unbounded-retry
        }
      }
    }
  `,
  'a switch that is turned to where it was': `
    export class Feed {
      private busy = false;
      begin() {
        this.busy = true;
      }
      async load(id: string): Promise<unknown> {
        try {
          return await fetch('https://a.test/' + id, { ${signal} });
        } catch (error) {
          if (!this.busy) {
            this.busy = false;
            return this.load(id);
    //             ^^^^^^^^^ unbounded-retry
          }
          throw error;
        }
      }
    }
  `,
  'a mark that nothing asks for': `
    export class Feed {
      retried = false;
      async load(id: string): Promise<unknown> {
        try {
          return await fetch('https://a.test/' + id, { ${signal} });
        } catch (error: any) {
          if (error.code === 'LOCKED') {
            this.retried = true;
            return this.load(id);
    //             ^^^^^^^^^ unbounded-retry
          }
          throw error;
        }
      }
      get state() {
        return this.retried ? 'again' : 'first';
      }
    }
  `,
  'a member that is no counter': `
    export class Login {
      private last = 0;
      async login(name: string): Promise<unknown> {
        return fetch('https://a.test/' + name, { ${signal} }).catch((error) => {
          this.last = error.status;
          if (this.last !== 404) return this.login(name);
    //                                  ^^^^^^^^^^ unbounded-retry
          throw error;
        });
      }
    }
  `,
  'what the request was made for is handed on': `
    const ask = async (): Promise<string> => 'name';
    export async function login({ name, sso }: { name?: string; sso?: boolean } = {}): Promise<unknown> {
      return Promise.resolve()
        .then(() => (sso ? { sso } : ask()))
        .then((how: any) => {
          const { sso } = how;
          if (sso) return fetch('https://sso.test/login', { method: 'POST', ${signal} });
          return name;
        })
        .catch(() => login({ name, sso }));
    //               ^^^^^ unbounded-retry
    }
  `,
});

test('a counter that is raised before it is asked lets one less through', () => {
  const counted = (first: string, behind: string): unknown[] =>
    analyse(`
      export class Login {
        private tries = 0;
        async login(name: string): Promise<unknown> {
          try {
            return await fetch('https://a.test/' + name, { ${signal} });
          } catch (error) {
            ${first}
            if (this.tries >= 3) throw error;
            ${behind}
            return this.login(name);
          }
        }
      }
    `).calls.flatMap(({ layers }) => layers.flatMap((layer) => (layer.kind === 'retry' ? [layer.attempts] : [])));
  expect(counted('this.tries++;', '')).toEqual([3]);
  expect(counted('', 'this.tries++;')).toEqual([4]);
  expect(counted('this.tries += 1;', '')).toEqual([3]);
});

test('above a class of a package, super means what that has', () => {
  const source = `
    import { Pool } from 'pg';
    export class Db extends Pool {
      override async query(text: any): Promise<any> {
        try {
          return await super.query(text);
        } catch {
          return undefined;
        }
      }
    }
    export const users = (db: Db): Promise<unknown> => db.query('select * from users');
  `;
  expect(analyse(source).calls.map(({ site }) => site.name)).toEqual(['super.query']);
});

/** How loud each rule is about retries of some failures only. */
const loudness = (source: string): string[] =>
  analyse(source)
    .findings.filter(({ rule }) => /^(?:unbounded-retry|retry-without-(?:timeout|backoff))$/.test(rule))
    .map(({ rule, severity }) => `${rule} ${severity}`)
    .sort();

const looped = (condition: string, wait = 'await pause(1000);', more = ''): string => `
  import { MongoClient } from 'mongodb';
  const db = new MongoClient('mongodb://db.test').db();
  ${pause}${more}
  export async function clear(): Promise<void> {
    for (;;) {
      try {
        await db.collection('a').deleteMany({});
        return;
      } catch (error: any) {
        if (!(${condition})) throw error;
        ${wait}
      }
    }
  }
`;

test('a failure that the other side is there to tell of is no outage', () => {
  const quiet = ['retry-without-timeout info', 'unbounded-retry info'];
  expect(loudness(looped("error.codeName === 'MaxTimeMSExpired'"))).toEqual(quiet);
  expect(loudness(looped('error.code === 50'))).toEqual(quiet);
  const isExpired =
    "function isExpired(e: any): boolean { return e instanceof Error && ((e as any).code === 50 || (e as any).codeName === 'Expired'); }";
  expect(loudness(looped('isExpired(error)', undefined, isExpired))).toEqual(quiet);
});

test('an outage by name is one, and so is what any failure may be', () => {
  expect(loudness(looped("error.code === 'ECONNREFUSED'"))).toEqual(['retry-without-timeout info', 'unbounded-retry error']);
  expect(loudness(looped('error.status === 503'))).toEqual(['retry-without-timeout info', 'unbounded-retry error']);
  expect(loudness(looped('error instanceof Error'))).toEqual(['retry-without-timeout warning', 'unbounded-retry error']);
  const isAny = 'function isAny(e: any): boolean { return e.code === 50 || e instanceof Error; }';
  expect(loudness(looped('isAny(error)', undefined, isAny))).toEqual(['retry-without-timeout warning', 'unbounded-retry error']);
});

test('who repeats what took too long means silence, and so does who asks something else', () => {
  const loud = ['retry-without-timeout warning', 'unbounded-retry error'];
  expect(loudness(looped("error.code === 'ETIMEDOUT' || error.status === 503"))).toEqual(loud);
  expect(loudness(looped("error.message.includes('timed out')"))).toEqual(loud);
  expect(
    loudness(looped("kind === 'sync'", undefined, 'let kind = "sync"; export const turn = (to: string) => { kind = to; };')),
  ).toContain('retry-without-timeout warning');
  expect(loudness(looped('error.code === 14'))).toEqual(['retry-without-timeout info', 'unbounded-retry error']);
});

test('without a pause it never ends either way', () => {
  expect(loudness(looped('error.code === 50', ''))).toEqual([
    'retry-without-backoff info',
    'retry-without-timeout info',
    'unbounded-retry error',
  ]);
});

test('another client for what was sent elsewhere is no burst, but has no end', () => {
  const redirected = (condition: string): string => `
    import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
    const handler = { requestTimeout: 1000, throwOnRequestTimeout: true };
    const usual = new S3Client({ requestHandler: handler });
    export async function exists(name: string, client: S3Client = usual): Promise<boolean> {
      try {
        await client.send(new HeadBucketCommand({ Bucket: name }));
        return true;
      } catch (error: any) {
        if (${condition}) {
          const other = new S3Client({ followRegionRedirects: true, requestHandler: handler });
          return exists(name, other);
        }
        throw error;
      }
    }
  `;
  expect(loudness(redirected("error.$metadata.httpStatusCode === 301 || error.name === 'BadRequest'"))).toEqual([
    'retry-without-backoff info',
    'unbounded-retry error',
  ]);
  expect(loudness(redirected('error.$metadata.httpStatusCode >= 500'))).toEqual(['retry-without-backoff warning', 'unbounded-retry error']);
});

test('a policy is asked for what it repeats', () => {
  const policy = (filter: string): string => `
    import { retryable } from 'async';
    const apply = async (): Promise<unknown> => fetch('https://a.test/apply', { method: 'PUT' });
    export const applied = retryable({ times: 3, interval: 1000, errorFilter: ${filter} }, apply);
    export const run = (): Promise<unknown> => applied();
  `;
  expect(loudness(policy("(failed) => failed.name === 'VariationTimeoutError'"))).toEqual(['retry-without-timeout info']);
  expect(loudness(policy("(error) => { if (error.name === 'Locked') { console.log('again'); return true; } return false; }"))).toEqual([
    'retry-without-timeout info',
  ]);
  // What is left out by name leaves all others.
  expect(loudness(policy("(error) => { if (error.name === 'Locked') return false; return true; }"))).toEqual([
    'retry-without-timeout warning',
  ]);
  expect(loudness(policy('(error) => Boolean(error)'))).toEqual(['retry-without-timeout warning']);
});
