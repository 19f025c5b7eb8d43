import { diff3Merge } from 'node-diff3';
import { isFormatted, type Looks, looksFor, sameLooks } from '../source/looks';

/** Formats changes of files as Prettier does. */
export interface Formatter {
  /** The text after a change, its changed lines as Prettier writes them; as it came where Prettier does not look after the file. */
  changed(file: string, before: string, after: string): Promise<string>;
}

type Write = (text: string, looks: Looks) => Promise<string | undefined>;

/**
 * A formatter for the files of a project. Its options are those under which a file was already written as Prettier does before it
 * was changed, so that nothing but the change is touched; a file that nothing explains is left as it is.
 */
export async function makeFormatter(text: (file: string) => string | undefined): Promise<Formatter> {
  const [{ format }, typescript, estree] = await Promise.all([
    import('prettier/standalone'),
    import('prettier/plugins/typescript'),
    import('prettier/plugins/estree'),
  ]);
  const plugins = [typescript, estree];
  // Later files are likely written as those before them.
  const proved: Looks[] = [];
  let vain = 0;
  return {
    async changed(file, before, after) {
      // Where nothing is said of a formatter, as in one package out of several, the file itself must show it.
      const isSaid = isFormatted(file, text);
      if (!isSaid && proved.length === 0 && vain >= mostVain) return after;
      const write: Write = async (code, looks) => {
        try {
          return await format(code, { ...looks, endOfLine: 'auto', filepath: file, parser: 'typescript', plugins });
        } catch {
          return undefined;
        }
      };
      const likely = looksFor(file, before, text);
      const isProved = (one: Looks): boolean => proved.some((other) => sameLooks(one, other));
      const found = await explained(before, [...likely.filter(isProved), ...likely.filter((one) => !isProved(one))], write);
      if (found === undefined || (!isSaid && (found.apart > mostUnsaid || before.length < longEnough))) {
        vain++;
        return after;
      }
      if (!isProved(found.looks)) proved.push(found.looks);
      const whole = await write(closedUp(before, after), found.looks);
      if (whole === undefined) return after;
      const merged = mergedFrom(before, found.text, whole);
      return merged !== undefined && (await write(merged, found.looks)) === whole ? merged : after;
    },
  };
}

/** The options that explain how a text is written, and the text as they would have it: all of it, or all but a share of its lines. */
async function explained(
  before: string,
  candidates: readonly Looks[],
  write: Write,
): Promise<{ readonly looks: Looks; readonly text: string; readonly apart: number } | undefined> {
  const lines = before.split('\n');
  let best: { readonly looks: Looks; readonly text: string; readonly apart: number } | undefined;
  for (const looks of candidates) {
    const text = await write(before, looks);
    if (text === undefined) return undefined;
    const apart = text === before ? 0 : linesApart(lines, text.split('\n'));
    if (best === undefined || apart < best.apart) best = { looks, text, apart };
    if (apart === 0) break;
  }
  const apart = (best?.apart ?? 0) / lines.length;
  return best !== undefined && apart <= mostApart ? { ...best, apart } : undefined;
}

/** After so many files that nothing explains no more are tried in a project that says nothing of a formatter. */
const mostVain = 3;
/** A text of fewer characters may look formatted by chance. */
const longEnough = 1000;
/** The share of lines that may stand otherwise in it, where an older version wrote it. */
const mostUnsaid = 0.005;

/** The share of lines that may stand otherwise in a file that a formatter looks after: an older Prettier, or Biome, which break a union of types elsewhere. */
const mostApart = 0.05;

/** How many lines of either text the other one does not have. */
function linesApart(some: readonly string[], others: readonly string[]): number {
  const left = new Map<string, number>();
  for (const line of some) left.set(line, (left.get(line) ?? 0) + 1);
  let apart = 0;
  for (const line of others) {
    const count = left.get(line) ?? 0;
    if (count === 0) apart++;
    else left.set(line, count - 1);
  }
  return apart + [...left.values()].reduce((sum, count) => sum + count, 0);
}

/**
 * The change without the breaks that it put behind braces, since Prettier leaves an object on several lines where its first line
 * ends there. A break was there before when the line that ends or the line that follows was; one behind a comment stays, too.
 */
function closedUp(before: string, after: string): string {
  const lines = before.split('\n').map((line) => line.trim());
  const ended = new Set(lines.filter((line) => line.endsWith('{')));
  const followed = new Set(lines.flatMap((line, at) => (line.endsWith('{') ? [lines[at + 1] ?? ''] : [])));
  return after.replace(/^(.*\{)[ \t]*\r?\n(?=[ \t]*([^\s/}].*))/gm, (all, opens: string, next: string) =>
    comment.test(opens) || ended.has(opens.trim()) || followed.has(next.trim()) ? all : `${opens} `,
  );
}

/** Two slashes that are none of an address. */
const comment = /(?<!:)\/\/|:\/\/(?![\w$[])/;

/** What the change makes of the formatted text, made in the text as it was; `undefined` where the two get in each other's way. */
function mergedFrom(before: string, formatted: string, changed: string): string | undefined {
  if (before === formatted) return changed;
  const chunks: readonly { readonly ok?: readonly string[] }[] = diff3Merge(
    before.split('\n'),
    formatted.split('\n'),
    changed.split('\n'),
    { excludeFalseConflicts: true },
  );
  const lines: string[] = [];
  for (const { ok } of chunks) {
    if (ok === undefined) return undefined;
    lines.push(...ok);
  }
  return lines.join('\n');
}
