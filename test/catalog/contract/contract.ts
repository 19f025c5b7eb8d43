import type { ClientModel } from '../../../src/model/catalog/client';
import type { GuardModel } from '../../../src/model/catalog/guard';
import { callsIn } from '../../harness/check';
import type { Case } from './case';
import { clientCases } from './clients';
import { guardCases } from './guards';
import { guardSentenceFaults, sentenceFaults } from './sentences';
import { watched } from './watched';

/** What is held against the contract. */
export interface Models {
  readonly clients?: readonly ClientModel[];
  readonly guards?: readonly GuardModel[];
}

/** What fields say to remedies, or of policies rather than calls, is read from all rows there, each with the file. */
export const elsewhere: Readonly<Record<string, string>> = {
  ends: 'test/remedies/rows.test.ts',
  head: 'test/link/unread-body.test.ts',
  idempotent: 'test/rules/unsafe-retry.test.ts',
  keys: 'test/rules/unsafe-retry.test.ts',
  idle: 'test/remedies/rows.test.ts',
  untyped: 'test/remedies/rows.test.ts',
  breaks: 'test/remedies/rows.test.ts',
  byFile: 'test/link/loaded-files.test.ts',
  overAddress: 'test/remedies/rows.test.ts',
  connected: 'test/remedies/rows.test.ts',
  fresh: 'test/remedies/rows.test.ts',
  list: 'test/rules/limiter-per-call.test.ts',
  replaces: 'test/rules/retry-amplification.test.ts',
  mends: 'test/remedies/rows.test.ts',
  node: 'test/link/platforms.test.ts',
  governed: 'test/link/process-wide.test.ts',
  replacedBy: 'test/link/process-wide.test.ts',
  proved: 'test/remedies/proved.ts',
  starts: 'test/rules/unused-policy.test.ts',
  statement: 'test/remedies/rows.test.ts',
  behind: 'test/remedies/documents.test.ts',
  otherOptions: 'test/remedies/client-timeout.test.ts',
  optionsToRead: 'test/remedies/client-timeout.test.ts',
  overrides: 'test/link/overrides.test.ts',
  bounds: 'test/rules/sockets.test.ts',
  defines: 'test/link/defined-calls.test.ts',
};

/**
 * What is wrong with each model, by its id (`guard …` for guards): a snippet in which something else is seen than the
 * model says, a model without evidence, and a field that no test has read.
 */
export function faultsOf({ clients = [], guards = [] }: Models): ReadonlyMap<string, readonly string[]> {
  const held = [...clients.map(heldClient), ...guards.map(heldGuard)];
  const wrong = disagreements(held.flatMap(({ cases }) => cases));
  return new Map(
    held.map(({ id, faults, unread }) => {
      const silent = unread().filter((path) => !isElsewhere(path));
      return [id, [...faults, ...(wrong.get(id) ?? []), ...silent.map((path) => `no test reads ${path}`)]];
    }),
  );
}

/** A field, or what stands inside of the rows of one. */
function isElsewhere(path: string): boolean {
  return path.split('.').some((part) => elsewhere[part.replace(/\[\d+\]$/, '')] !== undefined);
}

interface Held {
  readonly id: string;
  readonly cases: readonly Case[];
  readonly faults: readonly string[];
  readonly unread: () => readonly string[];
}

function heldClient(client: ClientModel): Held {
  const { model, unread } = watched(client);
  return { id: client.id, cases: clientCases(model), faults: sentenceFaults(model), unread };
}

function heldGuard(guard: GuardModel): Held {
  const { model, unread } = watched(guard);
  const cases = guardCases(model).map((one) => ({ ...one, name: `guard ${one.name}` }));
  return { id: `guard ${guard.id}`, cases, faults: guardSentenceFaults(model), unread };
}

/** All snippets are files of one program: whatever a model says is written down, analysed once and compared. */
function disagreements(list: readonly Case[]): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string>();
  const files: Record<string, string> = {};
  const named = list.map((one, i) => {
    const key = one.version?.join('@') ?? '';
    const folder = folders.get(key) ?? `p${folders.size}`;
    folders.set(key, folder);
    const [name, version] = one.version ?? [];
    if (name !== undefined && version !== undefined)
      files[`${folder}/package.json`] = JSON.stringify({ dependencies: { [name]: version } });
    const file = `${folder}/c${i}.ts`;
    if (one.alone === undefined) files[file] = one.text;
    return file;
  });
  const together = callsIn(files);
  const found = new Map<string, string[]>();
  list.forEach((one, i) => {
    const file = named[i] ?? '';
    const calls = one.alone === true ? callsIn({ ...manifestOf(one), ...one.beside, [file]: one.text }) : together;
    const fault = one.judge(calls.get(file) ?? []);
    if (fault === undefined) return;
    const id = one.name.slice(0, one.name.indexOf(': '));
    found.set(id, [...(found.get(id) ?? []), `${one.name}: ${fault}`]);
  });
  return found;
}

/** The manifest beside a snippet that is a program of its own. */
function manifestOf({ version }: Case): Readonly<Record<string, string>> {
  return version === undefined ? {} : { 'package.json': JSON.stringify({ dependencies: { [version[0]]: version[1] } }) };
}
