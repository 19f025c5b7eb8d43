import type { GuardedCall } from '../model/call';
import type { Facet } from '../model/layer';
import { reasonsOf } from '../model/reasons';
import { inventoryWords } from './calls-table';
import { pageScript, pageStyle } from './html-page';
import { drawn } from './frame';
import { type Format, firstLine, type Place, placer, type Report } from './report';
import { cells, counted, tally } from './words';

/** One page that stands alone: the findings, and the inventory behind them. */
export const html: Format = (report) => page(report, { findings: true });

/** The inventory alone; the editor shows the same page. */
export const callsHtml: Format = (report) => page(report, { findings: false });

/** `nonce` lets a strict policy admit our style and script; `link` turns a place into an address. */
export interface PageOptions {
  readonly findings: boolean;
  readonly nonce?: string;
  readonly link?: (place: Place) => string;
}

/** A page without anything from elsewhere: no font, no picture, no network. */
export function page(report: Report, { findings, nonce = 'breakwater', link = addressOf }: PageOptions): string {
  const place = placer(report);
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
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
${report.inventoried === false ? '' : `<p>${escaped(inventoryWords(report.calls))}.</p>\n`}${findings ? findingList(report, place, link) : ''}${report.calls.length === 0 ? '' : inventory(report, place, link)}</main>
<script nonce="${nonce}">${pageScript}</script>
</body>
</html>
`;
}

type At = ReturnType<typeof placer>;
type Link = (place: Place) => string;

function findingList(report: Report, place: At, link: Link): string {
  const problems = problemList(report);
  if (report.findings.length === 0) return problems === '' ? '<p>Nothing to report.</p>\n' : problems;
  const rows = report.findings.map((finding) => {
    const at = place(firstLine(finding.at, report.text(finding.at.file)));
    const because = reasonsOf(finding.because).map(
      ({ says, at: where }) => `<li>${escaped(says)}${where === undefined ? '' : ` ${anchor(place(where), link)}`}</li>`,
    );
    const reasons = because.length === 0 ? '' : `<ul>${because.join('')}</ul>`;
    return `<li class="${finding.severity}"><b>${finding.severity}</b> ${anchor(at, link)} <code>${escaped(finding.rule)}</code><br>${escaped(finding.message)}${reasons}</li>\n`;
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

function inventory(report: Report, place: At, link: Link): string {
  const rows = report.calls.map((call) => row(call, place, link));
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

function row({ site, profile }: GuardedCall, place: At, link: Link): string {
  const { timeout, retry, breaker, bulkhead, fallback, cancel, worst } = cells(profile);
  const facet = (name: Facet, text: string): string => {
    const because = reasonsOf(profile[name].because).map(({ says, at }) => `${says}${at === undefined ? '' : ` (${label(place(at))})`}`);
    return `<td class="${profile[name].is}"${because.length === 0 ? '' : ` title="${escaped(because.join('\n'))}"`}>${escaped(text)}</td>`;
  };
  return `<tr data-timeout="${profile.timeout.is}"><th scope="row"><code>${escaped(site.name)}</code></th><td>${anchor(place(site.at), link)}</td><td>${escaped(site.target ?? '?')}</td><td>${site.effect}</td>${[
    facet('timeout', timeout),
    facet('retry', retry),
    facet('breaker', breaker),
    facet('bulkhead', bulkhead),
    facet('fallback', fallback),
    facet('cancellation', cancel),
  ].join('')}<td>${escaped(worst)}</td></tr>\n`;
}

function anchor(place: Place, link: Link): string {
  return `<a href="${escaped(link(place))}">${escaped(label(place))}</a>`;
}

function label({ path, line, column }: Place): string {
  return `${path}:${line}:${column}`;
}

function addressOf({ path, line }: Place): string {
  return `${path.split('/').map(encodeURIComponent).join('/')}#L${line}`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
}
