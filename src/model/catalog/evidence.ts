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
