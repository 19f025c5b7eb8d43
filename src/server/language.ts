/** The client's words by the English ones. A process serves one client, so they are kept for all of it. */
let words: Readonly<Record<string, unknown>> = {};

/** Takes the words of a language; without any, English is spoken. What rules and fixes say is the command's, and stays as it is. */
export function speak(bundle: Readonly<Record<string, unknown>> = {}): void {
  words = bundle;
}

/** A sentence in the client's language, with its blanks filled in. */
export function t(english: string, ...values: readonly (string | number)[]): string {
  const said = words[english];
  return (typeof said === 'string' ? said : english).replace(/\{(\d)\}/g, (blank, i: string) => String(values[Number(i)] ?? blank));
}
