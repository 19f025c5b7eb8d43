import type { CallSite, ClientInstance, Context, GuardedCall, PolicyUse, RetryLoop } from '../model/call';
import type { Rule, RuleSettings, Severity, Verdict } from '../model/rule';
import type { Span } from '../model/span';
import { calleeOf, normalisedTarget } from './fingerprint';
import { type RuleLevels, severityOf } from './levels';

/** Something rules may be asked about. */
export type Subject =
  | { readonly is: 'call'; readonly it: GuardedCall }
  | { readonly is: 'loop'; readonly it: RetryLoop }
  | { readonly is: 'policy'; readonly it: PolicyUse }
  | { readonly is: 'instance'; readonly it: ClientInstance };

/** What rules say of one subject. */
export interface Hearing {
  readonly charges: readonly Charge[];
  readonly crashes: readonly { readonly rule: Rule; readonly path: string; readonly message: string }[];
  /** Its place among all subjects, which settles ties; set anew whenever the whole is looked at. */
  rank: number;
}

/** One rule's verdict on one subject. What findings are made of is made here once, since groups are put together again after every edit. */
export interface Charge {
  readonly rule: Rule;
  readonly verdict: Verdict;
  readonly at: Span;
  readonly severity: Severity;
  readonly client?: string;
  readonly call?: CallSite;
  readonly names: { readonly file: string; readonly scope: string; readonly callee: string; readonly target: string };
  /** File, scope, callee and target in one text. */
  readonly name: string;
  /** How it is told of where another charge stands for it. */
  readonly related: { readonly at: Span; readonly says: string };
  readonly hearing: { readonly rank: number };
}

/** Says how long each rule took. */
export interface Clock {
  readonly now: () => number;
  readonly spend: (rule: string, milliseconds: number) => void;
}

/** Asks every rule about one subject; a crash is noted, and the others go on. */
export function hear(
  subject: Subject,
  rules: readonly Rule[],
  levels: (file: string) => RuleLevels,
  settings: (file: string) => RuleSettings,
  clock?: Clock,
): Hearing {
  const about = aboutOf(subject);
  const { file } = about.at;
  const charges: Charge[] = [];
  const crashes: { rule: Rule; path: string; message: string }[] = [];
  const hearing: Hearing = { charges, crashes, rank: 0 };
  const level = levels(file);
  const limits = settings(file);
  let before = clock?.now() ?? 0;
  for (const rule of rules) {
    if (rule[subject.is] === undefined || severityOf(rule, {}, about.context, level) === 'off') continue;
    try {
      const said = ask(rule, subject, limits);
      const verdict = said === undefined || !about.slight ? said : quieter(said, about.call);
      const at = verdict?.at ?? about.at;
      const severity = verdict === undefined ? 'off' : severityOf(rule, verdict, about.context, levels(at.file));
      if (verdict !== undefined && severity !== 'off') charges.push(chargeOf(about, rule, verdict, at, severity, hearing));
    } catch (error) {
      crashes.push({ rule, path: file, message: `The rule \`${rule.id}\` failed: ${reasonOf(error)}` });
    }
    if (clock === undefined) continue;
    const after = clock.now();
    clock.spend(rule.id, after - before);
    before = after;
  }
  return hearing;
}

function ask(rule: Rule, subject: Subject, settings: RuleSettings): Verdict | undefined {
  switch (subject.is) {
    case 'call':
      return rule.call?.(subject.it, settings);
    case 'loop':
      return rule.loop?.(subject.it, settings);
    case 'policy':
      return rule.policy?.(subject.it, settings);
    case 'instance':
      return rule.instance?.(subject.it, settings);
  }
}

interface About {
  readonly at: Span;
  readonly scope: string;
  readonly context: Context;
  readonly callee: string;
  readonly target: string;
  readonly client?: string;
  readonly call?: CallSite;
  /** All of it stays on the machine, where silence is rare, or nobody calls it as far as can be seen: a remark is enough. */
  readonly slight: boolean;
}

function chargeOf(about: About, rule: Rule, verdict: Verdict, at: Span, severity: Severity, hearing: Hearing): Charge {
  const { scope, callee, target, client, call } = about;
  return {
    rule,
    verdict,
    at,
    severity,
    ...(client === undefined ? {} : { client }),
    ...(call === undefined ? {} : { call }),
    names: { file: at.file, scope, callee, target },
    name: [at.file, scope, callee, target].join('\0'),
    related: { at, says: `the same holds for \`${call?.name ?? callee}\`` },
    hearing,
  };
}

function aboutOf(subject: Subject): About {
  if (subject.is === 'call') {
    const { site } = subject.it;
    return {
      ...named(site),
      at: site.at,
      scope: site.scope,
      context: site.context,
      client: site.client,
      call: site,
      slight: isSlight(site),
    };
  }
  const { at, scope, context } = subject.it;
  const base = { at, scope, context, target: '', slight: false };
  if (subject.is === 'policy') return { ...base, callee: subject.it.guard };
  if (subject.is === 'instance') return { ...base, callee: subject.it.client, client: subject.it.client };
  const { calls, layer } = subject.it;
  const [first] = calls;
  if (first === undefined) return { ...base, callee: layer.form };
  const alike = calls.every((one) => one.client === first.client);
  return { ...base, ...named(first), ...(alike ? { client: first.client } : {}), call: first, slight: calls.every(isSlight) };
}

function isSlight({ traits }: CallSite): boolean {
  return traits.includes('local') || traits.includes('uncalled');
}

/** A remark, which says so where nothing leads to the call. */
function quieter(said: Verdict, call: CallSite | undefined): Verdict {
  const why = call?.uncalled;
  return { ...said, severity: 'info', ...(why === undefined ? {} : { because: [...(said.because ?? []), why] }) };
}

function named(site: CallSite): { callee: string; target: string } {
  return { callee: calleeOf(site), target: normalisedTarget(site.target) };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
