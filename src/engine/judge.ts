import type { Problem } from '../model/analysis';
import type { ClientInstance, GuardedCall, PolicyUse, RetryLoop } from '../model/call';
import type { Finding } from '../model/finding';
import type { Rule, RuleSettings } from '../model/rule';
import { type Charge, type Clock, type Hearing, hear, type Subject } from './charges';
import { makeDocket } from './docket';
import type { RuleLevels } from './levels';

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
): { findings: readonly Finding[]; problems: Problem[] } {
  return makeJudge(rules, levels, settings)(input);
}

/** A judge that remembers what was said of a subject, for as long as it is the same object, and the findings that came of it. */
export function makeJudge(
  rules: readonly Rule[],
  levels: (file: string) => RuleLevels,
  settings: (file: string) => RuleSettings,
  clock?: Clock,
): (input: Case) => { findings: readonly Finding[]; problems: Problem[] } {
  const docket = makeDocket();
  let heard = new Map<object, Hearing>();
  return ({ calls, loops, policies, instances }) => {
    const before = heard;
    heard = new Map();
    const come: Charge[] = [];
    let rank = 0;
    const take = (subject: Subject): void => {
      if (heard.has(subject.it)) return;
      const known = before.get(subject.it);
      const hearing = known ?? hear(subject, rules, levels, settings, clock);
      hearing.rank = rank++;
      heard.set(subject.it, hearing);
      if (known === undefined) come.push(...hearing.charges);
    };
    for (const it of calls) if (!it.site.traits.includes('one-way')) take({ is: 'call', it });
    for (const it of loops) take({ is: 'loop', it });
    for (const it of policies) take({ is: 'policy', it });
    for (const it of instances) take({ is: 'instance', it });
    const gone = new Set<Charge>();
    for (const [it, { charges }] of before) if (!heard.has(it)) for (const charge of charges) gone.add(charge);
    const findings = docket.update(come, gone);
    const crashes = [...heard.values()].flatMap((hearing) => hearing.crashes);
    const problems = rules.flatMap((rule): Problem[] => {
      const first = crashes.find((crash) => crash.rule === rule);
      return first === undefined ? [] : [{ path: first.path, message: first.message, kind: 'internal' }];
    });
    return { findings, problems };
  };
}
