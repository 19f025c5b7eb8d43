import { type LogLevel, logLevels } from './log';

/** The editor's settings `breakwater.*`, as the server reads them. */
export interface Settings {
  readonly enable: boolean;
  readonly run: 'onType' | 'onSave' | 'manual';
  readonly configPath: string | undefined;
  readonly workspaceDiagnostics: 'openFiles' | 'workspace';
  readonly customizations: readonly Customization[];
  readonly baseline: 'fade' | 'hide' | 'show';
  readonly fixKind: 'safe' | 'suggestion' | 'dangerous';
  readonly style: string;
  readonly timeoutMs: number;
  readonly disableComment: { readonly enable: boolean; readonly location: 'separateLine' | 'sameLine'; readonly requireReason: boolean };
  readonly showDocumentation: boolean;
  readonly hover: boolean;
  readonly inlayHints: boolean;
  readonly codeLens: boolean;
  /** How much is written into the output channel. */
  readonly logLevel: LogLevel;
  readonly budget: { readonly warn: number; readonly error: number };
}

/** How loud a rule is in this editor only. */
export interface Customization {
  /** A rule's name, with `*` for any letters and a leading `!` for "all but". */
  readonly rule: string;
  readonly severity: CustomSeverity;
}

const severities = ['error', 'warn', 'info', 'hint', 'off', 'downgrade', 'upgrade', 'default'] as const;
export type CustomSeverity = (typeof severities)[number];

/** Reads whatever a client sent; what does not fit becomes its default. */
export function settingsFrom(raw: unknown): Settings {
  const at = (path: string): unknown => path.split('.').reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), raw);
  const oneOf = <T extends string>(path: string, allowed: readonly [T, ...T[]]): T => allowed.find((a) => a === at(path)) ?? allowed[0];
  const truth = (path: string, otherwise: boolean): boolean => {
    const value = at(path);
    return typeof value === 'boolean' ? value : otherwise;
  };
  const amount = (path: string, otherwise: number): number => {
    const value = at(path);
    return typeof value === 'number' && value > 0 ? value : otherwise;
  };
  const configPath = at('configPath');
  return {
    enable: truth('enable', true),
    run: oneOf('run', ['onType', 'onSave', 'manual']),
    configPath: typeof configPath === 'string' && configPath !== '' ? configPath : undefined,
    workspaceDiagnostics: oneOf('workspaceDiagnostics', ['openFiles', 'workspace']),
    customizations: customizationsFrom(at('rules.customizations')),
    baseline: oneOf('baseline', ['fade', 'hide', 'show']),
    fixKind: oneOf('fix.kind', ['safe', 'suggestion', 'dangerous']),
    style: oneOf('fix.preferredStyle', ['auto', 'native', 'cockatiel', 'opossum', 'p-retry', 'axios-retry']),
    timeoutMs: amount('fix.defaultTimeoutMs', 5000),
    disableComment: {
      enable: truth('codeAction.disableRuleComment.enable', true),
      location: oneOf('codeAction.disableRuleComment.location', ['separateLine', 'sameLine']),
      requireReason: truth('codeAction.disableRuleComment.requireReason', true),
    },
    showDocumentation: truth('codeAction.showDocumentation.enable', true),
    hover: truth('hover.profile', true),
    inlayHints: truth('inlayHints.enable', false),
    codeLens: truth('codeLens.enable', false),
    logLevel: oneOf('logLevel', logLevels),
    budget: { warn: amount('timeBudget.warn', 1000), error: amount('timeBudget.error', 3000) },
  };
}

function customizationsFrom(raw: unknown): Customization[] {
  if (!Array.isArray(raw)) return [];
  return raw.flatMap((entry: unknown) => {
    if (!isRecord(entry) || typeof entry.rule !== 'string') return [];
    const severity = severities.find((s) => s === entry.severity);
    return severity === undefined ? [] : [{ rule: entry.rule, severity }];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
