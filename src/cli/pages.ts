import { readFileSync } from 'node:fs';
import { knownRules } from '../engine/known';
import type { RulePage } from '../report';

/** A rule's docs page, which lies beside the bundle. */
export function pageOf(rule: string): string | undefined {
  try {
    return readFileSync(new URL(`./rules/${rule}.md`, import.meta.url), 'utf8');
  } catch {
    return undefined;
  }
}

/** All rules with their pages. */
export function rulePages(): readonly RulePage[] {
  return knownRules.map(({ id, summary, severity }) => {
    const page = pageOf(id);
    return { id, summary, severity, ...(page === undefined ? {} : { page }) };
  });
}
