import { structuredPatch, type StructuredPatchHunk } from 'diff';

/** A unified diff of one file, as `git apply` and `patch` read it; empty when nothing changed. */
export function unifiedDiff(path: string, before: string | undefined, after: string): string {
  const { hunks } = structuredPatch('', '', before ?? '', after, undefined, undefined, { context: 3 });
  if (hunks.length === 0) return '';
  // A tab ends a name that holds a space.
  const end = /\s/.test(path) ? '\t\n' : '\n';
  const head = `--- ${before === undefined ? '/dev/null\n' : `a/${path}${end}`}+++ b/${path}${end}`;
  return head + hunks.map(hunkText).join('');
}

function hunkText({ oldStart, oldLines, newStart, newLines, lines }: StructuredPatchHunk): string {
  // A range without lines names the line before it.
  const at = (start: number, count: number): string => `${count === 0 ? start - 1 : start}${count === 1 ? '' : `,${count}`}`;
  return `@@ -${at(oldStart, oldLines)} +${at(newStart, newLines)} @@\n${lines.join('\n')}\n`;
}
