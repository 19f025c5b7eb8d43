import type { FixSettings } from '../model/remedy';
import { dirname } from 'node:path';
import type { Context } from '../model/call';
import type { ClientModel } from '../model/catalog/client';
import type { GuardModel } from '../model/catalog/guard';
import { linesOf } from '../model/lines';
import type { Severity } from '../model/rule';
import type { Facts } from './assumptions';
import { mistakesIn } from './config-check';
import type { ConfigSchema } from './config-schema';
import { type Placed, placedOf } from './config-text';
import { durationOf } from './duration';

/** Something wrong in a configuration file, with the place a person can go to. */
export interface Mistake {
  /** Absolute. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  /** One sentence, with a suggestion where there is one. */
  readonly message: string;
}

export type Level = Severity | 'off';
export type Preset = 'recommended' | 'strict' | 'all';

/** What may be said for all files or, in an override, for some. */
export interface Section {
  readonly preset?: Preset;
  readonly rules: readonly { readonly id: string; readonly level: Level; readonly line: number }[];
  readonly maxTimeoutMs?: number;
  readonly maxAttempts?: number;
  readonly maxFileKb?: number;
  readonly context?: Context;
  readonly assumptions: readonly WrittenAssumption[];
}

export interface WrittenAssumption {
  readonly target?: string;
  readonly client?: string;
  readonly call?: string;
  readonly files?: readonly string[];
  readonly facts: Facts;
  readonly reason: string;
}

/** One configuration file as it was written, with what does not fit left out. */
export interface ConfigFile extends Section {
  readonly path: string;
  readonly folder: string;
  readonly extends: readonly { readonly name: string; readonly mistake: (message: string) => Mistake }[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly clients: readonly ClientModel[];
  readonly guards: readonly GuardModel[];
  readonly baseline?: string;
  readonly fix: Partial<FixSettings>;
  readonly overrides: readonly (Section & { readonly files: readonly string[] })[];
  readonly mistakes: readonly Mistake[];
}

/** Reads one configuration file; of `package.json` only the key `breakwater` counts, and without it there is none. */
export function readConfig(path: string, text: string, schema: ConfigSchema): ConfigFile | undefined {
  const inPackage = /(^|[\\/])package\.json$/.test(path);
  if (inPackage && !text.includes('"breakwater"')) return undefined;
  const lines = linesOf(text);
  const mistake = (offset: number, message: string): Mistake => ({ path, ...lines.at(offset), offset, message });
  const { root: whole, faults } = placedOf(path, text);
  const root = inPackage ? whole?.entries?.find((e) => e.key === 'breakwater')?.node : whole;
  if (inPackage && root === undefined) return undefined;
  const wrong = faults.length > 0 || root === undefined ? faults : mistakesIn(root, schema);
  const top = root ?? { value: {}, start: 0, end: 0, entries: [] };
  return {
    path,
    folder: dirname(path),
    ...sectionOf(top, (offset) => lines.at(offset).line),
    extends: extendsOf(top).map((node) => ({ name: String(node.value), mistake: (message: string) => mistake(node.start, message) })),
    ...given('include', strings(member(top, 'include'))),
    ...given('exclude', strings(member(top, 'exclude'))),
    clients: objects(member(top, 'clients')).filter(isClient).map(completed),
    guards: objects(member(top, 'guards')).filter(isGuard),
    ...given('baseline', text_(member(top, 'baseline'))),
    fix: fixOf(member(top, 'fix')),
    overrides: (member(top, 'overrides')?.items ?? []).map((item) => ({
      ...sectionOf(item, (offset) => lines.at(offset).line),
      files: strings(member(item, 'files')) ?? [],
    })),
    mistakes: wrong.map((fault) => mistake(fault.offset, fault.message)),
  };
}

function sectionOf(node: Placed, lineAt: (offset: number) => number): Section {
  const preset = member(node, 'preset')?.value;
  const context = member(node, 'context')?.value;
  const rules = (member(node, 'rules')?.entries ?? []).flatMap(({ key, at, node: value }) => {
    const level = value.items === undefined ? value.value : value.items[0]?.value;
    return isLevel(level) ? [{ id: key, level, line: lineAt(at), options: value.items?.[1] }] : [];
  });
  const option = (name: string): number | undefined =>
    rules.reduce<number | undefined>((found, rule) => number(rule.options, name) ?? found, number(node, name));
  return {
    ...(isPreset(preset) ? { preset } : {}),
    ...(isContext(context) ? { context } : {}),
    rules: rules.map(({ id, level, line }) => ({ id, level, line })),
    ...given('maxTimeoutMs', option('maxTimeoutMs')),
    ...given('maxAttempts', option('maxAttempts')),
    ...given('maxFileKb', number(node, 'maxFileKb')),
    assumptions: (member(node, 'assumptions')?.items ?? []).map(assumptionOf),
  };
}

function assumptionOf(node: Placed): WrittenAssumption {
  const flag = (name: string): { [key: string]: true } => (member(node, name)?.value === true ? { [name]: true } : {});
  return {
    ...given('target', text_(member(node, 'target'))),
    ...given('client', text_(member(node, 'client'))),
    ...given('call', text_(member(node, 'call'))),
    ...given('files', strings(member(node, 'files'))),
    facts: {
      ...given('timeoutMs', durationOf(member(node, 'timeout')?.value)),
      ...given('retries', number(node, 'retries')),
      ...flag('breaker'),
      ...flag('bulkhead'),
      ...flag('fallback'),
      ...flag('idempotent'),
    },
    reason: text_(member(node, 'reason')) ?? '',
  };
}

function fixOf(node: Placed | undefined): Partial<FixSettings> {
  return {
    ...given('timeoutMs', number(node, 'timeoutMs')),
    ...given('attempts', number(node, 'attempts')),
    ...given('reconnects', number(node, 'reconnects')),
    ...given('concurrency', number(node, 'concurrency')),
    ...given('style', text_(member(node, 'style'))),
    ...given('module', text_(member(node, 'module'))),
  };
}

function extendsOf(node: Placed): readonly Placed[] {
  const value = member(node, 'extends');
  return (value?.items ?? (value === undefined ? [] : [value])).filter((one) => typeof one.value === 'string');
}

function member(node: Placed | undefined, name: string): Placed | undefined {
  return node?.entries?.findLast((e) => e.key === name)?.node;
}

function number(node: Placed | undefined, name: string): number | undefined {
  const value = member(node, name)?.value;
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

function text_(node: Placed | undefined): string | undefined {
  return typeof node?.value === 'string' ? node.value : undefined;
}

function strings(node: Placed | undefined): readonly string[] | undefined {
  return node?.items?.map((i) => i.value).filter((v) => typeof v === 'string');
}

function objects(node: Placed | undefined): readonly unknown[] {
  return (node?.items ?? []).filter((i) => i.entries !== undefined).map((i) => i.value);
}

/** A property that is left out when there is nothing to say. */
function given<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V });
}

const isLevel = (value: unknown): value is Level => value === 'off' || value === 'info' || value === 'warning' || value === 'error';
const isPreset = (value: unknown): value is Preset => value === 'recommended' || value === 'strict' || value === 'all';
const contexts: readonly unknown[] = ['server', 'browser', 'cli', 'library', 'test', 'script', 'unknown'];
const isContext = (value: unknown): value is Context => contexts.includes(value);

type WrittenClient = Pick<ClientModel, 'id' | 'modules' | 'calls'> & Partial<ClientModel>;

function isClient(value: unknown): value is WrittenClient {
  return has(value, 'id', 'string') && hasList(value, 'modules') && hasList(value, 'calls');
}

function isGuard(value: unknown): value is GuardModel {
  return has(value, 'id', 'string') && hasList(value, 'modules') && hasList(value, 'forms');
}

/** A user's model may leave out what it does not know. */
function completed(model: WrittenClient): ClientModel {
  const calls = model.calls.map((call) => ({ ...call, effect: call.effect ?? 'verb' }));
  return { failure: 'unknown', defaults: [], evidence: [], ...model, calls };
}

function has(value: unknown, key: string, type: string): boolean {
  return typeof value === 'object' && value !== null && typeof Object.getOwnPropertyDescriptor(value, key)?.value === type;
}

function hasList(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Array.isArray(Object.getOwnPropertyDescriptor(value, key)?.value);
}
