/** The arguments of a call as they are written, from behind its opening parenthesis. */
export function argumentsFrom(text: string, from: number): readonly string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = from;
  for (let at = from; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === "'" || sign === '"' || sign === '`') at = behindQuote(text, at);
    else if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign) && --depth < 0) {
      pieces.push(text.slice(start, at));
      break;
    } else if (sign === ',' && depth === 0) {
      pieces.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
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
