import type { Schema } from './config-schema';
import {
  argPath,
  argPaths,
  backoffs,
  context,
  library,
  literals,
  needs,
  numberOr,
  object,
  phases,
  plain,
  texts,
  truth,
  versions,
  words,
} from './config-values';

/** Own clients: the shape of `model/catalog/client.ts` and what it holds, field by field, so that a slip of the pen is told with its line. */

const traits: Schema = {
  type: 'array',
  items: words(
    'connection',
    'established',
    'pooled',
    'telemetry',
    'lazy',
    'local',
    'database',
    'queue',
    'emitter',
    'callback',
    'slow',
    'job',
    'session',
    'idempotent',
    'page-host',
    'page-only',
    'path-local',
    'stream',
    'lined',
    'head-first',
    'keyed',
    'unawaited',
    'one-way',
  ),
  description: 'What rules should know of it.',
};

const effects = words('read', 'write', 'unknown');

const make = object(
  {
    path: { type: 'string', description: 'From where `on` says; empty for the thing itself.' },
    on: texts('What the path starts from: `module`, or kinds; default `["module"]`.'),
    kind: { type: 'string', description: 'What comes out; default `instance`.' },
    options: argPaths('Where its options stand.'),
    statement: { type: 'string', description: 'The option that the first argument stands for when it is a text: `connectionString`.' },
    inherits: truth('It keeps the options of what it was made from.'),
    pending: truth('Its calls give back what they are made on, so that members which speak for options of a call may be said of it.'),
    of: argPaths('Where another client may stand whose options and limits hold for this one.'),
    dials: texts('Modules that make the client underneath themselves when a text stands there.'),
    links: argPaths('Where policies stand that every call of it goes through, outermost first.'),
    byFile: truth('Files that are loaded by a name that is worked out give one for the instance that they are handed.'),
    types: texts('Names of types that mean such a value.'),
    provider: object(
      {
        path: { type: 'string', description: 'The name under which the module of a container is imported that hands such values out.' },
        configured: texts('Its members that are told options; where nothing calls them, such a value has none.'),
        shares: { type: 'string', description: 'The module whose own instance it hands out then.' },
      },
      ['path', 'configured'],
    ),
  },
  ['path'],
);

const call = object(
  {
    paths: { type: 'array', minItems: 1, items: { type: 'string' }, description: 'Members that send; `*` and `**` stand for segments.' },
    on: texts('What the paths start from: `module` or kinds; default both `module` and `instance`.'),
    constructs: truth('It is used with `new`.'),
    tags: truth('It is used as a template tag.'),
    options: argPaths('Where the options of one call may stand.'),
    optionsToRead: argPaths('The same for what reads, where that stands elsewhere.'),
    effect: {
      anyOf: [
        words('read', 'write', 'unknown', 'verb'),
        object({ method: argPaths('Where the method stands.'), otherwise: effects }, ['method', 'otherwise']),
      ],
    },
    target: argPath,
    through: argPath,
    failure: words('throws', 'resolves', 'unknown'),
    traits,
    head: texts('Members of an answer of `head-first` that come with its head, or let its body go: `status`, `body.cancel`.'),
    without: texts('Options and defaults that do not hold here: `default:timeout`.'),
    command: argPath,
    idempotent: texts(
      'Operations that come to the same when done twice, by the names of their methods, `*` for a part of one, `!` in front of what is left out: `putObject`.',
    ),
    keys: {
      type: 'array',
      items: object({ member: { type: 'string' }, of: texts('Of these operations alone.') }, ['member']),
      description: 'Members of what is sent by which a repetition is known as one: `ClientToken`.',
    },
    handedOn: texts('Members of what a handler is handed that may be spread into the options and say nothing of them: `req`.'),
    statement: { type: 'string', description: 'The option that the first argument stands for when it is a text: `sql`.' },
    behind: texts('The options that the arguments behind such a text stand for: `variables`; without it they stay where they are.'),
  },
  ['paths'],
);

const refusal = object({ package: { type: 'string' }, versions: { type: 'string' }, of: { type: 'string' }, fails: { enum: [true] } }, [
  'package',
  'versions',
]);

const beside = object({ option: { type: 'string' }, is: literals('Its values.') }, ['option', 'is']);

const option = object(
  {
    option: { type: 'string', description: 'Its path inside the options: `timeout`, `retry.limit`.' },
    at: words('call', 'instance'),
    on: texts('Kinds or call paths it belongs to; default all.'),
    versions,
    sets: words('timeout', 'retry', 'cancellation', 'idempotency', 'bulkhead', 'status', 'agent'),
    covers: phases,
    unit: words('ms', 's', 'deadline', 'signal', 'fetch'),
    off: literals('Values that mean no limit, or no retry.'),
    same: literals('Values that mean as if it were not written.'),
    kills: literals('Values that end the call at once.'),
    needs: { type: 'string', description: 'It works only when this option is there too.' },
    unless: { type: 'string', description: 'It is ignored when this option is there too.' },
    beside: { ...beside, description: 'It is heard only where this other option is one of these.' },
    ignored: { type: 'string', description: 'It has no effect at all; this sentence says so.' },
    heardWith: { type: 'string', description: 'Though ignored, it is heard where the instance was made with this option.' },
    cancels: truth('Whether the request itself is stopped; default true.'),
    field: words('attempts', 'delayMs', 'maxDelayMs', 'totalMs', 'backoff', 'jitter', 'writes', 'condition', 'all'),
    plus: { type: 'number', description: 'What to add to count the first try too; default 1.' },
    times: { ...numberOr('itself'), description: 'How many tries of what lies beneath stand in each; `itself`: as many.' },
    unbounded: literals('Values without an end.'),
    strategy: truth('A function here decides, and a falsy answer stops.'),
    ends: object(
      {
        counts: { type: 'string', description: 'The failures so far, read off its first parameter: `times`, `retry.attemptCount`.' },
        from: { enum: [0, 1], description: 'What they are at the first failure.' },
        by: { type: 'string', description: 'The code of an answer that stops: `null`.' },
      },
      ['counts', 'from', 'by'],
    ),
    writes: truth('Setting the number repeats writes too.'),
    reconnect: truth('It is about connections, not requests.'),
    resolves: literals('Values that make a bad status resolve.'),
    proved: {
      enum: [true],
      description: 'A call that a remedy mended by it was run at a server at fault; without that a fix is a suggestion.',
    },
    mends: { enum: [false], description: 'A remedy never writes it.' },
    idle: { enum: [true], description: 'It ends a connection that rests for so long, too.' },
    breaks: { type: 'array', items: { type: 'string' }, description: 'Packages that go over the same client and that it breaks.' },
    overAddress: { enum: [true], description: 'It goes before what the address of the instance may say of the same.' },
    connected: { enum: [true], description: 'It counts from when the call has a connection.' },
    untyped: {
      anyOf: [{ enum: [true] }, refusal, { type: 'array', items: refusal }],
      wants: '`true`, or the package of the types and the versions of it that refuse it, or several of those',
      description: 'The types of the package do not know it there, or only these releases of them: it is not written into TypeScript.',
    },
    fresh: { enum: [true], description: 'A function may stand here that makes a signal anew for each request.' },
  },
  ['option', 'sets'],
);

const byDefault: Schema = {
  ...object(
    {
      facet: words('timeout', 'retry', 'bulkhead', 'opaque'),
      says: { type: 'string', pattern: '\\S', description: 'One sentence without a final period.' },
      versions,
      node: { type: 'string', description: 'Semver range of the releases of Node under which it holds; default all.' },
      context,
      on: texts('Kinds or call paths it belongs to; default all.'),
      beside: { ...beside, description: 'It holds only where this option of the instance is one of these.' },
      covers: phases,
      ms: numberOr('unbounded'),
      platform: truth('A floor of the platform, which does not count as a bound.'),
      governed: { type: 'string', description: 'The client whose settings for the whole process take the place of this floor.' },
      cancels: truth('Whether the request itself is stopped.'),
      attempts: numberOr('unbounded', 'unknown'),
      backoff: backoffs,
      jitter: truth('Whether chance spreads the pauses.'),
      delayMs: { type: 'number' },
      maxDelayMs: { type: 'number' },
      totalMs: { type: 'number' },
      writes: truth('Whether writes are repeated too.'),
      onStatus: truth('Whether a bad status is repeated.'),
      onTimeout: truth('Whether a timeout is repeated.'),
      reconnect: truth('It is about connections, not requests.'),
      limit: numberOr('unbounded', 'unknown'),
      may: { type: 'array', items: words('timeout', 'retry', 'breaker', 'bulkhead', 'fallback', 'cancellation') },
    },
    ['facet', 'says'],
  ),
  ...needs('facet', {
    timeout: ['covers', 'ms'],
    retry: ['attempts', 'backoff', 'jitter', 'writes'],
    bulkhead: ['limit'],
    opaque: ['may'],
  }),
};

const chain = object(
  {
    member: { type: 'string' },
    as: { type: 'string', description: 'The option it stands for.' },
    arg: argPath,
    refuses: argPath,
    missing: plain,
    when: { anyOf: [{ type: 'number' }, { type: 'boolean' }, { type: 'string' }], wants: 'a plain value' },
    at: words('call', 'instance', 'process'),
    bounds: texts('Members by which a listener may bound what it is handed; one that asks for none of them says nothing.'),
    replacedBy: { type: 'string', description: 'Of what holds for the process: the option by which a call has one of its own.' },
    timed: { enum: [true], description: 'Only in the callback of a `setTimeout`, whose milliseconds are the value.' },
  },
  ['member', 'as'],
);

export const clientSchema: Schema = object(
  {
    ...library,
    failure: words('throws', 'resolves', 'unknown'),
    traits,
    conflicts: literals('Codes and names of its errors which say that a write lost a race.'),
    makes: { type: 'array', items: make, description: 'How configured instances come to be.' },
    completes: {
      type: 'array',
      items: object({ path: { type: 'string' }, options: argPath }, ['path', 'options']),
      description: 'Functions that complete options they are handed, and where they stand.',
    },
    hands: {
      type: 'array',
      items: object(
        {
          paths: texts('The members that are given the function.'),
          on: texts('What the paths start from: `module` or kinds; default `instance`.'),
          param: { type: 'integer', minimum: 0 },
          kind: { type: 'string' },
        },
        ['paths'],
      ),
      description: 'What it hands to functions that it is given.',
    },
    data: texts('Members that hold what was read elsewhere, and never an option: `context.**`.'),
    calls: { type: 'array', items: call, description: 'What sends.' },
    options: { type: 'array', items: option, description: 'Which option speaks of which facet.' },
    otherOptions: texts('Names of options of one call that say nothing of resilience: `headers`.'),
    defaults: { type: 'array', items: byDefault, description: 'What happens when nobody says anything.' },
    chains: { type: 'array', items: chain, description: 'Members that act like an option.' },
    stays: {
      type: 'array',
      items: object(
        {
          option: { type: 'string', description: 'Its path.' },
          is: texts('The values that mean it.'),
          begins: texts('What a text begins with that means it: `file:`.'),
          unless: texts('Options that lead elsewhere all the same: `syncUrl`.'),
          absent: { type: 'boolean', description: 'It is what is made without the option that sends nothing.' },
        },
        ['option'],
      ),
      description: 'Options of instances that speak to the machine they run on.',
    },
    assigns: texts('Property paths whose assignment acts like an option of the instance.'),
    interceptors: { type: 'array', items: object({ path: { type: 'string' }, param: { type: 'integer', minimum: 0 } }, ['path', 'param']) },
    resends: {
      type: 'array',
      items: object({ path: { type: 'string' }, arg: { type: 'integer', minimum: 0 }, config: { type: 'string' } }, [
        'path',
        'arg',
        'config',
      ]),
      description: 'Functions registered here hear of each failure, and may send the request again.',
    },
    jobs: {
      type: 'array',
      items: object(
        {
          path: { type: 'string' },
          on: texts('Kinds.'),
          constructs: { type: 'boolean' },
          attempts: argPath,
          backoff: argPath,
          name: argPath,
        },
        ['path', 'on', 'constructs', 'attempts', 'backoff', 'name'],
      ),
      description: 'Calls that say how often a job is run which fails, and what it waits for in between.',
    },
    returns: {
      type: 'array',
      items: object({ path: { type: 'string' }, on: texts('Kinds.'), unless: argPath }, ['path', 'on']),
      description: 'Calls that give a message back to be delivered again at once, unless this argument is `false`.',
    },
    overrides: {
      type: 'array',
      items: object({ method: { type: 'string' }, param: { type: 'integer', minimum: 0 } }, ['method', 'param']),
      description: 'Methods by which an heir of its class may set the options of each request.',
    },
    defines: {
      type: 'array',
      items: object({ path: { type: 'string' }, name: argPath, not: texts('Members that it has itself and that send nothing.') }, [
        'path',
        'name',
        'not',
      ]),
      description: "Calls that give its instances members of the program's own, each of which sends.",
    },
    hooks: { type: 'array', items: object({ option: { type: 'string' }, param: { type: 'integer', minimum: 0 } }, ['option', 'param']) },
    advice: { type: 'string', description: 'What to set, in one line of code.' },
  },
  ['id', 'modules', 'calls'],
);
