import { findingJson, problemJson } from './json';
import type { Format } from './report';

/** One JSON object per line, for streams. */
export const jsonl: Format = (report) => {
  const finding = findingJson(report);
  const rows = [
    ...report.findings.map((one) => ({ type: 'finding', ...finding(one) })),
    ...report.problems.map((one) => ({ type: 'problem', ...problemJson(one, report) })),
    ...(report.stats === undefined ? [] : [{ type: 'stats', ...report.stats }]),
  ];
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
};
