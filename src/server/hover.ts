import { type Hover, MarkupKind } from 'vscode-languageserver';
import type { GuardedCall } from '../model/call';
import type { Finding } from '../model/finding';
import type { Facet } from '../model/layer';
import type { ResilienceProfile } from '../model/profile';
import type { Provenance } from '../model/provenance';
import { t } from './language';
import type { Places } from './places';
import { chainOf } from '../model/reasons';
import { amount, duration, facetWords, shortProfile } from './words';

const rows = (): readonly (readonly [Facet, string])[] => [
  ['timeout', `⏱ ${t('Timeout')}`],
  ['retry', `↻ ${t('Retry')}`],
  ['breaker', `⚡ ${t('Circuit breaker')}`],
  ['bulkhead', `⇉ ${t('Concurrency limit')}`],
  ['fallback', `↪ ${t('Fallback')}`],
  ['cancellation', `⏹ ${t('Cancellation')}`],
];

/** The resilience profile of the call under the cursor, with its reasons as links. */
export function hoverOf(call: GuardedCall, findings: readonly Finding[], places: Places): Hover {
  return { contents: { kind: MarkupKind.Markdown, value: profilePage(call, findings, places) }, range: places.range(call.site.at) };
}

/** The same as a text of its own: the hover, the tree's tooltip and the explanation all show it. */
export function profilePage(call: GuardedCall, findings: readonly Finding[], places: Places): string {
  const { site, profile, paths } = call;
  const facts = [
    site.client,
    site.target,
    site.effect === 'unknown' ? undefined : site.effect,
    site.context === 'unknown' ? undefined : site.context,
  ];
  const head = [`**${code(site.name)}**`, ...facts.flatMap((fact) => (fact === undefined ? [] : [text(fact)]))].join(' · ');
  const table = [`| | | ${t('why')} |`, '| :-- | :-- | :-- |', ...rows().map(([facet, title]) => row(facet, title, profile, places))];
  const ways = paths.map((path) => {
    const through = path.through.map((step) => link(step, places)).join(' ← ');
    return `- ${t('{0} through {1}', shortProfile(path.profile), through === '' ? t('an unnamed caller') : through)}`;
  });
  const marks = findings.map((finding) => `- **${finding.rule}**: ${text(finding.message)}`);
  return [
    head,
    table.join('\n'),
    worst(profile),
    ...(ways.length === 0 ? [] : [`${t('Reached in {0} ways:', ways.length)}\n${ways.join('\n')}`]),
    ...(marks.length === 0 ? [] : [marks.join('\n')]),
  ].join('\n\n');
}

function row(facet: Facet, title: string, profile: ResilienceProfile, places: Places): string {
  const fact = profile[facet];
  const why = fact.because
    .map((reason) =>
      chainOf(reason)
        .map((step) => link(step, places))
        .join(' ← '),
    )
    .join('; ');
  const words = facetWords(facet, profile);
  return `| ${title} | ${fact.is === 'present' ? `**${words}**` : words} | ${why} |`;
}

function worst({ attempts, worstMs, atLeast }: ResilienceProfile): string {
  const least = attempts === 'unknown' && typeof atLeast.attempts === 'number' && atLeast.attempts > 1 ? atLeast.attempts : undefined;
  const many = least === undefined ? t('{0} requests', amount(attempts)) : t('at least {0} requests', least);
  const requests = attempts === 1 ? t('one request') : many;
  if (worstMs === 'unbounded') return t('At worst: {0}, and no end in time.', requests);
  if (worstMs !== 'unknown') return t('At worst: {0}, over within {1}.', requests, duration(worstMs));
  return typeof atLeast.worstMs === 'number' && atLeast.worstMs > 0
    ? t('At worst: {0}, for at least {1}.', requests, duration(atLeast.worstMs))
    : t('At worst: {0}, for a time that is not known.', requests);
}

/** A sentence that leads to its place; facts about a library lead to their evidence. */
function link(step: Provenance, places: Places): string {
  if (step.at !== undefined) {
    const { start } = places.range(step.at);
    return `[${text(step.says)}](${places.uri(step.at.file).replaceAll('(', '%28').replaceAll(')', '%29')}#L${start.line + 1},${start.character + 1})`;
  }
  return step.evidence?.startsWith('https://') === true ? `[${text(step.says)}](${step.evidence})` : text(step.says);
}

/** Markdown's own signs in a sentence are letters; code in backticks stays code. */
function text(sentence: string): string {
  return sentence
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part.replaceAll('|', '\\|') : part.replace(/[\\*_{}[\]<>#|]/g, '\\$&')))
    .join('')
    .replace(/\s+/g, ' ');
}

function code(name: string): string {
  return `\`${name.replace(/[`|]/g, "'").replace(/\s+/g, ' ')}\``;
}
