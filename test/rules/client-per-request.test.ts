import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse, check } from '../harness/check';

const rule = 'client-per-request';
const undici = "import { Agent, Pool, request } from 'undici';\n";

faults(rule, {
  'kept by a name that ends with the function': `
    ${undici}
    export async function user(id: string) {
      let pool: Pool | undefined;
      if (!pool) pool = new Pool('https://x.test');
    //                      ^^^^ client-per-request
      const answer = await pool.request({ path: '/' + id, method: 'GET', signal: AbortSignal.timeout(1000) });
      return answer.statusCode;
    }
  `,
  'a pool in the function it serves': `
    ${undici}
    export async function user(id: string) {
      const pool = new Pool('https://x.test');
    //                 ^^^^ client-per-request
      return await pool.request({ path: '/' + id, method: 'GET', signal: AbortSignal.timeout(1000) });
    }
  `,
  'in a handler': `
    ${undici}
    export const handler = async (id: string) => {
      const pool = new Pool('https://x.test', { connections: 10 });
    //                 ^^^^ client-per-request
      const answer = await pool.request({ path: '/' + id, method: 'GET', signal: AbortSignal.timeout(1000) });
      return answer.statusCode;
    };
  `,
});

const send = "request({ path: '/', method: 'GET', signal: AbortSignal.timeout(1000) })";

clean(rule, {
  'kept under a global name': `
    ${undici}
    declare global {
      var POOL: Pool | null;
    }
    export const pool = (): Pool => {
      if (!POOL) {
        POOL = new Pool('https://x.test');
      }
      return POOL;
    };
    export const user = () => pool();
    export const other = () => request('https://x.test', { signal: AbortSignal.timeout(1000) });
  `,
  'kept at the global object': `
    ${undici}
    export const user = () => {
      globalThis.pool ??= new Pool('https://x.test');
      return globalThis.pool;
    };
    export const other = () => request('https://x.test', { signal: AbortSignal.timeout(1000) });
  `,
  'kept in a field when there is none': `
    ${undici}
    export class Users {
      private pool: Pool | undefined;
      private get() {
        if (this.pool) return this.pool;
        const pool = new Pool('https://x.test');
        this.pool = pool;
        pool.on('disconnect', console.error);
        return this.pool;
      }
      one() {
        return this.get().${send};
      }
    }
  `,
  'set up by the constructor through a method': `
    ${undici}
    export class Users {
      private pool: Pool | undefined;
      constructor(url: string) {
        this.prepare(url);
      }
      private prepare(url: string) {
        const pool = new Pool(url);
        this.pool = pool;
        pool.on('disconnect', console.error);
      }
      one() {
        return this.pool?.${send};
      }
    }
  `,
  'of the module': `${undici}const pool = new Pool('https://x.test');\nexport const user = () => pool.${send};`,
  exported: `${undici}export const pool = new Pool('https://x.test');\nexport const user = () => pool.${send};`,
  'a field of a class': `
    ${undici}
    export class Users {
      private readonly pool = new Pool('https://x.test');
      one() {
        return this.pool.${send};
      }
    }
  `,
  'made in a constructor': `
    ${undici}
    export class Users {
      private readonly pool: Pool;
      constructor() {
        this.pool = new Pool('https://x.test');
      }
      one() {
        return this.pool.${send};
      }
    }
  `,
  'a factory': `
    ${undici}
    export const makePool = () => new Pool('https://x.test');
    const pool = makePool();
    export const user = () => pool.${send};
  `,
  'made on first use': `
    ${undici}
    let pool: Pool | undefined;
    export const user = () => {
      pool ??= new Pool('https://x.test');
      return pool.${send};
    };
  `,
  'kept in a map, one for each host': `
    ${undici}
    const pools = new Map<string, Pool>();
    export const user = (host: string) => {
      let pool = pools.get(host);
      if (pool === undefined) {
        pool = new Pool(host);
        pools.set(host, pool);
      }
      return pool.${send};
    };
  `,
  'a closure that is handed back': `
    ${undici}
    export function makeUser() {
      const pool = new Pool('https://x.test');
      return () => pool.${send};
    }
  `,
  'a program that runs once': {
    files: {
      'bin/user.ts': `${undici}async function show() {\n  const pool = new Pool('https://x.test');\n  console.log(await pool.${send});\n}\nawait show();\n`,
    },
  },
  'a main function': `
    ${undici}
    async function main() {
      const pool = new Pool('https://x.test');
      console.log(await pool.${send});
    }
    void main();
  `,
  'a test': {
    files: {
      'user.test.ts': `${undici}export async function one() {\n  const pool = new Pool('https://x.test');\n  return await pool.${send};\n}\n`,
    },
  },
  'a client without a pool': `
    import axios from 'axios';
    export async function user() {
      const api = axios.create({ timeout: 1000 });
      return (await api.get('/user')).data;
    }
  `,
  'a set-up function': `
    ${undici}
    export async function setup() {
      const pool = new Pool('https://x.test');
      await pool.${send};
      return { pool };
    }
  `,
  'the shared default':
    "import { request } from 'undici';\nexport const user = () => request('https://x.test', { signal: AbortSignal.timeout(1000) });",
  'from another file': {
    files: {
      'pool.ts': "import { Pool } from 'undici';\nexport const pool = new Pool('https://x.test');\n",
      'user.ts': `import { pool } from './pool';\nexport const user = () => pool.${send};\n`,
    },
  },
  'memoised by a library': `
    ${undici}
    import { once } from 'house-rules';
    const pool = once(() => new Pool('https://x.test'));
    export const user = () => request('https://x.test', { signal: AbortSignal.timeout(1000) });
  `,
});

test('says what happens to the connections', () => {
  const [finding] = check(
    `
    ${undici}
    export async function user(id: string) {
      const pool = new Pool('https://x.test');
    //                 ^^^^ client-per-request
      return await pool.request({ path: '/' + id, method: 'GET', signal: AbortSignal.timeout(1000) });
    }
    `,
    { rule },
  );
  expect(finding?.message).toBe(
    'Each request opens connections anew and leaves them behind: `undici.Pool` is built inside the function it serves.',
  );
});

test('what is closed again, made now and then, or by who is not known to answer anybody, is no alarm', () => {
  const found = (rest: string, file = 'src/server/user.ts', given = 'request: { id: string }'): readonly string[] =>
    analyse({
      files: {
        'package.json': '{ "dependencies": { "express": "5" } }',
        [file]: `${undici}
          export async function user(${given}) {
            const id = String(0);
            const pool = new Pool('https://x.test');
            try {
              return await pool.request({ path: '/' + id, method: 'GET', signal: AbortSignal.timeout(1000) });
            } finally {
              ${rest}
            }
          }
        `,
      },
    })
      .findings.filter((finding) => finding.rule === rule)
      .map(({ severity, message }) => `${severity}: ${message}`);
  const told = 'is built inside the function it serves.';
  expect(found('console.log(id);')).toEqual([
    `warning: Each request opens connections anew and leaves them behind: \`undici.Pool\` ${told}`,
  ]);
  expect(found('await pool.close();')).toEqual([`info: Each request opens connections anew: \`undici.Pool\` ${told}`]);
  // What a server calls once looks the same.
  expect(found('console.log(id);', 'src/server/user.ts', 'name: string')).toEqual([
    `info: Each request opens connections anew and leaves them behind: \`undici.Pool\` ${told}`,
  ]);
  expect(found('console.log(id);', 'src/server/backup.ts')).toEqual([]);
});

test('a row that a request finds is no connection', () => {
  const files = {
    'src/server/user.ts': `import { Model } from 'sequelize';
export class Users {
  constructor(private readonly model: typeof Model) {}
  async rename(request: { id: string }) {
    const row = await this.model.findByPk(request.id);
    return await row?.update({ name: 'it' });
  }
}
`,
  };
  expect(analyse({ files }).findings.filter((finding) => finding.rule === rule)).toEqual([]);
});
