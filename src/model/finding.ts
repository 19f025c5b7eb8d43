import type { CallSite } from './call';
import type { Provenance } from './provenance';
import type { Place, Severity, Verdict } from './rule';
import type { Span } from './span';

/** What names a place without a line: enclosing declarations, client and member, address. */
export interface Names {
  readonly scope: string;
  readonly callee: string;
  readonly target: string;
  /** Names of the other places that the same finding stands for: any of them may be known as it. */
  readonly also?: readonly (Names & { readonly file: string })[];
}

/** One fault in words and places: plain data that can cross to a file, a terminal or an editor. */
export interface Finding extends Omit<Verdict, 'root'> {
  readonly rule: string;
  readonly severity: Severity;
  readonly at: Span;
  readonly because: readonly Provenance[];
  /** Survives edits elsewhere in the file; keys baselines and SARIF. Never built from an offset. */
  readonly fingerprint: string;
  /** What the fingerprint is made of, besides rule and path: enclosing declarations, client and member, address. */
  readonly names?: Names;
  /** The call it is about; absent for loops and policies without one. */
  readonly call?: CallSite;
  readonly client?: string;
  /** Other places with the same root. */
  readonly related: readonly Place[];
}

/** The places that a report names beside its own: those with the same root, and who comes to it. */
export function placesBeside({ related, callers = [] }: Pick<Finding, 'related' | 'callers'>): readonly Place[] {
  return [...related, ...callers];
}

/** Whether a finding is about a call: it is told at it, or the call is one of those with the same root. */
export function concerns({ call, related }: Pick<Finding, 'call' | 'related'>, site: Pick<CallSite, 'at'>): boolean {
  const isIt = (at: Span): boolean => at.file === site.at.file && at.start === site.at.start;
  return (call !== undefined && isIt(call.at)) || related.some(({ at }) => isIt(at));
}
