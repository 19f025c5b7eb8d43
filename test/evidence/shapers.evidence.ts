import { describe, expect, it } from 'vitest';
import { shapers } from '../../src/catalog/shapers';
import type { Shape } from '../../src/model/catalog/shaper';
import { versionOf } from './models';
import { load } from './packages/load.mjs';

/** Packages that put objects together: what comes out of each function is what the analysis takes it for. */

type Make = (...given: readonly unknown[]) => unknown;

const first = { timeout: 1, nested: { a: 1 } };
const second = { timeout: 2, nested: { b: 2 } };

const cases: Readonly<Record<Shape, (make: Make) => void>> = {
  merge: (make) => expect(make({}, first, second)).toMatchObject({ timeout: 2, nested: { b: 2 } }),
  'deep-merge': (make) => expect(make(structuredClone(first), second)).toEqual({ timeout: 2, nested: { a: 1, b: 2 } }),
  defaults: (make) => expect(make({}, first, second)).toMatchObject({ timeout: 1, nested: { a: 1 } }),
  'deep-defaults': (make) => expect(make(structuredClone(first), second)).toEqual({ timeout: 1, nested: { a: 1, b: 2 } }),
  pick: (make) => {
    expect(make(first, ['timeout'])).toEqual({ timeout: 1 });
    expect(make(first, 'timeout')).toEqual({ timeout: 1 });
  },
  omit: (make) => {
    expect(make(first, ['nested'])).toEqual({ timeout: 1 });
    expect(make(first, 'nested')).toEqual({ timeout: 1 });
  },
  copy: (make) => expect(make(first)).toEqual(first),
};

const installed = shapers.flatMap(({ modules: [module = ''], functions, changes = false, evidence }) => [
  { module, functions, changes, evidence },
]);

describe.each(installed)('$module', ({ module, functions, changes, evidence }) => {
  it('is of the version that the evidence names', () => {
    const version = module.startsWith('global:') ? 'Node 20' : versionOf(module.split('/')[0] ?? module);
    expect(evidence.map(({ versions }) => versions)).toEqual([version]);
  });

  it.each(Object.entries(functions))('`%s` is a %s', async (name, shape) => {
    const loaded = module.startsWith('global:') ? { default: Reflect.get(globalThis, module.slice(7)) } : await load(module);
    const make = (name === '' ? (loaded.default ?? loaded) : (loaded[name] ?? loaded.default[name])) as Make;
    cases[shape](make);
    if (!/merge|defaults/.test(shape)) return;
    const target: Record<string, unknown> = { kept: true };
    make(target, { timeout: 3 });
    expect(target.timeout === 3).toBe(changes);
  });
});

it('`extend` goes into what it finds where it is told to', async () => {
  const { default: extend } = await load('extend');
  expect(extend(true, {}, first, second)).toEqual({ timeout: 2, nested: { a: 1, b: 2 } });
  expect(extend({}, first, second)).toEqual({ timeout: 2, nested: { b: 2 } });
});
