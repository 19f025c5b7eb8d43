import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { acceptedBy } from '../engine/accepted';
import { baselineOf, baselineText } from '../engine/baseline';
import { posix } from '../engine/config-merge';
import { severityOf } from '../engine/levels';
import { knownRules } from '../engine/known';
import { openWorkspace } from '../engine/workspace';
import type { Analysis } from '../model/analysis';
import type { Finding } from '../model/finding';
import { page } from '../report/html';
import type { Hall, OpenWorkspace, Wishes } from './hall';
import { t } from './language';
import { addressOf, pageOf } from './pages';

declare const breakwaterVersion: string | undefined;
const version = typeof breakwaterVersion === 'string' ? breakwaterVersion : 'development';

/** The real engine behind the server; the command opens the same one. */
export const engine: Hall = {
  version,
  rules: knownRules,
  page: pageOf,
  address: addressOf,
  open: (root, wishes) => open(root, wishes),
  report: (parts) => ({
    title: t('Outgoing calls'),
    text: page(
      parts.map(({ calls, text, path, link }) => ({
        calls,
        text,
        path,
        link: ({ line, column }, file) => link(file, line - 1, column - 1),
      })),
      { nonce: randomBytes(16).toString('hex') },
    ),
  }),
};

function open(root: string, { configPath, timeoutMs, style, loose }: Wishes): OpenWorkspace {
  const config = { ...(configPath === undefined ? {} : { file: configPath }), ...(loose ? { off: true } : {}), fix: { timeoutMs, style } };
  const workspace = openWorkspace({ root, config, resident: true, ...(loose ? { files: {} } : {}) });
  const { configs } = workspace;
  let split: { readonly of: Analysis; readonly fresh: readonly Finding[]; readonly accepted: readonly Finding[] } | undefined;
  /** What the baselines make of the present answer. */
  const accepted = () => {
    const analysis = workspace.analyse();
    if (split?.of !== analysis) split = { of: analysis, ...withoutAccepted(analysis.findings) };
    return split;
  };
  /** The baselines that were asked for, and the files they name. */
  const asked = new Set<string>();
  const read = (path: string): string | undefined => {
    asked.add(path);
    return readText(path);
  };
  const withoutAccepted = (findings: readonly Finding[]): { fresh: readonly Finding[]; accepted: readonly Finding[] } =>
    acceptedBy({ root, findings, configs, read: loose ? () => undefined : read });
  const rests = (): string[] => [...new Set([...workspace.rests(), ...asked])];
  const among = (findings: readonly Finding[], files: Iterable<string> | undefined): readonly Finding[] => {
    if (files === undefined) return findings;
    const wanted = new Set(files);
    return findings.filter((finding) => wanted.has(finding.at.file));
  };
  return {
    ...workspace,
    size: () => workspace.files().length,
    glance: (file) => withoutAccepted(workspace.glance(file)).fresh,
    analyse: () => ({ ...workspace.analyse(), findings: accepted().fresh }),
    findings: (files) => among(accepted().fresh, files),
    baselined: (files) => among(accepted().accepted, files),
    mistakes: configs.mistakes,
    configs: (file) => (file === undefined ? configs.files() : configs.of(file).from),
    installed() {
      const found = /"version"\s*:\s*"([^"]*)"/.exec(loose ? '' : (readText(resolve(root, 'node_modules/breakwater/package.json')) ?? ''));
      return found?.[1];
    },
    rests,
    under(folder) {
      const within = (path: string): boolean => path.startsWith(folder + sep);
      return workspace.files().some((file) => within(resolve(root, file))) || rests().some(within);
    },
    configFor(file) {
      const { from, levels, settings, included, fix, baseline, origins } = configs.of(file);
      const named = (path: string): string => posix(relative(root, path));
      const rules = knownRules.map(({ id, severity }) => ({
        rule: id,
        level: severityOf({ id, severity }, {}, 'unknown', levels),
        from: origins[id] ?? 'default',
      }));
      const shown = {
        file,
        from: from.map(named),
        included,
        preset: levels.preset,
        ...settings,
        fix,
        ...(baseline === undefined ? {} : { baseline: named(baseline) }),
        rules,
      };
      return `${JSON.stringify(shown, undefined, 2)}\n`;
    },
    updateBaseline() {
      const { findings } = workspace.analyse();
      const file = configs.of('package.json').baseline ?? resolve(root, 'breakwater-baseline.json');
      const folder = dirname(file);
      const baseline = baselineOf(findings, (path) => posix(relative(folder, resolve(root, path))));
      writeFileSync(file, baselineText(baseline));
      return { file, count: baseline.entries.length };
    },
  };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
