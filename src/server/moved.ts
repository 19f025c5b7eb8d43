import type { Diagnostic, Range } from 'vscode-languageserver';

/**
 * Diagnostics of an earlier text, where they stand in the present one. Only lines are compared: what lies before the
 * changed lines stays, what lies behind them moves along, and what lies on them is not said any more.
 */
export function moved(items: readonly Diagnostic[], before: string, after: string): readonly Diagnostic[] {
  if (before === after) return items;
  const [old, now] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const by = now.length - old.length;
  return items.flatMap((item) => {
    if (item.range.end.line < head) return [item];
    return item.range.start.line < old.length - tail ? [] : [{ ...item, range: down(item.range, by) }];
  });
}

function down({ start, end }: Range, by: number): Range {
  return { start: { ...start, line: start.line + by }, end: { ...end, line: end.line + by } };
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}
