import type { TextEdit } from '../model/span';

/** Text that is being changed and still knows where each part of it came from. */
export interface Pieces {
  readonly text: () => string;
  /** Where an offset of the first text lies now; what was put in at a place lies before its `start` and behind its `end`. */
  readonly now: (offset: number, side: 'start' | 'end') => number;
  /** Puts text where a range of the present text is. */
  readonly put: (start: number, end: number, text: string) => void;
  /** All changes, in offsets of the first text. */
  readonly edits: (file: string) => TextEdit[];
}

type Piece = { readonly from: number; readonly to: number } | { readonly text: string };

export function piecesOf(original: string): Pieces {
  let pieces: Piece[] = [{ from: 0, to: original.length }];
  let known: string | undefined = original;
  const textOf = (piece: Piece): string => ('text' in piece ? piece.text : original.slice(piece.from, piece.to));
  const lengthOf = (piece: Piece): number => ('text' in piece ? piece.text.length : piece.to - piece.from);
  return {
    text: () => (known ??= pieces.map(textOf).join('')),
    now(offset, side) {
      let at = 0;
      let best = 0;
      for (const piece of pieces) {
        if (!('text' in piece)) {
          if (side === 'start' && piece.from <= offset && (offset < piece.to || (offset === piece.to && piece.to === original.length)))
            return at + offset - piece.from;
          if (side === 'end' && piece.from < offset && offset <= piece.to) return at + offset - piece.from;
          if (piece.from > offset) return side === 'start' ? at : best;
        }
        at += lengthOf(piece);
        if (!('text' in piece)) best = at;
      }
      return side === 'start' ? at : best;
    },
    put(start, end, text) {
      const before: Piece[] = [];
      const after: Piece[] = [];
      let at = 0;
      for (const piece of pieces) {
        const length = lengthOf(piece);
        if (start > at) before.push(cut(piece, 0, Math.min(start - at, length)));
        if (at + length > end) after.push(cut(piece, Math.max(0, end - at), length));
        at += length;
      }
      pieces = [...before, { text }, ...after].filter((piece) => lengthOf(piece) > 0);
      known = undefined;
    },
    edits(file) {
      const out: TextEdit[] = [];
      let at = 0;
      let fresh = '';
      const flush = (to: number): void => {
        if (to > at || fresh !== '') {
          const edit = trimmed(original, at, to, fresh);
          if (edit !== undefined) out.push({ span: { file, start: edit.start, end: edit.end }, text: edit.text });
        }
        fresh = '';
      };
      for (const piece of pieces) {
        if ('text' in piece) fresh += piece.text;
        else {
          flush(piece.from);
          at = piece.to;
        }
      }
      flush(original.length);
      return out;
    },
  };

  function cut(piece: Piece, from: number, to: number): Piece {
    return 'text' in piece ? { text: piece.text.slice(from, to) } : { from: piece.from + from, to: piece.from + to };
  }
}

/** Leaves out what an edit only repeats. */
function trimmed(original: string, start: number, end: number, text: string): { start: number; end: number; text: string } | undefined {
  const old = original.slice(start, end);
  if (old === text) return undefined;
  let head = 0;
  while (head < old.length && head < text.length && old[head] === text[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < text.length - head && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
  return { start: start + head, end: end - tail, text: text.slice(head, text.length - tail) };
}
