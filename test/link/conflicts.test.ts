import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { clean, faults } from '../harness/cases';

/** What lost a race, or is put right first, is no failing service: `conflicts` of a client, SQLSTATEs, 409 and 412, and names that say so. */

const prisma = "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\n";
const loop = (before: string, test: string): string => `
  ${before}
  export async function add(row: { id: string }) {
    for (let i = 0; i < 5; i++) {
      try {
        return await send(row);
      } catch (error: any) {
        ${test}
      }
    }
  }
`;
const send =
  "const send = (row: unknown) => fetch('https://a.test', { method: 'PUT', body: String(row), signal: AbortSignal.timeout(1000) });";
const marked = (source: string): string => source.replace('i++) {', 'i++) {\n  //^^^ retry-without-backoff');
const own = `class CasConflictError extends Error {}\n${send}`;

clean('retry-without-backoff', {
  'another name for a duplicate key': loop(
    `const isDuplicateKeyError = (e: any) => e.code === 7;\n${send}`,
    'if (!isDuplicateKeyError(error)) throw error;',
  ),
  'a class of the project': loop(own, 'if (error instanceof CasConflictError && i < 4) continue;\n throw error;'),
  'the name of a class': loop(own, 'if (error.name === CasConflictError.name && i < 4) continue;\n throw error;'),
  'a class by its constructor': loop(own, 'if (error.constructor !== CasConflictError || i >= 4) throw error;'),
  'a name for what was asked': loop(send, 'const isConflict = error.status === 409;\n if (!isConflict) throw error;'),
  'a code of Prisma': loop(
    `${prisma}const send = (data: any) => prisma.user.create({ data });`,
    "if (error.code !== 'P2002') throw error;",
  ),
  'a code of MongoDB': loop(
    `import { Collection } from 'mongodb';\ndeclare const users: Collection;\nconst send = (row: any) => users.insertOne(row);`,
    'if (error.code === 11000) continue;\n throw error;',
  ),
  'an SQLSTATE': loop(
    `import { Pool } from 'pg';\nconst pool = new Pool();\nconst send = (row: any) => pool.query('insert into a values ($1)', [row.id]);`,
    "if (error.code !== '40001') throw error;",
  ),
  'what the message says': loop(send, "if (!error.message.includes('duplicate key')) throw error;"),
  'a precondition of HTTP': loop(send, 'if (error.status !== 412) throw error;'),
  'either of two': loop(send, 'if (error.status === 409 || error.status === 412) continue;\n throw error;'),
});

faults('retry-without-backoff', {
  'all others': marked(loop(send, 'if (error.status === 409) throw error;')),
  'a conflict among others': marked(loop(send, 'if (error.status !== 409 && error.status !== 503) throw error;')),
});

clean('unbounded-retry', {
  'somebody else was first': `
    ${prisma}
    export async function add(id: string): Promise<unknown> {
      try {
        return await prisma.user.create({ data: { id } });
      } catch (error: any) {
        if (error instanceof TypeError || error.code === 'P2002') {
          const target = error.meta?.target;
          if (error.code === 'P2002' && target.includes('id')) return add(id);
        }
        throw error;
      }
    }
  `,
  'a slot that is made anew first': `
    import { Client } from 'pg';
    const client = new Client();
    export async function changes(slot: string): Promise<unknown> {
      try {
        return await client.query('select 1');
      } catch (error: any) {
        if (error.code === '42704') {
          await client.query('select create_slot($1)', [slot]);
          return changes(slot);
        }
        throw error;
      }
    }
  `,
});

clean('retry-without-timeout', {
  'the handler asks once more on a conflict': `
    export async function save(body: string) {
      try {
        return await fetch('https://a.test', { method: 'PUT', body });
      } catch (error: any) {
        if (error.name !== 'VersionConflict') throw error;
        return await fetch('https://a.test', { method: 'PUT', body });
      }
    }
  `,
});

test('every client that says so says codes', () => {
  const said = catalog.clients.flatMap(({ id, conflicts }) => (conflicts === undefined ? [] : [[id, conflicts.length > 0]]));
  expect(said.length).toBeGreaterThan(2);
  expect(said.every(([, some]) => some)).toBe(true);
});

const put = "const put = (body: string) => fetch('https://a.test', { method: 'PUT', body, signal: AbortSignal.timeout(1000) });";

clean('unbounded-retry', {
  'an answer that says so, in a loop': `
    ${put}
    export async function save(body: string) {
      for (;;) {
        const answer = await put(body);
        if (answer.status === 412) continue;
        return answer;
      }
    }
  `,
  'all answers but that are thrown': `
    export async function save(body: string) {
      while (true) {
        const answer = await fetch('https://a.test', { method: 'PUT', body, signal: AbortSignal.timeout(1000) });
        if (answer.ok) return answer;
        if (answer.status !== 409) throw new Error(String(answer.status));
      }
    }
  `,
  'the head of the loop asks for it': `
    export async function save(body: string) {
      let answer: Response;
      do {
        answer = await fetch('https://a.test', { method: 'PUT', body, signal: AbortSignal.timeout(1000) });
      } while (answer.status === 409);
      return answer;
    }
  `,
  'the function is entered again': `
    export async function save(body: string): Promise<Response> {
      const answer = await fetch('https://a.test', { method: 'PUT', body, signal: AbortSignal.timeout(1000) });
      if (answer.status === 409) return save(body);
      return answer;
    }
  `,
});

faults('unbounded-retry', {
  'an answer that says so, or that it is down': `
    export async function save(body: string) {
      while (true) {
    //^^^^^ unbounded-retry
        const answer = await fetch('https://a.test', { method: 'PUT', body, signal: AbortSignal.timeout(1000) });
        if (answer.ok) return answer;
        if (answer.status !== 409 && answer.status !== 503) throw new Error(String(answer.status));
      }
    }
  `,
  'an answer of another kind': `
    export async function save(body: string): Promise<Response> {
      const answer = await fetch('https://a.test', { method: 'PUT', body, signal: AbortSignal.timeout(1000) });
      if (answer.status === 503) return save(body);
      //                                ^^^^ unbounded-retry
      return answer;
    }
  `,
});

/** A claim that may be lost; what is thrown then, and where, is told by `lost`. */
const claims = (lost: string, asked = 'error.code === CLAIM_FAILED') => ({
  files: {
    'errors.ts': `
    export class AppError extends Error { constructor(readonly code: string) { super(code); } }
    export class NotClaimed extends Error {}
    export const CLAIM_FAILED = 'CLAIM_FAILED';
  `,
    'model.ts': `
    import { MongoClient } from 'mongodb';
    import { AppError, CLAIM_FAILED, NotClaimed } from './errors';
    const jobs = new MongoClient('mongodb://db').db('a').collection('jobs');
    export const next = () => jobs.findOne({ claimedAt: null });
    export async function claim(id: string) { ${lost} }
  `,
    'main.ts': `
    import { CLAIM_FAILED, NotClaimed } from './errors';
    import { claim, next } from './model';
    export async function take(): Promise<unknown> {
      const job = await next();
      try {
        await claim(job!.id);
        return job;
      } catch (error: any) {
        if (${asked}) return take();
        throw error;
      }
    }
  `,
  },
});
const marking = ({ files }: ReturnType<typeof claims>) => ({
  files: {
    ...files,
    'main.ts': files['main.ts'].replace(
      /( *if \(.*\) return )take\(\);\n/,
      (line, lead: string) => `${line}//${' '.repeat(lead.length - 2)}^^^^ unbounded-retry\n`,
    ),
  },
});
const update = 'await jobs.updateOne({ id, claimedAt: null }, { $set: { claimedAt: 1 } })';

clean('unbounded-retry', {
  'a code that is thrown when the answer says so': claims(
    `const { modifiedCount } = ${update}; if (modifiedCount) return; else throw new AppError(CLAIM_FAILED);`,
  ),
  'a class that is thrown when the answer says so': claims(
    `const answer = ${update}; if (answer.modifiedCount === 0) throw new NotClaimed();`,
    'error instanceof NotClaimed',
  ),
});

faults('unbounded-retry', {
  'a code that is thrown when the call fails': marking(claims(`try { ${update}; } catch { throw new AppError(CLAIM_FAILED); }`)),
  'a code that is thrown for an answer and for a failure': marking(
    claims(
      `try { const { modifiedCount } = ${update}; if (!modifiedCount) throw new AppError(CLAIM_FAILED); } catch { throw new AppError(CLAIM_FAILED); }`,
    ),
  ),
  'a code that is thrown for a status': marking(
    claims(
      `const answer = await fetch('https://a.test/' + id, { signal: AbortSignal.timeout(1000) }); if (!answer.ok) throw new AppError(CLAIM_FAILED);`,
    ),
  ),
  'a code that is handed on': marking(
    claims(`const { modifiedCount } = ${update}; if (!modifiedCount) throw new AppError(CLAIM_FAILED); report(CLAIM_FAILED);`),
  ),
});
