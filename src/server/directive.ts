import type { Settings } from './settings';

/** A comment to be written: where, what, and which part of it waits for a person's words. */
export interface Comment {
  readonly offset: number;
  readonly text: string;
  readonly blank: string | undefined;
}

const blankReason = 'why this is safe';

/** A comment that silences one rule at one place. */
export function disableHere(text: string, offset: number, rule: string, wishes: Settings['disableComment']): Comment {
  const line = lineAt(text, offset);
  const tail = wishes.requireReason ? ` -- ${blankReason}` : '';
  const blank = wishes.requireReason ? blankReason : undefined;
  if (wishes.location === 'sameLine') return { offset: line.end, text: ` // breakwater-disable-line ${rule}${tail}`, blank };
  const before = line.start > 0 ? lineAt(text, line.start - 1) : undefined;
  const earlier =
    before === undefined ? undefined : /breakwater-disable-next-line +[\w-]+(?:,[\w-]+)*/.exec(text.slice(before.start, before.end));
  if (before !== undefined && earlier != null)
    return { offset: before.start + earlier.index + earlier[0].length, text: `,${rule}`, blank: undefined };
  return above(text, line, `breakwater-disable-next-line ${rule}${tail}`, blank);
}

/** A comment that silences one rule in the whole file. */
export function disableInFile(text: string, rule: string, wishes: Settings['disableComment']): Comment {
  const shebang = /^#![^\r\n]*(\r\n|\r|\n|$)/.exec(text)?.[0] ?? '';
  const tail = wishes.requireReason ? ` -- ${blankReason}` : '';
  return {
    offset: shebang.length,
    text: `// breakwater-disable-file ${rule}${tail}${newline(text)}`,
    blank: wishes.requireReason ? blankReason : undefined,
  };
}

/** A fact the code cannot show, which then stands in the profile with its reason. */
export function assumeHere(text: string, offset: number, fact: string): Comment {
  const blank = 'who enforces it';
  return above(text, lineAt(text, offset), `breakwater-assume ${fact} -- ${blank}`, blank);
}

function above(text: string, line: Line, words: string, blank: string | undefined): Comment {
  const indent = /^[ \t]*/.exec(text.slice(line.start, line.end))?.[0] ?? '';
  const comment = insideMarkup(text, line) ? `{/* ${words} */}` : `// ${words}`;
  return { offset: line.start, text: `${indent}${comment}${newline(text)}`, blank };
}

/** Between tags a slash is a letter: the line begins with a brace or a tag and follows the end of a tag. */
function insideMarkup(text: string, line: Line): boolean {
  return /^[ \t]*[{<]/.test(text.slice(line.start, line.end)) && /[^=]>\s*$/.test(text.slice(0, line.start));
}

interface Line {
  readonly start: number;
  readonly end: number;
}

function lineAt(text: string, offset: number): Line {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  const length = text.slice(start).search(/[\r\n]/);
  return { start, end: length < 0 ? text.length : start + length };
}

function newline(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
