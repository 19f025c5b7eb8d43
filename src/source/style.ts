/** How one file is written: what the pen imitates. */
export interface Manner {
  readonly eol: '\n' | '\r\n';
  readonly quote: "'" | '"';
  readonly semicolons: boolean;
  /** One step of indentation. */
  readonly indent: string;
  /** `{ a }` rather than `{a}`. */
  readonly spaced: boolean;
  /** A single statement stands in braces as well, since the linter wants it. */
  readonly braces?: boolean;
}

/** Reads the manner off the text itself; what it does not show is as most projects have it. */
export function mannerOf(text: string): Manner {
  const lines = text.split('\n');
  const bare = lines.map((line) => line.replace(/\r$/, ''));
  const ends = bare.filter(
    (line) => /^\s*(import|export|const|let|var|return|throw|await)\b.*[\w)'"`\]}];?$/.test(line) && !/[{(,[]$/.test(line),
  );
  const withSemicolon = ends.filter((line) => line.endsWith(';')).length;
  return {
    eol: lines.length > 1 && lines.filter((line) => line.endsWith('\r')).length * 2 > lines.length - 1 ? '\r\n' : '\n',
    quote: count(text, /(^|[\s(,[{:=])"[^"'`\n]*"/g) > count(text, /(^|[\s(,[{:=])'[^"'`\n]*'/g) ? '"' : "'",
    semicolons: ends.length === 0 ? /;\s*$/m.test(text) || !/\n/.test(text.trim()) : withSemicolon * 2 >= ends.length,
    indent: indentOf(bare),
    // Braces that hold one expression, as those of JSX, are no object.
    spaced: count(text, /\{ \S/g) >= count(text, /(?<![$=>\w])\{[\w'"$]+\s*[:,]|\b(import|export|const|let|var)\s+\{\w/g),
  };
}

/** Code in the plain manner, turned into the file's: quotes, semicolons, indentation below its first line, line ends. */
export function styled(code: string, manner: Manner, base: string): string {
  const lines = (single.test(code) && manner.braces === true ? braced(code) : code).split('\n').map((line, index) => {
    const quoted = manner.quote === '"' ? line.replace(/(?<!\w)'([^'"\\\n`]*)'(?!\w)/g, '"$1"') : line;
    const ended = manner.semicolons ? quoted : quoted.replace(/;$/, '');
    if (index === 0) return ended;
    if (ended.trim() === '') return '';
    const steps = /^ */.exec(ended)?.[0].length ?? 0;
    return base + manner.indent.repeat(Math.floor(steps / 2)) + ' '.repeat(steps % 2) + ended.slice(steps);
  });
  return lines.join(manner.eol);
}

/** `if (tries > 3) throw error;` with braces. */
function braced(code: string): string {
  return code.replaceAll(new RegExp(single, 'gm'), '$1$2 {\n$1  $3\n$1}');
}

const single = /^( *)(if \(.*?\)) ((?:throw|return|await|break|continue)\b.*;)$/m;

/** The white space a line begins with. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}

function indentOf(lines: readonly string[]): string {
  const widths: number[] = [];
  let last = 0;
  for (const line of lines) {
    if (/^\t/.test(line)) return '\t';
    if (line.trim() === '' || /^\s*\*/.test(line)) continue;
    const width = /^ */.exec(line)?.[0].length ?? 0;
    if (width > last) widths.push(width - last);
    last = width;
  }
  const common = [2, 4, 3, 8]
    .map((step) => [step, widths.filter((width) => width === step).length] as const)
    .sort((a, b) => b[1] - a[1])[0];
  return ' '.repeat(common === undefined || common[1] === 0 ? 2 : common[0]);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
