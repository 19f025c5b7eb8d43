import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { openWorkspace } from '../../src/engine/workspace';
import { analyse } from '../harness/check';
import { everyWay } from '../harness/every-way';

type Files = Readonly<Record<string, string>>;

const program = (files: Files): Files => ({ 'package.json': '{ "private": true, "dependencies": { "express": "4" } }', ...files });

/** How loud the missing bound of a program's calls is. */
const told = (files: Files): readonly string[] =>
  analyse({ files: program(files) })
    .findings.filter(({ rule }) => rule === 'missing-timeout')
    .map(({ severity }) => severity);

const head =
  "import https, { createServer } from 'node:https';\nimport express, { Router } from 'express';\nimport timeout from 'connect-timeout';\nconst app = express();\n";
const ask = "await fetch('https://a.test');";
const handler = `async (req, res) => { ${ask} res.end(); }`;

test.each([
  ['said by the request', `app.get('/', async (req, res) => { req.setTimeout(60_000); ${ask} });`, 'info'],
  ['said by the answer', `app.get('/', async (req, res) => { res.setTimeout(5000, () => res.status(503).end()); ${ask} });`, 'info'],
  ['said by the socket', `app.get('/', async (req, res) => { req.socket.setTimeout(5000); ${ask} });`, 'info'],
  ["beyond anyone's patience", `app.get('/', async (req, res) => { req.setTimeout(900_000); ${ask} });`, 'error'],
  ['switched off', `app.get('/', async (req, res) => { req.setTimeout(0); ${ask} });`, 'error'],
  ['said of something else', `app.get('/', async (req, res) => { other.setTimeout(1000); ${ask} });`, 'error'],
  ['set by the environment', `app.get('/', async (req, res) => { req.setTimeout(Number(process.env.MOST)); ${ask} });`, 'info'],
  ['said by who is called back', `emitter.get('/', async (req, res) => { req.setTimeout(1000); ${ask} });`, 'error'],
  ['mounted', `app.use(timeout('29s'));\napp.get('/', ${handler});`, 'info'],
  ['mounted in a chain', `app.use(timeout(5000)).get('/', ${handler});`, 'info'],
  [
    'mounted for longer than anybody waits',
    `app.use(timeout('2 minutes'), (req, res, next) => next());\napp.get('/', ${handler});`,
    'error',
  ],
  [
    'mounted in words, with something beside it',
    `app.use(timeout('30 seconds'), (req, res, next) => next());\napp.get('/', ${handler});`,
    'info',
  ],
  ['mounted as it comes', `app.use(timeout());\napp.get('/', ${handler});`, 'info'],
  ['mounted, and never answering', `app.use(timeout(5000, { respond: false }));\napp.get('/', ${handler});`, 'error'],
  ['mounted for other addresses', `app.use('/other', timeout('5s'));\napp.get('/', ${handler});`, 'error'],
  [
    'mounted in production',
    `if (process.env.NODE_ENV === 'production') app.use(timeout(most || '29s'));\nconst most = null;\napp.get('/', ${handler});`,
    'info',
  ],
  ['mounted on another app', `const other = express();\nother.use(timeout('5s'));\napp.get('/', ${handler});`, 'error'],
  ['of one route', `app.post('/', timeout('5s'), ${handler});`, 'info'],
  ['of another route', `app.post('/other', timeout('5s'), (req, res) => res.end());\napp.post('/', ${handler});`, 'error'],
  ['of all methods of a route', `app.route('/').all(timeout('5s')).get(${handler});`, 'info'],
  ['of a handler that is wrapped', `app.use(timeout('5s'));\napp.get('/', asyncHandler(${handler}));`, 'info'],
  [
    'of a handler that is wrapped by what nobody sees into',
    `const { errorHandler } = app.locals;\napp.use(timeout('5s'));\napp.get('/', errorHandler(${handler}));`,
    'info',
  ],
  [
    'of a handler that is wrapped and handed to something else',
    `const { errorHandler } = app.locals;\napp.use(timeout('5s'));\nhub.get('/', errorHandler(${handler}));`,
    'error',
  ],
  ['of a handler by its name', `const answer = ${handler};\napp.use(timeout('5s'));\napp.get('/', answer);`, 'info'],
  [
    'of a router below',
    `app.use(timeout('5s'));\nconst router = Router();\napp.use('/users', router);\nrouter.get('/', ${handler});`,
    'info',
  ],
  ['of a router that nothing holds', `app.use(timeout('5s'));\nconst router = Router();\nrouter.get('/', ${handler});`, 'error'],
  [
    'of a router below another app, too',
    `app.use(timeout('5s'));\nconst router = Router();\napp.use(router);\nconst other = express();\nother.use(router);\nrouter.get('/', ${handler});`,
    'error',
  ],
  [
    'said by what stands before all handlers',
    `app.use((req, res, next) => { res.setTimeout(30_000, () => res.status(503).end()); next(); });\napp.get('/', ${handler});`,
    'info',
  ],
  [
    'said by what stands before others',
    `app.use('/other', (req, res, next) => { res.setTimeout(30_000); next(); });\napp.get('/', ${handler});`,
    'error',
  ],
  [
    'that what stands before all waits by itself',
    `app.use((req, res, next) => { setTimeout(() => log(req), 30_000); next(); });\napp.get('/', ${handler});`,
    'error',
  ],
  [
    'told to the server that an app starts',
    `app.get('/', ${handler});\nconst server = app.listen(80);\nserver.setTimeout(50_000);`,
    'info',
  ],
  ['told to it where it starts', `app.get('/', ${handler});\napp.listen(80).setTimeout(50_000);`, 'info'],
  ['told to it in a field', `app.get('/', ${handler});\nconst server = app.listen(80);\nserver.timeout = 50_000;`, 'info'],
  [
    'told to a server that is made of an app',
    `app.get('/', ${handler});\nconst server = createServer(app);\nserver.setTimeout(50_000);\nserver.listen(80);`,
    'info',
  ],
  [
    'told to what starts such a one',
    `app.get('/', ${handler});\nlet server;\nserver = https.createServer({}, app).listen(80);\nserver.setTimeout(50_000);`,
    'info',
  ],
  [
    'told to a server that a class keeps',
    `app.get('/', ${handler});\nclass Door {\n  open() { this.server = createServer(app); this.server.setTimeout(50_000); }\n}\nnew Door().open();`,
    'info',
  ],
  ["told to it beyond anyone's patience", `app.get('/', ${handler});\napp.listen(80).setTimeout(900_000);`, 'error'],
  ['told to it, and switched off', `app.get('/', ${handler});\napp.listen(80).setTimeout(0);`, 'error'],
  [
    'told to the server of another app',
    `const other = express();\napp.get('/', ${handler});\nother.listen(80).setTimeout(50_000);`,
    'error',
  ],
  ['told to something else that listens', `app.get('/', ${handler});\nhub.listen(80).setTimeout(50_000);`, 'error'],
  ['of no handler', `app.use(timeout('5s'));\nexport const work = async () => { ${ask} };`, 'error'],
])('a time %s', (_, code, severity) => {
  const source = { files: program({ 'main.ts': `${head}${code}\n` }) };
  expect(told(source.files)).toEqual([severity]);
  everyWay(source);
});

const apart: Files = {
  'src/server.ts':
    "import express from 'express';\nimport { prepare } from './middleware';\nimport { users } from './users';\nconst app = express();\nprepare(app);\napp.use(users);\napp.listen(80);\n",
  'src/middleware.ts': "import timeout from 'connect-timeout';\nexport function prepare(app) {\n  app.use(timeout('29s'));\n}\n",
  'src/users.ts': `import { Router } from 'express';\nimport { load } from './load';\nexport const users = Router();\nusers.get('/', async (req, res) => { res.json(await load()); });\n`,
  'src/load.ts': "export const load = () => fetch('https://a.test');\n",
};

test('what is mounted in one file holds for handlers of others, and for what they ask', () => {
  const found = analyse({ files: program(apart) }).findings.filter(({ rule }) => rule === 'missing-timeout');
  expect(found.map(({ severity, message }) => [severity, message])).toEqual([
    ['info', '`fetch` may hang, though nobody waits for it longer than 29 s: nothing else bounds the wait.'],
  ]);
  const reason = found[0]?.because.find(({ says }) => says === 'the server lets whoever asked go after 29 s, and the work goes on');
  expect(reason?.at?.file).toBe('src/middleware.ts');
  everyWay({ files: program(apart) });
});

test('a second way by which nobody is let go stays as loud', () => {
  const job = "import { load } from './load';\nexport const job = async () => { console.log(await load()); };\n";
  expect(told({ ...apart, 'src/job.ts': job })).toEqual(['error']);
});

test('what is mounted is heard of when it comes and goes', () => {
  const workspace = openWorkspace({ root: '/project', files: program(apart), resident: true });
  const loud = () => workspace.analyse().findings.flatMap(({ rule, severity }) => (rule === 'missing-timeout' ? [severity] : []));
  expect(loud()).toEqual(['info']);
  const bare = 'export function prepare(app) {\n  app.disable("x");\n}\n';
  workspace.update('src/middleware.ts', bare);
  expect(loud()).toEqual(['error']);
  workspace.update('src/middleware.ts', apart['src/middleware.ts'] ?? '');
  expect(loud()).toEqual(['info']);
  workspace.update('src/server.ts', (apart['src/server.ts'] ?? '').replace('app.use(users)', 'app.use()'));
  expect(loud()).toEqual(['error']);
});

const servers = (catalog.platforms ?? []).flatMap(({ serves }) => serves ?? []);
const made = servers.flatMap((one) =>
  one.made.flatMap(({ modules, paths }) => modules.flatMap((module) => paths.map((path) => ({ module, path, one })))),
);

test.each(made)('an app of `$module` by `$path`, at each of its members', ({ module, path, one }) => {
  for (const { modules, fallback, limit } of one.timers) {
    expect([limit, fallback > 0]).toEqual(['arg[0]', true]);
    for (const timer of modules)
      for (const mount of one.mounts)
        for (const member of one.handed) {
          const makes = path === '' ? 'it' : `it.${path}`;
          const code = `import it from '${module}';\nimport timer from '${timer}';\nconst app = ${makes}();\napp.${mount}(timer(5000));\napp.${member}('/', ${handler});\n`;
          expect(told({ 'main.ts': code }), `${mount} ${member}`).toEqual(['info']);
        }
  }
  for (const index of one.told.params)
    for (const said of one.told.paths) {
      const code = `import it from '${module}';\nconst app = it${path === '' ? '' : `.${path}`}();\napp.get('/', async (a, b) => { ${'ab'[index]}.${said}(5000); ${ask} });\n`;
      expect(told({ 'main.ts': code }), said).toEqual(['info']);
    }
});

const typed = (type = "import type { Response } from 'express';\n", handed = ''): Files => ({
  'src/server.ts': `import express from 'express';\nexport const app = express();\napp.use((req, res, next) => { res.setTimeout(30_000); next(); });\napp.listen(80);\n${handed}`,
  'src/page.ts': `${type}import { load } from './load';\nexport class Page {\n  async get(req: any, res: Response) { res.json(await load()); }\n}\n`,
  'src/load.ts': "export const load = async () => (await fetch('https://a.test')).json();\n",
  'src/pages.ts': "import { Page } from './page';\nexport const pages = [{ url: '/', controller: Page }];\n",
});

test.each<[string, Files, string]>([
  ['tells of', typed(), 'info'],
  ['of its own tells of', typed('interface Response { json(it: unknown): void }\n'), 'error'],
  [
    'tells of, in a program with an app that has no time',
    { ...typed(), 'src/other.ts': "import express from 'express';\nexport const other = express();\nother.listen(81);\n" },
    'error',
  ],
  [
    'tells of, in another package',
    {
      ...typed(),
      'src/server.ts': '',
      'web/package.json': '{ "private": true, "dependencies": { "express": "4" } }',
      'web/server.ts': typed()['src/server.ts']!,
    },
    'error',
  ],
])('a handler that its type %s', (_, files, severity) => {
  expect(told(files)).toEqual([severity]);
  everyWay({ files: program(files) });
});

test('an app that comes without a time makes it loud again', () => {
  const workspace = openWorkspace({ root: '/project', files: program(typed()), resident: true });
  const loud = () => workspace.analyse().findings.flatMap(({ rule, severity }) => (rule === 'missing-timeout' ? [severity] : []));
  expect(loud()).toEqual(['info']);
  workspace.update('src/other.ts', "import express from 'express';\nexport const other = express();\nother.listen(81);\n");
  expect(loud()).toEqual(['error']);
  workspace.update('src/other.ts', 'export const other = 1;\n');
  expect(loud()).toEqual(['info']);
});
