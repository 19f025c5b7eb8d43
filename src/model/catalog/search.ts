/**
 * A framework that looks for files of a program by their place, and loads or runs what it finds there: nobody need import it. Nothing
 * more is told than that a file may be found, so a row too many leaves a finding where it is.
 */
export interface SearchModel {
  /** The packages by which a program has it, one of them. */
  readonly packages: readonly string[];
  /** Names of folders in which it looks (`routes` stands for `route`, too); `*` where its users choose them, or it looks in many. */
  readonly folders: readonly string[] | '*';
}
