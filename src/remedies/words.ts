/** The words of a name, in small letters: `sendMessage` is `send`, `message`. */
export function wordsIn(name: string): readonly string[] {
  return name
    .split(/(?=[A-Z])|_/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** A text as a pattern that finds it as it stands. */
export function escaped(text: string): string {
  return text.replace(/[.$]/g, String.raw`\$&`);
}
