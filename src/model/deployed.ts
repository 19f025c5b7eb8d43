/** A function that a platform is told to run, in a file of the project, or by a program in it, that says how it is deployed. */
export interface Deployed {
  /** The platform, by its id. */
  readonly platform: string;
  /** The export that it runs; all that the file exports where that is not said. */
  readonly name?: string;
  /** How long it may run, in the platform's unit, as far as that is written there or known for what is not. */
  readonly limit?: number;
  /** It is only told that the platform runs it, by a runtime of its own. */
  readonly runtime?: true;
  /** Nothing is said of it: the platform runs it by its place, for as long as is usual. */
  readonly usual?: true;
  /** It is a program that listens as a server does, and that the platform begins for as long as somebody asks. */
  readonly serves?: true;
  /** It only says itself whom it is for, and nothing how long it may run. */
  readonly unsaid?: true;
  /** Where it is told, relative to the root. */
  readonly by: string;
}
