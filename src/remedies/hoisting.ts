import type { Draft } from '../model/remedy';
import type { Span } from '../model/span';
import { escaped } from './words';

/** The statement at the top of the file that holds a place, with the comments that belong to it. */
export function topStatement(draft: Draft, at: Span): Span | undefined {
  let found: Span | undefined;
  for (let span = draft.around(at, 'statement'); span !== undefined; span = draft.around(span, 'statement')) found = span;
  if (found === undefined) return undefined;
  const before = draft.text({ ...found, start: 0, end: found.start }) ?? '';
  const [comments = ''] = /((^|\n)[ \t]*(\/\/[^\n]*|\/\*(?:(?!\*\/)[\s\S])*\*\/)[ \t]*)*\s*$/.exec(before) ?? [];
  const own = /(?:\r?\n)[ \t]*\r?\n(?!.*(?:\r?\n)[ \t]*\r?\n)/s.exec(comments);
  const kept = own === null ? comments : comments.slice(own.index + own[0].length);
  return { ...found, start: found.start - kept.replace(/^\s+/, '').length };
}

/**
 * Moves code to the top of the file, right before the statement it stands in, so that all it names is declared by
 * then. `undefined` when something it names is declared only inside (but for what `given` names), or further below, or
 * when the name it had before is taken there.
 */
export function moveUp(
  draft: Draft,
  span: Span,
  name: string,
  code: string,
  { given = [], had = false }: { readonly given?: readonly string[]; readonly had?: boolean } = {},
): string | undefined {
  const top = topStatement(draft, span);
  if (top === undefined || draft.ties(span).some((tie) => !given.includes(tie))) return undefined;
  const names = draft.names(span.file);
  if (had && names.has(name)) return undefined;
  const below = draft.text({ ...top, start: top.end, end: Number.MAX_SAFE_INTEGER }) ?? '';
  for (const [used] of code.matchAll(/(?<![.\w$])[A-Za-z_$][\w$]*/g)) {
    if (names.has(used) && new RegExp(`(^|\\n)(export\\s+)?(const|let|class)\\s+${escaped(used)}\\b`).test(below)) return undefined;
  }
  const file = draft.text({ ...top, start: 0, end: Number.MAX_SAFE_INTEGER }) ?? '';
  const free = had ? name : freeIn(file, name);
  draft.replace({ ...top, end: top.start }, `const ${free} = ${outdented(file.slice(0, span.start), code)};\n\n`);
  return free;
}

/** Code as it stands at the left edge; the lines of a template are its text. */
function outdented(before: string, code: string): string {
  const [, indent = ''] = /([ \t]*)[^\n]*$/.exec(before) ?? [];
  return indent === '' || code.includes('`') ? code : code.replaceAll(`\n${indent}`, '\n');
}

function freeIn(text: string, name: string): string {
  for (let n = 1; ; n++) {
    const wished = n === 1 ? name : `${name}${n}`;
    if (!new RegExp(`(?<![\\w$.])${wished}(?![\\w$])`).test(text)) return wished;
  }
}
