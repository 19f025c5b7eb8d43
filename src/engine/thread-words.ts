/** What a thread is given: texts, with a number for each. */
export type Sheaf = readonly { readonly id: number; readonly file: string; readonly text: string }[];

/** What a thread answers: the summary as JSON, nothing where it failed, and the milliseconds it took. */
export interface Made {
  readonly id: number;
  readonly json?: string;
  readonly ms: number;
}

/** The states of a file, in memory that all threads share. */
export const free = 0;
export const claimed = 1;
export const done = 2;
