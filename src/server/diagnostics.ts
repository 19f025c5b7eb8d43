import { type Diagnostic, type DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { type Finding, placesBeside } from '../model/finding';
import { t } from './language';
import type { Places } from './places';
import { reasonsOf } from '../model/reasons';
import type { Settings } from './settings';
import { severityOf } from './severity';

export interface DiagnosticData {
  readonly fingerprint: string;
  readonly rule: string;
}

export interface Manner {
  readonly places: Places;
  readonly settings: Settings;
  readonly address: (rule: string) => string | undefined;
}

/** One finding as an editor shows it; `undefined` when this editor does not want to hear of it. */
export function diagnosticOf(finding: Finding, manner: Manner, faded = false): Diagnostic | undefined {
  const { places, settings, address } = manner;
  const severity = severityOf(finding.rule, finding.severity, settings.customizations);
  if (severity === undefined) return undefined;
  const href = address(finding.rule);
  const relatedInformation = relatedTo(finding, places);
  const data: DiagnosticData = { fingerprint: finding.fingerprint, rule: finding.rule };
  return {
    range: places.squiggle(finding.at),
    severity: faded ? DiagnosticSeverity.Hint : severity,
    code: finding.rule,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    source: 'breakwater',
    message: faded ? t('{0} (in the baseline)', finding.message) : finding.message,
    ...(faded || finding.rule === 'unused-directive' ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(relatedInformation.length === 0 ? {} : { relatedInformation }),
    data,
  };
}

/** The findings of one file, baselined ones as the person wishes, in the order of the text. */
export function diagnosticsOf(findings: readonly Finding[], baselined: readonly Finding[], manner: Manner): Diagnostic[] {
  const { baseline } = manner.settings;
  const fresh = findings.flatMap((finding) => diagnosticOf(finding, manner) ?? []);
  const old = baseline === 'hide' ? [] : baselined.flatMap((finding) => diagnosticOf(finding, manner, baseline === 'fade') ?? []);
  return [...fresh, ...old].sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
}

/** Nobody reads on, and each place has to be looked up in its file. */
const mostPlaces = 20;

function relatedTo(finding: Finding, { uri, squiggle }: Places): DiagnosticRelatedInformation[] {
  const reasons = reasonsOf(finding.because).flatMap(({ at, says }) => (at === undefined ? [] : [{ at, says }]));
  const beside = placesBeside(finding);
  const places = beside.slice(0, mostPlaces);
  const left = beside.length - places.length;
  const named = places.map((place, i) =>
    left > 0 && i === mostPlaces - 1 ? { ...place, says: t('{0}, and for {1} more', place.says, left) } : place,
  );
  return [...reasons, ...named].map(({ at, says }) => ({
    location: { uri: uri(at.file), range: squiggle(at) },
    message: says,
  }));
}
