import type { GuardedCall } from '../model/call';
import { concerns } from '../model/finding';
import type { Facet, Layer } from '../model/layer';
import { reasonsOf } from '../model/reasons';
import { drawn, frameOf } from './frame';
import { type Format, firstLine, type Paint, type Place, placer, type Report } from './report';
import { cells, duration } from './words';

const facets: readonly Facet[] = ['timeout', 'retry', 'breaker', 'bulkhead', 'fallback', 'cancellation'];

/** One call, or a few: the profile, each facet with its reasons, the layers from the socket outward, and what can be done. */
export const profileText: Format = (report, paint) => report.calls.map((call) => profileOf(call, report, placer(report), paint)).join('\n');

function profileOf(call: GuardedCall, report: Report, place: (span: Layer['because']['at'] & object) => Place, paint: Paint): string {
  const { site, profile, layers, paths } = call;
  const text = report.text(site.at.file);
  const at = place(firstLine(site.at, text));
  const frame = text === undefined ? undefined : frameOf(text, at, 120);
  const cell = cells(profile);
  const shown = { ...cell, cancellation: cell.cancel };
  const reason = (because: Layer['because']): string =>
    `${drawn(because.says)}${because.at === undefined ? '' : paint.dim(`  ${label(place(because.at))}`)}`;
  const rows = facets.flatMap((facet) => {
    const because = reasonsOf(profile[facet].because).map((one, index) => `${index === 0 ? '' : ' '.repeat(30)}${reason(one)}`);
    const value = shown[facet];
    return `  ${facet.padEnd(14)}${paint.bold(value.padEnd(14))}${because.join('\n')}`.trimEnd();
  });
  const findings = report.findings.filter((finding) => concerns(finding, site));
  return [
    `${paint.bold(site.name)}  ${label(at)}`,
    `${[site.client, site.target ?? 'address not known', `${site.effect === 'unknown' ? 'reads or writes' : `${site.effect}s`}`, site.context].join(' · ')}`,
    '',
    ...(frame?.rows.map(({ number, code }) => `${paint.dim(`${number.padStart(frame.margin)} │`)} ${code}`) ?? []),
    ...(frame === undefined ? [] : [`${paint.dim(`${' '.repeat(frame.margin)} │`)} ${frame.carets}`, '']),
    ...rows,
    '',
    `  ${'requests'.padEnd(14)}${profile.attempts === 'unbounded' ? 'no end' : profile.attempts === 'unknown' ? atLeast(profile.atLeast.attempts, 1, String) : `at most ${profile.attempts}`}`,
    `  ${'longest'.padEnd(14)}${profile.worstMs === 'unbounded' ? 'forever' : profile.worstMs === 'unknown' ? atLeast(profile.atLeast.worstMs, 0, duration) : duration(profile.worstMs)}`,
    ...(layers.length === 0
      ? []
      : ['', '  From the socket outward:', ...layers.map((layer, index) => `  ${index + 1}. ${layer.kind}: ${reason(layer.because)}`)]),
    ...(paths.length === 0
      ? []
      : [
          '',
          `  ${paths.length} ways lead here:`,
          ...paths.map(
            ({ profile: one, through }) =>
              `  · timeout ${cells(one).timeout}, retry ${cells(one).retry}${through.length === 0 ? '' : `, ${through.map(reason).join(', ')}`}`,
          ),
        ]),
    ...findings.flatMap((finding) => [
      '',
      `  ${finding.severity === 'error' ? paint.red('error') : finding.severity === 'warning' ? paint.yellow('warning') : paint.blue('info')} ${finding.rule}: ${drawn(finding.message)}`,
      ...report.fixes(finding).map((fix) => `    ${paint.green('fix')} ${fix.title} ${paint.dim(`(${fix.safety})`)}`),
    ]),
    '',
  ].join('\n');
}

/** What is known of an amount whose upper end is not. */
function atLeast(amount: number | 'unbounded', nothing: number, text: (amount: number) => string): string {
  return typeof amount !== 'number' || amount === nothing ? 'not known' : `at least ${text(amount)}`;
}

function label({ path, line, column }: Place): string {
  return `${path}:${line}:${column}`;
}
