import { expect, test } from 'vitest';
import { callsIn } from '../harness/check';

const connection = `
  import { EventEmitter } from 'node:events';
  import Redis from 'ioredis';
  export class Connection extends EventEmitter {
    redis!: Redis;
  }
`;
const plugin = `
  import type { Queue } from './queue';
  export abstract class Plugin {
    owner: Queue;
    constructor(owner: Queue) {
      this.owner = owner;
    }
  }
`;
const lock = (from: string): string => `
  import { Plugin } from '${from}';
  export class Lock extends Plugin {
    hold(key: string) {
      return this.owner.connection.redis.set(key, '1');
    }
  }
`;
const queue = `
  import { Connection } from './connection';
  export class Queue {
    connection: Connection = new Connection();
    close() {
      this.connection.redis.disconnect();
    }
  }
`;

const named = (files: Readonly<Record<string, string>>, file: string): readonly string[] =>
  (callsIn(files).get(file) ?? []).map(({ site }) => site.name);

test('a class whose base names no client is asked what it has by types alone', () => {
  const files = { 'connection.ts': connection, 'queue.ts': queue, 'plugin.ts': plugin };
  expect(named({ ...files, 'lock.ts': lock('./plugin') }, 'lock.ts')).toEqual(['this.owner.connection.redis.set']);
  const index = "export { Plugin } from './plugin';\nexport { Lock } from './lock';\n";
  expect(named({ ...files, 'index.ts': index, 'lock.ts': lock('./index') }, 'lock.ts')).toEqual(['this.owner.connection.redis.set']);
  const star = "export * from './plugin';\n";
  expect(named({ ...files, 'index.ts': star, 'lock.ts': lock('./index') }, 'lock.ts')).toEqual(['this.owner.connection.redis.set']);
});

test('an interface says more of the class beside it, whichever comes first', () => {
  const says = 'export declare interface Queue { connection: Connection; on(event: string): this }';
  const is = `export class Queue extends EventEmitter {
    constructor() { super(); this.connection = new Connection(); }
    close() { this.connection.redis.disconnect(); }
  }`;
  for (const both of [`${says}\n${is}`, `${is}\n${says}`]) {
    const files = {
      'connection.ts': connection,
      'queue.ts': `import { EventEmitter } from 'node:events';\nimport { Connection } from './connection';\n${both}\n`,
      'lock.ts': `
        import type { Queue } from './queue';
        export const hold = (queue: Queue, key: string) => queue.connection.redis.set(key, '1');
      `,
    };
    expect(named(files, 'lock.ts')).toEqual(['queue.connection.redis.set']);
  }
});
