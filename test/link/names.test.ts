import { expect, test } from 'vitest';
import { timeouts } from '../harness/told';

const users = (from: string) => `${from}\nexport const a = () => api.get('/a');`;
const made = "import axios from 'axios';\nexport const api = axios.create({ timeout: 2000 });";

test.each<[string, Readonly<Record<string, string>>]>([
  ['an import', { 'api.ts': made, 'users.ts': users("import { api } from './api';") }],
  ['under another name', { 'api.ts': made, 'users.ts': users("import { api as http } from './api';\nconst api = http;") }],
  [
    'a default export',
    {
      'api.ts': "import axios from 'axios';\nexport default axios.create({ timeout: 2000 });",
      'users.ts': users("import api from './api';"),
    },
  ],
  ['a namespace', { 'api.ts': made, 'users.ts': users("import * as all from './api';\nconst { api } = all;") }],
  ['a barrel', { 'api.ts': made, 'index.ts': "export * from './api';", 'users.ts': users("import { api } from '.';") }],
  [
    'a barrel of a barrel that renames',
    {
      'api.ts': made,
      'one.ts': "export { api as http } from './api';",
      'two.ts': "export * from './one';",
      'users.ts': users("import { http as api } from './two';"),
    },
  ],
  [
    'a namespace that is exported',
    {
      'api.ts': made,
      'index.ts': "export * as clients from './api';",
      'users.ts': users("import { clients } from './index';\nconst { api } = clients;"),
    },
  ],
  [
    'require',
    {
      'api.js': "const axios = require('axios');\nexports.api = axios.create({ timeout: 2000 });",
      'users.js': "const { api } = require('./api');\nexports.a = () => api.get('/a');",
    },
  ],
  [
    'module.exports of an object',
    {
      'api.js': "const axios = require('axios');\nconst api = axios.create({ timeout: 2000 });\nmodule.exports = { api };",
      'users.js': "const { api } = require('./api');\nmodule.exports.a = () => api.get('/a');",
    },
  ],
  [
    'module.exports of the thing itself',
    {
      'api.js': "module.exports = require('axios').create({ timeout: 2000 });",
      'users.js': "const api = require('./api');\nmodule.exports = () => api.get('/a');",
    },
  ],
  [
    'require of an ES module',
    {
      'api.js': "import axios from 'axios';\nexport default axios.create({ timeout: 2000 });",
      'users.cjs': "const api = require('./api').default;\nmodule.exports = () => api.get('/a');",
    },
  ],
  ['import equals', { 'api.ts': made, 'users.ts': users("import all = require('./api');\nconst api = all.api;") }],
  [
    'an import at run time',
    { 'api.ts': made, 'users.ts': "export const a = async () => {\n  const { api } = await import('./api');\n  return api.get('/a');\n};" },
  ],
  ['the written extension of the output', { 'api.mts': made, 'users.mts': users("import { api } from './api.mjs';") }],
  [
    'a path of the tsconfig',
    {
      'tsconfig.json': '{"compilerOptions":{"baseUrl":".","paths":{"@/*":["src/*"]}}}',
      'src/api.ts': made,
      'src/users.ts': users("import { api } from '@/api';"),
    },
  ],
  [
    'a folder in which a script lets Node look',
    {
      'package.json': '{"private":true,"scripts":{"start":"NODE_ENV=production NODE_PATH=. node users.js"},"dependencies":{"axios":"1"}}',
      'services/api.js': made,
      'users.js': users("import { api } from 'services/api';"),
    },
  ],
  [
    'one of several folders in which a script lets Node look',
    {
      'package.json':
        '{"private":true,"scripts":{"start":"cross-env NODE_PATH=\\"lib:src/\\" node src/users.js"},"dependencies":{"axios":"1"}}',
      'src/services/index.js': made,
      'src/users.js': users("import { api } from 'services';"),
    },
  ],
  [
    'a name that `module-alias` is told',
    {
      'package.json':
        '{"private":true,"_moduleAliases":{"@root":".","@services":"lib/services"},"dependencies":{"axios":"1","module-alias":"2"}}',
      'lib/services/api.js': made,
      'bin/users.js': users("import { api } from '@services/api';"),
    },
  ],
  [
    '`$lib` of SvelteKit, whose `tsconfig.json` is made by itself',
    {
      'package.json': '{"private":true,"devDependencies":{"@sveltejs/kit":"2"},"dependencies":{"axios":"1"}}',
      'tsconfig.json': '{"extends":"./.svelte-kit/tsconfig.json","compilerOptions":{"strict":true}}',
      'src/lib/server/api.ts': made,
      'src/routes/users/+server.ts': users("import { api } from '$lib/server/api';"),
    },
  ],
  [
    'what the configuration of SvelteKit leads somewhere',
    {
      'package.json': '{"private":true,"devDependencies":{"@sveltejs/kit":"2"},"dependencies":{"axios":"1"}}',
      'svelte.config.js':
        "export default { kit: { adapter: adapter({ runtime: 'nodejs22.x' }), alias: {\n  $components: 'src/lib/components',\n  $core: './src/core'\n} } };",
      'src/core/api.ts': made,
      'src/routes/users/+server.ts': users("import { api } from '$core/api.js';"),
    },
  ],
  [
    '`~` of Nuxt 4',
    {
      'package.json': '{"private":true,"dependencies":{"axios":"1","nuxt":"4"}}',
      'app/utils/api.ts': made,
      'server/api/users.ts': users("import { api } from '~/utils/api';"),
    },
  ],
  [
    'a name that a bundler is told, in a list',
    {
      'package.json': '{"private":true,"dependencies":{"axios":"1"}}',
      'vite.config.ts':
        "export default { resolve: { alias: [{ find: '@', replacement: fileURLToPath(new URL('./src', import.meta.url)) }, { find: /^x$/, replacement: 'y' }] } };",
      'src/lib/api.ts': made,
      'src/users.ts': users("import { api } from '@/lib/api';"),
    },
  ],
  [
    'a name that a bundler is told, joined with its folder',
    {
      'package.json': '{"private":true,"dependencies":{"axios":"1"}}',
      'webpack.config.js':
        "module.exports = {\n  resolve: {\n    alias: {\n      Assets: path.join(__dirname, 'assets'),\n      House: path.resolve(__dirname, 'elsewhere'),\n    },\n  },\n};",
      'src/api.ts': made,
      'app/package.json': '{"private":true,"dependencies":{"axios":"1"}}',
      'app/webpack.config.js': "module.exports = { resolve: { alias: { House: path.resolve(__dirname, '..', 'src') } } };",
      'app/users.ts': users("import { api } from 'House/api';"),
    },
  ],
  [
    'a name that Babel is told',
    {
      'package.json': '{"private":true,"dependencies":{"axios":"1"}}',
      '.babelrc': '{"plugins":["x",["module-resolver",{"root":["."],"alias":{"house":"./source"}}]]}',
      'source/api.js': made,
      'source/deep/users.js': users("import { api } from 'house/api';"),
    },
  ],
  [
    'a path from the root of an app of Meteor',
    {
      'package.json': '{"private":true,"meteor":{"mainModule":{"server":"server/main.js"}},"dependencies":{"axios":"1"}}',
      'imports/api.js': made,
      'server/users.js': users("import { api } from '/imports/api';"),
    },
  ],
  [
    'a package of the workspace',
    {
      'package.json': '{"private":true,"workspaces":["packages/*"]}',
      'packages/http/package.json': '{"name":"@house/http","main":"src/index.ts"}',
      'packages/http/src/index.ts': made,
      'packages/app/package.json': '{"name":"@house/app","dependencies":{"@house/http":"workspace:*"}}',
      'packages/app/src/users.ts': users("import { api } from '@house/http';"),
    },
  ],
  [
    'JSX',
    {
      'api.ts': made,
      'Users.jsx': "import { api } from './api';\nexport const Users = () => <button onClick={() => api.get('/a')}>more</button>;",
    },
  ],
])('%s leads to the instance', (_, files) => {
  expect(timeouts({ files })).toEqual(['api.get 2000']);
});

test.each([
  ['a package that the manifest names', 'services', '{ "start": "NODE_PATH=. node users.js" }', '{ "axios": "1", "services": "1" }'],
  ['what Node brings itself', 'constants', '{ "start": "NODE_PATH=. node users.js" }', '{ "axios": "1" }'],
  ['what no script lets Node find', 'services', '{ "start": "node users.js" }', '{ "axios": "1" }'],
  ['the `$lib` of a package without SvelteKit', '$lib', '{}', '{ "axios": "1", "svelte": "5" }'],
])('%s leads to no file of the project', (_, name, scripts, dependencies) => {
  const files = {
    'package.json': `{ "private": true, "scripts": ${scripts}, "dependencies": ${dependencies} }`,
    [`${name}/index.js`]: made,
    'users.js': users(`import { api } from '${name}';`),
  };
  expect(timeouts({ files })).toEqual([]);
});

test.each([
  [
    'superagent',
    "import superagent from 'superagent';\nexport const a = (method: 'get' | 'post') => superagent[method]('https://x.test');",
    ['superagent –'],
  ],
  [
    'axios',
    "import axios from 'axios';\nexport const a = (method: 'get' | 'post', data: object) => axios[method]('/a', data, { timeout: 900 });",
    ['axios 900'],
  ],
  [
    'node:http',
    "import http from 'node:http';\nexport const a = (method: 'get' | 'request', done: () => void) => http[method]('http://x.test', done);",
    ['http ?'],
  ],
  [
    'node:http or node:https',
    "import http from 'node:http';\nimport https from 'node:https';\nexport const a = (tls: boolean, method: 'get' | 'request', done: () => void) => (tls ? https : http)[method]('http://x.test', done);",
    ['http ?'],
  ],
  [
    'ioredis',
    "import Redis from 'ioredis';\nconst redis = new Redis({ commandTimeout: 800 });\nexport const a = (command: string, args: string[]) => (redis as any)[command](...args);",
    ['ioredis 800'],
  ],
  [
    'mongodb',
    "import { MongoClient } from 'mongodb';\nconst db = new MongoClient('mongodb://x.test', { timeoutMS: 700 }).db('a');\nexport const a = (work: string) => (db.collection('b') as any)[work]({});",
    ['MongoDB 700'],
  ],
  [
    'Prisma',
    "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nexport const a = (work: string) => (prisma.user as any)[work]({});",
    ['Prisma.user ?'],
  ],
])('a method of %s that is chosen when it runs is a call', (_, source, lines) => {
  expect(timeouts(source).map((line) => line.replace(/\.\*/, ''))).toEqual(lines);
});

test('of a client that only has members to ask, a chosen one may be anything', () => {
  expect(
    timeouts("import { Pool } from 'pg';\nconst pool = new Pool();\nexport const a = (name: 'end' | 'query') => (pool as any)[name]('x');"),
  ).toEqual([]);
});

test.each([
  ['a parameter of the same name', "import axios from 'axios';\nexport const a = (axios: { get(x: string): string }) => axios.get('/a');"],
  ['a local fetch', "const fetch = (x: string) => x;\nexport const a = () => fetch('/a');"],
  ['a fetch in an inner scope', "export function a() {\n  function fetch(x: string) { return x; }\n  return fetch('/a');\n}"],
  ['a method called get', "const cache = new Map<string, string>();\nexport const a = () => cache.get('axios');"],
  ['an unread package', "import { api } from 'house-rules';\nexport const a = () => api.get('/a');"],
])('%s is no call', (_, source) => {
  expect(timeouts(source)).toEqual([]);
});
