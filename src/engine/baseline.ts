import type { Finding } from '../model/finding';

/** One accepted finding: what names it, whatever moves around it. Equal entries accept as many findings. */
export interface BaselineEntry {
  readonly rule: string;
  /** Relative to the folder of the baseline file, POSIX. */
  readonly path: string;
  /** Enclosing declarations: `Api.user`. */
  readonly scope: string;
  /** Client and member: `axios.get`. */
  readonly callee: string;
  readonly target: string;
}

export interface Baseline {
  readonly entries: readonly BaselineEntry[];
}

/** How a finding's file is called in the baseline; `undefined` when another baseline answers for it. */
export type PathOf = (file: string) => string | undefined;

/** Splits findings into new and accepted ones, and says which entries nothing answers to any more. */
export function withBaseline<F extends Finding>(
  findings: readonly F[],
  baseline: Baseline,
  pathOf: PathOf = (file) => file,
  /** Whether a file (by its path in the baseline) is still there: entries of one that is gone follow it to its new name. */
  exists: (path: string) => boolean = () => true,
): { readonly fresh: readonly F[]; readonly accepted: readonly F[]; readonly stale: readonly BaselineEntry[] } {
  const open = new Map<string, BaselineEntry[]>();
  for (const entry of baseline.entries) open.set(keyOf(entry), [...(open.get(keyOf(entry)) ?? []), entry]);
  const accepted = new Set<F>();
  const take = (finding: F, entry: BaselineEntry): void => {
    if (open.get(keyOf(entry))?.pop() !== undefined) accepted.add(finding);
  };
  for (const finding of findings) {
    const path = pathOf(finding.at.file);
    if (path !== undefined) take(finding, entryOf(finding, path));
  }
  for (const finding of findings) {
    if (accepted.has(finding)) continue;
    for (const { file, scope, callee, target } of finding.names?.also ?? []) {
      const path = pathOf(file);
      if (path !== undefined && !accepted.has(finding)) take(finding, { rule: finding.rule, path, scope, callee, target });
    }
  }
  for (const finding of findings) {
    if (accepted.has(finding) || pathOf(finding.at.file) === undefined) continue;
    const orphan = [...open.values()].flat().find((entry) => !exists(entry.path) && keyOf(entry) === keyOf(entryOf(finding, entry.path)));
    if (orphan !== undefined) take(finding, orphan);
  }
  return {
    fresh: findings.filter((finding) => !accepted.has(finding)),
    accepted: findings.filter((finding) => accepted.has(finding)),
    stale: [...open.values()].flat(),
  };
}

/** A baseline of these findings; entries of files that were not looked at are kept from the old one. */
export function baselineOf(
  findings: readonly Finding[],
  pathOf: PathOf = (file) => file,
  old?: { readonly baseline: Baseline; readonly looked: (path: string) => boolean },
): Baseline {
  const kept = old?.baseline.entries.filter((entry) => !old.looked(entry.path)) ?? [];
  const now = findings.flatMap((finding) => {
    const path = pathOf(finding.at.file);
    return path === undefined ? [] : [entryOf(finding, path)];
  });
  return { entries: sorted([...kept, ...now]) };
}

/** The baseline without entries that nothing answers to. */
export function pruned(baseline: Baseline, stale: readonly BaselineEntry[]): Baseline {
  const gone = new Set(stale);
  return { entries: baseline.entries.filter((entry) => !gone.has(entry)) };
}

/** One entry per line, sorted, so that two branches merge without a quarrel. */
export function baselineText(baseline: Baseline): string {
  const rows = sorted(baseline.entries).map(
    ({ rule, path, scope, callee, target }) => `    ${JSON.stringify({ path, rule, scope, callee, target })}`,
  );
  return `{\n  "version": 1,\n  "findings": [${rows.length === 0 ? '' : `\n${rows.join(',\n')}\n  `}]\n}\n`;
}

/** Reads a baseline; a sentence when it is none. */
export function parseBaseline(text: string): Baseline | string {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return `The baseline is no valid JSON: ${error instanceof Error ? error.message : String(error)}.`;
  }
  if (!isRecord(value) || !Array.isArray(value.findings)) {
    return 'The baseline has no list `findings`; write it anew with `breakwater baseline create`.';
  }
  if (value.version !== 1) return `The baseline is of version ${String(value.version)}, and this Breakwater reads version 1.`;
  const rows: readonly unknown[] = value.findings;
  const entries = rows.filter(isRecord).map((row) => {
    const word = (key: string): string => (typeof row[key] === 'string' ? row[key] : '');
    return { rule: word('rule'), path: word('path'), scope: word('scope'), callee: word('callee'), target: word('target') };
  });
  return { entries: entries.filter((entry) => entry.rule !== '' && entry.path !== '') };
}

function entryOf({ rule, names }: Finding, path: string): BaselineEntry {
  return { rule, path, scope: names?.scope ?? '', callee: names?.callee ?? '', target: names?.target ?? '' };
}

function keyOf(entry: BaselineEntry): string {
  return [entry.path, entry.rule, entry.scope, entry.callee, entry.target].join('\0');
}

function sorted(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  return [...entries].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
