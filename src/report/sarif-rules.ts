import { weaknessOf } from './cwe';
import type { RulePage } from './report';

/** The rules as SARIF wants them told: name, descriptions, help in text and Markdown. */
export function sarifRules(rules: readonly RulePage[]): readonly object[] {
  const levels = { error: 'error', warning: 'warning', info: 'note' } as const;
  const severities = { error: 'error', warning: 'warning', info: 'recommendation' } as const;
  return rules.map(({ id, summary, severity, page }) => {
    const weakness = weaknessOf[id];
    const address = `https://github.com/breakwater/breakwater/blob/main/docs/rules/${id}.md`;
    return {
      id,
      name: id.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase()),
      shortDescription: { text: cut(summary) },
      fullDescription: { text: cut(paragraphOf(page) ?? summary) },
      help: { text: page ?? `${summary} See ${address}.`, markdown: page ?? `${summary} See [the rule's page](${address}).` },
      helpUri: address,
      defaultConfiguration: { level: levels[severity] },
      properties: {
        tags: ['reliability', 'resilience', ...(weakness === undefined ? [] : [`external/cwe/cwe-${weakness.id}`])],
        precision: severity === 'info' ? 'medium' : 'high',
        'problem.severity': severities[severity],
      },
      ...(weakness === undefined
        ? {}
        : { relationships: [{ target: { id: weakness.id, toolComponent: { name: 'CWE', index: 0 } }, kinds: ['relevant'] }] }),
    };
  });
}

/** The part of the CWE that these rules speak of. */
export function taxonomyOf(rules: readonly RulePage[]): object {
  const known = new Map(rules.flatMap(({ id }) => (weaknessOf[id] === undefined ? [] : [[weaknessOf[id].id, weaknessOf[id]] as const])));
  return {
    name: 'CWE',
    version: '4.16',
    organization: 'MITRE',
    shortDescription: { text: 'The MITRE Common Weakness Enumeration.' },
    informationUri: 'https://cwe.mitre.org/data/published/cwe_v4.16.pdf',
    downloadUri: 'https://cwe.mitre.org/data/xml/cwec_v4.16.xml.zip',
    isComprehensive: false,
    taxa: [...known.values()]
      .sort((a, b) => Number(a.id) - Number(b.id))
      .map(({ id, name }) => ({
        id,
        name: name.replace(/[^A-Za-z0-9]+(\w?)/g, (_, letter: string) => letter.toUpperCase()),
        shortDescription: { text: `${name}.` },
        helpUri: `https://cwe.mitre.org/data/definitions/${id}.html`,
      })),
  };
}

/** The first paragraph behind the title. */
function paragraphOf(page: string | undefined): string | undefined {
  return page
    ?.split(/\n\s*\n/)
    .map((part) => part.trim())
    .find((part) => part !== '' && !part.startsWith('#'))
    ?.replace(/\s+/g, ' ');
}

function cut(text: string): string {
  return text.length > 1000 ? `${text.slice(0, 996)} ….` : /[.!?]$/.test(text) ? text : `${text}.`;
}
