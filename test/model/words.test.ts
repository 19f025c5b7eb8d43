import { expect, test } from 'vitest';
import type { Layer } from '../../src/model/layer';
import { unitFaultOf } from '../../src/model/units';
import { isChosen, repeats, runsAnew, throughOf, waysOf } from '../../src/model/ways';
import { durationText, timesText } from '../../src/model/words';
import { bound, callOf, repeated } from '../harness/tables';

test.each([
  [0, '0 ms'],
  [1, '1 ms'],
  [250, '250 ms'],
  [1000, '1 s'],
  [1500, '1.5 s'],
  [60_000, '1 min'],
  [90_000, '1.5 min'],
  [3_600_000, '1 h'],
])('%d is %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

test('tries in words', () => {
  expect([1, 4, 'unbounded', 'unknown'].map((n) => timesText(n as 1))).toEqual([
    '1 time',
    '4 times',
    'without end',
    'some number of times',
  ]);
});

test.each([
  ['ms', 1, 'seconds'],
  ['ms', 60, 'seconds'],
  ['ms', 61, undefined],
  ['ms', 0, undefined],
  ['ms', 0.5, undefined],
  ['ms', 2_147_483_647, undefined],
  ['ms', 2_147_483_648, 'overflow'],
  ['ms', Number.POSITIVE_INFINITY, undefined],
  ['s', 30, undefined],
  ['s', 1000, 'milliseconds'],
] as const)('%s %d', (unit, value, fault) => {
  expect(unitFaultOf(bound({ written: { value, unit } }))).toBe(fault);
});

test('a number that was not written has no unit', () => {
  expect(unitFaultOf(bound({ ms: 30 }))).toBeUndefined();
});

test('what repeats, who chose it, and what it runs', () => {
  const table: readonly [layer: Layer, repeats: boolean, chosen: boolean, anew: boolean][] = [
    [repeated(), true, true, true],
    [repeated({ form: 'loop', attempts: 'unknown' }), true, true, true],
    [repeated({ form: 'option' }), true, true, false],
    [repeated({ form: 'option', attempts: 'unknown' }), false, true, false],
    [repeated({ form: 'default' }), true, false, false],
    [repeated({ attempts: 1 }), false, true, true],
    [repeated({ reconnect: true }), false, true, true],
    [repeated({ because: { from: 'plugin', says: 'a plugin' } }), true, true, false],
  ];
  for (const [layer, does, chosen, anew] of table) {
    expect(layer.kind === 'retry' && [repeats(layer), isChosen(layer), runsAnew(layer)]).toEqual([does, chosen, anew]);
  }
  expect(repeats(bound())).toBe(false);
});

test('a call without ways of its own has the one that its layers say', () => {
  expect(waysOf(callOf([bound()]))).toHaveLength(1);
  expect(waysOf(callOf([bound()], {}, [repeated()]))).toHaveLength(2);
});

test('callers are named only where they make the difference', () => {
  const caller = { from: 'caller', says: 'called from `late`' } as const;
  const call = callOf([], {}, [bound()]);
  const paths = call.paths.map((path) => (path.layers === call.layers ? { ...path, through: [caller] } : path));
  expect(throughOf({ ...call, paths })).toEqual([caller]);
  expect(throughOf({ ...call, paths: paths.filter((path) => path.layers === call.layers) })).toEqual([]);
});
