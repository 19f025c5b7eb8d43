import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { analyse } from '../harness/check';

/** How loud the missing bound of a program's calls is. */
const told = (files: Record<string, string>, rule = 'missing-timeout'): readonly string[] =>
  analyse({ files: { 'package.json': '{ "dependencies": { "next": "15", "firebase-functions": "6" } }', ...files } })
    .findings.filter((finding) => finding.rule === rule)
    .map((finding) => finding.severity);

const platforms = catalog.platforms ?? [];

/** One place for each pattern: `**.app.**.route` is `app/it/route`. */
const placed = (pattern: string): string =>
  `${pattern
    .replace(/^\*\*\./, '')
    .replaceAll('**', 'it')
    .replaceAll('.', '/')}.ts`;

const exporting = platforms.flatMap(({ files = [], exported = [], unit, title }) =>
  files.flatMap((pattern) => exported.map((path) => ({ file: placed(pattern), path, unit, title }))),
);

test.each(exporting)('$file that exports `$path`', ({ file, path, unit, title }) => {
  const [name, member] = path.split('.');
  const number = unit === 's' ? 30 : 30_000;
  const value = member === undefined ? number : `{ ${member}: ${number} }`;
  const text = `export const ${name} = ${value};\nexport async function GET() { return await fetch('https://a.test'); }`;
  const found = analyse({ files: { [file]: text } }).findings.filter(({ rule }) => rule === 'missing-timeout');
  expect(found.map(({ severity }) => severity)).toEqual(['info']);
  expect(found[0]?.because.map(({ says }) => says)).toContain(`${title} ends the function after 30 s, as \`${file}\` says`);
});

const taking = platforms.flatMap(({ id, calls = [], unit }) =>
  calls.flatMap(({ modules, paths, limit }) =>
    limit === undefined ? [] : modules.flatMap((module) => paths.map((path) => ({ id, module, path, limit, unit }))),
  ),
);

test.each(taking)('a function that $path of $module is handed', ({ module, path, limit, unit }) => {
  const option = limit.split('.').at(-1);
  const called = path.replace(/^\*\*\./, '').replaceAll('*', 'onIt');
  const made = `it.${called}({ ${option}: ${unit === 's' ? 30 : 30_000} }, async () => { await fetch('https://a.test'); })`;
  const text = `import * as it from '${module.replace('*', 'v2')}';\nexport const ask = ${made};`;
  expect(told({ 'main.ts': text })).toEqual(['info']);
});

const plugin = "import fp from 'fastify-plugin';\n";
const asks = "await fetch('https://a.test');";

test.each([
  ['a plugin', `${plugin}export default fp(async () => { ${asks} });`, ['info']],
  ['a plugin that calls a helper', `${plugin}async function ask() { ${asks} }\nexport default fp(async () => { await ask(); });`, ['info']],
  ['a route of a plugin', `${plugin}export default fp(async (app) => { app.get('/', async () => { ${asks} }); });`, ['error']],
  ['a hook of a plugin', `${plugin}export default fp(async (app) => { app.addHook('onRequest', async () => { ${asks} }); });`, ['error']],
  [
    'what a plugin gives to all',
    `${plugin}export default fp(async (app) => { app.decorate('ask', async () => { ${asks} }); });`,
    ['error'],
  ],
  ['`register` of something else', `import hub from 'hub';\nhub.register(async () => { ${asks} });`, ['error']],
])('Fastify gives up what keeps it from starting: %s', (_, text, severities) => {
  expect(told({ 'main.ts': text })).toEqual(severities);
});

const handler = "export async function GET() { return await fetch('https://a.test'); }";

test.each([
  ['a route that says when it ends', 'app/api/a/route.ts', `export const maxDuration = 60;\n${handler}`, ['info']],
  ['a route below `src`', 'src/app/(shop)/[id]/route.ts', `export const maxDuration = 60;\n${handler}`, ['info']],
  ["a limit beyond anyone's patience", 'app/api/a/route.ts', `export const maxDuration = 61;\n${handler}`, ['error']],
  ['a route that says nothing', 'app/api/a/route.ts', handler, ['error']],
  ['a number that is not known', 'app/api/a/route.ts', `export const maxDuration = Number(process.env.MOST);\n${handler}`, ['error']],
  ['a constant of that name for itself', 'app/api/a/route.ts', `const maxDuration = 60;\n${handler}\nconsole.log(maxDuration);`, ['error']],
  ['a file of another kind', 'app/lib/video.ts', `export const maxDuration = 60;\n${handler}`, ['error']],
  [
    'the configuration of a function',
    'pages/api/a.ts',
    "export const config = { maxDuration: 30 };\nexport default async function ask() { return await fetch('https://a.test'); }",
    ['info'],
  ],
])('%s', (_, file, text, severities) => {
  expect(told({ [file]: text })).toEqual(severities);
});

describe('what the configuration of an adapter says of all functions', () => {
  const rows = catalog.platforms?.flatMap(({ adapters = [] }) => adapters) ?? [];
  const config = (module: string, said: string): string =>
    `import adapter from '${module}';\nexport default { kit: { adapter: adapter({ ${said} }) } };\n`;
  const route = (own = ''): string => `${own}${handler}`;
  const at = 'apps/web/src/routes/a/+server.ts';

  test.each(rows.flatMap(({ modules, limit }) => modules.map((module) => [module, limit.replace('arg[0].', '')] as const)))(
    '%s',
    (module, option) => {
      const ended = (seconds: number, file = at, own = '') =>
        told({ 'apps/web/svelte.config.js': config(module, `${option}: ${seconds}`), [file]: route(own) });
      expect(ended(10)).toEqual(['info']);
      expect(ended(300)).toEqual(['error']);
      // What a route says of itself goes before it, and nothing is said of another program, or of what is no route.
      expect(ended(10, at, 'export const config = { maxDuration: 300 };\n')).toEqual(['error']);
      expect(ended(10, 'apps/api/src/routes/a/+server.ts')).toEqual(['error']);
      expect(ended(10, 'apps/web/src/lib/a.ts')).toEqual(['error']);
    },
  );
  test('ends what its routes alone load, be it called in a way that is not seen', () => {
    const lib = "export class Calendar { list = async (all: any) => all.map(async () => await fetch('https://a.test')); }\n";
    const use = (more = ''): string =>
      `import { Calendar } from '../../lib/calendar';\n${more}export async function GET() { return (globalThis as any).run(new Calendar()); }\n`;
    const files = {
      'apps/web/svelte.config.js': config('@sveltejs/adapter-vercel', 'maxDuration: 10'),
      'apps/web/src/lib/calendar.ts': lib,
    };
    expect(told({ ...files, [at]: use() })).toEqual(['info']);
    expect(told({ ...files, [at]: use('export const config = { maxDuration: 300 };\n') })).toEqual(['error']);
    expect(
      told({ ...files, [at]: use(), 'apps/web/worker.ts': "import { Calendar } from './src/lib/calendar';\nnew Calendar().list([1]);\n" }),
    ).toEqual(['error']);
  });
  test('is not what another adapter says, or what says nothing of it', () => {
    expect(told({ 'apps/web/svelte.config.js': config('@sveltejs/adapter-node', 'maxDuration: 10'), [at]: route() })).toEqual(['error']);
    expect(told({ 'apps/web/svelte.config.js': config('@sveltejs/adapter-vercel', 'memory: 10'), [at]: route() })).toEqual(['error']);
  });
});

test('what routes alone load ends with them, where all of them say when, be it called in a way that is not seen', () => {
  const tools = "export class Weather { all = async (places: any) => places.map(async () => await fetch('https://a.test')); }\n";
  const route = (most: string): string =>
    `import { Weather } from '../../../lib/tools';\n${most}\nexport async function POST() { return (globalThis as any).chat(new Weather()); }\n`;
  const files = (other: string): Record<string, string> => ({
    'lib/tools.ts': tools,
    'app/api/a/route.ts': route('export const maxDuration = 60;'),
    'app/api/b/route.ts': route(other),
  });
  expect(told(files('export const maxDuration = 30;'))).toEqual(['info']);
  expect(told(files(''))).toEqual(['error']);
  expect(
    told({ ...files('export const maxDuration = 30;'), 'worker.ts': "import { Weather } from './lib/tools';\nnew Weather().all([1]);\n" }),
  ).toEqual(['error']);
});

test('a helper is ended where every known way to it is', () => {
  const ask = "export const askOther = () => fetch('https://a.test');";
  const route = (most: string): string =>
    `import { askOther } from '@/lib/ask';\n${most}\nexport async function POST() { return await askOther(); }`;
  const config = '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["./*"] } } }';
  const files = (other: string): Record<string, string> => ({
    'tsconfig.json': config,
    'lib/ask.ts': ask,
    'app/a/route.ts': route('export const maxDuration = 60;'),
    'app/b/route.ts': route(other),
  });
  expect(told(files('export const maxDuration = 30;'))).toEqual(['info']);
  expect(told(files('export const maxDuration = 300;'))).toEqual(['error']);
  expect(told(files(''))).toEqual(['error']);
});

test('what the platform ends is told as that, and the reason says when', () => {
  const text = `export const maxDuration = 60;\n${handler}`;
  const [finding] = analyse({ files: { 'app/a/route.ts': text } }).findings.filter(({ rule }) => rule === 'missing-timeout');
  expect(finding?.message).toBe('`fetch` may hang for 1 min, until the platform ends the function: nothing else bounds the wait.');
  expect(finding?.because.map(({ says }) => says)).toContain('the platform ends the function after 1 min, as `app/a/route.ts` says');
});

test.each([
  ['a limit in the options', "onRequest({ timeoutSeconds: 20 }, async () => { await fetch('https://a.test'); })", 'info'],
  ['other options', "onRequest({ region: 'eu' }, async () => { await fetch('https://a.test'); })", 'info'],
  ['no options', "onRequest(async () => { await fetch('https://a.test'); })", 'info'],
  [
    'a limit that is not known',
    "onRequest({ timeoutSeconds: Number(process.env.MOST) }, async () => { await fetch('https://a.test'); })",
    'error',
  ],
  ['options that are not known', "onRequest((globalThis as any).options, async () => { await fetch('https://a.test'); })", 'error'],
  ['a limit for all', "onRequest(async () => { await fetch('https://a.test'); });\nsetGlobalOptions({ timeoutSeconds: 540 })", 'error'],
  ['other things for all', "onRequest(async () => { await fetch('https://a.test'); });\nsetGlobalOptions({ region: 'eu' })", 'info'],
  [
    'a limit for all that is not known',
    "onRequest(async () => { await fetch('https://a.test'); });\nsetGlobalOptions((globalThis as any).options)",
    'error',
  ],
])('a function of Firebase with %s', (_, made, severity) => {
  const text = `import { onRequest } from 'firebase-functions/v2/https';\nimport { setGlobalOptions } from 'firebase-functions/v2';\n`;
  expect(told({ 'main.ts': `${text}export const ask = ${made};` })).toEqual([severity]);
});

test.each([
  ['runWith({ timeoutSeconds: 20 }).', 'info'],
  ["region('eu').runWith({ timeoutSeconds: 20, memory: '1GB' }).", 'info'],
  ["region('eu').", 'info'],
  ['', 'info'],
  ['runWith({ timeoutSeconds: 300 }).', 'error'],
])('a function of Firebase, made by `functions.%shttps.onRequest`', (chain, severity) => {
  const made = `functions.${chain}https.onRequest(async () => { await fetch('https://a.test'); })`;
  expect(told({ 'main.ts': `import * as functions from 'firebase-functions';\nexport const ask = ${made};` })).toEqual([severity]);
});

test.each([
  [
    'is told its type',
    "import type { HttpFunction } from '@google-cloud/functions-framework';\nexport const ask: HttpFunction = async () => { await fetch('https://a.test'); };",
    'info',
  ],
  [
    'is handed over',
    "import * as functions from '@google-cloud/functions-framework';\nfunctions.http('ask', async () => { await fetch('https://a.test'); });",
    'info',
  ],
  [
    'is handed over by its name',
    "import { cloudEvent } from '@google-cloud/functions-framework';\nconst ask = async () => { await fetch('https://a.test'); };\ncloudEvent('ask', ask);",
    'info',
  ],
  [
    'is something else',
    "import { getFunction } from '@google-cloud/functions-framework/testing';\nexport const ask = async () => { await fetch('https://a.test'); getFunction('a'); };",
    'error',
  ],
])('a function of Google Cloud ends after a time that is set where it is deployed: one that %s', (_, text, severity) => {
  expect(told({ 'main.ts': text })).toEqual([severity]);
});

test.each([
  [
    'the module that Convex writes',
    "import { internalAction } from './_generated/server';\nexport const ask = internalAction({ args: {}, handler: async () => { await fetch('https://a.test'); } });",
    true,
  ],
  [
    'the one above',
    "import { action } from '../_generated/server.js';\nexport const ask = action(async () => { await fetch('https://a.test'); });",
    true,
  ],
  [
    'its package',
    "import { httpActionGeneric as httpAction } from 'convex/server';\nexport const ask = httpAction(async () => { await fetch('https://a.test'); });",
    true,
  ],
  [
    'a module of the project',
    "import { action } from './server';\nexport const ask = action(async () => { await fetch('https://a.test'); });",
    false,
  ],
])('an action of Convex ends after a time of its own, made with %s', (_, text, known) => {
  const [finding] = analyse({ files: { 'convex/main.ts': text } }).findings.filter(({ rule }) => rule === 'missing-timeout');
  expect(finding?.message.includes('may hang until the function reaches its own limit')).toBe(known);
});

test('an option without effect stays as loud: whoever wrote it wanted to wait for less', () => {
  const text = "export const maxDuration = 60;\nexport const GET = async () => await fetch('https://a.test', { timeout: 500 } as object);";
  expect(told({ 'app/a/route.ts': text }, 'ineffective-timeout')).toEqual(['error']);
  expect(told({ 'app/a/route.ts': text })).toEqual([]);
});

const task = "export async function send() { return await fetch('https://a.test'); }";
const serverless = (own: string, all = ''): string => `
service: mail
provider:
  name: aws
${all}
functions:
  send:
    handler: src/jobs/send.send
    environment:
      TABLE: !Ref Table
${own}
`;
const sam = (own: string, all = ''): string => `
${all}
Resources:
  Send:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/jobs/
      Handler: send.send
      Role: !GetAtt Role.Arn
${own}
`;

test.each([
  ['serverless.yml', serverless('    timeout: 30'), 'info', '30 s'],
  ['serverless.yml', serverless('', '  timeout: 20'), 'info', '20 s'],
  ['serverless.yml', serverless('    timeout: 30', '  timeout: 20'), 'info', '30 s'],
  ['serverless.yml', serverless(''), 'info', '6 s'],
  ['serverless.yml', serverless('    timeout: 900'), 'error', '15 min'],
  // What is filled in when it is deployed is not known, as that of any other function of Lambda.
  ['serverless.yml', serverless('    timeout: ${param:timeout}'), 'info', undefined],
  ['template.yaml', sam('      Timeout: 30'), 'info', '30 s'],
  ['template.yaml', sam('', 'Globals: { Function: { Timeout: 12 } }'), 'info', '12 s'],
  ['template.yaml', sam(''), 'info', '3 s'],
  ['vercel.json', '{ "functions": { "src/jobs/*.ts": { "maxDuration": 10 } } }', 'info', '10 s'],
  ['vercel.json', '{ "functions": { "api/*.ts": { "maxDuration": 10 } } }', 'error', undefined],
  ['serverless.yml', serverless('    timeout: 30').replace('name: aws', 'name: google'), 'error', undefined],
  ['serverless.yml', 'provider: azure\nfunctions: { send: { handler: src/jobs/send.send, timeout: 30 } }', 'error', undefined],
  ['serverless.yml', 'provider: aws\nfunctions: { send: { handler: src/jobs/send.send, timeout: 30 } }', 'info', '30 s'],
  ['serverless.yml', 'functions: [', 'error', undefined],
  ['serverless.yml', 'functions: ${file(./functions.yml)}', 'error', undefined],
])('what the project is deployed by says how long a function runs: %s, %#', (by, text, severity, limit) => {
  const found = analyse({ files: { [by]: text, 'package.json': '{ "private": true }', 'src/jobs/send.ts': task } }).findings;
  const finding = found.find(({ rule }) => rule === 'missing-timeout');
  expect(finding?.severity).toBe(severity);
  const says = finding?.because.find(({ from, says }) => from === 'platform' && says.includes(by))?.says ?? '';
  if (limit === undefined) expect(says).toBe('');
  else expect(says).toMatch(new RegExp(`ends the function after ${limit}, as \`${by}\` says`));
});

test('below `vercel.json`, routes end after 5 min unless they say otherwise, and so does what they alone load', () => {
  const body = "const answer = await fetch('https://a.test');\n  return Response.json(await answer.json());";
  const route = (own = ''): string => `${own}export async function GET() {\n  ${body}\n}\n`;
  const loud = (files: Record<string, string>) =>
    analyse({ files: { 'package.json': '{ "private": true, "dependencies": { "next": "15" } }', ...files } }).findings.flatMap(
      ({ rule, severity, message }) => (rule === 'missing-timeout' ? [`${severity}: ${message}`] : []),
    );
  const soon = 'error: `fetch` may hang for 5 min, until the platform ends the function: nothing else bounds the wait.';
  const never = 'error: `fetch` may hang forever: nothing bounds the wait for its answer.';
  const vercel = { 'vercel.json': '{ "crons": [] }' };
  for (const file of [
    'app/api/a/route.ts',
    'apps/web/src/app/a/route.ts',
    'pages/api/a.ts',
    'apps/web/src/routes/a/+server.ts',
    'api/a.ts',
  ])
    expect([file, loud({ ...vercel, [file]: route() })]).toEqual([file, [soon]]);
  expect(loud({ ...vercel, 'app/api/a/route.ts': route('export const maxDuration = 800;\n') })[0]).toContain('may hang for 13.3 min');
  expect(loud({ ...vercel, 'app/api/a/route.ts': route('export const maxDuration = 30;\n') })[0]).toMatch(/^info: .*for 30 s/);
  // A server of another kind has routes as well.
  for (const file of ['src/routes/a.ts', 'server/api/a.ts']) expect([file, loud({ ...vercel, [file]: route() })]).toEqual([file, [never]]);
  expect(loud({ 'app/api/a/route.ts': route() })).toEqual([never]);
  const library = {
    'lib/ask.ts': `export class Client { all = async (ids: any) => ids.map(async () => {\n  ${body}\n}); }\n`,
    'app/api/a/route.ts': "import { Client } from '../../../lib/ask';\nexport const GET = () => (globalThis as any).run(new Client());\n",
  };
  expect(loud({ ...vercel, ...library })).toEqual([soon]);
  expect(loud({ ...vercel, ...library, 'worker.ts': "import { Client } from './lib/ask';\nnew Client().all([1]);\n" })).toEqual([never]);
});

/** An object that holds a value at a path. */
const holding = (path: string, value: unknown): object =>
  path.split('.').reduceRight<unknown>((held, name) => ({ [name]: held }), value) as object;

const deploying = platforms.flatMap(({ deploys = [] }) =>
  deploys.flatMap(({ functions, limit, ...row }) =>
    functions === undefined || limit === undefined
      ? []
      : row.files.map((by) => ({ by: by.replace('*', 'prod'), row: { ...row, functions, limit } })),
  ),
);

test.each(deploying)('$by is read for what it deploys', ({ by, row }) => {
  const one = row.handler === undefined ? {} : holding(row.handler, 'src/jobs/send.send');
  const key = row.handler === undefined ? 'src/jobs/send.ts' : 'it';
  const limit = row.limit.split('.');
  const own = limit.length === 1 ? { ...one, [row.limit]: 40 } : holding(limit[0]!, { ...Object.values(one)[0], [limit[1]!]: 40 });
  const text = JSON.stringify(holding(row.functions, { [key]: own }));
  const found = analyse({ files: { [by]: text, 'package.json': '{ "private": true }', 'src/jobs/send.ts': task } }).findings;
  expect(found.find(({ rule }) => rule === 'missing-timeout')?.message).toMatch(/^`fetch` may hang for 40 s/);
});

test('of the functions under which one is deployed the longest counts, and one that is not deployed has no limit', () => {
  const two = `${serverless('    timeout: 10')}  again:\n    handler: src/jobs/send.send\n    timeout: 50\n`;
  const other = `${task}\nexport async function load() { return await fetch('https://b.test'); }`;
  const found = analyse({ files: { 'serverless.yml': two, 'package.json': '{ "private": true }', 'src/jobs/send.ts': other } }).findings;
  expect(found.filter(({ rule }) => rule === 'missing-timeout').map(({ message }) => message)).toEqual([
    '`fetch` may hang for 50 s, until the platform ends the function: nothing else bounds the wait.',
    '`fetch` may hang forever: nothing bounds the wait for its answer.',
  ]);
});

test('a helper that a deployed function calls is ended with it, and a package says it for its own files', () => {
  const files = {
    'package.json': '{ "private": true, "workspaces": ["services/*"] }',
    'services/mail/package.json': '{ "name": "mail", "private": true }',
    'services/mail/serverless.yml': serverless('    timeout: 10'),
    'services/mail/src/jobs/send.ts': "import { ask } from '../ask';\nexport const send = async () => { await ask(); };",
    'services/mail/src/ask.ts': "export const ask = () => fetch('https://a.test');",
    'services/other/package.json': '{ "name": "other", "private": true }',
    'services/other/src/jobs/send.ts': task,
  };
  const found = analyse({ files }).findings.filter(({ rule }) => rule === 'missing-timeout');
  expect(found.map(({ at, severity }) => `${severity} ${at.file}`)).toEqual([
    'info services/mail/src/ask.ts',
    'error services/other/src/jobs/send.ts',
  ]);
});

const handling = platforms.flatMap(({ id, handlers, after, patient }) => {
  if (handlers === undefined) return [];
  const severity = patient === true || after === undefined || after <= 60 ? 'info' : 'error';
  const says =
    after === undefined
      ? 'may hang until the function reaches its own limit'
      : `may hang for ${after} s, until the platform ends the function`;
  const ask = "await fetch('https://a.test');";
  const [first = 'ask'] = handlers.exported;
  const named = handlers.exported.map((name) => [
    `exported as ${name}`,
    `export const ${name} = async (event: any) => { ${ask} return event.${(handlers.reads?.[0] ?? '').replace('.0.', '[0].')}; };`,
  ]);
  const typed = (handlers.types ?? []).map(({ module, names: [name = ''] }) => {
    const type = name.replace('*', 'It');
    return [
      `of a type of ${module}`,
      `import type { ${type} } from '${module}';\nexport const ${first}: ${type} = async () => { ${ask} };`,
    ];
  });
  const using = (handlers.uses ?? []).map((module) => [
    `that answers by ${module}`,
    `import answer from '${module}';\nexport const ${first} = async () => { ${ask} answer.send(); };`,
  ]);
  const reading = (handlers.reads ?? []).map((path) => [
    `that reads ${path}`,
    `export const ${first} = async (event: any) => { ${ask} return event.${path.replace('.0.', '[0].')}; };`,
  ]);
  return [...named, ...typed, ...using, ...reading].map(([what = '', text = '']) => ({ id, what, text, says, severity }));
});

test.each(handling)('a function for $id $what', ({ text, says, severity }) => {
  const found = analyse({ files: { 'main.ts': text } }).findings.filter(({ rule }) => rule === 'missing-timeout');
  expect(found.map((finding) => [finding.severity, finding.message])).toEqual([
    [severity, `\`fetch\` ${says}: nothing else bounds the wait.`],
  ]);
});

const cognito = 'export const handler = async (event: any) => { await ask(event.userPoolId); return event; };';
const asking = "const ask = async (id: string) => { await fetch('https://a.test/' + id); };";

test.each([
  ['a helper of a trigger', `${asking}\n${cognito}`, ['info']],
  ['a helper that something else calls, too', `${asking}\n${cognito}\nexport const more = async () => { await ask('1'); };`, ['error']],
  [
    'a trigger that is wrapped',
    `import middy from '@middy/core';\nconst ask = async (event: any) => { await fetch('https://a.test'); return event.userPoolId; };\nexport const handler = middy(ask);`,
    ['info'],
  ],
  [
    'a function that takes what a trigger is given',
    "export const greet = async (event: any) => { await fetch('https://a.test'); return event.userPoolId; };",
    ['error'],
  ],
  [
    'a handler of something else',
    "export const handler = async (event: any) => { await fetch('https://a.test'); return event.name; };",
    ['error'],
  ],
  [
    'a member of that name of something else',
    "export const handler = async () => { await fetch('https://a.test'); return config.userPoolId; };",
    ['error'],
  ],
  [
    'a handler in CommonJS',
    "const answer = require('cfn-response');\nexports.handler = (event, context) => { void tried(event, context); };\nasync function tried(event, context) { await fetch('https://a.test'); answer.send(event, context); }",
    ['info'],
  ],
])('%s', (_, text, severities) => {
  expect(told({ 'main.js': text.replaceAll(/: any|: string/g, '') })).toEqual(severities);
});

test('a bound that is switched off in a function of Lambda is not said to hang for ever', () => {
  const text =
    "import axios from 'axios';\nexport const handler = async (event: any) => { await axios.get('https://a.test', { timeout: 0 }); return event.httpMethod; };";
  const found = analyse({ files: { 'main.ts': text } }).findings.filter(({ rule }) => rule === 'disabled-timeout');
  expect(found.map(({ message }) => message)).toEqual([
    '`axios.get` may hang until the function reaches its own limit: `timeout: 0` switches its bound off.',
  ]);
});

test('calls through one client in a function of Lambda are told together, and not as hanging for ever', () => {
  const text =
    "import axios from 'axios';\nconst api = axios.create();\nexport const handler = async (event: any) => { await api.get('/a'); await api.get('/b'); return event.httpMethod; };";
  const found = analyse({ files: { 'main.ts': text } }).findings.filter(({ rule }) => rule === 'missing-timeout');
  expect(found.map(({ message, severity }) => [severity, message])).toEqual([
    ['info', 'Calls through this client may hang until the function reaches its own limit: neither it nor they bound the wait.'],
  ]);
});

const later = platforms.flatMap((one) =>
  (one.later ?? []).flatMap(({ modules, paths }) => modules.flatMap((module) => paths.map((path) => ({ module, path })))),
);

test.each([
  ['its message or whatever it is', 'error instanceof Error ? error.message : String(error)', 'info'],
  ['when it was', 'new Date(Date.now()).toISOString()', 'info'],
  ['what somebody makes of it', 'keep(error)', 'error'],
])('what is handed on to be done later is waited for by nobody where it only reports %s', (_, says, severity) => {
  const main = `import { after } from 'next/server';
declare function keep(error: unknown): string;
async function tell(url: string) {
  try {
    await fetch(url, { method: 'POST' });
  } catch (error) {
    console.warn('not told', { error: ${says} });
  }
}
export async function POST(request: Request) {
  after(() => tell('https://hooks.test/1'));
  return Response.json({});
}
`;
  const files = { 'package.json': '{ "dependencies": { "next": "15" } }', 'app/api/hook/route.ts': main };
  const found = analyse({ files }).findings.filter(({ rule }) => rule === 'missing-timeout');
  expect(found.map((one) => one.severity)).toEqual([severity]);
});

test.each(later)('nobody waits for what $path of $module is handed, where it is only reported on', ({ module, path }) => {
  const text = (body: string, behind = 'console.log(answer.status);'): string => `
    import { ${path} as keep } from '${module}';
    export let seen = 0;
    async function tell() {
      const answer = await fetch('https://a.test');
      ${behind}
    }
    export async function GET() { ${body} return 1; }
  `;
  const severity = (body: string, behind?: string): readonly string[] => told({ 'app/a/route.ts': text(body, behind) });
  expect(severity('keep(tell());')).toEqual(['info']);
  expect(severity('keep(tell().catch(console.error));')).toEqual(['info']);
  expect(severity('keep(async () => { await tell(); });')).toEqual(['info']);
  expect(severity('await tell();')).toEqual(['error']);
  expect(severity('keep(async () => { await tell(); }); await tell();')).toEqual(['error']);
  // Work of the program is lost with it, though no person waits.
  expect(severity('keep(tell());', 'seen = answer.status;')).toEqual(['error']);
});

test.each([
  [
    'what a function gives back',
    'export function makeGet({ base }: { base: string }): APIGatewayProxyHandler {\n  return async (event) => ASK;\n}',
  ],
  ['a name that no configuration is known for', 'export const getUser: APIGatewayProxyHandler = async (event) => ASK;'],
  ['a type out of its namespace', 'export const getUser: lambda.APIGatewayProxyHandler = async (event) => ASK;'],
])('a handler by the type that is written for %s', (_, text) => {
  const imported = "import type { APIGatewayProxyHandler } from 'aws-lambda';\nimport type * as lambda from 'aws-lambda';\n";
  const files = { 'main.ts': `${imported}${text.replace('ASK', "fetch('https://a.test')")}` };
  const said = (one: Record<string, string>) =>
    analyse({ files: one }).findings.flatMap(({ rule, message }) => (rule === 'missing-timeout' ? [message] : []));
  expect(said(files)).toEqual(['`fetch` may hang until the function reaches its own limit: nothing else bounds the wait.']);
  expect(said({ 'main.ts': files['main.ts'].replaceAll("'aws-lambda'", "'./types'") })[0]).toContain('may hang forever');
});

test('a handler that a function of another file makes', () => {
  const maker = 'export const makeHandler = ({ base }: { base: string }) => async (event: any) => fetch(base + event.pathParameters.id);';
  const files = (name: string) => ({
    'api/get.ts': maker,
    'get.ts': `import { makeHandler } from './api/get';\nexport const ${name} = makeHandler({ base: 'https://a.test' });`,
  });
  const said = (name: string) =>
    analyse({ files: files(name) }).findings.flatMap(({ rule, message }) => (rule === 'missing-timeout' ? [message] : []));
  expect(said('handler')).toEqual(['`fetch` may hang until the function reaches its own limit: nothing else bounds the wait.']);
  expect(said('ask')).toEqual([expect.stringContaining('may hang forever')]);
});

const lambda = (text: string, more: Record<string, string> = {}, rule?: string): readonly string[] =>
  told({ 'src/handlers/ask.ts': text, ...more }, rule);

test('whoever takes an event of Lambda runs there, whatever it is called', () => {
  const taking = (type: string, from = 'aws-lambda'): string =>
    `import type { ${type} } from '${from}';\nexport const ask = async (event: ${type}) => { await fetch('https://a.test/' + event); };`;
  expect(lambda(taking('APIGatewayEvent'))).toEqual(['info']);
  expect(lambda(taking('SQSEvent'))).toEqual(['info']);
  expect(lambda(taking('Order'))).toEqual(['error']);
  expect(lambda(taking('OrderEvent', './order'))).toEqual(['error']);
});

test('what stands among the handlers of Lambda and is exported as they are is one', () => {
  const bare = "export const handler = async () => { await fetch('https://a.test'); };";
  const beside = "import type { SQSEvent } from 'aws-lambda';\nexport const handler = async (event: SQSEvent) => event;";
  expect(lambda(bare)).toEqual(['error']);
  expect(lambda(bare, { 'src/handlers/take.ts': beside })).toEqual(['info']);
  expect(lambda(bare, { 'src/other/take.ts': beside })).toEqual(['error']);
  const used = "import { handler } from './handlers/ask';\nexport const start = () => handler();";
  expect(lambda(bare, { 'src/handlers/take.ts': beside, 'src/main.ts': used })).toEqual(['error']);
});

test('what a handler of Lambda makes, and hands to somebody else, runs there', () => {
  const handed = (type: string): string => `
    import type { ${type} } from 'aws-lambda';
    import { each } from 'somewhere';
    export const run = async (event: ${type}) => {
      const send = async (id: string) => { await fetch('https://a.test/' + id); };
      await each({ send });
    };`;
  expect(lambda(handed('SQSEvent'))).toEqual(['info']);
  expect(lambda(handed('Context'))).toEqual(['error']);
});

test.each((catalog.platforms ?? []).flatMap(({ ownRuntime = [] }) => ownRuntime))(
  'what Node does by itself is not said of a program with `%s`',
  (name) => {
    const said = (manifest: string): readonly string[] =>
      analyse({
        files: { 'package.json': manifest, 'src/index.ts': "export default { fetch: async () => fetch('https://a.test') };\n" },
      }).findings.flatMap(({ rule, because }) => (rule === 'missing-timeout' ? because.map(({ says }) => says) : []));
    const aboutNode = (texts: readonly string[]): readonly string[] => texts.filter((text) => text.startsWith('Node '));
    const worker = said(`{ "private": true, "devDependencies": { "${name}": "4" } }`);
    expect([worker.length > 0, aboutNode(worker)]).toEqual([true, []]);
    expect(aboutNode(said('{ "private": true }'))).not.toEqual([]);
  },
);

test.each((catalog.platforms ?? []).flatMap(({ ownRuntimeBy = [] }) => ownRuntimeBy))(
  'what Node does by itself is not said below `%s`, as far as its package goes',
  (name) => {
    const aboutNode = (by: string, file = 'workers/mail/src/index.ts', more: Record<string, string> = {}): number =>
      analyse({
        files: {
          'package.json': '{ "private": true }',
          [by]: '',
          [file]: "export default { fetch: async () => (await fetch('https://a.test')).text() };\n",
          ...more,
        },
      }).findings.flatMap(({ rule, because }) => (rule === 'missing-timeout' ? because.filter(({ says }) => says.startsWith('Node ')) : []))
        .length;
    expect(aboutNode(`workers/mail/${name}`)).toBe(0);
    expect(aboutNode(name)).toBe(0);
    expect(aboutNode(`workers/other/${name}`)).toBeGreaterThan(0);
    // Another package below it may be anything.
    expect(aboutNode(name, undefined, { 'workers/mail/package.json': '{ "private": true }' })).toBeGreaterThan(0);
  },
);

test.each([
  ['below the release that brought `fetch`', '^16.x', false],
  ['on either side of it', '>=16', true],
  ['above it', '20.x', true],
])('what Node does by itself is not said of what stands in for its `fetch`: %s', (_, node, wanted) => {
  const said = (text: string, dependency: string): readonly string[] =>
    analyse({
      files: {
        'package.json': `{ "private": true, "engines": { "node": "${node}" }, "dependencies": { "express": "4", "${dependency}": "3" } }`,
        'src/index.js': text,
      },
    }).findings.flatMap(({ rule, because }) => (rule === 'missing-timeout' ? because.map(({ says }) => says) : []));
  const own = said("require('isomorphic-fetch');\nmodule.exports = async () => fetch('https://a.test');\n", 'isomorphic-fetch');
  expect([own.length > 0, own.some((text) => text.startsWith('Node '))]).toEqual([true, wanted]);
  const undici = said("const { request } = require('undici');\nmodule.exports = async () => request('https://a.test');\n", 'undici');
  expect(undici.some((text) => text.startsWith('Node '))).toEqual(true);
});
