import { type Finding, placesBeside } from '../model/finding';
import { reasonsOf } from '../model/reasons';
import { lineHashes } from './line-hash';
import { type Format, firstLine, type Place, placer, type Report } from './report';
import { sarifRules, taxonomyOf } from './sarif-rules';

/** What GitHub accepts in one run; beyond it the quietest are left out, and a notification says so. */
const mostResults = 25_000;

/** SARIF 2.1.0 for code scanning: no absolute path, fingerprints that GitHub recomputes, reasons as related places and as a flow. */
export const sarif: Format = (report) => {
  const all = [
    ...report.findings.map((finding) => ({ finding, quiet: undefined })),
    ...(report.quiet ?? []).map((quiet) => ({ finding: quiet.finding, quiet })),
  ];
  const loud = { error: 0, warning: 1, info: 2 };
  const kept =
    all.length <= mostResults ? all : [...all].sort((a, b) => loud[a.finding.severity] - loud[b.finding.severity]).slice(0, mostResults);
  const known = new Set([...report.rules.map((rule) => rule.id)]);
  const unlisted = [...new Set(kept.map(({ finding }) => finding.rule))].filter((id) => !known.has(id));
  const rules = [...report.rules, ...unlisted.map((id) => ({ id, summary: `${id}.`, severity: 'warning' as const }))];
  const index = new Map(rules.map((rule, at) => [rule.id, at]));
  const result = resultOf(report);
  const notes = report.problems.map(({ path, message, kind }) => ({
    level: kind === 'internal' ? 'error' : 'warning',
    message: { text: message },
    ...(path === '' ? {} : { locations: [{ physicalLocation: { artifactLocation: artifact(report.path(path)) } }] }),
  }));
  if (kept.length < all.length)
    notes.push({ level: 'warning', message: { text: `Only the worst ${kept.length} of ${all.length} findings are listed.` } });
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Breakwater',
            fullName: `Breakwater ${report.version}`,
            organization: 'Breakwater',
            version: report.version,
            semanticVersion: report.version,
            informationUri: 'https://github.com/breakwater/breakwater',
            rules: sarifRules(rules),
            supportedTaxonomies: [{ name: 'CWE', index: 0 }],
          },
        },
        taxonomies: [taxonomyOf(rules)],
        automationDetails: { id: `${report.category ?? 'breakwater'}/` },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          '%SRCROOT%': { description: { text: 'The folder Breakwater was run in, as a rule the root of the repository.' } },
        },
        invocations: [
          {
            executionSuccessful: report.exitCode < 2,
            exitCode: report.exitCode,
            ...(notes.length === 0 ? {} : { toolExecutionNotifications: notes }),
          },
        ],
        results: kept.map(({ finding, quiet }) => ({
          ...result(finding, index.get(finding.rule) ?? -1),
          ...(quiet === undefined ? {} : { suppressions: [suppressionOf(quiet)] }),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};

/** What a directive says, or that the baseline holds it. */
function suppressionOf({ by, reason }: NonNullable<Report['quiet']>[number]): object {
  return {
    kind: by === 'directive' ? 'inSource' : 'external',
    status: 'accepted',
    ...(reason === undefined ? {} : { justification: reason }),
  };
}

function resultOf(report: Report): (finding: Finding, ruleIndex: number) => object {
  const place = placer(report);
  const hashes = new Map<string, (line: number) => string | undefined>();
  const levels = { error: 'error', warning: 'warning', info: 'note' } as const;
  const ranks = { error: 80, warning: 50, info: 20 } as const;
  return (finding, ruleIndex) => {
    const known = report.text(finding.at.file);
    const text = known ?? '';
    const hash = hashes.get(finding.at.file) ?? lineHashes(text);
    hashes.set(finding.at.file, hash);
    const at = place(firstLine(finding.at, known));
    const steps = reasonsOf(finding.because).flatMap(({ says, at: where }) => (where === undefined ? [] : [{ says, where }]));
    const related = [...steps, ...placesBeside(finding).map(({ says, at: where }) => ({ says, where }))].slice(0, 100);
    const links = steps.map(({ says }, step) => `[${linkable(says)}](${step + 1})`);
    const line = known === undefined ? undefined : hash(at.line);
    const fixes = report
      .fixes(finding)
      .filter(({ edits }) => edits.length > 0)
      .map((fix) => fixOf(fix.title, fix.edits, place));
    return {
      ruleId: finding.rule,
      ruleIndex,
      kind: 'fail',
      level: levels[finding.severity],
      rank: ranks[finding.severity],
      message: { text: links.length === 0 ? finding.message : `${finding.message} Because: ${links.join('; ')}.` },
      locations: [located(at, known, finding)],
      partialFingerprints: {
        ...(line === undefined ? {} : { primaryLocationLineHash: line }),
        'breakwaterFinding/v1': finding.fingerprint,
      },
      ...(related.length === 0
        ? {}
        : {
            relatedLocations: related.map(({ says, where }, step) => ({
              id: step + 1,
              message: { text: sentence(says) },
              physicalLocation: physical(place(where)),
            })),
          }),
      ...(steps.length === 0
        ? {}
        : {
            codeFlows: [
              {
                threadFlows: [
                  {
                    locations: [
                      ...steps
                        .map(({ says, where }) => ({
                          location: { message: { text: sentence(says) }, physicalLocation: physical(place(where)) },
                        }))
                        .reverse(),
                      { location: { message: { text: finding.message }, physicalLocation: physical(at) } },
                    ],
                  },
                ],
              },
            ],
          }),
      ...(fixes.length === 0 ? {} : { fixes }),
    };
  };
}

/** The place with its code, and a line around it, as viewers show it. */
function located(at: Place, text: string | undefined, finding: Finding): object {
  if (text === undefined) return { physicalLocation: physical(at) };
  const lines = text.split(/\r\n|\r|\n/, at.endLine + 1);
  const from = Math.max(1, at.line - 1);
  const to = Math.min(lines.length, at.endLine + 1);
  const around = lines.slice(from - 1, to).join('\n');
  const last = lines[to - 1] ?? '';
  const { scope } = finding.names ?? finding.call ?? {};
  const code = text.slice(finding.at.start, finding.at.end).split(/[\r\n]/, 1)[0] ?? '';
  return {
    physicalLocation: {
      artifactLocation: artifact(at.path),
      region: { ...region(at), ...(code === '' ? {} : { snippet: { text: code } }) },
      contextRegion: { startLine: from, startColumn: 1, endLine: to, endColumn: last.length + 1, snippet: { text: around } },
    },
    ...(scope === undefined || scope === '' ? {} : { logicalLocations: [{ fullyQualifiedName: scope }] }),
  };
}

function fixOf(
  title: string,
  edits: readonly { readonly span: Finding['at']; readonly text: string }[],
  place: (span: Finding['at']) => Place,
): object {
  const files = [...new Set(edits.map((edit) => edit.span.file))];
  return {
    description: { text: sentence(title) },
    artifactChanges: files.map((file) => {
      const own = edits.filter((edit) => edit.span.file === file).map((edit) => ({ at: place(edit.span), text: edit.text }));
      return {
        artifactLocation: artifact(own[0]?.at.path ?? file),
        replacements: own.map(({ at, text }) => ({ deletedRegion: region(at), ...(text === '' ? {} : { insertedContent: { text } }) })),
      };
    }),
  };
}

function physical(at: Place): object {
  return { artifactLocation: artifact(at.path), region: region(at) };
}

function artifact(path: string): object {
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

function region({ line, column, endLine, endColumn }: Place): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Brackets inside a link would end it. */
function linkable(text: string): string {
  return text.replace(/[\\[\]]/g, '\\$&');
}
