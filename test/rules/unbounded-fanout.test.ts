import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse, check } from '../harness/check';

const rule = 'unbounded-fanout';
const bounded = '{ signal: AbortSignal.timeout(1000) }';

faults(rule, {
  'gathered in a loop, waited for together': `
    export async function all(ids: string[]) {
      const work: Promise<Response>[] = [];
      for (const id of ids) work.push(fetch('https://x.test/' + id, ${bounded}));
    //                      ^^^^^^^^^ unbounded-fanout
      return Promise.all(work);
    }
  `,
  'gathered by number, through a function and with a tail': `
    const one = (id: string) => fetch('https://x.test/' + id, ${bounded});
    export async function all(ids: string[]) {
      const work = [];
      for (let i = 0; i < ids.length; i++) {
        work.push(one(ids[i]!).then((answer) => answer.json()));
    //  ^^^^^^^^^ unbounded-fanout
      }
      await Promise.allSettled(work);
    }
  `,
  'gathered for each': `
    export async function all(ids: Set<string>) {
      const work: Promise<unknown>[] = [];
      ids.forEach((id) => {
        work.push(fetch('https://x.test/' + id, ${bounded}));
    //  ^^^^^^^^^ unbounded-fanout
      });
      await Promise.all(work);
    }
  `,
  'one for each element': `
    export const all = (ids: string[]) => Promise.all(ids.map((id) => fetch('https://x.test/' + id, ${bounded})));
    //                                                ^^^^^^^ unbounded-fanout
  `,
  'settled, all the same': `
    export const all = (ids: string[]) => Promise.allSettled(ids.map((id) => fetch('https://x.test/' + id, ${bounded})));
    //                                                       ^^^^^^^ unbounded-fanout
  `,
  'through a function of the project': `
    const one = (id: string) => fetch('https://x.test/' + id, ${bounded});
    export const all = (ids: string[]) => Promise.all(ids.map((id) => one(id)));
    //                                                ^^^^^^^ unbounded-fanout
  `,
  'by name': `
    const one = (id: string) => fetch('https://x.test/' + id, ${bounded});
    export const all = (ids: string[]) => Promise.all(ids.map(one));
    //                                                ^^^^^^^ unbounded-fanout
  `,
  'a name for the list of promises': `
    export const all = async (ids: string[]) => {
      const work = ids.map((id) => fetch('https://x.test/' + id, ${bounded}));
    //             ^^^^^^^ unbounded-fanout
      return await Promise.all(work);
    };
  `,
  'an async callback': `
    export const all = (ids: string[]) =>
      Promise.all(
        ids.map(async (id) => {
    //  ^^^^^^^ unbounded-fanout
          const answer = await fetch('https://x.test/' + id, ${bounded});
          return answer.json();
        }),
      );
  `,
  'forEach waits for nobody': `
    export const all = (ids: string[]) => {
      ids.forEach(async (id) => {
    //^^^^^^^^^^^ unbounded-fanout
        await fetch('https://x.test/' + id, ${bounded});
      });
    };
  `,
});

clean(rule, {
  'gathered in batches': `
    export async function all(ids: string[]) {
      let work: Promise<unknown>[] = [];
      for (const id of ids) {
        work.push(fetch('https://x.test/' + id, ${bounded}));
        if (work.length >= 10) {
          await Promise.all(work);
          work = [];
        }
      }
      await Promise.all(work);
    }
  `,
  'gathered for a few names': `
    export async function all() {
      const work: Promise<unknown>[] = [];
      for (const id of ['a', 'b']) work.push(fetch('https://x.test/' + id, ${bounded}));
      await Promise.all(work);
    }
  `,
  'gathered answers, one after the other': `
    export async function all(ids: string[]) {
      const answers: unknown[] = [];
      for (const id of ids) answers.push(await fetch('https://x.test/' + id, ${bounded}));
      return Promise.all(answers);
    }
  `,
  'gathered under a limit': `
    import pLimit from 'p-limit';
    const limit = pLimit(5);
    export async function all(ids: string[]) {
      const work: Promise<unknown>[] = [];
      for (const id of ids) work.push(limit(() => fetch('https://x.test/' + id, ${bounded})));
      await Promise.all(work);
    }
  `,
  'gathered within each batch': `
    export async function all(batches: string[][]) {
      for (const batch of batches) {
        const work: Promise<unknown>[] = [];
        for (const id of batch) work.push(fetch('https://x.test/' + id, ${bounded}));
        await Promise.all(work);
      }
    }
  `,
  'a list written out': `export const both = () => Promise.all(['a', 'b'].map((id) => fetch('https://x.test/' + id, ${bounded})));`,
  'a constant list': `
    const hosts = ['https://a.test', 'https://b.test', 'https://c.test'];
    export const all = () => Promise.all(hosts.map((host) => fetch(host, ${bounded})));
  `,
  'calls written out': `export const both = () => Promise.all([fetch('https://a.test', ${bounded}), fetch('https://b.test', ${bounded})]);`,
  'one after the other': `
    export async function all(ids: string[]) {
      for (const id of ids) await fetch('https://x.test/' + id, ${bounded});
    }
  `,
  'cut to size': `export const some = (ids: string[]) => Promise.all(ids.slice(0, 10).map((id) => fetch('https://x.test/' + id, ${bounded})));`,
  'a chunk at a time': `
    declare const chunksOf: (ids: string[], size: number) => string[][];
    export async function all(ids: string[]) {
      for (const chunk of chunksOf(ids, 10)) await Promise.all(chunk.map((id) => fetch('https://x.test/' + id, ${bounded})));
    }
  `,
  'slices in a loop': `
    export async function all(ids: string[]) {
      for (let i = 0; i < ids.length; i += 10) {
        await Promise.all(ids.slice(i, i + 10).map((id) => fetch('https://x.test/' + id, ${bounded})));
      }
    }
  `,
  'a limiter inside': `
    import pLimit from 'p-limit';
    const limit = pLimit(5);
    export const all = (ids: string[]) => Promise.all(ids.map((id) => limit(() => fetch('https://x.test/' + id, ${bounded}))));
  `,
  'a limiter of the function': `
    import pLimit from 'p-limit';
    export const all = (ids: string[]) => {
      const limit = pLimit(5);
      return Promise.all(ids.map((id) => limit(() => fetch('https://x.test/' + id, ${bounded}))));
    };
  `,
  'p-map with a number': `
    import pMap from 'p-map';
    export const all = (ids: string[]) => pMap(ids, (id) => fetch('https://x.test/' + id, ${bounded}), { concurrency: 5 });
  `,
  'a queue': `
    import PQueue from 'p-queue';
    const queue = new PQueue({ concurrency: 5 });
    export const all = (ids: string[]) => Promise.all(ids.map((id) => queue.add(() => fetch('https://x.test/' + id, ${bounded}))));
  `,
  'a limiter in the wrapper': `
    import pLimit from 'p-limit';
    const limit = pLimit(5);
    const one = (id: string) => limit(() => fetch('https://x.test/' + id, ${bounded}));
    export const all = (ids: string[]) => Promise.all(ids.map((id) => one(id)));
  `,
  'a bulkhead': `
    import { bulkhead } from 'cockatiel';
    const policy = bulkhead(5, 1000);
    export const all = (ids: string[]) => Promise.all(ids.map((id) => policy.execute(() => fetch('https://x.test/' + id, ${bounded}))));
  `,
  'something that cannot be read may limit': `
    import { gently } from 'house-rules';
    export const all = (ids: string[]) => Promise.all(ids.map((id) => gently(() => fetch('https://x.test/' + id, ${bounded}))));
  `,
  'a number of workers': `
    export const all = () => Promise.all(Array.from({ length: 4 }, () => fetch('https://x.test/', ${bounded})));
  `,
  'one call, many parts': `
    export const all = async (ids: string[]) => {
      const answer = await fetch('https://x.test/?ids=' + ids.map((id) => id.trim()).join(), ${bounded});
      return answer.json();
    };
  `,
  'the list is mapped afterwards': `
    export const names = async () => ((await (await fetch('https://x.test', ${bounded})).json()) as { name: string }[]).map((one) => one.name);
  `,
  'a tuple of requests': `
    const one = (id: string) => fetch('https://x.test/' + id, ${bounded});
    export const both = () => Promise.all([one('a'), one('b')]);
  `,
});

test('says what becomes of a long list', () => {
  const [finding] = check(
    `
    export const all = (ids: string[]) => Promise.all(ids.map((id) => fetch('https://x.test/' + id, ${bounded})));
    //                                                ^^^^^^^ unbounded-fanout
    `,
    { rule },
  );
  expect(finding?.message).toBe(
    '`fetch` is sent once for each element, all at once: a long list exhausts sockets here and the service there.',
  );
});

const told = (main: string): readonly string[] =>
  analyse({
    files: {
      'package.json': '{ "dependencies": { "pg": "8", "zod": "4", "express": "5" } }',
      'main.ts': `
        import { PrismaClient } from '@prisma/client';
        const db = new PrismaClient();
        const options = { signal: AbortSignal.timeout(1000) };
        const sent = (one: unknown) => fetch('https://x.test/' + String(one), options);
        ${main}
      `,
    },
  })
    .findings.filter((finding) => finding.rule === rule)
    .map(sizeOf);

/** What is said of how many there are, which is no matter of how loud it is said. */
const sizeOf = ({ message }: { readonly message: string }): 'many' | 'unknown' =>
  message.includes('how many there may be is not known here') ? 'unknown' : 'many';

test.each([
  [
    'a query without a limit',
    'export const go = async () => { const rows = await db.app.findMany(); await Promise.all(rows.map(sent)); };',
  ],
  [
    'a query without a limit, in another function',
    'const read = () => db.app.findMany({ where: { on: true } });\nexport const go = async () => { const rest = (await read()).filter(Boolean); await Promise.all(rest.map(sent)); };',
  ],
  [
    "a remote answer's list",
    "export const go = async () => { const { items } = await (await fetch('https://x.test', options)).json(); await Promise.all(items.map(sent)); };",
  ],
  [
    'what a known caller hands in',
    'const each = (rest: unknown[]) => Promise.all(rest.map(sent));\nexport const go = async () => each(await db.app.findMany());',
  ],
  [
    'what is gathered from a query in a loop',
    'export const go = async () => { const urls: string[] = []; for (const app of await db.app.findMany()) urls.push(app.url); await Promise.all(urls.map(sent)); };',
  ],
  ['what a request brings', 'export const go = (req: any) => Promise.all(req.body.urls.map(sent));'],
  [
    'a name among several that are read at once',
    'export const go = async () => { const [apps] = await Promise.all([db.app.findMany(), db.app.count()]); await Promise.all(apps.map(sent)); };',
  ],
  [
    'an answer whose address says something else',
    'export const go = async (board: string) => { const { items } = await (await fetch(`https://x.test/items?board=${board}&sort=limit`, options)).json(); await Promise.all(items.map(sent)); };',
  ],
  ['identifiers of records', 'export const go = (userIds: string[]) => Promise.all(userIds.map(sent));'],
])('grows: %s', (_, main) => {
  expect(told(main)).toEqual(['many']);
});

test.each([
  ['a parameter of which nobody is known', 'export const go = (entries: string[]) => Promise.all(entries.map(sent));'],
  ['a field that is set up', 'export const go = (board: { widgets: string[] }) => Promise.all(board.widgets.map(sent));'],
  [
    'a list within one record',
    'export const go = async () => { const robot = await db.robot.findUnique({ where: { id: 1 } }); await Promise.all(robot.parts.map(sent)); };',
  ],
  ['webhooks', 'export const go = async () => { const webhooks = await db.hook.findMany(); await Promise.all(webhooks.map(sent)); };'],
  [
    'an answer that was asked for so many',
    'export const go = async (max: number) => { const rows = await db.app.findMany({ take: max }); await Promise.all(rows.map(sent)); };',
  ],
  [
    'an answer whose address asks for so many',
    'export const go = async (from: string) => { const { items } = await (await fetch(`https://${from}/items?take=25&skip=0`, options)).json(); await Promise.all(items.map(sent)); };',
  ],
  [
    'an answer whose address is named, and asks for a number',
    "export const go = async (most: number) => { const url = 'https://x.test/items?sort=new&limit=' + most; return fetch(url, options).then(async (answer) => { const { items } = await answer.json(); await Promise.all(items.map(sent)); }); };",
  ],
  [
    'a search that was asked for so many',
    "const search = async (how: { num_results: number }) => (await fetch('https://x.test/' + how.num_results, options)).json();\nexport const go = async (max: number) => { const found = await search({ num_results: max }); await Promise.all(found.map(sent)); };",
  ],
  [
    'as many rows as a list of unknown size asks for',
    'export const go = async (picked: string[]) => { const rows = await db.app.findMany({ where: { id: { in: picked } } }); await Promise.all(rows.map(sent)); };',
  ],
  [
    'a schema that limits what a request brings',
    "import { z } from 'zod';\nconst schema = z.object({ urls: z.array(z.string()).max(10) });\nexport const go = (req: any) => { const body = schema.parse(req.body); return Promise.all(body.urls.map(sent)); };",
  ],
  [
    'a schema that a request was put through in place',
    "import { z } from 'zod';\nconst schema = z.object({ urls: z.string().array().max(10).optional() });\nexport const go = (req: any) => { req.body = schema.parse(req.body); return Promise.all(req.body.urls.map(sent)); };",
  ],
  [
    'a class that limits its field',
    "import { ArrayMaxSize } from 'class-validator';\nclass Dto { @ArrayMaxSize(20) userIds!: string[]; }\nexport const go = (dto: Dto) => Promise.all(dto.userIds.map(sent));",
  ],
])('shows no growth: %s', (_, main) => {
  expect(told(main)).toEqual(['unknown']);
});

clean(rule, {
  'a report on the way is not what the list is gone through for': `
    import * as Sentry from '@sentry/node';
    export const all = (ids: string[]) =>
      Promise.all(ids.map(async (id) => { if (id === '') Sentry.captureMessage('empty'); }));
  `,
});

const mailing = (list: string): string => `
  import { Pool } from 'pg';
  const pool = new Pool();
  interface User { email: string; isAdmin: boolean; active: boolean; can(what: string): boolean }
  declare function readUsers(): Promise<User[]>;
  export async function go(id: string) {
    const users = ${list};
    await Promise.all(users.map((user: User) => fetch('https://x.test/' + user.email, ${bounded})));
    return [pool, readUsers, id];
  }
`;

test.each([
  ['all rows of a table', "(await pool.query('select email from account')).rows", 'many'],
  ['rows by another column', "(await pool.query('select email from account where org_id = $1')).rows", 'many'],
  ['the row of a key', "(await pool.query('select email from account where id = $1')).rows", 'unknown'],
  ['the row of a key, and others', "(await pool.query('select email from account where id = $1 or boss = $1')).rows", 'many'],
  [
    'what stands beside the row of a key',
    "(await pool.query('select email from account join visit on visit.account = account.id where account.id = $1')).rows",
    'many',
  ],
  ['administrators', '(await readUsers()).filter((user: User) => user.isAdmin)', 'unknown'],
  ['those who may do something', "(await readUsers()).filter((user: User) => user.can('Permission.MANAGE'))", 'unknown'],
  ['those who are active', '(await readUsers()).filter((user: User) => user.active)', 'many'],
])('how many there are shows: %s', (_, list, size) => {
  const found = analyse(mailing(list)).findings.filter((finding) => finding.rule === rule && finding.message.includes('fetch'));
  expect(found.map(sizeOf)).toEqual([size]);
});

test.each([
  [
    'a batch of a queue',
    'import type { SQSHandler } from "aws-lambda"; export const handler: SQSHandler = async (event) => { await Promise.all(event.Records.map(one)); };',
    'unknown',
  ],
  [
    'a batch of a queue, taken out',
    'export const handler = async ({ Records }: { Records: string[] }) => { await Promise.all(Records.map(one)); };',
    'unknown',
  ],
  [
    'a batch of a queue, taken out below',
    'export const handler = async (event: { Records: string[] }) => { const { Records } = event; await Promise.all(Records.map(one)); };',
    'unknown',
  ],
  ['records that are no batch', 'export const go = async (allRecords: string[]) => { await Promise.all(allRecords.map(one)); };', 'many'],
])('what starts a function of AWS brings a batch: %s', (_, text, size) => {
  const one = `const one = (it: unknown) => fetch('https://x.test/' + it, ${bounded});\n`;
  const found = analyse(one + text).findings.filter((finding) => finding.rule === rule);
  expect(found.map(sizeOf)).toEqual([size]);
});

test('it is loud where whoever sends a request says how many there are, or a number is written', () => {
  const loud = (main: string): readonly string[] =>
    analyse({
      files: {
        'package.json': '{ "dependencies": { "express": "5" } }',
        'main.ts': `const sent = (one: unknown) => fetch('https://x.test/' + String(one), ${bounded});\n${main}`,
      },
    })
      .findings.filter((finding) => finding.rule === rule)
      .map((finding) => finding.severity);
  expect(loud('export const go = (req: any) => Promise.all(req.body.urls.map(sent));')).toEqual(['warning']);
  expect(loud('export const go = (req: any) => { const { urls } = req.query; return Promise.all(urls.map(sent)); };')).toEqual(['info']);
  expect(loud('export const go = (ctx: any) => Promise.all(ctx.request.query.urls.map(sent));')).toEqual(['info']);
  expect(loud('export const go = (req: any) => Promise.all(req.body.query.urls.map(sent));')).toEqual(['warning']);
  const each = 'const each = (rest: unknown[]) => Promise.all(rest.map(sent));\nexport const one = (req: any) => each(req.query.urls);\n';
  expect(loud(each)).toEqual(['info']);
  expect(loud(`${each}export const two = (req: any) => each(req.body.urls);\n`)).toEqual(['warning']);
  expect(loud('export const go = () => Promise.all(Array.from({ length: 5000 }).map(sent));')).toEqual(['warning']);
  // The list may be short in most programs, and long in some: told, and left to whoever knows.
  expect(loud('export const go = (userIds: string[]) => Promise.all(userIds.map(sent));')).toEqual(['info']);
});
