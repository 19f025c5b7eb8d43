/** The server and workbench of test/host, under a desktop's name. */
export const own: string;

export interface Surroundings {
  readonly env?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
  readonly fetch?: () => Promise<string>;
}

/** The program that `asked` means, nothing being that of test/host; what cannot be had is said in one sentence. */
export function vscodeFor(asked: string | undefined, surroundings?: Surroundings): Promise<string>;
