import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/catalog';
import { callsIn } from '../harness/check';
import type { Case } from './contract/case';
import { clientCases } from './contract/clients';
import { guardCases } from './contract/guards';

/** All snippets are files of one program: whatever a model says is written down, analysed once and compared. */
const cases: readonly Case[] = [
  ...catalog.clients.flatMap(clientCases),
  ...catalog.guards.flatMap((model) => guardCases(model).map((one) => ({ ...one, name: `guard ${one.name}` }))),
];
const wrong = disagreements(cases);

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
    const calls = one.alone === true ? callsIn({ ...manifestOf(one), [file]: one.text }) : together;
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

describe('what a client says is what is seen', () => {
  it.each(catalog.clients.map(({ id }) => id))('%s', (id) => {
    expect(wrong.get(id) ?? []).toEqual([]);
  });
});

it('every policy can be written around a call', () => {
  expect(catalog.guards.filter((model) => guardCases(model).length === 0).map(({ id }) => id)).toEqual([]);
});

describe('what a guard says is what is seen', () => {
  it.each(catalog.guards.map(({ id }) => id))('%s', (id) => {
    expect(wrong.get(`guard ${id}`) ?? []).toEqual([]);
  });
});
