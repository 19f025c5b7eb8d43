import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/catalog';
import { crossFetch } from '../../src/catalog/clients/cross-fetch';
import { pRetry } from '../../src/catalog/guards/p-retry';
import { proven } from '../../src/catalog/proven';
import type { ClientModel } from '../../src/model/catalog/client';
import type { GuardModel } from '../../src/model/catalog/guard';
import { faultsOf } from './contract/contract';
import { guardCases } from './contract/guards';

const wrong = faultsOf(catalog);

describe('what a client says is what is seen', () => {
  it.each(catalog.clients.map(({ id }) => id))('%s', (id) => {
    expect(wrong.get(id)).toEqual([]);
  });
});

it('every policy can be written around a call', () => {
  expect(catalog.guards.filter((model) => guardCases(model).length === 0).map(({ id }) => id)).toEqual([]);
});

describe('what a guard says is what is seen', () => {
  it.each(catalog.guards.map(({ id }) => id))('%s', (id) => {
    expect(wrong.get(`guard ${id}`)).toEqual([]);
  });
});

/** The same questions, put to models that were broken on purpose. */
describe('a model that is wrong fails', () => {
  const client = (model: ClientModel): readonly string[] => faultsOf({ clients: [model] }).get(model.id) ?? [];
  const guard = (model: GuardModel): readonly string[] => faultsOf({ guards: [model] }).get(`guard ${model.id}`) ?? [];
  const [row, ...rows] = crossFetch.options ?? [];

  it('not as it is', () => {
    expect([...client(crossFetch), ...guard(pRetry)]).toEqual([]);
  });

  it.each<readonly [string, readonly string[]]>([
    ['a client', client({ ...crossFetch, evidence: [] })],
    ['a client that was executed', proven([{ ...crossFetch, evidence: [] }], { 'cross-fetch': '4.1.0' }).flatMap(client)],
    ['a client that never heard of evidence', client(JSON.parse(JSON.stringify({ ...crossFetch, evidence: undefined })))],
    ['a guard', guard({ ...pRetry, evidence: [] })],
    ['a guard that was executed', proven([{ ...pRetry, evidence: [] }], { 'p-retry': '7.1.1' }).flatMap(guard)],
  ])('without evidence: %s', (_, faults) => {
    expect(faults).toEqual(['it has no evidence']);
  });

  /** As somebody may write in JSON, past the types. */
  const odd = { patience: 5 };
  it.each<readonly [string, readonly string[], string]>([
    ['of a client', client({ ...crossFetch, ...odd }), 'patience'],
    [
      'of an option',
      client({ ...crossFetch, options: [{ ...(row ?? { option: '', sets: 'timeout' }), ...odd }, ...rows] }),
      'options[0].patience',
    ],
    ['of a call', client({ ...crossFetch, calls: crossFetch.calls.map((call) => ({ ...call, ...odd })) }), 'calls[0].patience'],
    ['of a default', client({ ...crossFetch, defaults: crossFetch.defaults.map((one) => ({ ...one, ...odd })) }), 'defaults[0].patience'],
    ['of a guard', guard({ ...pRetry, ...odd }), 'patience'],
    ['of a form', guard({ ...pRetry, forms: pRetry.forms.map((form) => ({ ...form, ...odd })) }), 'forms[0].patience'],
  ])('with a field that no test reads: %s', (_, faults, path) => {
    expect(faults).toContain(`no test reads ${path}`);
  });

  it('with an option that does nothing of the kind', () => {
    const faults = client({ ...crossFetch, options: [...(crossFetch.options ?? []), { option: 'patience', sets: 'timeout' }] });
    expect(faults.filter((fault) => fault.startsWith('cross-fetch: patience: 1234 at the call'))).toHaveLength(1);
  });
});
