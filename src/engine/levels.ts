import { type Context, isAside } from '../model/call';
import type { Rule, Severity, Verdict } from '../model/rule';

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
