import type { Finding } from '../model/finding';
import type { Fix } from '../model/remedy';
import type { Span } from '../model/span';

/** Takes away a directive that does nothing, or the one name in it that silences nothing. What else is wrong with a directive wants a person's words. */
export function directiveFixes(finding: Finding, text: string): readonly Fix[] {
  if (finding.rule !== 'unused-directive' && finding.rule !== 'expired-directive') return [];
  const comment = text.slice(finding.at.start, finding.at.end);
  if (!comment.includes('breakwater-')) return [];
  const name = finding.names?.callee ?? '';
  const within = name === '' ? undefined : nameIn(comment, name);
  if (name !== '' && within === undefined) return [];
  const span: Span =
    within === undefined
      ? wholeLine(finding.at, text)
      : { file: finding.at.file, start: finding.at.start + within[0], end: finding.at.start + within[1] };
  const title = within === undefined ? 'Remove the directive' : `Remove \`${name}\` from the directive`;
  return [{ title, remedy: 'remove-directive', safety: 'safe', edits: [{ span, text: '' }] }];
}

/** A name among others, with the comma or the space that parts it from its neighbour. */
function nameIn(comment: string, name: string): readonly [number, number] | undefined {
  const list = /breakwater-[a-z-]+\s+/.exec(comment);
  if (list === null) return undefined;
  const from = list.index + list[0].length;
  const reason = comment.slice(from).search(/\s--(?=\s|$)/);
  const names = comment.slice(from, reason < 0 ? comment.length : from + reason);
  const at = [...names.matchAll(/[^\s,]+/g)].find(([word]) => word === name)?.index;
  if (at === undefined) return undefined;
  const behind = /^(\s*,\s*|\s+)(?=[a-z])/.exec(names.slice(at + name.length));
  if (behind !== null) return [from + at, from + at + name.length + behind[0].length];
  const before = /(\s*,\s*|\s+)$/.exec(names.slice(0, at));
  return [from + at - (before?.[0].length ?? 0), from + at + name.length];
}

/** The comment, with the blanks before it; with its line where it stands alone. */
function wholeLine({ file, start, end }: Span, text: string): Span {
  const before = /[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const from = start - before;
  const first = from === 0 || /[\r\n]/.test(text[from - 1] ?? '');
  const behind = /^[ \t]*(\r\n|\r|\n|$)/.exec(text.slice(end));
  if (first && behind !== null) return { file, start: from, end: end + behind[0].length };
  // Behind code the blanks go too; before code they are its indentation.
  return behind === null ? { file, start, end: end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0) } : { file, start: from, end };
}
