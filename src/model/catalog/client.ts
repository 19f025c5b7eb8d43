import type { Effect } from '../call';
import type { DefaultModel } from './default';
import type { Evidence } from './evidence';
import type { HandModel, MakeModel } from './instance';
import type { ChainModel, OptionModel } from './option';
import type { ArgPath, Path } from './paths';

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
  /** `connection`: a socket rather than a request. `established`: what is asked over one that stands. `pooled`: instances hold connections. `telemetry`: losing a call hurts nobody. `lazy`: sends only when awaited or subscribed. `local`: rarely leaves the machine. `emitter`: answers by events or a callback rather than by a promise. `callback`: so does all that it has, and to wait for it waits for nothing. `slow`: an answer may rightly take a minute, as that of a model that writes, or a file. `job`: it answers when a job of somebody else is done, which may rightly take a quarter of an hour. `stream`: its body is read or written after it was answered, for as long as that takes. `session`: it goes on for as long as somebody works in it, as a shell does. `idempotent`: done twice it comes to the same. `page-host`: an address without a host is completed by the page it runs in, and refused anywhere else. `page-only`: it works in a page and nowhere else. `path-local`: an address without a scheme is a file of the machine. `lined`: what is too much for the few sockets or the one session it keeps waits in line. `head-first`: it answers with the head, and whoever asked reads the body. `unawaited`: it gives nothing that could be waited for. `one-way`: nothing comes back, and it is over once it is handed on, so that no rule looks at it: `socket.write(data)`. `keyed`: it looks up what it is asked for by its key, at once. */
  readonly traits?: readonly (
    | 'connection'
    | 'established'
    | 'pooled'
    | 'telemetry'
    | 'lazy'
    | 'local'
    | 'database'
    | 'queue'
    | 'emitter'
    | 'callback'
    | 'slow'
    | 'job'
    | 'session'
    | 'stream'
    | 'idempotent'
    | 'page-host'
    | 'page-only'
    | 'path-local'
    | 'lined'
    | 'head-first'
    | 'keyed'
    | 'unawaited'
    | 'one-way'
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
  /** Instances that speak to the machine they run on: an option whose text names a file or a socket of the system, or one that has one of the values of `is`: `dialect: 'sqlite'`, or begins as one of `begins`: `url: 'file:a.db'`, where none of the options of `unless` is given; with `absent` those that are made without the option, as a Knex without a `connection` only builds texts; what may stand over another client (`of`) and is made without one keeps to itself, and nothing is sent. */
  readonly stays?: readonly {
    readonly option: string;
    readonly is?: readonly string[];
    readonly begins?: readonly string[];
    readonly unless?: readonly string[];
    readonly absent?: true;
  }[];
  /** Names of options of one call that say nothing of resilience: an object of these and a bound that stands where the body goes was meant as the options. */
  readonly otherOptions?: readonly string[];
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
  /** Methods by which an heir of its class sees each request's options before it is sent, and may set them: `willSendRequest`. */
  readonly overrides?: readonly {
    readonly method: string;
    /** The method's parameter that holds the options. */
    readonly param: number;
  }[];
  /** Calls that give its instances members of the program's own, each of which sends: `defineCommand('take', …)`, then `redis.take(key)`. */
  readonly defines?: readonly {
    readonly path: Path;
    /** Where the member's name stands. */
    readonly name: ArgPath;
    /** Members that it has itself and that send nothing, where a name is worked out. */
    readonly not: readonly string[];
  }[];
  /** What to set, in one line of code, for `breakwater clients`. */
  readonly advice?: string;
  readonly evidence: readonly Evidence[];
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
  /** The same for what reads, where that stands elsewhere: `needle('get', url, options)` beside `needle('post', url, data, options)`. */
  readonly optionsToRead?: readonly ArgPath[];
  /** `verb`: told by the first word of the last member (`get`, `list`, `find` … read; `create`, `delete` … write). `method`: told by the HTTP method, or the first word of the statement, found there. */
  readonly effect: Effect | 'verb' | { readonly method: readonly ArgPath[]; readonly otherwise: Effect };
  /** Operations that come to the same when done twice, by the names of their methods, `*` for a part of one: what stores an object under its key replaces it. One with `!` in front is left out of the others. */
  readonly idempotent?: readonly string[];
  /** Members of what is sent by which a repetition is known as one: `ClientToken`; `of`: of these operations alone. */
  readonly keys?: readonly { readonly member: string; readonly of?: readonly string[] }[];
  /** Where the address stands. */
  readonly target?: ArgPath;
  /** Overrides the client's. */
  readonly failure?: ClientModel['failure'];
  readonly traits?: ClientModel['traits'];
  /** Members of an answer that comes with its head (`head-first`) which the head holds, or which let the body go: who asks for no others does not wait for a body. Where none are named, nothing is known of that. */
  readonly head?: readonly Path[];
  /** Options and defaults of the client that do not hold for this call: names of options, or `default:timeout`, `default:retry`. */
  readonly without?: readonly string[];
  /** Members of what a handler is handed that may be spread into the options and say nothing of them: `req` for `{ ...c.req }`. */
  readonly handedOn?: readonly string[];
  /** The arguments that are command objects whose class name tells the operation: `client.send(new GetObjectCommand())`. */
  readonly command?: ArgPath;
  /** The argument in which an instance stands that the call goes through; where none is known to, nothing is sent: `jwtVerify(token, keys)`. */
  readonly through?: ArgPath;
  /** The option that the first argument stands for when it is a text: `query('select 1')` is `query({ sql: 'select 1' })`. */
  readonly statement?: string;
  /** The options that the arguments behind such a first one stand for: `request(document, variables)` is `request({ document, variables })`. Without it they stay where they are. */
  readonly behind?: readonly string[];
}
