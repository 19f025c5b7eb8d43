import type { LetGoModel, PlatformModel } from '../model/catalog/platform';
import { deployCalls } from './deploy-calls';

/** Under these names Lambda is told of a function, as a rule. */
const named = ['handler', 'lambdaHandler'];

const types = (...names: string[]): { module: string; names: string[] }[] =>
  ['aws-lambda', '@types/aws-lambda'].map((module) => ({ module, names }));

/** How a server of Node is told after which time it drops whoever asked, by itself and by what stands before its handlers. */
const nodeServer = {
  mounts: ['use', 'all'],
  timers: [{ modules: ['connect-timeout'], paths: [''], limit: 'arg[0]', fallback: 5000, unless: 'arg[1].respond' }],
  // It counts silence, and a handler that waits is silent; nobody listening, the connection is cut off.
  told: { params: [0, 1], paths: ['setTimeout', 'socket.setTimeout', 'connection.setTimeout'], limit: 'arg[0]' },
  behind: {
    starts: ['listen'],
    made: [{ modules: ['http', 'https', 'node:http', 'node:https'], paths: ['createServer', 'Server'] }],
    told: 'setTimeout',
    limit: 'arg[0]',
    field: 'timeout',
  },
} satisfies LetGoModel;

/** Platforms whose limit stands in the program or in what it is deployed by, or is theirs. */
export const platforms: readonly PlatformModel[] = [
  {
    id: 'vercel',
    title: 'the platform',
    files: [
      ...['route', 'page', 'layout', 'default', 'template'].map((name) => `**.app.**.${name}`),
      '**.pages.api.**',
      '**.api.**',
      '**.routes.**',
    ],
    exported: ['maxDuration', 'config.maxDuration'],
    adapters: [
      {
        modules: ['@sveltejs/adapter-vercel', '@astrojs/vercel', '@astrojs/vercel/serverless'],
        paths: [''],
        limit: 'arg[0].maxDuration',
        word: 'maxDuration',
      },
    ],
    later: [
      { modules: ['next/server'], paths: ['after', 'unstable_after'] },
      { modules: ['@vercel/functions'], paths: ['waitUntil'] },
    ],
    deploys: [
      {
        files: ['vercel.json'],
        functions: 'functions',
        limit: 'maxDuration',
        // Since April 2025; without Fluid compute it is less.
        usual: {
          files: [
            '**/app/**/{route,page,layout}.{ts,tsx,js,jsx}',
            '**/pages/api/**/*.{ts,tsx,js,jsx}',
            '**/src/routes/**/+{server,page.server,layout.server}.{ts,js}',
            '{,src/}{middleware,proxy}.{ts,js}',
            'api/**/*.{ts,js,mjs}',
          ],
          limit: 300,
        },
        programs: {
          at: 'builds',
          file: 'src',
          by: { at: 'use', names: ['@vercel/node', '@now/node'] },
          limit: 'config.maxDuration',
          fallback: 300,
        },
      },
    ],
    unit: 's',
    evidence: [{ url: 'https://vercel.com/docs/functions/configuring-functions/duration', versions: 'November 2026', how: 'read' }],
  },
  {
    id: 'firebase-functions',
    title: 'Cloud Functions',
    calls: [
      {
        modules: ['firebase-functions', 'firebase-functions/*'],
        paths: ['https.*', 'scheduler.*', 'tasks.*', 'firestore.*', 'database.*', 'storage.*', 'pubsub.*', 'on*', '**.on*'],
        limit: 'arg[0].timeoutSeconds',
        fallback: 60,
        shared: 'setGlobalOptions',
      },
      {
        modules: ['firebase-functions', 'firebase-functions/*'],
        paths: ['**.runWith'],
        limit: 'arg[0].timeoutSeconds',
        fallback: 60,
        shared: 'setGlobalOptions',
      },
    ],
    // How long each function of it may run is said where it is made.
    deploys: [{ files: ['firebase.json'], programs: { at: 'functions', folder: 'source', usualFolder: 'functions' } }],
    unit: 's',
    evidence: [
      {
        url: 'https://firebase.google.com/docs/functions/manage-functions#set_timeout_and_memory_allocation',
        versions: '>=3',
        how: 'read',
      },
    ],
  },
  {
    id: 'cloud-functions',
    title: 'Cloud Functions',
    calls: [{ modules: ['@google-cloud/functions-framework'], paths: ['http', 'cloudEvent'], ends: true }],
    handlers: {
      exported: [],
      types: [{ module: '@google-cloud/functions-framework', names: ['HttpFunction', 'CloudEventFunction', 'EventFunction'] }],
    },
    resources: [
      {
        type: 'google_cloudfunctions2_function',
        code: 'build_config.source.storage_source.object',
        exported: 'build_config.entry_point',
        limit: 'service_config.timeout_seconds',
        fallback: 60,
      },
      {
        type: 'google_cloudfunctions_function',
        code: 'source_archive_object',
        exported: 'entry_point',
        limit: 'timeout',
        fallback: 60,
      },
    ],
    unit: 's',
    evidence: [
      { url: 'https://cloud.google.com/functions/docs/configuring/timeout', versions: 'November 2026', how: 'read' },
      {
        url: 'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/cloudfunctions2_function',
        versions: 'November 2026',
        how: 'read',
      },
      { url: 'https://github.com/GoogleCloudPlatform/functions-framework-nodejs#readme', versions: '>=3', how: 'read' },
    ],
  },
  {
    id: 'convex',
    title: 'Convex',
    calls: [
      { modules: ['*/_generated/server'], paths: ['action', 'internalAction', 'httpAction'], ends: true },
      { modules: ['convex/server'], paths: ['actionGeneric', 'internalActionGeneric', 'httpActionGeneric'], ends: true },
    ],
    runs: { files: ['convex.**'], needs: ['convex'] },
    // Ten minutes under Node and thirty in its own runtime, unless who runs it says otherwise.
    evidence: [
      { url: 'https://docs.convex.dev/functions/actions', versions: 'November 2026', how: 'read' },
      { url: 'https://github.com/get-convex/convex-backend/blob/main/crates/common/src/knobs.rs', versions: 'November 2026', how: 'read' },
    ],
  },
  {
    id: 'supabase',
    title: 'Supabase',
    runs: { files: ['supabase.functions.**', '**.supabase.functions.**'] },
    // Whoever asked has an answer by then, 504 if there is no other, on every plan.
    after: 150,
    unit: 's',
    evidence: [{ url: 'https://supabase.com/docs/guides/functions/limits', versions: 'November 2026', how: 'read' }],
  },
  {
    id: 'cognito',
    title: 'Cognito',
    handlers: {
      exported: named,
      types: types('*TriggerHandler', '*TriggerEvent'),
      reads: [
        'triggerSource',
        'userPoolId',
        'request.userAttributes',
        'request.challengeAnswer',
        'response.answerCorrect',
        'response.autoConfirmUser',
        'response.claimsOverrideDetails',
      ],
    },
    after: 5,
    unit: 's',
    evidence: [
      {
        url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html',
        versions: 'November 2026',
        how: 'read',
      },
    ],
  },
  {
    id: 'auth0',
    title: 'Auth0',
    handlers: {
      exported: [
        ...['onExecutePostLogin', 'onContinuePostLogin', 'onExecuteCredentialsExchange', 'onExecutePreUserRegistration'],
        ...['onExecutePostUserRegistration', 'onExecutePostChangePassword', 'onExecuteSendPhoneMessage'],
        ...['onExecutePostChallenge', 'onContinuePostChallenge', 'onExecuteCustomEmailProvider', 'onExecuteCustomPhoneProvider'],
      ],
      reads: ['user', 'secrets', 'client', 'connection', 'request', 'authorization', 'transaction', 'access', 'accessToken', 'idToken'],
    },
    after: 20,
    unit: 's',
    evidence: [{ url: 'https://auth0.com/docs/customize/actions/limitations', versions: 'November 2026', how: 'read' }],
  },
  {
    id: 'lambda-edge',
    title: 'CloudFront',
    handlers: { exported: named, types: types('CloudFront*Handler', 'CloudFront*Event'), reads: ['Records.0.cf'] },
    // Of a request or an answer of the origin; a viewer's are given 5 s.
    after: 30,
    unit: 's',
    evidence: [
      {
        url: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-functions-restrictions.html',
        versions: 'November 2026',
        how: 'read',
      },
    ],
  },
  {
    id: 'cloudformation',
    title: 'Lambda',
    handlers: {
      exported: [...named, 'onEvent', 'onEventHandler', 'isComplete', 'isCompleteHandler'],
      types: types('CloudFormationCustomResource*', 'CdkCustomResource*'),
      uses: ['cfn-response', 'cfn-response-async'],
      reads: ['RequestType', 'ResourceProperties'],
    },
    // A deployment waits for it, which takes minutes by itself.
    patient: true,
    unit: 's',
    evidence: [
      {
        url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources-lambda.html',
        versions: 'November 2026',
        how: 'read',
      },
    ],
  },
  {
    id: 'aws-lambda',
    title: 'Lambda',
    alone: true,
    handlers: {
      exported: named,
      types: [...types('*'), { module: '@netlify/functions', names: ['*Handler', 'HandlerEvent'] }],
      beside: true,
      reads: ['requestContext', 'pathParameters', 'queryStringParameters', 'httpMethod', 'rawPath', 'Records'],
    },
    deploys: [
      {
        files: ['serverless.yml', 'serverless.yaml', 'serverless.json', 'serverless.*.yml', 'serverless-*.yml'],
        names: { at: ['provider', 'provider.name'], is: 'aws' },
        functions: 'functions',
        handler: 'handler',
        limit: 'timeout',
        shared: 'provider.timeout',
        fallback: 6,
      },
      {
        files: ['template.yml', 'template.yaml', 'template.json'],
        functions: 'Resources',
        handler: 'Properties.Handler',
        inside: 'Properties.CodeUri',
        limit: 'Properties.Timeout',
        shared: 'Globals.Function.Timeout',
        fallback: 3,
      },
    ],
    resources: [{ type: 'aws_lambda_function', code: 'filename', handler: 'handler', limit: 'timeout', fallback: 3 }],
    deployCalls,
    unit: 's',
    evidence: [
      { url: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html', versions: 'November 2026', how: 'read' },
      { url: 'https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml', versions: 'November 2026', how: 'read' },
      {
        url: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_function',
        versions: 'November 2026',
        how: 'read',
      },
      { url: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_lambda_nodejs-readme.html', versions: '>=2', how: 'read' },
      { url: 'https://sst.dev/docs/component/aws/function#timeout', versions: '>=3', how: 'read' },
      { url: 'https://v2.sst.dev/constructs/Function#timeout', versions: '>=2 <3', how: 'read' },
    ],
  },
  {
    id: 'express',
    title: 'the server',
    serves: {
      made: [
        { modules: ['express'], paths: ['', 'Router'] },
        { modules: ['express-promise-router', 'connect'], paths: [''] },
      ],
      handed: ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'all', 'use'],
      answers: { modules: ['express'], paths: ['Response'] },
      ...nodeServer,
    },
    evidence: [
      { url: 'https://expressjs.com/en/resources/middleware/timeout.html', versions: '1.9.0', how: 'read' },
      { url: 'https://nodejs.org/api/http.html#requestsettimeouttimeout-callback', versions: '22', how: 'read' },
      { url: 'https://nodejs.org/api/http.html#serversettimeoutmsecs-callback', versions: '22', how: 'read' },
    ],
  },
  {
    id: 'fastify',
    title: 'Fastify',
    // A plugin that has not begun after `pluginTimeout`, 10 s unless it is said otherwise, is given up, and the server does not start.
    calls: [{ modules: ['fastify-plugin'], paths: [''] }],
    evidence: [{ url: 'https://fastify.dev/docs/latest/Reference/Server/#plugintimeout', versions: '4.26.1, 5.8.4', how: 'read' }],
  },
  {
    id: 'nestjs',
    title: 'an interceptor of Nest',
    intercepts: {
      marks: [
        { modules: ['@nestjs/common'], paths: ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Options', 'Head', 'Search', 'All'] },
        { modules: ['@nestjs/graphql'], paths: ['Query', 'Mutation'] },
      ],
      own: [{ modules: ['@nestjs/common'], paths: ['UseInterceptors'] }],
      shared: 'useGlobalInterceptors',
      token: { modules: ['@nestjs/core'], paths: ['APP_INTERCEPTOR'] },
      holders: ['useClass', 'useExisting', 'useValue', 'useFactory'],
      makes: { modules: ['@nestjs/core'], paths: ['NestFactory.create'] },
      before: { ...nodeServer, behind: { ...nodeServer.behind, starts: ['listen', 'getHttpServer'] } },
      asked: 'intercept',
      goesOn: 'handle',
    },
    evidence: [{ url: 'https://docs.nestjs.com/interceptors#more-operators', versions: '>=8', how: 'read' }],
  },
  {
    id: 'bull',
    title: 'Bull',
    queue: {
      client: 'bull',
      handed: ['process'],
      option: 'defaultJobOptions.timeout',
      added: { member: 'add', limit: 'arg[1].timeout', named: 'arg[2].timeout' },
      modules: ['@nestjs/bull'],
      decorators: ['Process'],
      shared: ['BullModule.forRoot', 'BullModule.forRootAsync'],
      single: ['BullModule.registerQueue', 'BullModule.registerQueueAsync'],
      makers: ['useFactory'],
    },
    evidence: [
      { url: 'https://github.com/OptimalBits/bull/blob/develop/REFERENCE.md#queueadd', versions: '3.22.0, 4.16.5', how: 'read' },
      { url: 'https://docs.nestjs.com/techniques/queues', versions: '>=0.3', how: 'read' },
    ],
  },
  {
    id: 'temporal',
    title: 'Temporal',
    activities: {
      called: { modules: ['@temporalio/workflow'], paths: ['proxyActivities', 'proxyLocalActivities'] },
      limits: ['arg[0].startToCloseTimeout', 'arg[0].scheduleToCloseTimeout'],
    },
    evidence: [
      { url: 'https://docs.temporal.io/encyclopedia/detecting-activity-failures#start-to-close-timeout', versions: '1.24.0', how: 'read' },
    ],
  },
  {
    id: 'schedules',
    title: 'a schedule',
    works: {
      handed: [
        { modules: ['node-cron'], paths: ['schedule', 'createTask'] },
        { modules: ['cron'], paths: ['CronJob', 'job'] },
        { modules: ['node-schedule'], paths: ['scheduleJob', 'Job'] },
        { modules: ['croner'], paths: ['Cron', ''] },
        { modules: ['toad-scheduler'], paths: ['AsyncTask', 'Task'] },
        { modules: ['agenda', '@hokify/agenda'], paths: ['define', 'Agenda.define'] },
      ],
      marks: [{ modules: ['@nestjs/schedule'], paths: ['Cron', 'Interval', 'Timeout'] }],
    },
    evidence: [
      { url: 'https://github.com/node-cron/node-cron#readme', versions: '4', how: 'read' },
      { url: 'https://docs.nestjs.com/techniques/task-scheduling', versions: '>=4', how: 'read' },
    ],
  },
  {
    id: 'queues',
    title: 'a queue',
    works: {
      handed: [
        { modules: ['bullmq'], paths: ['Worker'] },
        { modules: ['bull'], paths: ['process', 'Queue.process'] },
        { modules: ['bee-queue'], paths: ['process'] },
        { modules: ['pg-boss'], paths: ['work', 'PgBoss.work'] },
      ],
      marks: [
        { modules: ['@nestjs/bull'], paths: ['Process', 'Processor'] },
        { modules: ['@nestjs/bullmq'], paths: ['Processor'] },
      ],
    },
    evidence: [
      { url: 'https://docs.bullmq.io/guide/workers', versions: '5', how: 'read' },
      { url: 'https://docs.nestjs.com/techniques/queues', versions: '>=0.3', how: 'read' },
    ],
  },
  {
    id: 'cloudflare',
    title: 'Cloudflare',
    ownRuntime: ['@cloudflare/workers-types'],
    ownRuntimeBy: ['wrangler.toml', 'wrangler.json', 'wrangler.jsonc'],
    evidence: [{ url: 'https://developers.cloudflare.com/workers/reference/how-workers-works/', versions: 'November 2026', how: 'read' }],
  },
  {
    id: 'ecs',
    title: 'ECS',
    beside: {
      hosts: ['[fd00:ec2::254]'],
      settings: ['ECS_CONTAINER_METADATA_URI', 'ECS_CONTAINER_METADATA_URI_V4', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'],
    },
    evidence: [
      {
        url: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4.html',
        versions: 'November 2026',
        how: 'read',
      },
    ],
  },
  {
    id: 'google-cloud',
    title: 'Google Cloud',
    beside: { hosts: ['metadata', 'metadata.google.internal'] },
    evidence: [{ url: 'https://cloud.google.com/compute/docs/metadata/querying-metadata', versions: 'November 2026', how: 'read' }],
  },
  {
    id: 'azure-functions',
    title: 'Azure Functions',
    deploys: [
      {
        files: ['host.json'],
        // 5 min in a plan by consumption, and 30 in the others.
        programs: { limit: 'functionTimeout', fallback: 1800, needs: '@azure/functions' },
      },
    ],
    unit: 's',
    evidence: [
      {
        url: 'https://learn.microsoft.com/azure/azure-functions/functions-host-json#functiontimeout',
        versions: 'November 2026',
        how: 'read',
      },
    ],
  },
  {
    id: 'azure',
    title: 'Azure',
    beside: { settings: ['IDENTITY_ENDPOINT', 'MSI_ENDPOINT'] },
    evidence: [{ url: 'https://learn.microsoft.com/azure/app-service/overview-managed-identity', versions: 'November 2026', how: 'read' }],
  },
];
