import { expect, test } from 'vitest';
import { timeouts as told } from '../harness/told';

const timeouts = (files: Readonly<Record<string, string>>): string[] => told({ files });

const api = "const api = require('axios').create({ timeout: 700 });\n";
const get = "client.get('https://x.test/a')";

/** A file that names no client, and into which another one hands it. */
test.each<[string, string, string]>([
  ['the function that a module is', "require('./users')(api);", `module.exports = (client) => ${get};`],
  ['under a name of its own', "const make = require('./users');\nmake(api);", `module.exports = function (client) { return ${get}; };`],
  [
    'a function that it keeps first',
    "const make = require('./users');\nmake(api);",
    `function make(client) { return { one: () => ${get} }; }\nmodule.exports = make;`,
  ],
  [
    'the class that a module is',
    "const Users = require('./users');\nnew Users(api);",
    `class Users { constructor(client) { this.client = client; } one() { return this.${get}; } }\nmodule.exports = Users;`,
  ],
  [
    'a class by its name',
    "const { Users } = require('./users');\nnew Users(api);",
    `class Users { constructor(client) { this.client = client; } one() { return this.${get}; } }\nexports.Users = Users;`,
  ],
  ['as a property', "require('./users')({ client: api });", `module.exports = ({ client }) => ${get};`],
  [
    'in an object that is kept',
    "const deps = {};\ndeps.client = api;\nrequire('./users')(deps);",
    `module.exports = (deps) => deps.${get};`,
  ],
  [
    'what a module has',
    "const self = module.exports;\nself.client = api;\nrequire('./users')(self);",
    `module.exports = (db) => { db.one = () => db.${get}; };`,
  ],
  [
    'a method of what is kept',
    "const { Users } = require('./users');\nclass App { constructor() { this.users = new Users(); this.users.init(api); } }\nexports.App = App;",
    `class Users { init(client) { this.client = client; } one() { return this.${get}; } }\nexports.Users = Users;`,
  ],
])('%s', (_, main, users) => {
  expect(timeouts({ 'main.js': `${api}${main}`, 'users.js': users })).toEqual([expect.stringMatching(/get 700$/)]);
});

test('through a second file', () => {
  const files = {
    'main.js': `${api}const { Users } = require('./users');\nnew Users(api);`,
    'users.js':
      "const store = require('./store');\nexports.Users = class Users { constructor(http) { this.http = http; this.store = store(this.http); } };",
    'store.js': `module.exports = (client) => ({ one: () => ${get} });`,
  };
  expect(timeouts(files)).toEqual(['client.get 700']);
});

test('through a file that passes it on', () => {
  const files = {
    'main.ts': "import axios from 'axios';\nimport { make } from './all';\nmake(axios.create({ timeout: 700 }));",
    'all.ts': "export { make } from './users';\nexport * from './others';",
    'users.ts': `export const make = (client) => ${get};`,
    'others.ts': `export const other = (client) => ${get};`,
  };
  expect(timeouts(files)).toEqual(['client.get 700']);
});

test('what is no client brings nobody in', () => {
  const files = {
    'main.js': `${api}require('./users')({ get: () => 1 });\napi.get('/b');`,
    'users.js': `module.exports = (client) => ${get};`,
  };
  expect(timeouts(files)).toEqual(['api.get 700']);
});

/** What a module is for whoever requires it. */
test.each<[string, string, string]>([
  [
    'a function',
    "module.exports = async function (url, options) { return require('axios').get(url, options); };",
    "require('./one')(u, { timeout: 700 })",
  ],
  [
    'a function with others beside it',
    "module.exports = () => 1;\nmodule.exports.one = async (url, options) => require('axios').get(url, options);",
    "require('./one').one(u, { timeout: 700 })",
  ],
  [
    'a class',
    "module.exports = class { static one(url, options) { return require('axios').get(url, options); } };",
    "require('./one').one(u, { timeout: 700 })",
  ],
  [
    'names that are hung on it',
    "const self = module.exports;\nself.one = (url, options) => require('axios').get(url, options);",
    "require('./one').one(u, { timeout: 700 })",
  ],
])('a module that is %s', (_, one, call) => {
  const found = timeouts({ 'one.js': one, 'two.js': `exports.two = (u) => ${call};` });
  expect(found).toEqual([expect.stringMatching(/get 700$/)]);
});

test('of a text put together at run time only the beginning is a key', () => {
  const files = {
    'state.ts': 'const state = { watcher: {} };\nexport const all = () => state;',
    'main.ts':
      "import Docker from 'dockerode';\nimport { all } from './state';\nconst list = (docker: Docker) => docker.listImages();\nexport const go = (name: string) => list(all().watcher['docker.' + name].docker);",
  };
  expect(timeouts(files)).toEqual([expect.stringMatching(/listImages/)]);
});

test('a client that must be handed in is one, whatever a table says that others fill', () => {
  const files = {
    'main.ts':
      "import Docker from 'dockerode';\nconst table = {};\nconst list = (docker: Docker) => docker.listImages();\nexport const go = () => list(table['a']);",
  };
  expect(timeouts(files)).toEqual([expect.stringMatching(/listImages/)]);
});
