import type { Analysis, Problem } from '../model/analysis';
import type { CallSite, Context, GuardedCall } from '../model/call';
import type { Finding } from '../model/finding';
import type { Layer } from '../model/layer';
import { type ResilienceProfile, profileOf } from '../model/profile';
import type { Rule } from '../model/rule';
import type { FileSummary } from '../model/summary';
import { assumedLayers } from './assumptions';
import type { Configs } from './config';
import { directiveRules } from './directive-rules';
import { type Directives, directivesOf } from './directives';
import { inOrder, makeDocket } from './docket';
import { type Clock, hear, type Subject } from './charges';
import { type Case, makeJudge } from './judge';
import { makeGathering } from './roots';

/** What is reported of a program: its findings without the suppressed ones, and its calls with what is vouched for. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly calls: readonly GuardedCall[];
  readonly problems: readonly Problem[];
  readonly silenced: Analysis['silenced'];
}

/** Judges a program again and again; what an edit does not touch stays the same object. */
export interface Findings {
  /** `asked` are the files reported on. */
  all(linked: Case, asked: ReadonlySet<string>): Judged;
  /**
   * The findings of one file that stay whatever else the program holds: those that stand at the very thing they are
   * about, and are not one for many of which others may be elsewhere.
   */
  sure(seen: Omit<Case, 'loops'>, file: string): readonly Finding[];
}

export function makeFindings(input: {
  readonly rules: readonly Rule[];
  readonly configs: Configs;
  readonly files: { text(file: string): string | undefined; summary(file: string): FileSummary | undefined };
  readonly context: (file: string) => Context;
  /** The day on which directives may expire, `YYYY-MM-DD`. */
  readonly today: () => string;
  readonly clock?: Clock;
}): Findings {
  const { rules, configs, files } = input;
  const known = [...rules, ...directiveRules];
  const judge = makeJudge(
    rules,
    (file) => configs.of(file).levels,
    (file) => configs.of(file).settings,
    input.clock,
  );
  const gathered = makeGathering();
  const comments = new Map<string, { readonly text: string; readonly today: string; readonly read: Directives | undefined }>();
  const vouched = new WeakMap<CallSite, readonly Layer[]>();
  const widened = new WeakMap<GuardedCall, { readonly by: readonly Layer[]; readonly made: GuardedCall }>();

  /** The directives of a file; most have none. */
  const directivesIn = (file: string, today: string): Directives | undefined => {
    const text = files.text(file) ?? '';
    const have = comments.get(file);
    if (have?.text === text && have.today === today) return have.read;
    const speaks = text.includes('breakwater-');
    const written = speaks && configs.of(file).directives ? (files.summary(file)?.directives ?? []) : [];
    const read = speaks ? directivesOf({ file, comments: written, text, known, today }) : undefined;
    comments.set(file, { text, today, read });
    return read;
  };

  const assumed = (call: GuardedCall, directives: Directives | undefined): GuardedCall => {
    const { site } = call;
    let configured = vouched.get(site);
    if (configured === undefined) {
      configured = assumedLayers(site, configs.of(site.at.file).assumptions);
      vouched.set(site, configured);
    }
    const extra = [...(directives?.layersAt(site.at) ?? []), ...configured];
    if (extra.length === 0) return call;
    const have = widened.get(call);
    if (have !== undefined && have.by.length === extra.length && have.by.every((layer, i) => layer === extra[i])) return have.made;
    const made = withLayers(call, extra);
    widened.set(call, { by: extra, made });
    return made;
  };

  const all = (linked: Case, asked: ReadonlySet<string>): Judged => {
    const today = input.today();
    const speaking = new Map<string, Directives>();
    for (const file of new Set([...asked, ...linked.calls.map((call) => call.site.at.file)])) {
      const directives = directivesIn(file, today);
      if (directives === undefined) continue;
      directives.begin();
      speaking.set(file, directives);
    }
    const calls = linked.calls.map((call) => assumed(call, speaking.get(call.site.at.file)));
    const judged = judge({ ...linked, calls });
    const quiet: Analysis['silenced'][number][] = [];
    const silenced = (finding: Finding): boolean => speaking.get(finding.at.file)?.suppresses(finding) === true;
    const findings = gathered(judged.findings, { asked: (file) => asked.has(file), silenced }).filter((finding) => {
      if (!asked.has(finding.at.file)) return false;
      if (!silenced(finding)) return true;
      const reason = speaking.get(finding.at.file)?.reasonFor(finding);
      quiet.push({ finding, ...(reason === undefined ? {} : { reason }) });
      return false;
    });
    const own = [...speaking].flatMap(([file, directives]) =>
      asked.has(file) ? directives.findings(configs.of(file).levels, input.context(file)) : [],
    );
    return {
      findings: own.length === 0 ? findings : [...findings, ...own].sort(inOrder),
      calls: calls.filter((call) => asked.has(call.site.at.file)).sort((a, b) => order(a.site.at, b.site.at)),
      problems: judged.problems,
      silenced: quiet,
    };
  };

  const sure = ({ calls, policies, instances }: Omit<Case, 'loops'>, file: string): readonly Finding[] => {
    const directives = directivesIn(file, input.today());
    const subjects: Subject[] = [
      ...calls.map((call) => ({ is: 'call', it: assumed(call, directives) }) as const),
      ...policies.map((it) => ({ is: 'policy', it }) as const),
      ...instances.map((it) => ({ is: 'instance', it }) as const),
    ];
    const { levels, settings } = configs.of(file);
    const charges = subjects.flatMap((subject) =>
      hear(
        subject,
        rules,
        () => levels,
        () => settings,
      ).charges.filter(
        ({ verdict: { at, once, root } }) => at === undefined && once === undefined && (root === undefined || root.local === true),
      ),
    );
    const silenced = (finding: Finding): boolean => directives?.suppresses(finding) === true;
    return makeGathering()(makeDocket().update(charges, new Set()), { asked: (one) => one === file, silenced }).filter(
      (finding) => !silenced(finding),
    );
  };

  return { all, sure };
}

/** What somebody vouches for lies around the call like any other layer. */
function withLayers(call: GuardedCall, extra: readonly Layer[]): GuardedCall {
  const wider = (layers: readonly Layer[]): { layers: readonly Layer[]; profile: ResilienceProfile } => {
    const all = [...extra, ...layers];
    return { layers: all, profile: profileOf(all) };
  };
  return { site: call.site, ...wider(call.layers), paths: call.paths.map((p) => ({ ...p, ...wider(p.layers) })) };
}

function order(a: { file: string; start: number }, b: { file: string; start: number }): number {
  return a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1;
}
