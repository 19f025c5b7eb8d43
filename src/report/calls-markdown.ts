import { cell } from './markdown';
import { type Format, placer } from './report';
import { cells } from './words';
import { inventoryWords } from './calls-table';

/** The inventory as a table to paste into a production-readiness review. */
export const callsMarkdown: Format = (report) => {
  const place = placer(report);
  const rows = report.calls.map(({ site, profile }) => {
    const { path, line } = place(site.at);
    const { timeout, retry, breaker, bulkhead, fallback, cancel, worst } = cells(profile);
    const columns = [
      `\`${site.name}\``,
      `${path}:${line}`,
      site.target ?? '?',
      site.effect,
      timeout,
      retry,
      breaker,
      bulkhead,
      fallback,
      cancel,
      worst,
    ];
    return `| ${columns.map(cell).join(' | ')} |\n`;
  });
  const head = ['call', 'where', 'to', 'effect', 'timeout', 'retry', 'breaker', 'bulkhead', 'fallback', 'cancel', 'longest'];
  return [
    '## Outgoing calls\n\n',
    `${inventoryWords(report.calls)}.\n`,
    ...(rows.length === 0 ? [] : [`\n| ${head.join(' | ')} |\n|${' --- |'.repeat(head.length)}\n`, ...rows]),
  ].join('');
};
