/** A unified diff of one file, as `git apply` and `patch` read it; empty when nothing changed. */
export function unifiedDiff(path: string, before: string | undefined, after: string): string {
  const a = linesOf(before ?? '');
  const b = linesOf(after);
  const steps = stepsBetween(a, b);
  const hunks = hunksOf(steps);
  if (hunks.length === 0) return '';
  // A tab ends a name that holds a space.
  const end = /\s/.test(path) ? '\t\n' : '\n';
  const head = `--- ${before === undefined ? '/dev/null\n' : `a/${path}${end}`}+++ b/${path}${end}`;
  return head + hunks.map((hunk) => hunkText(hunk, steps)).join('');
}

const around = 3;

interface Step {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
  /** How many lines of the old and the new text come before it. */
  readonly old: number;
  readonly fresh: number;
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** What the two have in common at both ends is set aside; between them the longest common row of lines is kept. */
function stepsBetween(a: readonly string[], b: readonly string[]): readonly Step[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const steps: Step[] = a.slice(0, head).map((line, at) => ({ sign: ' ', line, old: at, fresh: at }));
  let [i, j] = [head, head];
  const endA = a.length - tail;
  const endB = b.length - tail;
  const lengths = commonLengths(a.slice(head, endA), b.slice(head, endB));
  const left = (x: number, y: number): number => lengths[x - head]?.[y - head] ?? 0;
  while (i < endA || j < endB) {
    const same = i < endA && j < endB && a[i] === b[j];
    const remove = !same && i < endA && (j >= endB || left(i + 1, j) >= left(i, j + 1));
    steps.push({ sign: same ? ' ' : remove ? '-' : '+', line: (same || remove ? a[i] : b[j]) ?? '', old: i, fresh: j });
    if (same || remove) i++;
    if (same || !remove) j++;
  }
  for (let at = 0; at < tail; at++) steps.push({ sign: ' ', line: a[endA + at] ?? '', old: endA + at, fresh: endB + at });
  return steps;
}

/** Length of the longest common row behind each pair of positions; a change too large for that is shown whole. */
function commonLengths(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  if (a.length * b.length > 4_000_000) return [];
  const table: number[][] = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = table[i];
      if (row !== undefined) row[j] = a[i] === b[j] ? (table[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

/** First and last step of each hunk, the lines around it included. */
function hunksOf(steps: readonly Step[]): readonly (readonly [number, number])[] {
  const hunks: [number, number][] = [];
  for (const [index, { sign }] of steps.entries()) {
    if (sign === ' ') continue;
    const last = hunks.at(-1);
    const from = Math.max(0, index - around);
    const to = Math.min(steps.length - 1, index + around);
    if (last !== undefined && from <= last[1] + 1) last[1] = to;
    else hunks.push([from, to]);
  }
  return hunks;
}

function hunkText([from, to]: readonly [number, number], steps: readonly Step[]): string {
  const own = steps.slice(from, to + 1);
  const old = own.filter((step) => step.sign !== '+').length;
  const fresh = own.filter((step) => step.sign !== '-').length;
  const first = own[0];
  const at = (before: number, count: number): string => `${count === 0 ? before : before + 1}${count === 1 ? '' : `,${count}`}`;
  const body = own.map(({ sign, line }) => `${sign}${line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`}`);
  return `@@ -${at(first?.old ?? 0, old)} +${at(first?.fresh ?? 0, fresh)} @@\n${body.join('')}`;
}
