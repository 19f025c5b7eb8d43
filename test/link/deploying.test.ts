import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { analyse } from '../harness/check';

/** Programs that deploy say how long a function runs: severity, and how long by which file. */
const told = (files: Record<string, string>): readonly string[] =>
  analyse({ files: { 'package.json': '{ "private": true }', 'src/jobs/send.ts': task, ...files } })
    .findings.filter(({ rule }) => rule === 'missing-timeout')
    .map(({ severity, because }) => {
      const says = because.find(({ from, says }) => from === 'platform' && says.startsWith('Lambda'))?.says ?? '';
      const [, limit, by] = /ends the function after (.*), as `(.*)` says$/.exec(says) ?? [];
      return [severity, ...(says === '' ? [] : limit === undefined ? ['elsewhere'] : [limit, by])].join(' ');
    });

const task = "export async function send() { return await fetch('https://a.test'); }";

const cdk = (body: string, above = ''): string => `
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as cdk from 'aws-cdk-lib';
import { Duration, Stack, aws_lambda } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Function as Made } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
${above}
export class Jobs extends Stack {
  constructor(scope: any, id: string, props: any) {
    super(scope, id);
    ${body}
  }
}`;

const entry = "entry: 'src/jobs/send.ts', handler: 'send'";

test.each([
  ['a path of the package', `new NodejsFunction(this, 'Send', { ${entry}, timeout: Duration.seconds(30) });`, 'info 30 s infra/jobs.ts'],
  ['minutes', `new NodejsFunction(this, 'Send', { ${entry}, timeout: cdk.Duration.minutes(5) });`, 'error 5 min infra/jobs.ts'],
  ['nothing of the time', `new NodejsFunction(this, 'Send', { ${entry} });`, 'info 3 s infra/jobs.ts'],
  ['no time that can be read', `new NodejsFunction(this, 'Send', { ${entry}, timeout: props.timeout });`, 'info elsewhere'],
  ['a time by default', `new NodejsFunction(this, 'Send', { ${entry}, timeout: props.timeout ?? Duration.seconds(9) });`, 'info elsewhere'],
  ['options that may say otherwise', `new NodejsFunction(this, 'Send', { ${entry}, ...props });`, 'info elsewhere'],
  ['options that are not known', "new NodejsFunction(this, 'Send', props);", 'error'],
  ['a time that may be another', `new NodejsFunction(this, 'Send', { ...props, ${entry} });`, 'info elsewhere'],
  ['a text that is no time', `new NodejsFunction(this, 'Send', { ${entry}, timeout: Duration.parse('PT30S') });`, 'info elsewhere'],
  ['another file', `new NodejsFunction(this, 'Send', { entry: 'src/jobs/load.ts', timeout: Duration.seconds(30) });`, 'error'],
  ['a path of the disk', "new NodejsFunction(this, 'Send', { entry: '/src/jobs/send.ts', handler: 'send' });", 'error'],
  ['a file that is not known', `new NodejsFunction(this, 'Send', { entry: props.entry, handler: 'send' });`, 'error'],
  [
    '`path.join`',
    "new NodejsFunction(this, 'Send', { entry: path.join(__dirname, '..', 'src/jobs/send.ts'), handler: 'send' });",
    'info 3 s infra/jobs.ts',
  ],
  [
    '`path.join` from elsewhere',
    "new NodejsFunction(this, 'Send', { entry: path.join(__dirname, 'src/jobs/send.ts'), handler: 'send' });",
    'error',
  ],
  [
    'a template',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the program that is read
    "new NodejsFunction(this, 'Send', { entry: `${__dirname}/../src/jobs/send.ts`, handler: 'send' });",
    'info 3 s infra/jobs.ts',
  ],
  [
    'texts put together',
    "new NodejsFunction(this, 'Send', { entry: __dirname + '/../src/jobs/send.ts', handler: 'send' });",
    'info 3 s infra/jobs.ts',
  ],
  [
    'an address',
    "new NodejsFunction(this, 'Send', { entry: fileURLToPath(new URL('../src/jobs/send.ts', import.meta.url)), handler: 'send' });",
    'info 3 s infra/jobs.ts',
  ],
  [
    'a folder of code',
    "new lambda.Function(this, 'Send', { code: lambda.Code.fromAsset('src/jobs'), handler: 'send.send', timeout: cdk.Duration.minutes(1) });",
    'info 1 min infra/jobs.ts',
  ],
  [
    'a folder beside the program',
    "new aws_lambda.Function(this, 'Send', { code: lambda.Code.fromAsset(path.resolve(__dirname, '../src')), handler: 'jobs/send.send' });",
    'info 3 s infra/jobs.ts',
  ],
  [
    'a folder of something else',
    "new lambda.Function(this, 'Send', { code: lambda.Code.fromAsset('lib'), handler: 'send.send' });",
    'error',
  ],
  [
    'code in a bucket',
    "new lambda.Function(this, 'Send', { code: lambda.Code.fromBucket(props.bucket, 'a'), handler: 'send.send' });",
    'error',
  ],
  [
    'another name for its class',
    "new Made(this, 'Send', { code: lambda.Code.fromAsset('src/jobs'), handler: 'send.send', timeout: cdk.Duration.minutes(1) });",
    'info 1 min infra/jobs.ts',
  ],
  ['a class of another name', `new Other(this, 'Send', { ${entry}, timeout: Duration.seconds(30) }); class NodejsFunction {}`, 'error'],
])('the CDK is told %s', (_, body, expected) => {
  expect(told({ 'infra/jobs.ts': cdk(body) })).toEqual([expected]);
});

test('only the export that is told of is ended', () => {
  const both = `${task}\nexport async function load() { return await fetch('https://b.test'); }`;
  const body = `new NodejsFunction(this, 'Send', { ${entry} });`;
  expect(told({ 'infra/jobs.ts': cdk(body), 'src/jobs/send.ts': both })).toEqual(['info 3 s infra/jobs.ts', 'error']);
});

test('a file beside the program is meant where none is named', () => {
  const body = "new NodejsFunction(this, 'send', { timeout: Duration.seconds(20) });";
  const handler = task.replace('send', 'handler');
  expect(told({ 'src/jobs/send.ts': '', 'infra/jobs.ts': cdk(body), 'infra/jobs.send.ts': handler })).toEqual(['info 20 s infra/jobs.ts']);
  expect(told({ 'src/jobs/send.ts': '', 'infra/jobs.ts': cdk(body), 'infra/other.send.ts': handler })).toEqual(['error']);
});

test('of several that mean one function the longest counts, and where one is not known none is', () => {
  const one = (time: string): string => `new NodejsFunction(this, 'Send', { ${entry}, timeout: ${time} });`;
  const all = (...times: string[]): readonly string[] => told({ 'infra/jobs.ts': cdk(times.map(one).join('\n')) });
  expect(all('Duration.seconds(10)', 'Duration.seconds(50)')).toEqual(['info 50 s infra/jobs.ts']);
  expect(all('Duration.seconds(10)', 'props.timeout')).toEqual(['info elsewhere']);
  expect(all('props.fast ? Duration.seconds(10) : Duration.seconds(20)')).toEqual(['info 20 s infra/jobs.ts']);
  const serverless = 'provider: aws\nfunctions: { send: { handler: src/jobs/send.send, timeout: 40 } }';
  expect(told({ 'infra/jobs.ts': cdk(one('Duration.seconds(10)')), 'serverless.yml': serverless })).toEqual(['info 40 s serverless.yml']);
});

test('what makes functions for others is read by what it is handed', () => {
  const maker = `
import { Duration } from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as path from 'node:path';
export const make = (scope: any, name: string, most: number) =>
  new NodejsFunction(scope, name, { entry: path.join(__dirname, '../src/jobs', \`\${name}.ts\`), handler: name, timeout: Duration.seconds(most) });`;
  const used = (calls: string): Record<string, string> => ({
    'infra/make.ts': maker,
    'infra/app.ts': `import { make } from './make';\nexport const all = (scope: any, most: number) => { ${calls} };`,
  });
  expect(told(used("make(scope, 'send', 15); make(scope, 'load', 25);"))).toEqual(['info 25 s infra/make.ts']);
  expect(told(used("make(scope, 'send', 15); make(scope, 'load', most);"))).toEqual(['info elsewhere']);
  expect(told(used("make(scope, 'load', 25);"))).toEqual(['error']);
});

test('a plain path starts at the package of the program, or above it', () => {
  const files = {
    'package.json': '{ "private": true, "workspaces": ["infra"] }',
    'infra/package.json': '{ "name": "infra", "private": true }',
    'infra/lib/jobs.ts': cdk(`new NodejsFunction(this, 'Send', { ${entry}, timeout: Duration.seconds(30) });`),
  };
  expect(told(files)).toEqual(['info 30 s infra/lib/jobs.ts']);
  expect(told({ ...files, 'infra/src/jobs/send.ts': 'export const send = 1;' })).toEqual(['error']);
  const test = cdk(`new NodejsFunction(this, 'Send', { ${entry}, timeout: Duration.seconds(30) });`);
  expect(told({ 'test/jobs.test.ts': test })).toEqual(['error']);
});

test.each([
  ["new sst.aws.Function('Send', { handler: 'src/jobs/send.send', timeout: '30 seconds' });", 'info 30 s infra/jobs.ts'],
  ["new sst.aws.Function('Send', { handler: 'src/jobs/send.send', timeout: '3 minutes' });", 'error 3 min infra/jobs.ts'],
  ["new sst.aws.Function('Send', { handler: './src/jobs/send.send' });", 'info 20 s infra/jobs.ts'],
  ["new sst.aws.Function('Send', { handler: 'src/jobs/load.send' });", 'error'],
  ["new sst.aws.Function('Send', { handler: 'src/jobs/send.send', timeout: process.env.MOST });", 'info elsewhere'],
  ["new sst.aws.Function('Send', { handler: 'src/jobs/send.send', transform: { function: { timeout: 900 } } });", 'info elsewhere'],
  [
    "new sst.aws.Function('Send', { handler: 'src/jobs/send.send' });\n$transform(sst.aws.Function, (args) => { args.timeout ??= '1 minute'; });",
    'info elsewhere',
  ],
  [
    "new sst.aws.Function('Send', { handler: 'src/jobs/send.send' });\n$transform(sst.aws.Bucket, (args) => { args.name = 'a'; });",
    'info 20 s infra/jobs.ts',
  ],
  ["new sst.aws.Cron('Send', { schedule: 'rate(1 minute)', job: 'src/jobs/send.send' });", 'info 20 s infra/jobs.ts'],
  [
    "new sst.aws.Cron('Send', { schedule: 'rate(1 minute)', function: { handler: 'src/jobs/send.send', timeout: '50 seconds' } });",
    'info 50 s infra/jobs.ts',
  ],
  ["const api = new sst.aws.ApiGatewayV2('Api');\napi.route('GET /', 'src/jobs/send.send');", 'info 20 s infra/jobs.ts'],
  [
    "const api = new sst.aws.ApiGatewayV2('Api');\napi.route('GET /', { handler: 'src/jobs/send.send', timeout: '29 seconds' });",
    'info 29 s infra/jobs.ts',
  ],
  [
    "const api = new sst.aws.ApiGatewayV2('Api', { transform: { route: { handler: { timeout: '9 minutes' } } } });\napi.route('GET /', 'src/jobs/send.send');",
    'info elsewhere',
  ],
  ["const api = makeRouter();\napi.route('GET /', { handler: 'src/jobs/send.send', timeout: '29 seconds' });", 'error'],
  [
    "const queue = new sst.aws.Queue('Jobs');\nqueue.subscribe({ handler: 'src/jobs/send.send', timeout: '15 minutes' });",
    'error 15 min infra/jobs.ts',
  ],
  ["new sst.aws.Bucket('Files').notify({ notifications: [{ name: 'It', function: 'src/jobs/send.send' }] });", 'info 20 s infra/jobs.ts'],
])('SST is told by a component: %s', (text, expected) => {
  expect(told({ 'infra/jobs.ts': text })).toEqual([expected]);
});

test.each([
  ["new Function(stack, 'Send', { handler: 'src/jobs/send.send', timeout: '30 seconds' });", 'info 30 s stacks/jobs.ts'],
  ["new Function(stack, 'Send', { handler: 'src/jobs/send.send', timeout: 30 });", 'info 30 s stacks/jobs.ts'],
  ["new Function(stack, 'Send', { handler: 'src/jobs/send.send' });", 'info 10 s stacks/jobs.ts'],
  [
    "stack.setDefaultFunctionProps({ timeout: 40 });\nnew Function(stack, 'Send', { handler: 'src/jobs/send.send' });",
    'info 40 s stacks/jobs.ts',
  ],
  ["stack.setDefaultFunctionProps({ timeout: 5 });\nnew Function(stack, 'Send', { handler: 'src/jobs/send.send' });", 'info elsewhere'],
  ["stack.setDefaultFunctionProps(more);\nnew Function(stack, 'Send', { handler: 'src/jobs/send.send' });", 'info elsewhere'],
  [
    "stack.setDefaultFunctionProps({ runtime: 'nodejs20.x' });\nnew Function(stack, 'Send', { handler: 'src/jobs/send.send' });",
    'info 10 s stacks/jobs.ts',
  ],
  ["new Cron(stack, 'Send', { schedule: 'rate(1 hour)', job: 'src/jobs/send.send' });", 'info 10 s stacks/jobs.ts'],
  [
    "new Cron(stack, 'Send', { job: { function: { handler: 'src/jobs/send.send', timeout: '15 minutes' } } });",
    'error 15 min stacks/jobs.ts',
  ],
  ["new Api(stack, 'Api', { routes: { 'GET /': 'src/jobs/send.send' } });", 'info 10 s stacks/jobs.ts'],
  [
    "new Api(stack, 'Api', { defaults: { function: { timeout: 25 } }, routes: { 'GET /': 'src/jobs/send.send' } });",
    'info 25 s stacks/jobs.ts',
  ],
  [
    "new Api(stack, 'Api', { defaults: { function: { timeout: 25 } }, routes: { 'GET /': { function: { handler: 'src/jobs/send.send', timeout: 28 } } } });",
    'info 28 s stacks/jobs.ts',
  ],
  ["new Api(stack, 'Api', { defaults: more, routes: { 'GET /': 'src/jobs/send.send' } });", 'info elsewhere'],
  [
    "const api = new Api(stack, 'Api', { defaults: { function: { timeout: 26 } } });\napi.addRoutes(stack, { 'GET /': 'src/jobs/send.send' });",
    'info 26 s stacks/jobs.ts',
  ],
  ["new Api(stack, 'Api', { routes: { 'GET /': 'src/jobs/load.send' } });", 'error'],
  ["new Queue(stack, 'Jobs', { consumer: { function: 'src/jobs/send.send' } });", 'info 10 s stacks/jobs.ts'],
  ["new EventBus(stack, 'Bus', { rules: { sent: { targets: { it: 'src/jobs/send.send' } } } });", 'info 10 s stacks/jobs.ts'],
])('SST is told by a construct: %s', (text, expected) => {
  const above = "import { Api, Cron, EventBus, Function, Queue } from 'sst/constructs';\nexport function Jobs({ stack, more }: any) {";
  expect(told({ 'stacks/jobs.ts': `${above}\n${text}\n}` })).toEqual([expected]);
  // The same names of something else say nothing.
  expect(told({ 'stacks/jobs.ts': `${above.replace('sst/constructs', 'sst-like')}\n${text}\n}` })).toEqual(['error']);
});

test('what a framework keeps in a file that only deployed functions load is ended with the longest of them', () => {
  const files = {
    'src/jobs/send.ts': '',
    'src/routes.ts':
      "import { Router } from 'some-router';\nexport const routes = new Router().get('/', async () => await fetch('https://a.test'));",
    'src/api.ts':
      "import { handle } from 'some-router/lambda';\nimport { routes } from './routes';\nexport const handler = handle(routes);",
    'infra/api.ts': "new sst.aws.Function('Api', { handler: 'src/api.handler', timeout: '29 seconds' });",
  };
  expect(told(files)).toEqual(['info 29 s infra/api.ts']);
  const deployed = (time: string): string =>
    `${files['infra/api.ts']}\nnew sst.aws.Function('More', { handler: 'src/more.handler', timeout: ${time} });`;
  const more = { 'src/more.ts': files['src/api.ts'] };
  expect(told({ ...files, ...more })).toEqual(['error']);
  expect(told({ ...files, ...more, 'infra/api.ts': deployed("'50 seconds'") })).toEqual(['info 50 s infra/api.ts']);
  expect(told({ ...files, ...more, 'infra/api.ts': deployed('process.env.MOST') })).toEqual(['info elsewhere']);
  expect(told({ ...files, 'infra/api.ts': '' })).toEqual(['error']);
  // A server of its own may run the same.
  expect(told({ ...files, 'src/api.ts': `${files['src/api.ts']}\nroutes.listen(3000);` })).toEqual(['error']);
  expect(told({ ...files, 'src/server.ts': "import { routes } from './routes';\nroutes.run();" })).toEqual(['error']);
  // Another export of the same file may be deployed in a way that is not read.
  const other = {
    'src/routes.ts': '',
    'src/api.ts': "export const handler = () => 1;\nexport const load = async () => await fetch('https://a.test');",
  };
  expect(told({ ...files, ...other })).toEqual(['error']);
});

test('a helper that is handed on in a file that only deployed functions load is ended with them', () => {
  const files = {
    'src/jobs/send.ts': '',
    'src/ask.ts': "export const ask = async () => await fetch('https://a.test');",
    'src/purge.ts':
      "import run from 'some-runner';\nimport { ask } from './ask';\nexport const handler = async () => { await run({ ask }); };",
    'infra/purge.ts': "new sst.aws.Cron('Purge', { job: { handler: 'src/purge.handler', timeout: '50 seconds' } });",
  };
  expect(told(files)).toEqual(['info 50 s infra/purge.ts']);
  expect(told({ ...files, 'src/main.ts': "import run from 'some-runner';\nimport { ask } from './ask';\nrun({ ask });" })).toEqual([
    'error',
  ]);
  expect(told({ ...files, 'test/ask.test.ts': "import { ask } from '../src/ask';\nask();" })).toEqual(['info 50 s infra/purge.ts']);
  // Of types nothing is loaded.
  const typed = (what: string): Record<string, string> => ({
    ...files,
    'src/main.ts': `import ${what} from './ask';\nexport const it = 1;`,
  });
  expect(told(typed('type { ask }'))).toEqual(['info 50 s infra/purge.ts']);
  expect(told(typed('{ ask }'))).toEqual(['error']);
  // What a package offers may be loaded by whoever has it; what it keeps to itself may not.
  const offering = (entry: string) =>
    told({ ...files, 'package.json': `{ "name": "it", "exports": "${entry}" }`, 'src/index.ts': 'export {};' });
  expect(offering('./src/index.ts')).toEqual(['info 50 s infra/purge.ts']);
  expect(offering('./src/ask.ts')).toEqual(['error']);
});

const rows = (catalog.platforms ?? []).flatMap(({ deployCalls = [] }) => deployCalls);

test.each(rows.map(({ paths, words }) => ({ path: paths[0], words })))('what holds `$path` is found by $words', ({ words }) => {
  expect(words.length).toBeGreaterThan(0);
  for (const word of words) expect(word).toMatch(/^[\w$]+$/);
});
