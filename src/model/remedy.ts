import type { GuardedCall } from './call';
import type { Facet } from './layer';
import type { TextEdit } from './span';

/** `safe` may run under `--fix` and on save; `suggestion` needs a person to choose numbers or add a dependency; `dangerous` may change what happens when all goes well. */
export type Safety = 'safe' | 'suggestion' | 'dangerous';

/** A way to provide one facet. Remedies do not know which rule asked. */
export interface Remedy {
  readonly id: string;
  readonly provides: Facet;
  readonly safety: Safety;
  /** npm package the edit relies on. */
  readonly needs?: string;
  readonly title: (call: GuardedCall) => string;
  /** Writes the change; false when it does not fit this call. */
  readonly write: (call: GuardedCall, draft: Draft) => boolean;
}

/** The pen a remedy writes with; `source/draft.ts` implements it over the tree. */
export interface Draft {
  /** Sets an option in the call's options object, made if absent; `code` is TypeScript. */
  setOption(name: string, code: string): boolean;
  /** Puts text before and after the whole call expression. */
  wrap(before: string, after: string): void;
  /** Makes sure a name is imported and returns it as it is called here. */
  importName(module: string, name: string): string;
  /** Declares a constant at the top of the file and returns its name. */
  hoist(name: string, code: string): string;
}

/** A change ready to be applied. */
export interface Fix {
  readonly title: string;
  readonly remedy: string;
  readonly safety: Safety;
  readonly edits: readonly TextEdit[];
}
