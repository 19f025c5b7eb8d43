import type { ClientInstance, GuardedCall, PolicyUse, RetryLoop, Root } from './call';
import type { Facet } from './layer';
import type { Provenance } from './provenance';
import type { Span } from './span';

export type Severity = 'error' | 'warning' | 'info';

/** Numbers and switches a rule may be given in the configuration; the defaults stand in `settings.ts`. */
export interface RuleSettings {
  /** Milliseconds above which a bound is too long to help; default 60 000. */
  readonly maxTimeoutMs: number;
  /** Requests one call may cause before `retry-amplification` speaks; default 6. */
  readonly maxAttempts: number;
}

/** A place, in words. */
export interface Place {
  readonly at: Span;
  /** One sentence a person can read under "related information", without a final period. */
  readonly says: string;
}

/** What a rule says; the engine adds id, severity and fingerprint. */
export interface Verdict {
  /** One sentence: what will happen, not which rule was broken. */
  readonly message: string;
  /** Where, if not at the call itself: a loop, a policy. */
  readonly at?: Span;
  readonly because?: readonly Provenance[];
  /** Who calls the function that the call stands in, where that matters: each comes to the same fault. */
  readonly callers?: readonly Place[];
  /** Which facet would mend it; the engine pairs it with remedies. */
  readonly wants?: Facet;
  /** Louder or quieter than the rule's default, for reasons the rule knows (a browser, a test). */
  readonly severity?: Severity;
  /** The place that several calls may have this from: where they do, it is told there, in this sentence, with the calls related. */
  readonly root?: Root & { readonly message: string };
  /** Findings with the same key are reported once, with the other places related: a dependency, a root. */
  readonly once?: string;
}

/** A fault, as a predicate over one subject. Rules see no syntax. */
export interface Rule {
  /** Names the fault, and the file, the test and the docs page. */
  readonly id: string;
  /** One sentence; the docs page opens with it. */
  readonly summary: string;
  readonly severity: Severity;
  readonly call?: (call: GuardedCall, settings: RuleSettings) => Verdict | undefined;
  readonly loop?: (loop: RetryLoop, settings: RuleSettings) => Verdict | undefined;
  readonly policy?: (policy: PolicyUse, settings: RuleSettings) => Verdict | undefined;
  readonly instance?: (instance: ClientInstance, settings: RuleSettings) => Verdict | undefined;
}
