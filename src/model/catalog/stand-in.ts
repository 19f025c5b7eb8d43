import type { Evidence } from './evidence';

/** A package that stands in for something of the platform, and does what that does. */
export interface StandInModel {
  readonly modules: readonly string[];
  /** The names it exports, `*` for the module itself, and the global that each stands for. */
  readonly names: Readonly<Record<string, string>>;
  readonly evidence: readonly Evidence[];
}
