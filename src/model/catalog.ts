import type { Effect } from './call';
import type { Amount, Facet, Phase } from './layer';

/**
 * The catalog is data: no functions, so a user may write the same in JSON. Paths start at a library's
 * module. A named import, a property of a namespace import and a property of the `require` result are
 * the same path; `default` is dropped. `import { request } from 'undici'`, `undici.request` and
 * `require('undici').request` are all `request`; `import axios from 'axios'` is the empty path.
 */
export type Path = string;

/** `arg[1]`, `arg[0].retry.limit`, `arg[0]().retry` (in what the function there gives): where a value stands in a call. */
export type ArgPath = `arg[${number}]` | `arg[${number}].${string}` | `arg[${number}]().${string}`;

/** A literal as JSON can hold it; the string `Infinity` means the number, `undefined` the absent value. */
export type Literal = number | boolean | string | null;

/** Where a fact can be checked, and how it was. */
export interface Evidence {
  readonly url: string;
  /** The versions it was checked on: `1.21.1`, `>=12`. */
  readonly versions: string;
  /** `executed` by our slow suite against the real package; `read` in its source or documentation. */
  readonly how: 'executed' | 'read';
  /** Rows of the model that could not be executed and were read, each with the reason: `` `timeout.lookup`: … ``. */
  readonly except?: readonly string[];
}

/** One outgoing-call library. */
export interface ClientModel {
  /** The npm name, or the standard name of a platform global: `fetch`. */
  readonly id: string;
  /** How it is called in sentences, when that is not the id. */
  readonly title?: string;
  /** Module specifiers, sub-paths included when they differ; a trailing or inner `*` matches any characters: `@aws-sdk/client-*`. */
  readonly modules: readonly string[];
  /** Names of globals: `fetch`, `WebSocket`. */
  readonly globals?: readonly string[];
  /** The npm package whose installed version decides `versions` below; default: the first module. */
  readonly package?: string;
  /** What an answer such as 503 does: the call throws (rejects), or resolves as if all were well. */
  readonly failure: 'throws' | 'resolves' | 'unknown';
  /** `connection`: a socket rather than a request. `pooled`: instances hold connections. `telemetry`: losing a call hurts nobody. `lazy`: sends only when awaited or subscribed. `local`: rarely leaves the machine. `emitter`: answers by events or a callback rather than by a promise. `slow`: an answer may rightly take a minute, as that of a model that writes, or a file. `stream`: its body is read or written after it was answered, for as long as that takes. `session`: it goes on for as long as somebody works in it, as a shell does. `idempotent`: done twice it comes to the same. `page-host`: an address without a host is completed by the page it runs in, and refused anywhere else. `page-only`: it works in a page and nowhere else. `lined`: what is too much for the few sockets or the one session it keeps waits in line. `head-first`: it answers with the head, and whoever asked reads the body. `unawaited`: it gives nothing that could be waited for. */
  readonly traits?: readonly (
    | 'connection'
    | 'pooled'
    | 'telemetry'
    | 'lazy'
    | 'local'
    | 'database'
    | 'queue'
    | 'emitter'
    | 'slow'
    | 'session'
    | 'stream'
    | 'idempotent'
    | 'page-host'
    | 'page-only'
    | 'lined'
    | 'head-first'
    | 'unawaited'
  )[];
  /** Codes and names of its errors which say that a write lost a race: nothing is down, and the write is decided anew. */
  readonly conflicts?: readonly (string | number)[];
  /** How configured instances come to be. */
  readonly makes?: readonly MakeModel[];
  /** Members that hold what was read elsewhere, and nothing that an option could be taken from: `context.**`. */
  readonly data?: readonly Path[];
  /** Functions that complete options they are handed, and where they stand: `getOctokitOptions(token, options)`. */
  readonly completes?: readonly { readonly path: Path; readonly options: ArgPath }[];
  /** What sends traffic. */
  readonly calls: readonly CallModel[];
  /** What it hands to functions that it is given. */
  readonly hands?: readonly HandModel[];
  /** Which option speaks of which facet. */
  readonly options?: readonly OptionModel[];
  /** Instances that speak to the machine they run on: an option whose text names a file or a socket of the system, or one that has one of the values of `is`: `dialect: 'sqlite'`. */
  readonly stays?: readonly { readonly option: string; readonly is?: readonly string[] }[];
  /** What the library does when nobody says anything; one row per phase or facet. */
  readonly defaults: readonly DefaultModel[];
  /** Members called on the pending call or on an instance that act like an option: superagent's `.timeout(ms)`, `req.on('timeout', …)`. */
  readonly chains?: readonly ChainModel[];
  /** Property paths whose assignment acts like an instance option: `defaults` for `axios.defaults.timeout = 1`, the empty path for `xhr.timeout = 1`. */
  readonly assigns?: readonly Path[];
  /** Functions registered here see each request's options and may set them: `interceptors.request.use`. */
  readonly interceptors?: readonly {
    readonly path: Path;
    /** The function's parameter that holds the options. */
    readonly param: number;
  }[];
  /** Functions registered here hear of each failure, and may send the request again, whose options the failure holds: `interceptors.response.use`, its second argument, `config`. */
  readonly resends?: readonly { readonly path: Path; readonly arg: number; readonly config: string }[];
  /** Calls on these kinds that give a message back to be delivered again at once, unless this argument is `false`: `channel.nack(message)`. */
  readonly returns?: readonly { readonly path: Path; readonly on: readonly string[]; readonly unless?: ArgPath }[];
  /** Calls that say how often a job is run which fails, and what it waits for in between; without a pause it is run again at once. `name`: of the queue or the job. */
  readonly jobs?: readonly {
    readonly path: Path;
    readonly on: readonly string[];
    readonly constructs: boolean;
    readonly attempts: ArgPath;
    readonly backoff: ArgPath;
    readonly name: ArgPath;
  }[];
  /** Options that hold functions which see each request's options before it is sent, and may set them: `hooks.beforeRequest`. */
  readonly hooks?: readonly {
    readonly option: string;
    /** The function's parameter that holds the options. */
    readonly param: number;
  }[];
  /** What to set, in one line of code, for `breakwater clients`. */
  readonly advice?: string;
  readonly evidence: readonly Evidence[];
}

/** What makes a value of a kind: `axios.create(config)`, `new Pool(config)`. */
export interface MakeModel {
  /** From where `on` says: `create`, `Pool`, or the empty path for the module (or value) itself called. */
  readonly path: Path;
  /** What the path starts from: `module`, or kinds of this client; default `['module']`. */
  readonly on?: readonly string[];
  /** The kind that comes out; default `instance`. */
  readonly kind?: string;
  /** Where its options stand; the first that is an object (or can be one) counts. */
  readonly options?: readonly ArgPath[];
  /** It keeps the options of the instance it was made from, as `got.extend` does. */
  readonly inherits?: boolean;
  /** Where another client may stand whose options and limits hold for this one too: `drizzle(pool)`. Not found there, the bounds are not known. */
  readonly of?: readonly ArgPath[];
  /** Modules that make the driver themselves, as it comes, when a text stands at the first of `of`: `drizzle(process.env.DATABASE_URL)`. */
  readonly dials?: readonly string[];
  /** Where policies stand that every call of it goes through, outermost first, one or a list of them: `createTRPCClient({ links })`. Where all are known, an opaque default no longer holds. */
  readonly links?: readonly ArgPath[];
  /** Names of types of this module that mean a value of this kind: `AxiosInstance`. A class counts by itself. */
  readonly types?: readonly string[];
  /** Through which member of the package a container hands out values of these types. */
  readonly provider?: ProviderModel;
}

/** A module of a container that hands out a client: NestJS's `HttpModule`. Where nothing of the project tells it options, the client has none. */
export interface ProviderModel {
  /** The name it is imported by. */
  readonly path: string;
  /** Its members that are told options: `register`. */
  readonly configured: readonly string[];
  /** The module whose own instance it hands out then, with what was said of that one. */
  readonly shares?: string;
}

/** What a function that is given to a client finds in a parameter: `bot.command('start', (ctx) => ctx.reply('hi'))`, `db.transaction(async (tx) => …)`. */
export interface HandModel {
  /** The members that are given the function, from where `on` says. */
  readonly paths: readonly Path[];
  /** What the paths start from: `module` or kinds; default `['instance']`. */
  readonly on?: readonly string[];
  /** Which parameter of the function; default the first. */
  readonly param?: number;
  /** The kind of what stands there, under the options of the instance; default: what the call gives back to who waits for it. */
  readonly kind?: string;
}

/** What sends traffic. */
export interface CallModel {
  /** Members, from where `on` says. Empty: the thing itself is called. `*` stands for one segment or a part of one (`*Client`), `**` for any number of segments. */
  readonly paths: readonly Path[];
  /** What the paths start from: `module` or kinds; default `['module', 'instance']`. */
  readonly on?: readonly string[];
  /** It is constructed with `new`: `new WebSocket(url)`. */
  readonly constructs?: boolean;
  /** It is used as a template tag. */
  readonly tags?: boolean;
  /** Where the per-call options may stand, in order of preference; only an argument that is or may be an object counts. */
  readonly options?: readonly ArgPath[];
  /** `verb`: told by the first word of the last member (`get`, `list`, `find` … read; `create`, `delete` … write). `method`: told by the HTTP method, or the first word of the statement, found there. */
  readonly effect: Effect | 'verb' | { readonly method: readonly ArgPath[]; readonly otherwise: Effect };
  /** Operations that come to the same when done twice, by the names of their methods: what stores an object under its key replaces it. */
  readonly idempotent?: readonly string[];
  /** Where the address stands. */
  readonly target?: ArgPath;
  /** Overrides the client's. */
  readonly failure?: ClientModel['failure'];
  readonly traits?: ClientModel['traits'];
  /** Options and defaults of the client that do not hold for this call: names of options, or `default:timeout`, `default:retry`. */
  readonly without?: readonly string[];
  /** Members of what a handler is handed that may be spread into the options and say nothing of them: `req` for `{ ...c.req }`. */
  readonly handedOn?: readonly string[];
  /** The arguments that are command objects whose class name tells the operation: `client.send(new GetObjectCommand())`. */
  readonly command?: ArgPath;
  /** The option that the first argument stands for when it is a text: `query('select 1')` is `query({ sql: 'select 1' })`. */
  readonly statement?: string;
}

/** One option, and what it does to a facet. */
export interface OptionModel {
  /** Its path inside the options object: `timeout`, `timeout.request`, `retry.limit`. The bare parent may have a row of its own (`retry: 3`). A name that holds dots itself stands in quotes: `'grpc.service_config'`. */
  readonly option: string;
  /** Where it may be written; default both. */
  readonly at?: 'call' | 'instance';
  /** Kinds or call paths it belongs to, or calls of one kind (`document:get`); default all. */
  readonly on?: readonly string[];
  /** Semver range of the package for which this row holds; default all. */
  readonly versions?: string;
  readonly sets: 'timeout' | 'retry' | 'cancellation' | 'idempotency' | 'bulkhead' | 'status' | 'agent';
  /** Timeouts: the part of the call it bounds; default `attempt`. */
  readonly covers?: Phase;
  /** Unit of a number; `deadline`: a date or epoch milliseconds; `signal`: an `AbortSignal` (which brings its own bound); `fetch`: a function that sends in place of `fetch`, and may bound each request; default `ms`. */
  readonly unit?: 'ms' | 's' | 'deadline' | 'signal' | 'fetch';
  /** Values that mean "no limit" (timeouts) or "no retry" (retries). */
  readonly off?: readonly Literal[];
  /** Values that mean "as if it were not written". */
  readonly same?: readonly Literal[];
  /** Values that fire at once or throw: the call cannot succeed. */
  readonly kills?: readonly Literal[];
  /** It works only when this option is there too (and not false). */
  readonly needs?: string;
  /** It is ignored when this option is there too. */
  readonly unless?: string;
  /** It has no effect at all; the sentence says so: `fetch has no \`timeout\` option`. */
  readonly ignored?: string;
  /** Though `ignored`, it is heard where the instance was made with this option, and not switched off: a signal by a model that streams. */
  readonly heardWith?: string;
  /** Whether it stops the request when it fires; default true. */
  readonly cancels?: boolean;
  /** Retries: which number of the retry this is; default `attempts`. */
  readonly field?: 'attempts' | 'delayMs' | 'maxDelayMs' | 'totalMs' | 'backoff' | 'jitter' | 'writes' | 'condition' | 'all';
  /** Retries: what to add to the number to count the first try too; default 1. */
  readonly plus?: number;
  /** Retries: how many tries of what lies beneath stand in each of these; `itself`: as many, since it is told the same number. */
  readonly times?: number | 'itself';
  /** Retries: values without an end. */
  readonly unbounded?: readonly Literal[];
  /** Retries: a function here decides the delay, and a falsy answer stops; whether it ever stops is read from its body. */
  readonly strategy?: boolean;
  /** Retries: how a function here counts and gives up. `counts`: the failures so far, as it reads them off its first parameter (`times`, `retry.attemptCount`); `from`: what they are at the first; `by`: the code of an answer that stops. */
  readonly ends?: { readonly counts: string; readonly from: 0 | 1; readonly by: string };
  /** Retries: setting the number applies it to writes too. */
  readonly writes?: boolean;
  /** Signals: a function here makes one for each call, so that none runs out for all of them. */
  readonly fresh?: true;
  /** A connection-level reconnect. */
  readonly reconnect?: boolean;
  /** It ends a connection that rests for so long, too, and so is written only by whoever wants that. */
  readonly idle?: true;
  /** The types of the package do not know it there, so that it is not written into TypeScript; or only these releases of them refuse it. */
  readonly untyped?: true | Refusal;
  /** Packages that go over the same client and that the option breaks, so that nobody is made to take it where one is used. */
  readonly breaks?: readonly string[];
  /** It goes before what the address of the instance may say of the same, which whoever runs the program chooses there. */
  readonly overAddress?: true;
  /** A call that was mended by it was run at a server at fault: as before where all goes well, and ended in time where not. Without that a fix is a suggestion. */
  readonly proved?: true;
  /** `false`: a remedy never writes it, because a plain number or signal is not what it wants, or another option does better. */
  readonly mends?: false;
  /** `status`: this value makes a bad status resolve (`throwHttpErrors: false`) … */
  readonly resolves?: readonly Literal[];
}

/** Releases of a package that refuse an option, most often those of its types. */
export interface Refusal {
  /** A `*` in it stands for a part of the name that the file imports. */
  readonly package: string;
  readonly versions: string;
  /** Semver range of the client's own package that is without types, so that those count; default all. */
  readonly of?: string;
  /** It fails where it runs, too, so that it is not written into JavaScript either. */
  readonly fails?: true;
}

/** What the library does when nobody says anything. */
export type DefaultModel = {
  /** Semver range for which it holds; default all. */
  readonly versions?: string;
  /** `browser` or `server` when it differs. */
  readonly context?: 'browser' | 'server';
  /** Kinds or call paths it belongs to, or calls of one kind (`document:get`); default all. */
  readonly on?: readonly string[];
  /** One sentence without a final period. */
  readonly says: string;
} & (
  | {
      readonly facet: 'timeout';
      readonly covers: Phase;
      /** Milliseconds. */
      readonly ms: number | 'unbounded';
      /** A floor of the platform rather than a choice of the library: named in the reasons, never `present`. */
      readonly platform?: boolean;
      readonly cancels?: boolean;
    }
  | {
      readonly facet: 'retry';
      /** Tries in all, the first included. */
      readonly attempts: Amount;
      readonly backoff: 'none' | 'constant' | 'linear' | 'exponential' | 'unknown';
      readonly jitter: boolean;
      readonly delayMs?: number;
      readonly maxDelayMs?: number;
      readonly totalMs?: number;
      readonly writes: boolean;
      readonly onStatus?: boolean;
      readonly onTimeout?: boolean;
      readonly reconnect?: boolean;
    }
  | { readonly facet: 'bulkhead'; readonly limit: Amount }
  | { readonly facet: 'opaque'; readonly may: readonly Facet[] }
);

/** A member called on the pending call (or on the instance) that acts as if an option had been written. */
export interface ChainModel {
  readonly member: string;
  /** The option it stands for. */
  readonly as: string;
  /** Where the option's value stands; default `arg[0]`. */
  readonly arg?: ArgPath;
  /** The value when that argument is absent. */
  readonly missing?: Literal;
  /** Where a function may stand that refuses by answering `false`: what the option comes to is not known then. */
  readonly refuses?: ArgPath;
  /** Only when the first argument is this literal: `on('timeout', …)`. */
  readonly when?: Literal;
  /** Only in the callback of a `setTimeout`; the option's value is that timer's milliseconds. */
  readonly timed?: true;
  /** `call`: on what the call returns. `instance`: on the instance. Default `call`. */
  readonly at?: 'call' | 'instance';
}

/** A number fixed by the library, or read from an argument. */
export type Quantity =
  | Amount
  | {
      readonly at: ArgPath;
      /** Where it stands instead when `at` holds an object: `retry(3)` and `retry({ count: 3 })`. */
      readonly or?: ArgPath;
      /** When the argument is absent. */
      readonly fallback: Amount;
      /** Values that count as absent. */
      readonly same?: readonly Literal[];
      readonly plus?: number;
      /** `fetch`: no number stands there but a function that sends in place of `fetch`, and may bound each request. */
      readonly unit?: 'ms' | 's' | 'fetch';
      readonly unbounded?: readonly Literal[];
      /** Values that switch the facet off. */
      readonly off?: readonly Literal[];
    };

/** A word fixed by the library, or read from an argument: a literal, or the name of a class or function that was called there. */
export type Choice<T extends string | boolean> =
  | T
  | { readonly at: ArgPath; readonly cases: { readonly [value: string]: T }; readonly fallback: T | 'unknown' };

/** One facet a guard provides. */
export type Provision =
  | {
      readonly facet: 'timeout';
      readonly ms: Quantity;
      readonly covers?: Phase;
      /** Whether the inner work is stopped: `signal` when it is handed a signal and uses it. */
      readonly cancels: boolean | 'signal';
      /** It only works when the inner work uses the signal it is handed. */
      readonly cooperative?: boolean | Choice<boolean>;
    }
  | {
      readonly facet: 'retry';
      readonly attempts: Quantity;
      readonly backoff: Choice<'none' | 'constant' | 'linear' | 'exponential'>;
      readonly jitter: Choice<boolean>;
      readonly delayMs?: Quantity;
      readonly maxDelayMs?: Quantity;
      readonly totalMs?: Quantity;
      /** Arguments whose truth makes it endless: `forever`. */
      readonly forever?: ArgPath;
      /** An argument that switches it off by being false: `shouldRetryOnError`. */
      readonly when?: ArgPath;
      readonly writes?: boolean;
      readonly onStatus?: boolean;
      readonly onTimeout?: boolean;
      /** Whether permanent failures are repeated too, unless a predicate narrows it; default true. */
      readonly permanent?: boolean;
      /** A predicate may narrow what is retried. */
      readonly condition?: readonly ArgPath[];
      /** It is used for something else and repeats by itself: where no number is written, nobody chose it. */
      readonly byItself?: boolean;
    }
  | { readonly facet: 'breaker'; readonly onStatus?: boolean; readonly condition?: readonly ArgPath[] }
  | { readonly facet: 'bulkhead'; readonly limit: Quantity }
  | { readonly facet: 'fallback' }
  | { readonly facet: 'cancellation' };

/** How a guard is used. `provides` is listed innermost first. */
export type GuardForm =
  /** Runs an argument now: `pRetry(fn, options)`, `pTimeout(promise, options)`. */
  | {
      readonly form: 'run';
      readonly path: Path;
      readonly runs: ArgPath;
      readonly provides: readonly Provision[];
      readonly versions?: string;
      /** `browser` or `server` when it differs. */
      readonly context?: 'browser' | 'server';
    }
  /** Makes a policy value: `retry(handleAll, options)`, `pLimit(5)`, `new PQueue(…)`. */
  | {
      readonly form: 'make';
      readonly path: Path;
      /** Kinds it is called on, as in `polly().retry(3)`: the new value keeps what the old one provides and adds outside of it. */
      readonly on?: readonly string[];
      readonly kind: string;
      readonly provides: readonly Provision[];
      readonly versions?: string;
    }
  /** Runs an argument under a policy value: `policy.execute(fn)`, `limit(fn)`. */
  | {
      readonly form: 'apply';
      readonly on: readonly string[];
      readonly path: Path;
      readonly runs: ArgPath;
      /** It works off a list that it was handed, so that a limit is meant for that one list: `pool.for(list).process(fn)`. */
      readonly list?: true;
    }
  /** Makes a guarded function or object from a function: `new CircuitBreaker(fn, options)` then `fire()`. `fires` are the members that run it; the empty path is the value itself called. */
  | {
      readonly form: 'wrap';
      readonly path: Path;
      readonly kind: string;
      readonly on?: readonly string[];
      readonly runs: ArgPath;
      readonly provides: readonly Provision[];
      readonly fires: readonly Path[];
      /** To make it is to set it to work: nobody needs to run it. */
      readonly starts?: true;
      readonly versions?: string;
    }
  /** Joins policies given as arguments: `wrap(outer, inner)`; or in an array that stands at `policies`. */
  | {
      readonly form: 'combine';
      readonly path: Path;
      readonly kind: string;
      readonly order: 'outer-first' | 'inner-first';
      /** Kinds it is called on: `outer.concat(inner)`; that policy comes first then. */
      readonly on?: readonly string[];
      readonly policies?: ArgPath;
    }
  /** Changes a client it is handed: `axiosRetry(instance, options)`. */
  | { readonly form: 'attach'; readonly path: Path; readonly to: ArgPath; readonly provides: readonly Provision[] }
  /** Stands among the arguments of a `.pipe(…)` behind the call; first is innermost. */
  | { readonly form: 'operator'; readonly path: Path; readonly provides: readonly Provision[] }
  /** Decorates a method: `@Retryable(options)`; with `order`, the policies given as its arguments guard the method too: `@usePolicy(policy)`. */
  | {
      readonly form: 'decorator';
      readonly path: Path;
      readonly provides: readonly Provision[];
      readonly order?: 'outer-first' | 'inner-first';
    };

/** A library that protects what it runs. */
export interface GuardModel {
  readonly id: string;
  readonly title?: string;
  readonly modules: readonly string[];
  readonly globals?: readonly string[];
  readonly package?: string;
  /** Names that a file of the project exports when it is a copy of this library. */
  readonly copied?: readonly string[];
  readonly forms: readonly GuardForm[];
  readonly evidence: readonly Evidence[];
}

/** A library that hands out an instance of the class it is given: `inject(HttpClient)`. The instance is made elsewhere. */
export interface ContainerModel {
  readonly modules: readonly string[];
  /** Functions that do so, from the module on. */
  readonly paths: readonly Path[];
  /** Where the class stands. */
  readonly gives: ArgPath;
  readonly evidence: readonly Evidence[];
}

/** A platform that ends a function after a time which the program itself says, or that is known for what it is. What it ends is the wait, and with it the whole answer, so that it is named in the reasons and never a bound of the call. */
export interface PlatformModel {
  readonly id: string;
  readonly title: string;
  /** Files whose functions it runs, without their ending, segments joined by dots: `**.app.**.route`. */
  readonly files?: readonly Path[];
  /** What such a file exports, by the first name that it has: `maxDuration`, `config.maxDuration`. */
  readonly exported?: readonly Path[];
  /** Calls that a function is handed to, themselves or chained on, and where they say so: `runWith({ timeoutSeconds: 60 }).https.onRequest(…)`. */
  readonly calls?: readonly { readonly modules: readonly string[]; readonly paths: readonly Path[]; readonly limit: ArgPath }[];
  /** Functions that a file exports under one of these names, where it shows whose they are: by a type it imports, a module it uses, or what it reads of what it is handed. */
  readonly handlers?: {
    readonly exported: readonly string[];
    readonly types?: readonly { readonly module: string; readonly names: readonly string[] }[];
    readonly uses?: readonly string[];
    readonly reads?: readonly Path[];
  };
  /** A server of the program's own that handlers are told to, which answers whoever asked by a time that the program says. */
  readonly serves?: ServerModel;
  /** A queue of jobs, each of which fails when it takes longer than the program says. */
  readonly queue?: QueueModel;
  /** When it is over with each of them; otherwise only something that is not read says so. */
  readonly after?: number;
  /** Nobody waits who cannot wait for as long as that may be. */
  readonly patient?: true;
  /** Functions that keep what they are handed for when the answer is sent: `after(work)`. */
  readonly later?: readonly { readonly modules: readonly string[]; readonly paths: readonly Path[] }[];
  /** What it keeps beside the machine, so that nothing leaves it: hosts, and settings of the environment that say where. */
  readonly beside?: { readonly hosts?: readonly string[]; readonly settings?: readonly string[] };
  /** Of its times; default milliseconds. */
  readonly unit?: 'ms' | 's';
  readonly evidence: readonly Evidence[];
}

/** What of a package is called. */
export interface CalledModel {
  readonly modules: readonly string[];
  readonly paths: readonly Path[];
}

/** A server that a program makes of apps and routers, and tells its handlers to. Past the time it lets whoever asked go; the work goes on. */
export interface ServerModel {
  /** What makes an app, or a router that is mounted in one. */
  readonly made: readonly CalledModel[];
  /** Members that are handed handlers: `get`. */
  readonly handed: readonly string[];
  /** Those of them that are handed what stands in front of all that comes behind, routers among it: `use`. */
  readonly mounts: readonly string[];
  /** What stands in front of handlers and answers in their place when they take longer: how long, by default, and the option by which it does not. */
  readonly timers: readonly (CalledModel & { readonly limit: ArgPath; readonly fallback: number; readonly unless?: ArgPath })[];
  /** Members of a handler's parameters that say how long whoever asked waits: `req.setTimeout(ms)`. */
  readonly told: { readonly params: readonly number[]; readonly paths: readonly Path[]; readonly limit: ArgPath };
}

/** A queue whose jobs fail after a time, though the work on them goes on. */
export interface QueueModel {
  /** The client whose instances are queues, and their members that are handed what works off the jobs. */
  readonly client: string;
  readonly handed: readonly string[];
  /** The option of a queue that says when its jobs fail. */
  readonly option: string;
  /** Modules of frameworks that make the queues: decorators of what works off the jobs, and what is told the options of all queues, or of single ones. */
  readonly modules: readonly string[];
  readonly decorators: readonly Path[];
  readonly shared: readonly Path[];
  readonly single: readonly Path[];
  /** Members of what those are told that hold a function which gives the options. */
  readonly makers: readonly string[];
}

/** All that is known of libraries, as one value handed to `summary` and `link`. */
export interface Catalog {
  readonly clients: readonly ClientModel[];
  readonly guards: readonly GuardModel[];
  readonly containers?: readonly ContainerModel[];
  readonly platforms?: readonly PlatformModel[];
}
