import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** Members that a program gives to the instances of a client (`defines` of a client). */

const names = (text: string): readonly string[] => analyse(text).calls.map(({ site }) => site.name);
const made = "import Redis from 'ioredis'; const redis: any = new Redis();";

test('a command that the program defines is one as others are', () => {
  const { calls } = analyse(`${made}
    redis.defineCommand('take', { numberOfKeys: 1, lua: '' });
    export const take = (key: string) => redis.take(key);
  `);
  expect(calls.map(({ site }) => [site.name, site.effect])).toEqual([['redis.take', 'unknown']]);
  expect(calls[0]?.profile.timeout.is).toBe('absent');
});

test.each([
  ['another name is none', "redis.defineCommand('take', {}); export const give = (key: string) => redis.give(key);"],
  ['without it there is none', 'export const take = (key: string) => redis.take(key);'],
  [
    'what something else defines is not its own',
    "const books: any = new Map(); books.defineCommand('take', {}); export const take = (key: string) => redis.take(key);",
  ],
  [
    'what it has itself is none',
    "for (const name of read()) redis.defineCommand(name, {}); declare function read(): string[]; redis.on('error', () => {});",
  ],
])('%s', (_, text) => {
  expect(names(`${made} ${text}`)).toEqual([]);
});

test('where the names are worked out, each member that it has not itself may be one', () => {
  expect(
    names(
      `${made} declare function read(): string[]; for (const name of read()) redis.defineCommand(name, {}); export const take = (key: string) => redis.take(key);`,
    ),
  ).toEqual(['redis.take']);
});

test('another file may define it', () => {
  const { calls } = analyse({
    files: {
      'a.ts':
        "import Redis from 'ioredis'; import { define } from './b'; const redis: any = new Redis(); define(redis); export const take = (key: string) => redis.take(key);",
      'b.ts': "export function define(client: any) { client.defineCommand('take', { lua: '' }); }",
    },
  });
  expect(calls.map(({ site }) => site.name)).toEqual(['redis.take']);
});
