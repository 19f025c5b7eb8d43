import type { Layer, Lifetime, RetryLayer } from './layer';
import type { Provenance } from './provenance';
import type { ResilienceProfile } from './profile';
import type { Span } from './span';

/**
 * Where the code runs, by file and package evidence: an outage on a server is a shrug in a browser. `script` is what only
 * those run who work on the project, and what shows how it is used.
 */
export type Context = 'server' | 'browser' | 'cli' | 'library' | 'test' | 'script' | 'unknown';

/** Code beside the program: nobody is served by it, and how it uses the program says nothing of how it is used. */
export function isAside(context: Context): boolean {
  return context === 'test' || context === 'script';
}

/** Whether repeating the call repeats a change on the other side. */
export type Effect = 'read' | 'write' | 'unknown';

/** One place that several call sites have something from. */
export interface Root {
  readonly at: Span;
  /** Name of the enclosing declaration chain there. */
  readonly scope: string;
  /** One bound on the whole of a call may be set there, for all of them. */
  readonly bounds: boolean;
  /** No call of it takes a bound either, so that each can only be waited for with one. */
  readonly boundless?: true;
  /** The function that uses it makes it for itself, so that all its calls stand around it. */
  readonly local?: true;
}

/** A place that calls a function of the project. */
export interface User {
  readonly at: Span;
  /** Name of the function's enclosing declaration chain and its own: `Api.get`. */
  readonly name: string;
}

/** One expression that leaves the process. */
export interface CallSite {
  /** Id of the client model. */
  readonly client: string;
  /** As it reads in messages: `axios.get`. */
  readonly name: string;
  /** What the squiggle underlines: the callee, on one line. */
  readonly at: Span;
  /** What a remedy wraps: the whole call expression. */
  readonly whole: Span;
  readonly effect: Effect;
  /** Origin or template of the address, if it can be read: `https://api.example.com`. */
  readonly target?: string;
  readonly context: Context;
  /** What the client does with an answer such as 503. */
  readonly failure: 'throws' | 'resolves' | 'unknown';
  /** Index of the options argument, when the client takes one here; it may be absent at the call. */
  readonly optionsArg?: number;
  /** Where the instance was made that this call goes through, when it is not the bare library. */
  readonly instance?: Span;
  /** Where the instance was made, if it takes what its calls have in common. */
  readonly root?: Root;
  /** Names the dependency the call belongs to: its instance, its host, or its client in this file's package. */
  readonly dependency: string;
  /** Facts of the client's model that rules may read: `connection` (a socket rather than a request), `stream`, `telemetry`, `local` …; `handed`, where whoever installs the package may hand in another client to send in its place; `uncalled`, where nothing in the program leads to it; `background`, where a clock or a queue gives out the work that it is part of, on every known way; `unawaited`, where nobody waits for what comes of it, or whoever asked has their answer before; `left`, where nobody waits for the function it is made in, whatever that does with it; and `forgone`, where moreover nobody hears of a failure, and the program goes on without. */
  readonly traits: readonly string[];
  /** Why nothing in the program leads to it, where nothing does. */
  readonly uncalled?: Provenance;
  /** Milliseconds after which the platform ends the function that waits for it, or the wait for that function, by what the program says, on every known way; the longest of them. */
  readonly endedMs?: number;
  /**
   * The platform ends that function on every known way; `patient`, where whoever waits can wait for that, whenever it is, and `unsaid`,
   * where only such functions load the file and how long they may run is said of none, so that it may be long.
   */
  readonly ended?: { readonly patient: boolean; readonly unsaid?: true };
  /** What ends the wait is the server that the function serves, which lets whoever asked go, by a time of its `own` or one for `all` that it serves; the function goes on. */
  readonly letGo?: 'own' | 'all';
  /** What ends the wait is the runtime that sends the call, by a limit that nobody chose. */
  readonly givenUp?: true;
  /** The places that call the function it stands in, as far as they are known. */
  readonly users?: readonly User[];
  /** Those who may hand in a bound for it and do not: callers of that function, or whoever calls those; `all`, where nobody does. */
  readonly bare?: { readonly users: readonly User[]; readonly all: boolean };
  /** A wrapper of the project that guards the same client better. */
  readonly stronger?: { readonly name: string; readonly at: Span };
  /** What is done with the answer: rules on status and bodies read it. */
  readonly answer?: { readonly statusChecked: boolean | 'unknown'; readonly bodyRead: boolean | 'unknown' };
  /** Name of the enclosing declaration chain, for fingerprints: `Api.user`. */
  readonly scope: string;
}

/** One way the call is reached, from the socket outward to a caller. */
export interface CallPath {
  readonly layers: readonly Layer[];
  readonly profile: ResilienceProfile;
  /** The callers passed through, nearest first. */
  readonly through: readonly Provenance[];
}

/** A call and the layers around it, innermost first: the one thing every rule looks at. */
export interface GuardedCall {
  readonly site: CallSite;
  /** The layers that every known way to this call brings. */
  readonly layers: readonly Layer[];
  readonly profile: ResilienceProfile;
  /** The known ways to this call when they differ; empty when `layers` says all. */
  readonly paths: readonly CallPath[];
}

/** A loop, recursion or timer that repeats failed work, and the calls inside it. */
export interface RetryLoop {
  readonly at: Span;
  readonly layer: RetryLayer;
  /** Call sites whose failure takes the back edge; empty only where it is not known what is handed in. */
  readonly calls: readonly CallSite[];
  /** The name under which a function is handed what it repeats, where no known call comes by. */
  readonly runs?: string;
  readonly scope: string;
  readonly context: Context;
}

/** A policy value (retry, breaker, limiter …) and what became of it. */
export interface PolicyUse {
  readonly guard: string;
  readonly name: string;
  readonly at: Span;
  readonly lives: Lifetime;
  readonly layers: readonly Layer[];
  /** How often something is run under it; `unknown` when it escapes our sight. */
  readonly runs: number | 'unknown';
  /** The expression that makes it uses it up: `limit(5)(work)`. */
  readonly inPlace?: true;
  /** It only works off lists that it is handed, and its limit is meant for each of them. */
  readonly list?: true;
  /** It was handed a promise that had already started. */
  readonly givenPromise: boolean;
  readonly scope: string;
  readonly context: Context;
}

/** A client value that was made somewhere: `axios.create(…)`, `new Pool(…)`. */
export interface ClientInstance {
  readonly client: string;
  readonly name: string;
  readonly at: Span;
  readonly lives: Lifetime;
  /** It holds connections, so making it per request wastes or exhausts them. */
  readonly pooled: boolean;
  /** The function that makes it closes it again. */
  readonly closed?: true;
  /** It is made in a function that is handed what somebody asks for. */
  readonly serves?: true;
  readonly layers: readonly Layer[];
  readonly scope: string;
  readonly context: Context;
}
