import type { ArgPath } from '../model/catalog/paths';
import type { DeployCallModel } from '../model/catalog/platform';

/** The CDK by its second and its first version, and what tells it how long. */
const cdk = {
  limit: 'timeout',
  handler: 'handler',
  functions: ['arg[2]'],
  fallback: 3,
  lengths: { modules: ['aws-cdk-lib', '@aws-cdk/core'], paths: ['Duration'] },
} as const;

/** SST of the second version is made of constructs of the CDK, of the third it stands in a global. */
const constructs = {
  words: ['sst', 'constructs'],
  modules: ['sst/constructs'],
  limit: 'timeout',
  handler: 'handler',
  sharedBy: { call: 'setDefaultFunctionProps', limit: 'arg[0].timeout' },
  fallback: 10,
} as const;
const components = {
  words: ['sst', 'aws'],
  modules: ['global:sst'],
  limit: 'timeout',
  handler: 'handler',
  fallback: 20,
} as const;
/** A function may be changed by itself, and all of them together. */
const changed = { own: 'transform', changes: { call: '$transform', path: 'aws.Function' } } as const;

/** What stands at a path, or is wrapped there together with what else is said of it. */
const wrapped = (...paths: `arg[${number}].${string}`[]): ArgPath[] => paths.flatMap((path): ArgPath[] => [path, `${path}.function`]);

/** The calls by which programs tell Lambda of functions. */
export const deployCalls: readonly DeployCallModel[] = [
  {
    ...cdk,
    words: ['NodejsFunction'],
    modules: ['aws-cdk-lib/aws-lambda-nodejs', '@aws-cdk/aws-lambda-nodejs', 'aws-cdk-lib'],
    paths: ['NodejsFunction', 'aws_lambda_nodejs.NodejsFunction'],
    entry: 'entry',
    beside: 'arg[1]',
    exported: 'handler',
  },
  {
    ...cdk,
    words: ['fromAsset'],
    modules: ['aws-cdk-lib/aws-lambda', '@aws-cdk/aws-lambda', 'aws-cdk-lib'],
    paths: ['Function', 'SingletonFunction', 'aws_lambda.Function', 'aws_lambda.SingletonFunction'],
    inside: { at: 'code', by: ['fromAsset'] },
  },
  { ...constructs, paths: ['Function'], functions: ['arg[2]'] },
  { ...constructs, paths: ['Cron'], functions: wrapped('arg[2].job') },
  { ...constructs, paths: ['Queue'], functions: wrapped('arg[2].consumer') },
  {
    ...constructs,
    paths: ['Api', 'WebSocketApi', 'Topic', 'Bucket', 'Table', 'KinesisStream'],
    functions: wrapped('arg[2].routes.*', 'arg[2].subscribers.*', 'arg[2].notifications.*', 'arg[2].consumers.*'),
    shared: 'arg[2].defaults.function.timeout',
  },
  {
    ...constructs,
    paths: ['EventBus'],
    functions: wrapped('arg[2].rules.*.targets.*'),
    shared: 'arg[2].defaults.function.timeout',
  },
  { ...constructs, paths: ['Api.addRoutes'], functions: wrapped('arg[1].*'), shared: 'arg[2].defaults.function.timeout' },
  { ...components, paths: ['aws.Function'], functions: ['arg[1]'], unless: changed },
  { ...components, paths: ['aws.Cron', 'aws.CronV2'], functions: ['arg[1].job', 'arg[1].function'], unless: changed },
  {
    ...components,
    paths: ['aws.ApiGatewayV1.route', 'aws.ApiGatewayV2.route', 'aws.ApiGatewayWebSocket.route'],
    functions: ['arg[1]'],
    unless: { ...changed, made: 'arg[1].transform.route.handler' },
  },
  {
    ...components,
    paths: ['Queue', 'SnsTopic', 'Bus', 'Dynamo', 'KinesisStream'].map((name) => `aws.${name}.subscribe`),
    functions: ['arg[0]', 'arg[1]'],
    unless: changed,
  },
  { ...components, paths: ['aws.Bucket.notify'], functions: ['arg[0].notifications.*.function'], unless: changed },
];
