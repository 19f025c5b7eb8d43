import { expect, test } from 'vitest';
import { timeouts, told } from '../harness/told';

const axios = "import axios from 'axios';\n";

test.each([
  [
    'kept in a map',
    `${axios}const all = new Map();\nconst of = (url) => {\n  if (!all.has(url)) all.set(url, axios.create({ baseURL: url, timeout: 700 }));\n  return all.get(url);\n};\nexport const a = (url) => of(url).get('/a');`,
    ['axios.get 700'],
  ],
  [
    'kept in a map of a class',
    `${axios}class Pool {\n  #all = new Map();\n  of(url) {\n    let it = this.#all.get(url);\n    if (it === undefined) {\n      it = axios.create({ baseURL: url });\n      this.#all.set(url, it);\n    }\n    return it;\n  }\n}\nconst pool = new Pool();\nexport const a = (url) => pool.of(url).get('/a');`,
    ['axios.get –'],
  ],
  [
    'kept in a map that others are handed',
    `${axios}const all = new Map();\nfill(all);\nall.set('a', axios.create({ timeout: 700 }));\nexport const a = () => all.get('a').get('/a');\nexport const b = (url) => axios.get(url);`,
    ['axios.get –'],
  ],
  [
    'options kept in a map',
    `${axios}const all = new Map();\nconst options = (url) => {\n  if (all.has(url)) return all.get(url);\n  const made = { headers: { url } };\n  all.set(url, made);\n  return made;\n};\nexport const a = (url) => axios.get(url, { ...options(url) });`,
    ['axios.get –'],
  ],
  [
    'an option of the instance',
    `${axios}const api = axios.create({ timeout: 2000 });\nexport const a = () => api.get('/a');`,
    ['api.get 2000'],
  ],
  [
    'the call before the instance',
    `${axios}const api = axios.create({ timeout: 2000 });\nexport const a = () => api.get('/a', { timeout: 500 });`,
    ['api.get 500'],
  ],
  [
    'a zero empties what the instance says',
    `${axios}const api = axios.create({ timeout: 2000 });\nexport const a = () => api.get('/a', { timeout: 0 });`,
    ['api.get –'],
  ],
  [
    'put in the place of a parameter by the constructor',
    `${axios}import type { AxiosInstance } from 'axios';\nclass Api {\n  constructor(private api: AxiosInstance) {\n    this.api = axios.create({ timeout: 2500 });\n  }\n  a() {\n    return this.api.get('/a');\n  }\n}\nexport const it = new Api(axios);`,
    ['this.api.get 2500'],
  ],
  [
    'put there for some only',
    `${axios}import type { AxiosInstance } from 'axios';\nclass Api {\n  constructor(private api: AxiosInstance, own: boolean) {\n    if (own) this.api = axios.create({ timeout: 2500 });\n  }\n  a() {\n    return this.api.get('/a');\n  }\n}\nexport const it = new Api(axios, process.argv.length > 2);`,
    ['this.api.get –'],
  ],
  [
    'assigned to its defaults',
    `${axios}const api = axios.create();\napi.defaults.timeout = 3000;\nexport const a = () => api.get('/a');`,
    ['api.get 3000'],
  ],
  [
    'assigned to the defaults of the library',
    `${axios}axios.defaults.timeout = 4000;\nexport const a = () => axios.get('/a');`,
    ['axios.get 4000'],
  ],
  [
    'an interceptor',
    `${axios}const api = axios.create();\napi.interceptors.request.use((config) => {\n  config.timeout = 1500;\n  return config;\n});\nexport const a = () => api.get('/a');`,
    ['api.get 1500'],
  ],
  [
    'a constant of arithmetic',
    `${axios}const second = 1000;\nconst api = axios.create({ timeout: 5 * second });\nexport const a = () => api.get('/a');`,
    ['api.get 5000'],
  ],
  [
    'a branch keeps the longer one',
    `${axios}const api = axios.create({ timeout: process.env.SLOW ? 9000 : 3000 });\nexport const a = () => api.get('/a');`,
    ['api.get 9000'],
  ],
  [
    'options as const',
    `${axios}const options = { timeout: 2500 } as const satisfies object;\nconst api = axios.create(options);\nexport const a = () => api.get('/a');`,
    ['api.get 2500'],
  ],
  [
    'a factory',
    `${axios}const make = (ms: number) => axios.create({ timeout: ms });\nconst api = make(700);\nexport const a = () => api.get('/a');`,
    ['api.get 700'],
  ],
  [
    'a factory, two instances',
    `${axios}const make = (ms: number) => axios.create({ timeout: ms });\nconst one = make(700);\nconst two = make(800);\nexport const a = () => one.get('/a');\nexport const b = () => two.get('/b');`,
    ['one.get 700', 'two.get 800'],
  ],
  [
    'a memoised function',
    `${axios}let kept: ReturnType<typeof axios.create> | undefined;\nconst api = () => (kept ??= axios.create({ timeout: 900 }));\nexport const a = () => api().get('/a');`,
    ['axios.get 900'],
  ],
  [
    'a memoised getter',
    `${axios}export class Users {\n  private kept?: ReturnType<typeof axios.create>;\n  private get api() {\n    if (!this.kept) this.kept = axios.create({ timeout: 1100 });\n    return this.kept;\n  }\n  one() { return this.api.get('/1'); }\n}`,
    ['this.api.get 1100'],
  ],
  [
    'a class field',
    `${axios}export class Users {\n  readonly api = axios.create({ timeout: 1200 });\n  one = () => this.api.get('/1');\n}`,
    ['this.api.get 1200'],
  ],
  [
    'a private field',
    `${axios}export class Users {\n  #api = axios.create({ timeout: 1200 });\n  one() { return this.#api.get('/1'); }\n}`,
    ['this.#api.get 1200'],
  ],
  [
    'a static field',
    `${axios}export class Users {\n  static api = axios.create({ timeout: 1300 });\n  one() { return Users.api.get('/1'); }\n}`,
    ['Users.api.get 1300'],
  ],
  [
    'set in the constructor',
    `${axios}export class Users {\n  private readonly api;\n  constructor() { this.api = axios.create({ timeout: 1400 }); }\n  one() { return this.api.get('/1'); }\n}`,
    ['this.api.get 1400'],
  ],
  [
    'a member of an object',
    `${axios}const clients = { users: axios.create({ timeout: 1600 }) };\nexport const a = () => clients.users.get('/a');`,
    ['clients.users.get 1600'],
  ],
  [
    'destructured and renamed',
    `${axios}const { users: api } = { users: axios.create({ timeout: 1700 }) };\nexport const a = () => api.get('/a');`,
    ['api.get 1700'],
  ],
  [
    'extended from another',
    "import ky from 'ky';\nconst base = ky.create({ timeout: 1800 });\nconst api = base.extend({ headers: {} });\nexport const a = () => api.get('https://x.test');",
    ['api.get 1800'],
  ],
  [
    'injected by its written type',
    `import type { AxiosInstance } from 'axios';\nexport class Users {\n  constructor(private readonly http: AxiosInstance) {}\n  one() { return this.http.get('/1'); }\n}`,
    ['this.http.get ?'],
  ],
])('%s', (_, source, lines) => {
  expect(timeouts(source)).toEqual(lines);
});

test('defaults are set in another file', () => {
  expect(
    timeouts({
      files: {
        'setup.ts': `${axios}axios.defaults.timeout = 2000;`,
        'users.ts': `import './setup';\n${axios}export const a = () => axios.get('/a');`,
      },
    }),
  ).toEqual(['axios.get 2000']);
});

test('subclasses pass different options to the base class that sends', () => {
  const lines = told({
    files: {
      'base.ts': `
        ${axios}
        export class Client {
          protected readonly api;
          constructor(timeout: number) { this.api = axios.create({ timeout }); }
          protected read(path: string) { return this.api.get(path); }
        }
      `,
      'fast.ts': `import { Client } from './base';\nexport class Fast extends Client {\n  constructor() { super(1000); }\n  one() { return this.api.get('/fast'); }\n}`,
      'slow.ts': `import { Client } from './base';\nexport class Slow extends Client {\n  constructor() { super(8000); }\n  one() { return this.api.get('/slow'); }\n}`,
    },
  });
  expect(lines.map((l) => l.split(' · ')[0])).toEqual([
    // The base class alone does not know, and says the longer of what its subclasses bring.
    'this.api.get timeout 8000',
    'this.api.get timeout 1000',
    'this.api.get timeout 8000',
  ]);
});

test('a class that is built with its client keeps what that client says', () => {
  expect(
    timeouts(`
      ${axios}
      class Users {
        constructor(private readonly http: { get(path: string): Promise<unknown> }) {}
        one() { return this.http.get('/1'); }
      }
      export const users = new Users(axios.create({ timeout: 2100 }));
    `),
  ).toEqual(['this.http.get 2100']);
});

test('a plug-in repeats every call of its instance', () => {
  const [line] = told(`
    ${axios}
    import axiosRetry from 'axios-retry';
    const api = axios.create({ timeout: 1000 });
    axiosRetry(api, { retries: 2 });
    export const a = () => api.get('/a');
  `);
  expect(line).toContain('timeout 1000 · retry 3');
});

test.each([
  ['an address from the environment', 'node-postgres', 'process.env.DATABASE_URL', 'db.select –'],
  ['an address of checked settings', 'node-postgres', 'settings.DATABASE_URL', 'db.select –'],
  ['something that cannot be read may be a pool', 'node-postgres', 'settings.database', 'db.select ?'],
  ['a file is no server', 'better-sqlite3', 'process.env.DATABASE_URL', 'db.select ?'],
])('a client that dials: %s', (_, driver, given, line) => {
  expect(
    timeouts(`
      import { drizzle } from 'drizzle-orm/${driver}';
      import { settings } from 'house-rules';
      const db = drizzle(${given}, { schema: {} });
      export const all = () => db.select();
    `),
  ).toEqual([line]);
});

test('what a constructor makes of its own class is known as any other of it, and not as one in one in one', () => {
  const members = ['http', 'users', 'orders'];
  const text = `import axios from 'axios';
export class Provider {
${members.map((one) => `  readonly ${one}: any;`).join('\n')}
  constructor(base?: string | Provider) {
    let made: any;
    if (typeof base === 'string') made = { http: { client: axios.create({ timeout: 2000 }) } };
    else if (base === undefined) made = new Provider('https://x.test');
    else made = base;
${members.map((one) => `    this.${one} = { ...made.${one} };`).join('\n')}
  }
  user = (id: string) => this.http.client.get(\`/\${id}\`);
}
export const user = () => new Provider('https://x.test').user('1');
`;
  expect(timeouts(text)).toEqual(['this.http.client.get 2000']);
});
