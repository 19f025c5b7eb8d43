import { expect, test } from 'vitest';
import { timeouts } from '../harness/told';

/** Members that are defined by a call are members as others are. */

test.each([
  ['a getter on an instance', "Object.defineProperty(this, 'redis', { get: () => new Redis({ commandTimeout: 700 }) });"],
  [
    'a getter as a method',
    "Object.defineProperty(this, 'redis', { enumerable: true, get() { return new Redis({ commandTimeout: 700 }); } });",
  ],
  ['a value', "Object.defineProperty(this, 'redis', { value: new Redis({ commandTimeout: 700 }) });"],
  ['one of several', "Object.defineProperties(this, { name: { value: 'a' }, redis: { get: lazy('redis') } });"],
  ['by `Reflect`', "Reflect.defineProperty(this, 'redis', { get: lazy('redis') });"],
])('%s leads to the client', (_, define) => {
  const source = `
    const Redis = require('ioredis');
    const open = {};
    const lazy = (kind) => () => (open[kind] = open[kind] || new Redis({ commandTimeout: 700 }));
    function Queue() {
      ${define}
    }
    Queue.prototype.size = function () { return this.redis.llen('a'); };
    module.exports = Queue;
  `;
  expect(timeouts({ files: { 'queue.js': source } })).toEqual(['this.redis.llen 700']);
});

test('what a prototype is given leads to the client', () => {
  const source = `
    const axios = require('axios');
    function Api() {}
    Object.defineProperty(Api.prototype, 'http', { value: axios.create({ timeout: 800 }) });
    Api.prototype.user = function (id) { return this.http.get('/users/' + id); };
    module.exports = Api;
  `;
  expect(timeouts({ files: { 'api.js': source } })).toEqual(['this.http.get 800']);
});

test.each([
  ['exports', "Object.defineProperty(exports, 'api', { enumerable: true, get() { return require('./api'); } });"],
  ['module.exports', "Object.defineProperty(module.exports, 'api', { get: () => require('./api') });"],
])('what is loaded when it is first asked for of `%s` leads to the client', (_, index) => {
  const files = {
    'index.js': index,
    'api.js': "const axios = require('axios');\nmodule.exports = axios.create({ timeout: 900 });",
    'main.js': "const { api } = require('./index');\nexports.user = (id) => api.get('/users/' + id);",
  };
  expect(timeouts({ files })).toEqual(['api.get 900']);
});

test('a setter alone, a name that is worked out, and what is no object of the language define nothing', () => {
  const source = (line: string) => `
    const Redis = require('ioredis');
    const redis = new Redis();
    const it = {};
    ${line}
    exports.size = () => it.redis.llen('a');
  `;
  for (const line of [
    "Object.defineProperty(it, 'redis', { set(value) { this.kept = value; } });",
    "Object.defineProperty(it, 're' + name, { value: redis });",
    "schema.defineProperty(it, 'redis', { value: redis });",
  ])
    expect(timeouts({ files: { 'a.js': source(line) } })).toEqual([]);
});
