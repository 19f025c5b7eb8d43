import type { Phase } from './layer';
import type { Span } from './span';

/** Which kind of place a belief comes from. */
export type Source =
  | 'platform'
  | 'default'
  | 'instance'
  | 'option'
  | 'plugin'
  | 'wrapper'
  | 'loop'
  | 'fan-out'
  | 'caller'
  | 'config'
  | 'directive'
  | 'unresolved';

/** Where a belief comes from, nearest cause first; `via` is the cause behind it. */
export interface Provenance {
  readonly from: Source;
  /** One sentence a person can read under "related information", without a final period. */
  readonly says: string;
  /** Absent for facts about a library, which have `evidence` instead. */
  readonly at?: Span;
  /** Of a floor of the platform: which part of a call it ends. */
  readonly covers?: Phase;
  /** Where the fact about a library can be checked. */
  readonly evidence?: string;
  readonly via?: Provenance;
}
