import { readFileSync } from 'node:fs';
import { knownRules } from '../engine/known';
import type { RulePage } from '../report';

/** A rule's docs page. */
export function pageOf(rule: string): string | undefined {
  pages ??= readPages();
  return pages[rule];
}

let pages: Readonly<Record<string, string>> | undefined;

/** All pages lie in one file beside the bundle. */
function readPages(): Readonly<Record<string, string>> {
  try {
    const value: unknown = JSON.parse(readFileSync(new URL('./rules.json', import.meta.url), 'utf8'));
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return {};
  }
}

/** All rules with their pages. */
export function rulePages(): readonly RulePage[] {
  return knownRules.map(({ id, summary, severity }) => {
    const page = pageOf(id);
    return { id, summary, severity, ...(page === undefined ? {} : { page }) };
  });
}
