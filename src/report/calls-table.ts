import type { GuardedCall } from '../model/call';
import { columns, drawn } from './frame';
import { type Format, type Paint, placer } from './report';
import { cells, counted, listed } from './words';

/** The inventory for people at a terminal. */
export const callsTable: Format = (report, paint) => {
  if (report.calls.length === 0) return 'No outgoing calls.\n';
  const place = placer(report);
  const head = ['call', 'where', 'to', 'timeout', 'retry', 'breaker', 'bulkhead', 'fallback', 'cancel', 'longest'];
  const rows = report.calls.map(({ site, profile }) => {
    const { path, line } = place(site.at);
    const { timeout, retry, breaker, bulkhead, fallback, cancel, worst } = cells(profile);
    return [site.name, `${path}:${line}`, site.target ?? '?', timeout, retry, breaker, bulkhead, fallback, cancel, worst].map((text) =>
      clipped(drawn(text)),
    );
  });
  const widths = head.map((title, index) => Math.max(columns(title), ...rows.map((row) => columns(row[index] ?? ''))));
  const line = (texts: readonly string[], colour: (text: string, index: number) => string): string =>
    texts
      .map((text, index) => colour(text, index) + ' '.repeat(index === texts.length - 1 ? 0 : (widths[index] ?? 0) - columns(text)))
      .join('  ');
  return [
    line(head, (text) => paint.dim(text)),
    ...rows.map((row) => line(row, (text, index) => shade(text, index, paint))),
    '',
    `${inventoryWords(report.calls)}.`,
    paint.dim('– known to be absent   ? not known   longest: the longest one call can take, with its retries'),
    '',
  ].join('\n');
};

/** `12 outgoing calls with 3 clients: 8 have a timeout, 3 have none, 1 is not known`. */
export function inventoryWords(calls: readonly GuardedCall[]): string {
  const of = (is: string): number => calls.filter((call) => call.profile.timeout.is === is).length;
  const parts = [
    { count: of('present'), one: 'has a timeout', many: 'have a timeout' },
    { count: of('absent'), one: 'has none', many: 'have none' },
    { count: of('unknown'), one: 'is not known', many: 'are not known' },
  ];
  const clients = new Set(calls.map((call) => call.site.client)).size;
  const said = listed(parts.filter(({ count }) => count > 0).map(({ count, one, many }) => `${count} ${count === 1 ? one : many}`));
  return `${counted(calls.length, 'outgoing call')} with ${counted(clients, 'client')}${said === '' ? '' : `: ${said}`}`;
}

const timeoutColumn = 3;
const worstColumn = 9;

function shade(text: string, index: number, paint: Paint): string {
  if (index === timeoutColumn && text === '–') return paint.red(text);
  if (index === worstColumn && text === 'forever') return paint.red(text);
  if (text === '–' || text === '?') return paint.dim(text);
  return index === 0 ? paint.bold(text) : text;
}

function clipped(text: string): string {
  return text.length > 48 ? `${text.slice(0, 47)}…` : text;
}
