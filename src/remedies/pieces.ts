/** The arguments of a call as they are written, from behind its opening parenthesis. */
export function argumentsFrom(text: string, from: number): readonly string[] {
  return scanned(text, from).pieces;
}

/** Where the parenthesis is closed that opens first from a place on: behind it. */
export function behindParenthesis(text: string, start: number): number {
  const opens = text.indexOf('(', start);
  return opens < 0 ? text.length : scanned(text, opens + 1).end + 1;
}

function scanned(text: string, from: number): { readonly pieces: readonly string[]; readonly end: number } {
  const pieces: string[] = [];
  let end = text.length;
  let depth = 0;
  let start = from;
  for (let at = from; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === "'" || sign === '"' || sign === '`') at = behindQuote(text, at);
    else if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign) && --depth < 0) {
      pieces.push(text.slice(start, at));
      end = at;
      break;
    } else if (sign === ',' && depth === 0) {
      pieces.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return { pieces: pieces.map((piece) => piece.trim()).filter((piece) => piece !== ''), end };
}

/** Where the quote that opens at a place is closed. */
function behindQuote(text: string, from: number): number {
  const quote = text[from];
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at;
  }
  return text.length;
}
