import type { PlatformModel } from '../model/catalog/platform';
import type { Provenance } from '../model/provenance';
import type { Span } from '../model/span';

/** When the platform ends a function, as far as that is known, and where it says so. */
export interface End {
  readonly ms?: number;
  /** Whoever waits can wait for that. */
  readonly patient: boolean;
  readonly because: Provenance;
  /** How long it may run is said nowhere, and it may be long. */
  readonly unsaid?: true;
  /** The function goes on: it is a server that lets whoever asked go, by a time of this function's `own` or one for `all`. */
  readonly letGo?: 'own' | 'all';
  /** It is the call that ends: the runtime gives it up by a limit that nobody chose. */
  readonly givenUp?: true;
}

/** The latest of all ends, where there is one everywhere. */
export function latest(ends: readonly (End | undefined)[]): End | undefined {
  const known = ends.filter((end) => end !== undefined);
  if (known.length === 0 || known.length < ends.length) return undefined;
  return known.reduce((a, b) => ((b.ms ?? Infinity) > (a.ms ?? Infinity) ? b : a));
}

/** The end of a wait whose work goes on, as the program says at a place. */
export function goneOn(
  { evidence }: PlatformModel,
  ms: number | undefined,
  patient: boolean,
  says: string,
  at: Span,
  of: 'own' | 'all' = 'own',
): End {
  const url = evidence[0]?.url;
  return {
    ...(ms === undefined ? {} : { ms }),
    patient,
    letGo: of,
    because: { from: 'platform', says, at, ...(url === undefined ? {} : { evidence: url }) },
  };
}
