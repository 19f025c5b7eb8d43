import { expect, test } from 'vitest';
import { everyWay } from '../harness/every-way';
import { analyse } from '../harness/check';

const names = (text: string, version = '^6.0.0'): string[] => {
  const files = { 'package.json': `{ "dependencies": { "redis": "${version}" } }`, 'main.js': text };
  everyWay({ files });
  return analyse({ files }).calls.map(({ site }) => site.name);
};

test.each([
  ['ioredis', "const Redis = require('ioredis');\nconst client = new Redis();\n", 'multi'],
  ['ioredis, a pipeline', "const Redis = require('ioredis');\nconst client = new Redis();\n", 'pipeline'],
  ['redis', "const { createClient } = require('redis');\nconst client = createClient();\n", 'multi'],
  ['Upstash', "const { Redis } = require('@upstash/redis');\nconst client = new Redis({});\n", 'pipeline'],
])('commands put into a batch one behind the other are sent by its end: %s', (_, head, batch) => {
  const chained = `exports.run = async (key) => await client.${batch}().incr(key).expire(key, 60).exec();\n`;
  const named = `exports.run = async (key) => { const all = client.${batch}().incr(key); all.expire(key, 60); await all.exec(); };\n`;
  expect(names(head + chained)).toEqual([expect.stringMatching(/\.exec$/)]);
  expect(names(head + named)).toEqual(['all.exec']);
});

test('commands of node-redis before 4 are written small, and tell a callback', () => {
  const head = "const redis = require('redis');\nconst client = redis.createClient({ host: 'a' });\n";
  const calls =
    "exports.run = (done) => { client.hget('a', 'b', done); client.brpoplpush('a', 'b', 0, done); client.batch().set('a', 1).exec(done); };\n";
  expect(names(head + calls, '^3.1.2')).toEqual(['client.hget', 'client.brpoplpush', expect.stringMatching(/\.exec$/)]);
});

test('a client that is kept under a name somebody hands over', () => {
  const text = `const Redis = require('ioredis');
    class Queue {
      constructor() { this.client = null; this.listener = null; }
      make(name) { return Promise.resolve(new Redis()).then((client) => (this[name] = client)); }
      connect() { return Promise.all([this.make('client'), this.make('listener')]); }
      next() { return this.client.lpop('jobs'); }
      other() { return this.unknown.lpop('jobs'); }
    }
    module.exports = Queue;\n`;
  expect(names(text)).toEqual(['this.client.lpop']);
});
