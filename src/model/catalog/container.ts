import type { Evidence } from './evidence';
import type { ArgPath, Path } from './paths';

/** A library that hands out an instance of the class it is given: `inject(HttpClient)`. The instance is made elsewhere. */
export interface ContainerModel {
  readonly modules: readonly string[];
  /** Functions that do so, from the module on. */
  readonly paths: readonly Path[];
  /** Where the class stands. */
  readonly gives: ArgPath;
  readonly evidence: readonly Evidence[];
}
