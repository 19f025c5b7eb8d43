import type { Rule } from '../model/rule';
import { clientSchema } from './config-clients';
import { guardSchema } from './config-guards';

/** The part of JSON Schema that our configuration needs; what editors read and what we check by are one thing. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly description?: string;
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;
  /** Positions of a short list; what follows is an error. */
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly minimum?: number;
  readonly pattern?: string;
  readonly anyOf?: readonly Schema[];
  readonly const?: string;
  /** What one value of a field makes necessary beside it. */
  readonly allOf?: readonly { readonly if: Pick<Schema, 'properties'>; readonly then: Pick<Schema, 'required'> }[];
  readonly default?: unknown;
  /** What a value that does not fit should have been, for the message. */
  readonly wants?: string;
}

/** The whole schema: `$defs` hold what is said more than once. */
export interface ConfigSchema extends Schema {
  readonly $schema: string;
  readonly $id: string;
  readonly title: string;
  readonly $defs: Readonly<Record<string, Schema>>;
}

/** Which rule takes which options. */
const options: Readonly<Record<string, readonly ('maxTimeoutMs' | 'maxAttempts')[]>> = {
  'excessive-timeout': ['maxTimeoutMs'],
  'retry-amplification': ['maxAttempts'],
};

/** The schema of a configuration file, made from the rules there are. */
export function configSchema(rules: readonly Pick<Rule, 'id' | 'summary' | 'severity'>[]): ConfigSchema {
  const { files, ...shared } = { files: list('Globs of files, relative to the configuration file.'), ...sharedProperties(rules) };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://breakwater.dev/schema/config.schema.json',
    title: 'Breakwater configuration',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string', description: 'Where editors find this schema.' },
      root: { type: 'boolean', description: 'No configuration above this one is looked for.', default: false },
      extends: {
        description: 'Configuration files or packages to start from; later ones win, and this file wins over all of them.',
        anyOf: [{ type: 'string' }, list('Paths or package names.')],
      },
      include: list('Globs of files to analyse, relative to this file; default: all JavaScript and TypeScript files.'),
      exclude: list('Globs of files to leave out, relative to this file.'),
      clients: { type: 'array', items: { $ref: '#/$defs/client' }, description: 'Own client models, in the shape of the shipped ones.' },
      guards: { type: 'array', items: { $ref: '#/$defs/guard' }, description: 'Own guard models, in the shape of the shipped ones.' },
      baseline: { type: 'string', description: 'The baseline file, relative to this file.', default: 'breakwater-baseline.json' },
      fix: fixSchema,
      ...shared,
      overrides: {
        type: 'array',
        description: 'Other settings for some files; later ones win.',
        items: { type: 'object', additionalProperties: false, required: ['files'], properties: { files, ...shared } },
      },
    },
    $defs: { level: levelSchema, duration: durationSchema, assumption: assumptionSchema, client: clientSchema, guard: guardSchema },
  };
}

function sharedProperties(rules: readonly Pick<Rule, 'id' | 'summary' | 'severity'>[]): Readonly<Record<string, Schema>> {
  return {
    preset: {
      enum: ['recommended', 'strict', 'all'],
      description: 'Where the levels of rules start: `strict` raises every `info` to `warning`; `all` adds rules that are off by default.',
      default: 'recommended',
    },
    rules: {
      type: 'object',
      description: 'How loud each rule is.',
      additionalProperties: false,
      properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
    },
    maxTimeoutMs: { type: 'number', minimum: 1, description: 'Milliseconds above which a bound is too long to help.', default: 60_000 },
    maxAttempts: {
      type: 'integer',
      minimum: 1,
      description: 'Requests one call may cause before layers of retry are reported.',
      default: 6,
    },
    maxFileKb: {
      type: 'number',
      minimum: 1,
      description: 'Kilobytes above which a file is taken for machine-made and not analysed.',
      default: 1024,
    },
    context: {
      enum: ['server', 'browser', 'cli', 'library', 'test', 'script', 'unknown'],
      description: 'Where the code runs, when the files do not show it.',
    },
    assumptions: {
      type: 'array',
      items: { $ref: '#/$defs/assumption' },
      description: 'What holds although the code does not show it: a mesh, a proxy, a platform. Each becomes a reason in the profile.',
    },
  };
}

function ruleSchema(rule: Pick<Rule, 'id' | 'summary' | 'severity'>): Schema {
  const level: Schema = { $ref: '#/$defs/level' };
  const settings: Record<string, Schema> = {};
  for (const name of options[rule.id] ?? []) settings[name] = { type: 'number', minimum: 1 };
  return {
    description: rule.summary,
    default: rule.severity,
    anyOf: [
      level,
      { type: 'array', minItems: 1, prefixItems: [level, { type: 'object', additionalProperties: false, properties: settings }] },
    ],
  };
}

const levelSchema: Schema = { enum: ['off', 'info', 'warning', 'error'] };

const durationSchema: Schema = {
  description: 'Milliseconds, or a text such as `500ms`, `2s`, `1m`.',
  anyOf: [
    { type: 'number', minimum: 1 },
    { type: 'string', pattern: '^\\d+(\\.\\d+)?(ms|s|m)$' },
  ],
  wants: 'a number of milliseconds or a text such as `2s`',
};

const assumptionSchema: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['reason'],
  properties: {
    target: { type: 'string', description: 'Glob of addresses: `https://*.internal`.' },
    client: { type: 'string', description: 'Glob of client names: `axios`, `@aws-sdk/*`.' },
    call: { type: 'string', description: 'Glob of call names as they read in messages: `billing.*`.' },
    files: list('Globs of files, relative to the configuration file.'),
    timeout: { $ref: '#/$defs/duration' },
    retries: { type: 'integer', minimum: 0, description: 'How often a failed request is repeated.' },
    breaker: { type: 'boolean' },
    bulkhead: { type: 'boolean' },
    fallback: { type: 'boolean' },
    idempotent: { type: 'boolean', description: 'Repeating the call does no harm.' },
    reason: { type: 'string', pattern: '\\S', description: 'Who sees to it; shown wherever the fact is used.' },
  },
};

const fixSchema: Schema = {
  type: 'object',
  additionalProperties: false,
  description: 'The numbers and the style that fixes write.',
  properties: {
    timeoutMs: { type: 'number', minimum: 1, default: 5000 },
    attempts: { type: 'integer', minimum: 1, default: 3 },
    reconnects: { type: 'integer', minimum: 1, default: 10 },
    concurrency: { type: 'integer', minimum: 1, default: 10 },
    style: { enum: ['auto', 'native', 'cockatiel', 'opossum', 'p-retry', 'axios-retry', 'module'], default: 'auto' },
    module: { type: 'string', description: 'Where the resilience module is written.', default: 'src/resilience.ts' },
  },
};

function list(description: string): Schema {
  return { type: 'array', items: { type: 'string' }, description };
}
