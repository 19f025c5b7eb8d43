import { type CallSite, type ClientInstance, type Context, type GuardedCall, isAside, type PolicyUse, type RetryLoop } from '../model/call';
import type { Finding } from '../model/finding';
import type { Problem } from '../model/analysis';
import type { Rule, RuleSettings, Severity, Verdict } from '../model/rule';
import type { Span } from '../model/span';
import { calleeOf, fingerprinter, normalisedTarget } from './fingerprint';

/** How loud a rule is in one file, and who said so. */
export interface RuleLevel {
  readonly level: Severity | 'off';
  /** `default`: the rule (and the preset) decides, and a verdict may differ. `rules`: the user did. `override`: the user did, for these very files. */
  readonly by: 'default' | 'rules' | 'override';
}

/** Levels by rule name; a rule that is not named has its own default. */
export interface RuleLevels {
  readonly preset: 'recommended' | 'strict' | 'all';
  readonly rules: Readonly<Record<string, RuleLevel>>;
  /** When given, every other rule is off. */
  readonly only?: readonly string[];
}

/** Everything rules may look at. */
export interface Case {
  readonly calls: readonly GuardedCall[];
  readonly loops: readonly RetryLoop[];
  readonly policies: readonly PolicyUse[];
  readonly instances: readonly ClientInstance[];
}

/** Asks every rule about every subject; what a crash hides becomes a problem, the rest goes on. */
export function judge(
  input: Case,
  rules: readonly Rule[],
  levels: (file: string) => RuleLevels,
  settings: (file: string) => RuleSettings,
): { findings: Finding[]; problems: Problem[] } {
  return makeJudge(rules, levels, settings)(input);
}

/** A judge that remembers what was said of a subject, for as long as it is the same object. */
export function makeJudge(
  rules: readonly Rule[],
  levels: (file: string) => RuleLevels,
  settings: (file: string) => RuleSettings,
  clock?: { readonly now: () => number; readonly spend: (rule: string, milliseconds: number) => void },
): (input: Case) => { findings: Finding[]; problems: Problem[] } {
  const remembered = new WeakMap<object, Hearing>();
  const prints = new Map<string, string>();
  const heard = <T extends object>(one: T, subjectOf: (one: T) => Subject, asks: (rule: Rule) => Ask<T> | undefined): Hearing => {
    const known = remembered.get(one);
    if (known !== undefined) return known;
    const subject = subjectOf(one);
    const { file } = subject.at;
    const hearing: Hearing = { charges: [], crashes: [] };
    const level = levels(file);
    const limits = settings(file);
    let before = clock?.now() ?? 0;
    for (const rule of rules) {
      const ask = asks(rule);
      if (ask === undefined || severityOf(rule, {}, subject.context, level) === 'off') continue;
      try {
        const verdict = ask(one, limits);
        if (verdict !== undefined) {
          const at = verdict.at ?? subject.at;
          hearing.charges.push({ ...subject, rule, verdict, at, name: nameKey(at.file, subject) });
        }
      } catch (error) {
        hearing.crashes.push({ rule, path: file, message: `The rule \`${rule.id}\` failed: ${reasonOf(error)}` });
      }
      if (clock !== undefined) {
        const after = clock.now();
        clock.spend(rule.id, after - before);
        before = after;
      }
    }
    remembered.set(one, hearing);
    return hearing;
  };
  return ({ calls, loops, policies, instances }) => {
    const all = [
      ...calls.map((one) => heard(one, ofCall, ({ call }) => call)),
      ...loops.map((one) => heard(one, ofLoop, ({ loop }) => loop)),
      ...policies.map((one) => heard(one, ofPolicy, ({ policy }) => policy)),
      ...instances.map((one) => heard(one, ofInstance, ({ instance }) => instance)),
    ];
    const crashes = all.flatMap((hearing) => hearing.crashes);
    const problems = rules.flatMap((rule): Problem[] => {
      const first = crashes.find((crash) => crash.rule === rule);
      return first === undefined ? [] : [{ path: first.path, message: first.message, kind: 'internal' }];
    });
    const charges = all.flatMap((hearing) => hearing.charges);
    return { findings: findingsOf(charges, levels, prints), problems };
  };
}

type Ask<T> = (one: T, settings: RuleSettings) => Verdict | undefined;

/** What came out about one subject. */
interface Hearing {
  readonly charges: Charge[];
  readonly crashes: { readonly rule: Rule; readonly path: string; readonly message: string }[];
}

/** How loud a verdict is: a user's word stands, a verdict's own comes next, and tests, examples and chores are never more than a remark unless asked. */
export function severityOf(
  rule: Pick<Rule, 'id' | 'severity'>,
  verdict: Pick<Verdict, 'severity'>,
  context: Context,
  levels: RuleLevels,
): Severity | 'off' {
  const set = levels.rules[rule.id] ?? { level: rule.severity, by: 'default' };
  if (set.level === 'off' || levels.only?.includes(rule.id) === false) return 'off';
  const own = set.by === 'default' ? (verdict.severity ?? set.level) : set.level;
  const raised = set.by === 'default' && own === 'info' && levels.preset !== 'recommended' ? 'warning' : own;
  return isAside(context) && set.by !== 'override' ? 'info' : raised;
}

/** Sorts by path, place and rule, in the order every report shows. */
export function inOrder(a: Pick<Finding, 'at' | 'rule'>, b: Pick<Finding, 'at' | 'rule'>): number {
  return byPlace(a.at, b.at) || order(a.rule, b.rule);
}

function byPlace(a: Span, b: Span): number {
  return order(a.file, b.file) || a.start - b.start || a.end - b.end;
}

interface Subject {
  readonly at: Span;
  readonly scope: string;
  readonly context: Context;
  readonly callee: string;
  readonly target: string;
  readonly client?: string;
  readonly call?: CallSite;
}

interface Charge extends Subject {
  readonly rule: Rule;
  readonly verdict: Verdict;
  /** File, scope, callee and target in one text, made once since groups are put in order again after every edit. */
  readonly name: string;
}

function nameKey(file: string, { scope, callee, target }: Subject): string {
  return [file, scope, callee, target].join('\0');
}

function ofCall({ site }: GuardedCall): Subject {
  return { ...named(site), at: site.at, scope: site.scope, context: site.context, client: site.client, call: site };
}

function ofLoop(loop: RetryLoop): Subject {
  const [first] = loop.calls;
  const base = { at: loop.at, scope: loop.scope, context: loop.context };
  if (first === undefined) return { ...base, callee: loop.layer.form, target: '' };
  const alike = loop.calls.every((one) => one.client === first.client);
  return { ...base, ...named(first), ...(alike ? { client: first.client } : {}), call: first };
}

function ofPolicy(policy: PolicyUse): Subject {
  return { at: policy.at, scope: policy.scope, context: policy.context, callee: policy.guard, target: '' };
}

function ofInstance(instance: ClientInstance): Subject {
  return {
    at: instance.at,
    scope: instance.scope,
    context: instance.context,
    callee: instance.client,
    target: '',
    client: instance.client,
  };
}

function named(site: CallSite): { callee: string; target: string } {
  return { callee: calleeOf(site), target: normalisedTarget(site.target) };
}

/** One finding per rule and place, and one per rule and `once`, with the other places related. */
function findingsOf(charges: readonly Charge[], levels: (file: string) => RuleLevels, prints: Map<string, string>): Finding[] {
  const print = fingerprinter(prints);
  const groups = new Map<string, Charge[]>();
  for (const charge of [...charges].sort((a, b) => byPlace(a.at, b.at) || order(a.rule.id, b.rule.id))) {
    const { rule, verdict, at } = charge;
    const key = verdict.once === undefined ? `${rule.id}\0at\0${at.file}\0${at.start}` : `${rule.id}\0once\0${verdict.once}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [charge]);
    else group.push(charge);
  }
  const findings: Finding[] = [];
  for (const group of groups.values()) {
    const loudness = group.map((c) => severityOf(c.rule, c.verdict, c.context, levels(c.at.file)));
    const top = loudest(loudness);
    const main = group[top === 'off' ? 0 : loudness.indexOf(top)];
    if (main === undefined || top === 'off') continue;
    const { rule, verdict, at, client, call } = main;
    const [own, ...others] = namesOf(group, at.file);
    const { scope, callee, target } = own ?? main;
    findings.push({
      ...verdict,
      rule: rule.id,
      severity: top,
      at,
      because: verdict.because ?? [],
      fingerprint: print({ rule: rule.id, path: at.file, scope, callee, target }),
      names: { scope, callee, target, ...(others.length === 0 ? {} : { also: others }) },
      ...(call === undefined ? {} : { call }),
      ...(client === undefined ? {} : { client }),
      related: placesOf(group, at),
    });
  }
  return findings.sort(inOrder);
}

/** Each name once; those of the file it is reported in come first, in an order that moving code about does not change. */
function namesOf(group: readonly Charge[], file: string): readonly { file: string; scope: string; callee: string; target: string }[] {
  const distinct = group.length === 1 ? group : [...new Map(group.map((charge) => [charge.name, charge])).values()];
  const rank = ({ at }: Charge): number => (at.file === file ? 0 : 1);
  const all = distinct.length === 1 ? distinct : [...distinct].sort((a, b) => rank(a) - rank(b) || order(a.name, b.name));
  return all.map(({ at, scope, callee, target }) => ({ file: at.file, scope, callee, target }));
}

function placesOf(group: readonly Charge[], main: Span): { at: Span; says: string }[] {
  const seen = new Set([`${main.file}\0${main.start}`]);
  return group.flatMap(({ at, call, callee }) => {
    const key = `${at.file}\0${at.start}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ at, says: `the same holds for \`${call?.name ?? callee}\`` }];
  });
}

function loudest(all: readonly (Severity | 'off')[]): Severity | 'off' {
  return (['error', 'warning', 'info'] as const).find((level) => all.includes(level)) ?? 'off';
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
