import { expect, test } from 'vitest';
import { checkFix, noFix } from '../harness/check-fix';

/** A connection that an option opens again for ever gets a number, in the words of its library. */

const ioredis = (options: string, first = ''): string =>
  `import Redis from 'ioredis';\n\nconst redis = new Redis(${first}{ commandTimeout: 1000, ${options} });\nexport const get = (key: string) => redis.get(key);\n`;
const nodeRedis = (strategy: string): string =>
  `import { createClient } from 'redis';\n\nconst client = createClient({ socket: { socketTimeout: 1000, reconnectStrategy: ${strategy} } });\nexport const get = (key: string) => client.get(key);\n`;
const growing = (n: string): string => `Math.random() * Math.min(10_000, 200 * 2 ** ${n})`;
const gone = "new Error('Redis did not come back')";
const remark = { title: 'Give up connecting again after 10 attempts', safety: 'dangerous' };
const fault = { ...remark, safety: 'suggestion' };

test.each([
  ['a pause', '() => 500', `(retries) => (retries < 10 ? 500 : ${gone})`],
  ['a number', '500', `(retries) => (retries < 10 ? 500 : ${gone})`],
  ['a growing pause', '(n) => Math.min(n * 50, 500)', `(n) => (n < 10 ? Math.min(n * 50, 500) : ${gone})`],
])('node-redis, %s: it stays', (_, before, after) => {
  expect(checkFix('attempt-number', nodeRedis(before), nodeRedis(after))).toMatchObject(remark);
});

test.each([
  ['() => 0', `(retries) => (retries < 10 ? ${growing('retries')} : ${gone})`],
  ['0', `(retries) => (retries < 10 ? ${growing('retries')} : ${gone})`],
  ['(n, cause) => 0', `(n, cause) => (n < 10 ? ${growing('n')} : ${gone})`],
])('node-redis at once, %s: it pauses as well', (before, after) => {
  expect(checkFix('attempt-number', nodeRedis(before), nodeRedis(after), { rule: 'unbounded-retry' })).toMatchObject(fault);
});

test('ioredis counts from one, and ends with null', () => {
  const before = ioredis('retryStrategy: (times) => Math.min(times * 50, 2000)');
  const after = ioredis('retryStrategy: (times) => (times <= 10 ? Math.min(times * 50, 2000) : null)');
  expect(checkFix('attempt-number', before, after)).toMatchObject(remark);
});

test('a method that does more keeps what it does', () => {
  const body = `// again
    console.log('again', times);
    return Math.min(times * 50, 2000);
  }`;
  checkFix(
    'attempt-number',
    ioredis(`retryStrategy(times) {\n    ${body}`),
    ioredis(`retryStrategy(times) {\n    if (times > 10) return null;\n    ${body}`),
  );
});

test('a method at once, and options behind an address', () => {
  const after = `retryStrategy: (times) => (times <= 10 ? ${growing('(times - 1)')} : null)`;
  for (const first of ['', "'redis://cache', "])
    checkFix('attempt-number', ioredis('retryStrategy() { return 0; }', first), ioredis(after, first), { rule: 'unbounded-retry' });
});

test('the number is that of the configuration', () => {
  const files = (text: string) => ({ 'main.ts': text, 'breakwater.config.json': '{ "fix": { "reconnects": 4 } }' });
  checkFix('attempt-number', files(nodeRedis('() => 500')), files(nodeRedis(`(retries) => (retries < 4 ? 500 : ${gone})`)));
});

test.each([
  [
    'nats',
    "import { connect } from 'nats';\n\nconst nc = await connect({ maxReconnectAttempts: -1 });\nexport const ask = () => nc.request('a', '', { timeout: 1000 });\n",
    '-1',
  ],
  [
    'socket.io-client',
    "import { io } from 'socket.io-client';\n\nconst socket = io('https://x.test', { ackTimeout: 1000, reconnectionAttempts: Infinity });\nexport const ask = () => socket.emitWithAck('a');\n",
    'Infinity',
  ],
  [
    'reconnecting-websocket',
    "import Socket from 'reconnecting-websocket';\n\nexport const open = () => new Socket('wss://x.test', [], { maxRetries: Infinity });\n",
    'Infinity',
  ],
  [
    'graphql-ws',
    "import { createClient } from 'graphql-ws';\n\nconst client = createClient({ url: 'wss://x.test', retryAttempts: Infinity });\nexport const ask = () => client.iterate({ query: '{ a }' });\n",
    'Infinity',
  ],
])('%s: an option without an end', (_, before, endless) => {
  expect(checkFix('attempt-number', before, before.replace(endless, '10'), { rule: 'unbounded-retry' })).toMatchObject(remark);
});

test('ldapjs: a bare yes makes room for the number', () => {
  const text = (value: string): string =>
    `import ldap from 'ldapjs';\n\nconst client = ldap.createClient({ url: 'ldap://x.test', timeout: 1000, connectTimeout: 1000, reconnect: ${value} });\nexport const ask = () => client.search('a', {}, () => {});\n`;
  checkFix('attempt-number', text('true'), text('{ failAfter: 10 }'), { rule: 'unbounded-retry' });
});

test('got: a delay that never is 0 gets an end', () => {
  const files = (delay: string) => ({
    'main.ts': `import got from 'got';\n\nexport const ask = (url: string) => got(url, { timeout: { request: 1000 }, retry: { calculateDelay: ${delay} } });\n`,
    'package.json': '{ "type": "module", "dependencies": { "got": "14.4.0" } }',
  });
  checkFix('attempt-number', files('() => 1000'), files('(retry) => (retry.attemptCount <= 3 ? 1000 : 0)'), { rule: 'unbounded-retry' });
});

test.each([
  ['a type that knows no end', '(times: number): number => 500'],
  ['what is taken apart', '({ times }) => 500'],
  ['what is made elsewhere', 'strategy'],
])('%s is left alone', (_, strategy) => noFix('attempt-number', ioredis(`retryStrategy: ${strategy}`)));

test('what the library does by itself is no finding', () => {
  noFix(
    'attempt-number',
    "import { createClient } from 'redis';\n\nconst client = createClient();\nexport const get = (key: string) => client.get(key);\n",
  );
});
