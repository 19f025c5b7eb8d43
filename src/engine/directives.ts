import type { Context } from '../model/call';
import type { Finding } from '../model/finding';
import type { Layer } from '../model/layer';
import { type Lines, linesOf } from '../model/lines';
import type { Rule } from '../model/rule';
import type { Span } from '../model/span';
import type { DirectiveComment } from '../model/summary';
import { layersOf } from './assumptions';
import { type Directive, directiveOf } from './directive-text';
import { directiveRules } from './directive-rules';
import { fingerprinter } from './fingerprint';
import { type RuleLevels, severityOf } from './levels';
import { didYouMean } from './nearest';

/** What the comments of one file ask for. */
export interface Directives {
  /** Forgets which directives did something: a whole answer begins. */
  begin(): void;
  /** The layers that `breakwater-assume` vouches for at this place, innermost first. */
  layersAt(place: Span): readonly Layer[];
  /** Whether a finding is kept quiet; remembers which directive did it. */
  suppresses(finding: Pick<Finding, 'rule' | 'at'>): boolean;
  /** Why a finding is kept quiet, in the words of the directive that does it. */
  reasonFor(finding: Pick<Finding, 'rule' | 'at'>): string | undefined;
  /** What is wrong with the directives themselves; asked last, when it is known which of them did something. */
  findings(levels: RuleLevels, context: Context): readonly Finding[];
}

/** Reads the directives of one file. `today` is `YYYY-MM-DD`; directives that have expired do nothing and are reported. */
export function directivesOf(input: {
  readonly file: string;
  readonly comments: readonly DirectiveComment[];
  readonly text: string;
  readonly known: readonly (Pick<Rule, 'id'> & Partial<Pick<Rule, 'severity'>>)[];
  readonly today: string;
}): Directives {
  const { file, comments, text, known, today } = input;
  const lines = linesOf(comments.length === 0 ? '' : text);
  const notes: Note[] = [];
  const marks: Mark[] = [];
  for (const comment of comments) {
    const directive = directiveOf(comment.text);
    if (directive === undefined) continue;
    const at = { file, start: comment.start, end: comment.end };
    const note = (rule: string, message: string): void => void notes.push({ rule, at, message });
    for (const fault of directive.faults) note('unknown-directive', fault);
    const names = directive.rules.filter((name) => {
      if (known.some((rule) => rule.id === name)) return true;
      note(
        'unknown-directive',
        `There is no rule \`${name}\`${
          didYouMean(
            name,
            known.map((rule) => rule.id),
          ) || '.'
        }`,
      );
      return false;
    });
    const expired = directive.until !== undefined && directive.until < today;
    if (expired) note('expired-directive', `This directive counted until ${directive.until} and does nothing any more.`);
    if (directive.faults.length > 0 && directive.verb === 'enable') continue;
    if (directive.reason === undefined && directive.verb !== 'enable') {
      note('directive-without-reason', 'Nobody will know why this was silenced: write ` -- ` and the reason behind it.');
    }
    if (directive.rules.length === 0 && directive.verb.startsWith('disable')) {
      note('blanket-directive', 'This silences every rule, those to come included: name the ones that are meant.');
    }
    const nothingLeft = directive.rules.length > 0 && names.length === 0;
    const unheard = directive.verb === 'assume' && directive.reason === undefined;
    if (expired || nothingLeft || unheard) continue;
    marks.push({ ...directive, rules: names, at, used: false, heard: new Set(), ...rangeOf(directive, comment, text, lines) });
  }
  closeRanges(marks);
  const silencing = (finding: Pick<Finding, 'rule' | 'at'>): readonly Mark[] =>
    marks.filter((mark) => mark.verb.startsWith('disable') && covers(mark, finding.at.start) && names(mark, finding.rule));
  return {
    begin() {
      for (const mark of marks) {
        mark.used = false;
        mark.heard.clear();
      }
    },
    layersAt: (place) =>
      marks
        .filter((mark) => mark.verb === 'assume' && covers(mark, place.start))
        .flatMap((mark) => {
          mark.used = true;
          mark.layers ??= layersOf(mark.facts, { from: 'directive', says: `a directive vouches for it: ${mark.reason}`, at: mark.at });
          return mark.layers;
        }),
    suppresses(finding) {
      const hits = silencing(finding);
      for (const mark of hits) {
        mark.used = true;
        mark.heard.add(finding.rule);
      }
      return hits.length > 0;
    },
    reasonFor: (finding) => silencing(finding).find((mark) => mark.reason !== undefined)?.reason,
    findings: (levels, context) => {
      const asked = (name: string): boolean => {
        const rule = known.find((one) => one.id === name);
        return rule?.severity === undefined || severityOf({ id: name, severity: rule.severity }, {}, context, levels) !== 'off';
      };
      const unused = marks
        .filter((mark) => mark.verb !== 'enable')
        .flatMap((mark): readonly Note[] => {
          const note = { rule: 'unused-directive', at: mark.at };
          const idle = mark.rules.filter((name) => !mark.heard.has(name));
          // A rule that was not asked may well have something to say.
          if (!idle.every(asked)) return [];
          if (mark.used && idle.length === 0) return [];
          if (mark.used)
            return mark.verb === 'assume'
              ? []
              : idle.map((name) => ({ ...note, name, message: `This directive silences \`${name}\`, which has nothing to say here.` }));
          const what =
            mark.verb === 'assume'
              ? 'There is no outgoing call here that this assumption could hold for.'
              : `This directive silences nothing${mark.rules.length === 0 ? '' : `: no \`${mark.rules.join('`, `')}\` here`}.`;
          return [{ ...note, message: what }];
        });
      return asFindings([...notes, ...unused], levels, context, (rule, at) =>
        marks.some((m) => m.verb === 'disable-file' && m.rules.includes(rule) && m.at !== at),
      );
    },
  };
}

interface Note {
  readonly rule: string;
  readonly at: Span;
  readonly message: string;
  /** The one name in it that is meant. */
  readonly name?: string;
}

interface Mark extends Directive {
  readonly at: Span;
  readonly from: number;
  to: number;
  used: boolean;
  /** The rules it kept quiet. */
  readonly heard: Set<string>;
  /** What it vouches for, made once: equal layers are known by being the same. */
  layers?: readonly Layer[];
}

function rangeOf(directive: Directive, comment: DirectiveComment, text: string, lines: Lines): { from: number; to: number } {
  const everything = Number.MAX_SAFE_INTEGER;
  const line = lines.at(comment.start).line;
  const lineEnd = (n: number): number => (n >= lines.count ? everything : lines.startOf(n + 1));
  const code = codeLineAfter(comment.end, text, lines);
  const starts = comment.next !== undefined && lines.at(comment.next[0]).line === code;
  const [from, to] = starts && comment.next !== undefined ? comment.next : [lines.startOf(code), lineEnd(code)];
  switch (directive.verb) {
    case 'disable-file':
      return { from: 0, to: everything };
    case 'disable':
    case 'enable':
      return { from: comment.start, to: everything };
    case 'disable-line':
      return { from: lines.startOf(line), to: lineEnd(lines.at(comment.end).line) };
    case 'assume':
      return comment.alone ? { from, to } : { from: lines.startOf(line), to: lineEnd(line) };
    case 'disable-next-line':
      return { from, to: Math.max(to, from + 1) };
  }
}

/** The first line behind a comment that holds code; other comments may stand between. */
function codeLineAfter(offset: number, text: string, lines: Lines): number {
  let line = lines.at(offset).line + 1;
  while (line < lines.count && /^\s*($|\/\/|\/\*|\*|\{\/\*)/.test(text.slice(lines.startOf(line), lines.startOf(line + 1)).trimEnd()))
    line++;
  return line;
}

/** A `disable` counts until an `enable` names all of its rules, or all rules. */
function closeRanges(marks: readonly Mark[]): void {
  for (const open of marks) {
    if (open.verb !== 'disable') continue;
    const close = marks.find(
      (m) =>
        m.verb === 'enable' &&
        m.from > open.from &&
        (m.rules.length === 0 || (open.rules.length > 0 && open.rules.every((rule) => m.rules.includes(rule)))),
    );
    if (close !== undefined) open.to = close.from;
  }
}

function covers(mark: Mark, offset: number): boolean {
  return mark.from <= offset && offset < mark.to;
}

/** A directive without names means every rule of analysis, but not those that watch over directives. */
function names(mark: Mark, rule: string): boolean {
  return mark.rules.length === 0 ? !directiveRules.some((one) => one.id === rule) : mark.rules.includes(rule);
}

function asFindings(
  notes: readonly Note[],
  levels: RuleLevels,
  context: Context,
  silenced: (rule: string, at: Span) => boolean,
): readonly Finding[] {
  const print = fingerprinter();
  return notes.flatMap(({ rule, at, message, name }) => {
    const known = directiveRules.find((one) => one.id === rule);
    const severity = known === undefined ? 'off' : severityOf(known, {}, context, levels);
    if (severity === 'off' || silenced(rule, at)) return [];
    const fingerprint = print({ rule, path: at.file, scope: '', callee: '', target: message });
    const names = { scope: '', callee: name ?? '', target: '' };
    return [{ rule, severity, at, message, because: [], related: [], fingerprint, names }];
  });
}
