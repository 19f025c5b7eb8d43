/** The packages are not installed where the project is type-checked, so they have no types here. */
// biome-ignore lint/suspicious/noExplicitAny: see above.
export function load(name: string): Promise<any>;
