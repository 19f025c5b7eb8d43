import type { Finding } from '../model/finding';
import { calleeOf, normalisedTarget } from './fingerprint';

/** One accepted finding: what names it, and enough words that a person can review the file. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  readonly path: string;
  readonly scope: string;
  readonly callee: string;
  readonly target: string;
}

export interface Baseline {
  readonly entries: readonly BaselineEntry[];
}

/** Splits findings into new and accepted ones, and says which entries nothing answers to any more. */
export function withBaseline<F extends Finding>(
  findings: readonly F[],
  baseline: Baseline,
  /** Whether a file is still among those analysed: entries of one that is gone follow it to its new name. */
  exists: (path: string) => boolean = () => true,
): { readonly fresh: readonly F[]; readonly accepted: readonly F[]; readonly stale: readonly BaselineEntry[] } {
  const open = new Map(baseline.entries.map((entry) => [entry.fingerprint, entry]));
  const rest = findings.filter((finding) => !open.delete(finding.fingerprint));
  const orphans = [...open.values()].filter((entry) => !exists(entry.path));
  const fresh = rest.filter((finding) => {
    const moved = orphans.findIndex((entry) => sameButPath(entry, entryOf(finding)));
    if (moved === -1) return true;
    for (const entry of orphans.splice(moved, 1)) open.delete(entry.fingerprint);
    return false;
  });
  const left = new Set(fresh);
  return { fresh, accepted: findings.filter((finding) => !left.has(finding)), stale: [...open.values()] };
}

/** A baseline of these findings; entries of files that were not looked at are kept from the old one. */
export function baselineOf(
  findings: readonly Finding[],
  old?: { readonly baseline: Baseline; readonly looked: (path: string) => boolean },
): Baseline {
  const kept = old?.baseline.entries.filter((entry) => !old.looked(entry.path)) ?? [];
  return { entries: sorted([...kept, ...findings.map(entryOf)]) };
}

/** The baseline without entries that nothing answers to. */
export function pruned(baseline: Baseline, stale: readonly BaselineEntry[]): Baseline {
  const gone = new Set(stale.map((entry) => entry.fingerprint));
  return { entries: baseline.entries.filter((entry) => !gone.has(entry.fingerprint)) };
}

/** One entry per line, sorted, so that two branches merge without a quarrel. */
export function baselineText(baseline: Baseline): string {
  const rows = sorted(baseline.entries).map(
    ({ rule, path, scope, callee, target, fingerprint }) => `    ${JSON.stringify({ path, rule, scope, callee, target, fingerprint })}`,
  );
  return `{\n  "version": 1,\n  "findings": [${rows.length === 0 ? '' : `\n${rows.join(',\n')}\n  `}]\n}\n`;
}

/** Reads a baseline; a sentence when it is none. */
export function parseBaseline(text: string): Baseline | string {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return `The baseline is no valid JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (!isRecord(value) || !Array.isArray(value.findings))
    return 'The baseline has no list `findings`; write it anew with `breakwater baseline create`.';
  if (value.version !== 1) return `The baseline is of version ${String(value.version)}, and this Breakwater reads version 1.`;
  const rows: readonly unknown[] = value.findings;
  const entries = rows.filter(isRecord).map((row) => {
    const word = (key: string): string => (typeof row[key] === 'string' ? row[key] : '');
    return {
      fingerprint: word('fingerprint'),
      rule: word('rule'),
      path: word('path'),
      scope: word('scope'),
      callee: word('callee'),
      target: word('target'),
    };
  });
  return { entries: entries.filter((entry) => entry.fingerprint !== '') };
}

function entryOf(finding: Finding): BaselineEntry {
  const { fingerprint, rule, at, call, client } = finding;
  const named =
    call === undefined
      ? { scope: '', callee: client ?? '', target: '' }
      : { scope: call.scope, callee: calleeOf(call), target: normalisedTarget(call.target) };
  return { fingerprint, rule, path: at.file, ...named };
}

function sameButPath(a: BaselineEntry, b: BaselineEntry): boolean {
  return a.rule === b.rule && a.scope === b.scope && a.callee === b.callee && a.target === b.target;
}

function sorted(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const key = (e: BaselineEntry): string => [e.path, e.rule, e.scope, e.callee, e.target, e.fingerprint].join('\0');
  return [...entries].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
