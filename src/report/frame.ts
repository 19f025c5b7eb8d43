import type { Place } from './report';

/** A few lines of source with carets under the part that is meant; `width` is what the terminal shows. */
export interface Frame {
  readonly rows: readonly { readonly number: string; readonly code: string }[];
  /** Spaces, then carets; stands under the last row. */
  readonly carets: string;
  /** How wide the column of numbers is. */
  readonly margin: number;
}

/** One line before for orientation, and the line itself. */
export function frameOf(text: string, place: Place, width: number): Frame {
  const lines = text.split(/\r\n|\r|\n/, place.line);
  const line = lines[place.line - 1] ?? '';
  const before = lines[place.line - 2];
  const end = place.endLine === place.line ? place.endColumn : line.length + 1;
  const margin = Math.max(4, String(place.line).length + 1);
  const space = Math.max(20, width - margin - 4);
  const lead = drawn(line.slice(0, place.column - 1));
  const mark = drawn(line.slice(place.column - 1, end - 1));
  const cut = lead.length + mark.length > space ? Math.max(0, Math.min(lead.length, lead.length + mark.length - Math.floor(space / 2))) : 0;
  const shown = `${cut > 0 ? '…' : ''}${drawn(line).slice(cut)}`;
  const indent = columns(lead.slice(cut)) + (cut > 0 ? 1 : 0);
  const carets = ' '.repeat(indent) + '^'.repeat(Math.max(1, Math.min(columns(mark), space - Math.min(indent, space - 1))));
  const rows = [{ number: String(place.line), code: clipped(shown, space) }];
  if (before !== undefined && before.trim() !== '' && cut === 0)
    rows.unshift({ number: String(place.line - 1), code: clipped(drawn(before), space) });
  return { rows, carets, margin };
}

/** Text as it can be shown: tabs as two spaces, control characters gone, so that a file cannot speak to the terminal. */
export function drawn(text: string): string {
  return text.replace(/\t/g, '  ').replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b\ufeff]/g, '');
}

function clipped(text: string, space: number): string {
  return text.length > space ? `${text.slice(0, space - 1)}…` : text;
}

/** Columns in a terminal: wide characters take two, marks that combine take none. */
export function columns(text: string): number {
  let sum = 0;
  for (const character of text) {
    if (/\p{Mn}|\p{Me}|\u200d|[\ufe00-\ufe0f]/u.test(character)) continue;
    sum += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
      character,
    )
      ? 2
      : 1;
  }
  return sum;
}
