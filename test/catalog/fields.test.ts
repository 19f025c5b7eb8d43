import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import type { CallModel, ClientModel } from '../../src/model/catalog/client';
import type { ContainerModel } from '../../src/model/catalog/container';
import type { ShaperModel } from '../../src/model/catalog/shaper';
import type { StandInModel } from '../../src/model/catalog/stand-in';
import type { DefaultModel } from '../../src/model/catalog/default';
import type { Evidence } from '../../src/model/catalog/evidence';
import type { GuardForm, GuardModel, Provision } from '../../src/model/catalog/guard';
import type { HandModel, MakeModel } from '../../src/model/catalog/instance';
import type { ChainModel, OptionModel } from '../../src/model/catalog/option';
import type { PlatformModel } from '../../src/model/catalog/platform';
import type { SearchModel } from '../../src/model/catalog/search';

type Keys<T> = T extends unknown ? keyof T : never;

/**
 * Which test reads each field that the types know. A new field of a type does not compile without a line here, and a
 * line without the word in that file fails. Whether it is read from every row is asked in `contract.test.ts`.
 */
const contract = (file: string) => `test/catalog/contract/${file}.ts`;
const [clients, options, guards, write] = [contract('clients'), contract('options'), contract('guards'), contract('write')];
const hands = contract('hands');
const sentences = contract('sentences');
const structure = 'test/catalog/fields.test.ts';
const remedies = 'test/remedies/rows.test.ts';
const platforms = 'test/link/platforms.test.ts';
const served = 'test/link/served.test.ts';
const injected = 'test/link/injected.test.ts';
const inert = contract('inert');
const again = contract('again');

const client: Record<keyof ClientModel, string> = {
  id: clients,
  title: sentences,
  modules: clients,
  globals: clients,
  package: clients,
  failure: clients,
  traits: clients,
  conflicts: clients,
  makes: clients,
  calls: clients,
  hands,
  completes: inert,
  data: inert,
  options,
  otherOptions: 'test/remedies/client-timeout.test.ts',
  defaults: clients,
  chains: options,
  assigns: options,
  stays: options,
  interceptors: options,
  hooks: options,
  overrides: 'test/link/overrides.test.ts',
  defines: 'test/link/defined-calls.test.ts',
  jobs: again,
  resends: again,
  returns: again,
  advice: sentences,
  evidence: sentences,
};
const hand: Record<keyof HandModel, string> = { paths: hands, on: hands, param: hands, kind: hands };
const make: Record<keyof MakeModel, string> = {
  path: write,
  on: clients,
  kind: clients,
  options,
  statement: remedies,
  inherits: clients,
  pending: clients,
  of: clients,
  dials: clients,
  links: clients,
  byFile: 'test/link/loaded-files.test.ts',
  types: clients,
  provider: clients,
};
const call: Record<keyof CallModel, string> = {
  paths: write,
  on: write,
  constructs: write,
  tags: write,
  options,
  effect: clients,
  target: clients,
  through: write,
  failure: clients,
  traits: clients,
  head: 'test/link/unread-body.test.ts',
  without: clients,
  command: clients,
  handedOn: clients,
  idempotent: 'test/rules/unsafe-retry.test.ts',
  keys: 'test/rules/unsafe-retry.test.ts',
  optionsToRead: 'test/remedies/client-timeout.test.ts',
  behind: 'test/remedies/documents.test.ts',
  statement: remedies,
};
const option: Record<keyof OptionModel, string> = {
  option: options,
  at: options,
  on: options,
  versions: options,
  sets: options,
  covers: options,
  unit: options,
  off: options,
  same: options,
  kills: options,
  needs: options,
  unless: options,
  beside: options,
  ignored: options,
  heardWith: options,
  cancels: options,
  field: options,
  plus: options,
  times: options,
  unbounded: options,
  strategy: options,
  ends: remedies,
  writes: options,
  reconnect: options,
  resolves: options,
  proved: 'test/remedies/proved.ts',
  mends: remedies,
  idle: remedies,
  untyped: remedies,
  breaks: remedies,
  overAddress: remedies,
  connected: 'src/remedies/amounts.ts',
  fresh: remedies,
};
const byDefault: Record<Keys<DefaultModel>, string> = {
  versions: clients,
  node: platforms,
  context: clients,
  on: clients,
  beside: 'test/link/drivers.test.ts',
  says: clients,
  facet: clients,
  covers: clients,
  ms: clients,
  platform: clients,
  governed: 'test/link/process-wide.test.ts',
  cancels: clients,
  attempts: clients,
  backoff: clients,
  jitter: clients,
  delayMs: clients,
  maxDelayMs: clients,
  totalMs: clients,
  writes: clients,
  onStatus: clients,
  onTimeout: clients,
  reconnect: clients,
  limit: clients,
  may: clients,
};
const chain: Record<keyof ChainModel, string> = {
  member: options,
  as: options,
  arg: options,
  missing: options,
  refuses: options,
  when: options,
  at: options,
  bounds: 'test/rules/sockets.test.ts',
  replacedBy: 'test/link/process-wide.test.ts',
  timed: options,
};
const guard: Record<keyof GuardModel, string> = {
  id: guards,
  title: sentences,
  modules: guards,
  globals: guards,
  package: guards,
  forms: guards,
  copied: guards,
  evidence: sentences,
};
const form: Record<Keys<GuardForm>, string> = {
  form: guards,
  path: guards,
  on: guards,
  kind: guards,
  runs: guards,
  provides: guards,
  versions: guards,
  context: guards,
  again: guards,
  fires: guards,
  starts: 'test/rules/unused-policy.test.ts',
  order: guards,
  policies: guards,
  list: 'test/rules/limiter-per-call.test.ts',
  to: guards,
  replaces: 'test/rules/retry-amplification.test.ts',
};
const provision: Record<Keys<Provision>, string> = {
  facet: guards,
  ms: guards,
  covers: guards,
  cancels: guards,
  cooperative: guards,
  attempts: guards,
  backoff: guards,
  jitter: guards,
  delayMs: guards,
  maxDelayMs: guards,
  totalMs: guards,
  forever: guards,
  when: guards,
  writes: guards,
  onStatus: guards,
  onTimeout: guards,
  sparesTypeErrors: guards,
  permanent: guards,
  condition: guards,
  byItself: guards,
  limit: guards,
};

const standsIn = 'test/link/stand-ins.test.ts';

const standIn: Record<keyof StandInModel, string> = {
  modules: standsIn,
  names: standsIn,
  evidence: 'test/catalog/fields.test.ts',
};

const putTogether = 'test/link/shapers.test.ts';

const shaper: Record<keyof ShaperModel, string> = {
  modules: putTogether,
  functions: putTogether,
  changes: putTogether,
  evidence: 'test/catalog/fields.test.ts',
};

const searched = 'test/link/unstarted.test.ts';

const search: Record<keyof SearchModel, string> = { packages: searched, folders: searched };

const container: Record<keyof ContainerModel, string> = {
  modules: injected,
  paths: injected,
  gives: injected,
  evidence: structure,
};

const platform: Record<keyof PlatformModel, string> = {
  id: platforms,
  title: platforms,
  files: platforms,
  exported: platforms,
  adapters: platforms,
  calls: platforms,
  handlers: platforms,
  deploys: platforms,
  resources: 'test/link/terraform.test.ts',
  deployCalls: 'test/link/deploying.test.ts',
  serves: served,
  intercepts: 'test/link/intercepted.test.ts',
  queue: 'test/link/jobs.test.ts',
  activities: 'test/link/activities.test.ts',
  works: 'test/link/background.test.ts',
  after: platforms,
  alone: 'test/link/runs-alone.test.ts',
  runs: 'test/link/runs-there.test.ts',
  patient: platforms,
  ownRuntime: platforms,
  ownRuntimeBy: platforms,
  later: platforms,
  unit: platforms,
  beside: 'test/link/machine.test.ts',
  evidence: structure,
};

const records = { container, platform, client, make, call, hand, option, default: byDefault, chain, guard, form, provision };

describe('every field has a reader', () => {
  const texts = new Map<string, string>();
  const text = (file: string): string => {
    const known = texts.get(file) ?? readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    texts.set(file, known);
    return known;
  };
  const rows = Object.entries(records).flatMap(([type, fields]) =>
    Object.entries(fields).map(([field, file]) => [`${type}.${field}`, field, file] as const),
  );
  test.each(rows)('%s', (_, field, file) => {
    expect(text(file)).toMatch(new RegExp(`\\b${field}\\b`));
  });

  test('and the data holds no field that the types do not know', () => {
    const unknown = (rows: readonly object[], fields: object): readonly string[] =>
      rows.flatMap((row) => Object.keys(row).filter((key) => !(key in fields)));
    const all = catalog.clients;
    expect([
      ...unknown(all, client),
      ...unknown(
        all.flatMap((one) => one.makes ?? []),
        make,
      ),
      ...unknown(
        all.flatMap((one) => one.calls),
        call,
      ),
      ...unknown(
        all.flatMap((one) => one.hands ?? []),
        hand,
      ),
      ...unknown(
        all.flatMap((one) => one.options ?? []),
        option,
      ),
      ...unknown(
        all.flatMap((one) => one.defaults),
        byDefault,
      ),
      ...unknown(
        all.flatMap((one) => one.chains ?? []),
        chain,
      ),
      ...unknown(catalog.guards, guard),
      ...unknown(catalog.containers ?? [], container),
      ...unknown(catalog.platforms ?? [], platform),
      ...unknown(catalog.searches ?? [], search),
      ...unknown(catalog.standIns ?? [], standIn),
      ...unknown(catalog.shapers ?? [], shaper),
      ...unknown(
        catalog.guards.flatMap((one) => one.forms),
        form,
      ),
      ...unknown(
        catalog.guards.flatMap((one) => one.forms.flatMap((each) => ('provides' in each ? each.provides : []))),
        provision,
      ),
    ]).toEqual([]);
  });
});

describe('evidence', () => {
  const models: readonly { readonly id: string; readonly evidence: readonly Evidence[] }[] = [
    ...catalog.clients,
    ...catalog.guards,
    ...(catalog.containers ?? []).map((one) => ({ id: one.modules.join(), evidence: one.evidence })),
    ...(catalog.platforms ?? []),
    ...(catalog.standIns ?? []).map((one) => ({ id: one.modules.join(), evidence: one.evidence })),
    ...(catalog.shapers ?? []).map((one) => ({ id: one.modules.join(), evidence: one.evidence })),
  ];

  test.each(models.map((model) => [model.id, model] as const))('%s says where it can be checked', (_, { evidence }) => {
    expect(evidence.length).toBeGreaterThan(0);
    for (const { url, versions, how } of evidence) {
      expect(url).toMatch(/^https?:\/\/\S+$|^test\//);
      expect(versions.trim()).not.toBe('');
      expect(['executed', 'read']).toContain(how);
    }
  });
});

test('there are enough of them', () => {
  expect(catalog.clients.length).toBeGreaterThanOrEqual(140);
  expect(catalog.guards.length).toBeGreaterThanOrEqual(35);
});

test('every client that leaves a call open says in one line what to set', () => {
  const open = catalog.clients.filter((one) => one.defaults.some((row) => row.facet === 'timeout' && row.ms === 'unbounded'));
  expect(open.filter(({ advice }) => advice === undefined || advice.includes('\n')).map(({ id }) => id)).toEqual([]);
});
