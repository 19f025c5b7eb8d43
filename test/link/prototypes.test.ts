import { expect, test } from 'vitest';
import { analyse } from '../harness/check';
import { everyWay } from '../harness/every-way';
import { timeouts } from '../harness/told';

const head = "const http = require('http');\nconst util = require('util');\nconst EventEmitter = require('events').EventEmitter;\n";
const send = `function (path) {
  const request = http.request(this.options, () => {});
  request.on('timeout', () => request.destroy());
  request.end(path);
}`;
const client = 'function Client(options) { this.options = { timeout: 4000, ...options }; }\n';
const use = "new Client({ host: 'a.test' }).send('/');\n";

test.each([
  ['a method', `${client}Client.prototype.send = ${send};\n${use}`],
  ['a method under a name for the prototype', `${client}const proto = Client.prototype;\nproto.send = ${send};\n${use}`],
  ['an object for a prototype', `${client}Client.prototype = { constructor: Client, send: ${send} };\n${use}`],
  ['an object that is mixed in', `${client}Object.assign(Client.prototype, { send: ${send} });\n${use}`],
  ['a function that is a value', `const Client = ${client.trim()};\nClient.prototype.send = ${send};\n${use}`],
  [
    'without `new`',
    `function Client(options) {
      if (!(this instanceof Client)) return new Client(options);
      this.options = { timeout: 4000, ...options };
    }
    Client.prototype.send = ${send};\n${use.replace('new ', '')}`,
  ],
  [
    'a base whose constructor is called',
    `function Base(options) { EventEmitter.call(this); this.options = { timeout: 4000, ...options }; }
    util.inherits(Base, EventEmitter);
    Base.prototype.send = ${send};
    function Client(options) { Base.call(this, options); }
    util.inherits(Client, Base);\n${use}`,
  ],
  [
    'a base that is handed all arguments',
    `function Base(options) { this.options = options; }
    Base.prototype.send = ${send};
    function Client(options) { Base.apply(this, arguments); }
    Client.prototype = Object.create(Base.prototype);
    new Client({ host: 'a.test', timeout: 4000 }).send('/');\n`,
  ],
  [
    'what an heir has, called by its base',
    `function Base(options) { this.options = { timeout: 4000, ...options }; }
    Base.prototype.get = function (path) { const self = this; return self.send(path); };
    function Client(options) { Base.call(this, options); }
    Object.setPrototypeOf(Client.prototype, Base.prototype);
    Client.prototype.send = ${send};
    new Client({ host: 'a.test' }).get('/');\n`,
  ],
])('a class written as a function: %s', (_, text) => {
  const files = { 'main.js': head + text };
  expect(timeouts({ files })).toEqual(['http.request 4000']);
  everyWay({ files });
});

test('what nothing is known of stays unknown', () => {
  const files = {
    'main.js': `${head}function Client(options) { this.options = options; }\nClient.prototype.send = ${send};\nmodule.exports = Client;\n`,
  };
  expect(timeouts({ files })).toEqual(['http.request ?']);
});

test.each([
  ['a callback that is bound', `${send}.bind(this)`],
  ['a callback whose `this` is handed in beside it', `${send}, this`],
  ['an arrow', send.replace('function (path)', '(path) =>')],
])('the `this` of a method in %s', (_, callback) => {
  const text = `class Client {
    constructor() { this.options = { host: 'a.test', timeout: 4000 }; }
    all(paths) { paths.forEach(${callback}); }
  }
  new Client().all(['/a', '/b']);\n`;
  expect(timeouts({ files: { 'main.js': head + text } })).toEqual(['http.request 4000']);
});

test('a callback with a `this` of its own', () => {
  const text = `class Client {
    constructor() { this.options = { host: 'a.test', timeout: 4000 }; }
    all(paths) { paths.forEach(${send}); }
  }\n`;
  expect(timeouts({ files: { 'main.js': head + text } })).toEqual(['http.request unknown']);
});

test('a class that a package wraps', () => {
  const files = {
    'http.js': `const http = require('http');
      const { wrapPrototype } = require('promise-wrapper');
      class Http {
        constructor(timeout) { this.timeout = timeout; }
        get(path) {
          const request = http.request({ path, timeout: this.timeout }, () => {});
          request.on('timeout', () => request.destroy());
          request.end();
        }
      }
      module.exports = { Http: wrapPrototype(Http) };\n`,
    'main.js': "const { Http } = require('./http');\nnew Http(4000).get('/');\n",
  };
  expect(timeouts({ files })).toEqual(['http.request 4000']);
  everyWay({ files });
});

test.each([
  ['names what the platform has', 'declare const WebSocket: { new (url: string): { onopen: () => void } };', ['new WebSocket ?']],
  ['names something of the house', 'declare const Socket: { new (url: string): { onopen: () => void } };', []],
])('a declaration without a value that %s', (_, declared, found) => {
  const name = declared.includes('WebSocket') ? 'WebSocket' : 'Socket';
  const files = {
    'main.ts': `${declared}\nexport const open = () => { const it = new ${name}('wss://a.test'); it.onopen = () => {}; };\n`,
  };
  expect(timeouts({ files })).toEqual(found);
});

test.each([
  ['an option that is set on the way', 'if (ms !== undefined) options.timeout = ms;', '?'],
  ['no option', '', '–'],
])('a callback that is told of failures first, and then of options with %s', (_, set, found) => {
  const text = `const request = require('request');
    function build(path, ms, callback) {
      const options = { url: path };
      ${set}
      if (!path) { callback(new Error('no path'), null); return; }
      callback(null, options);
    }
    exports.get = (path, ms, done) => build(path, ms, (error, options) => { if (error) return done(error); request.get(options, (failure, answer) => done(failure, answer)); });\n`;
  expect(timeouts({ files: { 'main.js': text } })).toEqual([`request.get ${found}`]);
});

test('a name that is given what it waits for, or what it is itself, is no prototype', () => {
  const text = (again: string): string =>
    `export async function ask(query: Promise<string>) {\n  let it = query.x;\n  ${again}\n  it.done = true;\n  return fetch(it);\n}\n`;
  for (const again of ['it = await it;', 'it = it;', 'let other = query.y;\n  other = it;\n  it = other;'])
    expect(timeouts({ files: { 'main.ts': text(again) } })).toEqual(['fetch –']);
});

test.each([
  ['by the file that has it', "require('./more')(Client);", 'module.exports = function (Client) {', '};'],
  ['as it was required', "require('./more');", "const Client = require('./client');", ''],
])('a method that another file gives to a class, handed %s, sees its instances', (_, tells, before, after) => {
  const { calls } = analyse({
    files: {
      'client.js': `const Redis = require('ioredis');
        function Client() { this.redis = new Redis({ commandTimeout: 4000 }); }
        Client.prototype.end = function () { this.redis.del('a'); };
        module.exports = Client;
        ${tells}`,
      'more.js': `${before} Client.prototype.count = async function () { return ['a'].map(() => this.redis.zcard('a')); }; ${after}`,
    },
  });
  expect(calls.map(({ site, profile }) => [site.at.file, profile.timeout.is])).toEqual([
    ['client.js', 'present'],
    ['more.js', 'present'],
  ]);
});
