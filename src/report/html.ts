import type { GuardedCall } from '../model/call';
import type { Amount, Facet } from '../model/layer';
import type { ResilienceProfile } from '../model/profile';
import { reasonsOf } from '../model/reasons';
import type { Span } from '../model/span';
import { inventoryWords } from './calls-table';
import { pageScript, pageStyle } from './html-page';
import { drawn } from './frame';
import { type Format, firstLine, type Place, placer, type Report } from './report';
import { cells, counted, tally } from './words';

/** One page that stands alone: the findings, and the inventory behind them. */
export const html: Format = (report) => page([report], { findings: findingList(report), inventoried: report.inventoried !== false });

/** The inventory alone; the editor shows the same page. */
export const callsHtml: Format = (report) => page([report]);

/** The calls of one folder, and where each of them is. */
export interface Part extends Pick<Report, 'calls' | 'text' | 'path' | 'lines'> {
  /** Turns a place into an address. */
  readonly link?: (place: Place, file: string) => string;
}

export interface PageOptions {
  /** What stands above the inventory, as HTML. */
  readonly findings?: string;
  readonly inventoried?: boolean;
  /** Lets a strict policy admit our style and script. */
  readonly nonce?: string;
}

/** A page without anything from elsewhere: no font, no picture, no network. */
export function page(parts: readonly Part[], { findings = '', inventoried = true, nonce = 'breakwater' }: PageOptions = {}): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  const calls = parts.flatMap((part) => part.calls);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Breakwater: outgoing calls</title>
<style nonce="${nonce}">${pageStyle}</style>
</head>
<body>
<main>
<h1>Outgoing calls</h1>
${inventoried ? `<p>${escaped(inventoryWords(calls))}.</p>\n` : ''}${findings}${calls.length === 0 ? '' : inventory(parts)}</main>
<script nonce="${nonce}">${pageScript}</script>
</body>
</html>
`;
}

/** A place as people read it, and where it leads. */
type At = (span: Span) => { readonly label: string; readonly address: string };

function placesIn(part: Part): At {
  const place = placer(part);
  const { link = addressOf } = part;
  return (span) => {
    const at = place(span);
    return { label: `${at.path}:${at.line}:${at.column}`, address: link(at, span.file) };
  };
}

function findingList(report: Report): string {
  const at = placesIn(report);
  const problems = problemList(report);
  if (report.findings.length === 0) return problems === '' ? '<p>Nothing to report.</p>\n' : problems;
  const rows = report.findings.map((finding) => {
    const where = at(firstLine(finding.at, report.text(finding.at.file)));
    const because = reasonsOf(finding.because).map(
      ({ says, at: there }) => `<li>${escaped(says)}${there === undefined ? '' : ` ${anchor(at(there))}`}</li>`,
    );
    const reasons = because.length === 0 ? '' : `<ul>${because.join('')}</ul>`;
    return `<li class="${finding.severity}"><b>${finding.severity}</b> ${anchor(where)} <code>${escaped(finding.rule)}</code><br>${escaped(finding.message)}${reasons}</li>\n`;
  });
  return `${problems}<h2>${escaped(tally(report.findings))}</h2>\n<ol class="findings">\n${rows.join('')}</ol>\n`;
}

/** What could not be analysed, so that nobody takes the page for the whole truth. */
function problemList({ problems, path }: Report): string {
  const rows = problems.map(
    (one) =>
      `<li class="error">${one.path === '' ? '' : `<code>${escaped(drawn(path(one.path)))}</code> `}${escaped(drawn(one.message))}</li>\n`,
  );
  return rows.length === 0
    ? ''
    : `<h2>Not analysed: ${counted(rows.length, 'problem')}</h2>\n<ul class="findings">\n${rows.join('')}</ul>\n`;
}

const head = ['call', 'where', 'to', 'effect', 'timeout', 'retry', 'breaker', 'bulkhead', 'fallback', 'cancel', 'longest'];

function inventory(parts: readonly Part[]): string {
  const rows = parts.flatMap((part) => {
    const at = placesIn(part);
    return part.calls.map((call) => row(call, at));
  });
  return `<h2>Inventory</h2>
<form class="filters" role="search">
<label>Search <input type="search" id="words" autocomplete="off"></label>
<label>Timeout <select id="timeout"><option value="">any</option><option value="absent">none</option><option value="present">set</option><option value="unknown">not known</option></select></label>
<output id="count"></output>
</form>
<div class="scroll"><table>
<thead><tr>${head.map((title, index) => `<th scope="col"><button type="button" data-column="${index}">${title}</button></th>`).join('')}</tr></thead>
<tbody>
${rows.join('')}</tbody>
</table></div>
`;
}

function row({ site, profile }: GuardedCall, at: At): string {
  const { timeout, retry, breaker, bulkhead, fallback, cancel, worst } = cells(profile);
  const facet = (name: Facet, text: string): string => {
    const because = reasonsOf(profile[name].because).map(
      ({ says, at: where }) => `${says}${where === undefined ? '' : ` (${at(where).label})`}`,
    );
    return `<td class="${profile[name].is}"${name === 'timeout' ? order(timeoutMs(profile)) : ''}${because.length === 0 ? '' : ` title="${escaped(because.join('\n'))}"`}>${escaped(text)}</td>`;
  };
  return `<tr data-timeout="${profile.timeout.is}"><th scope="row"><code>${escaped(site.name)}</code></th><td>${anchor(at(site.at))}</td><td>${escaped(site.target ?? '?')}</td><td>${site.effect}</td>${[
    facet('timeout', timeout),
    facet('retry', retry),
    facet('breaker', breaker),
    facet('bulkhead', bulkhead),
    facet('fallback', fallback),
    facet('cancellation', cancel),
  ].join('')}<td${order(longest(profile))}>${escaped(worst)}</td></tr>\n`;
}

function timeoutMs({ timeout }: ResilienceProfile): Amount {
  return timeout.is === 'present' ? timeout.layer.ms : timeout.is === 'absent' ? 'unbounded' : 'unknown';
}

function longest({ worstMs, atLeast }: ResilienceProfile): Amount {
  return worstMs === 'unknown' && typeof atLeast.worstMs === 'number' && atLeast.worstMs > 0 ? atLeast.worstMs : worstMs;
}

/** What a column of durations is sorted by: what never ends comes last, and what is not known first. */
function order(ms: Amount): string {
  return ` data-order="${ms === 'unbounded' ? 'Infinity' : ms === 'unknown' ? -1 : ms}"`;
}

function anchor({ label, address }: ReturnType<At>): string {
  return `<a href="${escaped(address)}">${escaped(label)}</a>`;
}

function addressOf({ path, line }: Place): string {
  return `${path.split('/').map(encodeURIComponent).join('/')}#L${line}`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
}
