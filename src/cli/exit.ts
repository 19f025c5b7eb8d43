import type { Problem } from '../model/analysis';
import type { Finding } from '../model/finding';
import type { Request } from './request';
import { oneOf, wholeNumber } from './request';

/** The codes a run may end with. */
export const exits = { clean: 0, findings: 1, wrongRequest: 2, failed: 3 } as const;

/** What fails a run. */
export interface Bar {
  readonly failOn: 'error' | 'warning' | 'info' | 'none';
  readonly maxWarnings?: number;
}

export function barOf(request: Request): Bar {
  const maxWarnings = wholeNumber(request, 'max-warnings');
  return {
    failOn: oneOf(request, 'fail-on', ['error', 'warning', 'info', 'none']) ?? 'error',
    ...(maxWarnings === undefined ? {} : { maxWarnings }),
  };
}

/** The same for every format: an incomplete analysis outweighs findings, because nobody knows what it would have found. */
export function exitCodeOf(findings: readonly Finding[], problems: readonly Problem[], { failOn, maxWarnings }: Bar): number {
  if (problems.length > 0) return exits.failed;
  const failing: readonly string[] = { error: ['error'], warning: ['error', 'warning'], info: ['error', 'warning', 'info'], none: [] }[
    failOn
  ];
  const warnings = findings.filter((finding) => finding.severity === 'warning').length;
  return findings.some((finding) => failing.includes(finding.severity)) || (maxWarnings !== undefined && warnings > maxWarnings)
    ? exits.findings
    : exits.clean;
}
