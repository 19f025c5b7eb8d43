import type { Phase } from '../layer';
import type { ArgPath, Literal } from './paths';

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
  /** It is heard only where this other option is one of these: what one driver of several takes. Where that is not known it may be heard, and no remedy writes it. */
  readonly beside?: { readonly option: string; readonly is: readonly Literal[] };
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
  readonly untyped?: true | Refusal | readonly Refusal[];
  /** Packages that go over the same client and that the option breaks, so that nobody is made to take it where one is used. */
  readonly breaks?: readonly string[];
  /** It goes before what the address of the instance may say of the same, which whoever runs the program chooses there. */
  readonly overAddress?: true;
  /** It counts from when the call has a connection: waiting for one of a pool is no part of it. */
  readonly connected?: true;
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
  /** `call`: on what the call returns. `instance`: on the instance. `process`: on the library, for every call of the process whose floor it governs. Default `call`. */
  readonly at?: 'call' | 'instance' | 'process';
  /** The option's value is a function that is handed something: the members by which it may bound that. One that is known to ask for none of them, and to hand it to nobody, says nothing. */
  readonly bounds?: readonly string[];
  /** Of what holds for the process: the option by which a call has one of its own. */
  readonly replacedBy?: string;
}
