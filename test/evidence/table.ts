import type { Fault, Place } from './faults';

export type Options = Record<string, unknown>;

/** Sends one call to the place with these options of the call, through an instance made with those. A parameter named `_` is not used. */
export type Driver = (at: Place, call: Options, made: Options) => unknown;

/** How a call without any option ends: still pending at the cap, or after about so many milliseconds. */
export type End = 'pending' | number;

export type Site = 'call' | 'instance';

export interface OptionClaim {
  /** As the model names it. */
  readonly option: string;
  readonly at?: Site;
  /** A function is called anew for each claim, since the clock of a signal starts when it is made. */
  readonly value: unknown;
  /** What else is set, so that this option is seen alone. */
  readonly with?: Options;
  /** The instance's own further options. */
  readonly made?: Options;
  /** Milliseconds after which it should end; default 400. */
  readonly ms?: number;
  /** `true`: it ends by then. `false`: it is still pending at the cap. */
  readonly bounds: Partial<Record<Fault, boolean>>;
  /** Why the model says otherwise, in a sentence; then it is not asked. */
  readonly aside?: string;
}

export interface CountClaim {
  readonly fault: Fault;
  readonly verb?: 'get' | 'post';
  /** How many requests (or connections) reached the server until the call ended, or until `within`. */
  readonly sends: number;
  /** Milliseconds between the requests, each met within a third and 0.6 s. */
  readonly gaps?: readonly number[];
  /** The number of the retry as the model names it, with its value. */
  readonly option?: readonly [string, unknown];
  readonly with?: Options;
  readonly made?: Options;
  readonly within?: number;
  readonly aside?: string;
}

/** How a row of a model is asserted where the usual way does not do. */
export interface Manner {
  /** The value that is written; a function is called anew each time. */
  readonly value?: unknown;
  /** After how many milliseconds that value should end the call. */
  readonly ms?: number;
  readonly fault?: Fault;
  /** Where it is run instead of the table's own place. */
  readonly place?: (fault: Fault) => Promise<Place>;
  /** Asserted with this kind of request alone. */
  readonly verb?: 'get' | 'post';
  /** How many requests come with that value, where neither a number nor an "off" tells. */
  readonly tries?: number | 'several';
  /** The pause is drawn between nothing and the number. */
  readonly drawn?: true;
  /** What the server hears when the option is set; default the key that was given. */
  readonly seen?: string;
  /** Connections that the client keeps beside those it is limited to. */
  readonly spare?: number;
  /** What else is set. */
  readonly with?: Options;
  readonly made?: Options;
  /** At these sites only. */
  readonly at?: readonly Site[];
  /** Why it is not run, in a sentence. */
  readonly skip?: string;
}

/** What is claimed of one client, and how it is called. */
export interface Table {
  /** Id of the model. */
  readonly id: string;
  /** The npm package whose version counts; absent for what Node brings itself. */
  readonly package?: string;
  readonly get: Driver;
  readonly post?: Driver;
  /** Sends several calls through one instance, for what limits how many are open. */
  readonly many?: (at: Place, count: number, call: Options, made: Options) => unknown;
  /** How a place is made when HTTP is not spoken. */
  readonly place?: (fault: Fault) => Promise<Place>;
  readonly cap?: number;
  readonly bare?: Partial<Record<Fault, End>>;
  readonly options?: readonly OptionClaim[];
  readonly counts?: readonly CountClaim[];
  /** An abort by the signal at this option of the call reaches the server. */
  readonly aborts?: string;
  readonly aside?: string;
  /** Kinds and paths of the model that the driver goes through, for rows that belong to some only. */
  readonly on?: readonly string[];
  /** What keeps the client from repeating a call, where the model's own rows do not tell. */
  readonly calm?: { readonly with?: Options; readonly made?: Options };
  /** By the option of the row; `default timeout` (or `default timeout connect`), `default retry`, `default bulkhead` and `failure` for the others. */
  readonly how?: { readonly [row: string]: Manner };
}
