import { describe, expect, test } from 'vitest';
import { boundsIn, hangOf, isHollow } from '../../src/model/hang';
import type { Layer } from '../../src/model/layer';
import { because, bound, callOf, opaque, repeated, signal } from '../harness/tables';

const off: Layer = { kind: 'disabled', facet: 'timeout', written: 'timeout: 0', because };
const ignored: Layer = { kind: 'ignored', facet: 'timeout', written: 'timeout: 5000', because };
const cooperative = bound({ by: 'policy', covers: 'total', cooperative: true });

describe('why a call can hang', () => {
  test.each<[name: string, layers: readonly Layer[], why: string | undefined]>([
    ['nobody says anything', [], 'missing'],
    ['it is bounded', [bound()], undefined],
    ['it may be bounded', [opaque('timeout')], undefined],
    ['switched off', [off], 'disabled'],
    ['switched off, bounded outside', [off, bound()], undefined],
    ['switched off, perhaps bounded outside', [off, opaque('timeout')], undefined],
    ['an infinite bound', [bound({ ms: 'unbounded' })], 'disabled'],
    ['an infinite default is nobody’s doing', [bound({ ms: 'unbounded', by: 'default' })], 'missing'],
    ['undefined is no word', [{ kind: 'disabled', facet: 'timeout', written: 'timeout: undefined', because }], 'missing'],
    ['a retry that is switched off', [{ kind: 'disabled', facet: 'retry', written: 'retry: 0', because }], 'missing'],
    ['ignored', [ignored], 'ignored'],
    ['ignored, bounded', [ignored, bound()], undefined],
    ['a signal that cannot fire', [signal('inert')], 'inert'],
    ['a signal that cancels', [signal('passed')], 'missing'],
    ['a phase by choice', [bound({ covers: 'connect' })], 'partial'],
    ['a phase by default', [bound({ covers: 'connect', by: 'default' })], 'missing'],
    ['switched off comes first', [bound({ covers: 'connect' }), ignored, signal('inert'), off], 'disabled'],
    ['then what is ignored', [bound({ covers: 'connect' }), ignored, signal('inert')], 'ignored'],
    ['then the signal', [bound({ covers: 'connect' }), signal('inert')], 'inert'],
    ['a cooperative bound without its signal', [cooperative], 'ignored'],
    ['a cooperative bound with its signal', [signal('passed'), cooperative], undefined],
    ['a cooperative bound, perhaps with its signal', [opaque('cancellation'), cooperative], undefined],
    ['a cooperative bound and another', [bound(), cooperative], undefined],
    ['a retry bounds nothing', [repeated({ totalMs: 1000 })], 'missing'],
  ])('%s', (_, layers, why) => {
    expect(hangOf(callOf(layers))?.why).toBe(why);
  });

  test('bounds are those on the whole', () => {
    expect(boundsIn([bound({ covers: 'idle' }), bound(), bound({ ms: 'unbounded' }), repeated()])).toHaveLength(1);
    expect(isHollow([cooperative], cooperative)).toBe(true);
    expect(isHollow([bound()], bound())).toBe(false);
  });
});
