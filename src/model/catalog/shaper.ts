import type { Evidence } from './evidence';

/**
 * What a function makes of the objects that it is handed: `merge`, where a later one goes before an earlier one, `defaults`, where an
 * earlier one does, each of them also `deep`ly; only some members (`pick`), or all but some (`omit`); the same (`copy`).
 */
export type Shape = 'merge' | 'deep-merge' | 'defaults' | 'deep-defaults' | 'pick' | 'omit' | 'copy';

/** A package whose functions put plain objects together, so that what is written in those is what comes out. */
export interface ShaperModel {
  readonly modules: readonly string[];
  /** The names it exports, empty for the module itself, and what each makes. */
  readonly functions: Readonly<Record<string, Shape>>;
  /** Those that put objects together do so in the first that they are handed. */
  readonly changes?: true;
  readonly evidence: readonly Evidence[];
}
