import type { ClientModel } from '../../src/model/catalog/client';
import type { DefaultModel } from '../../src/model/catalog/default';
import type { Phase } from '../../src/model/layer';
import type { CountClaim, End } from './table';
import type { Fault } from './faults';
import { defaultsOf, optionsOf } from './models';
import { touch } from './proofs';
import { triesOf } from '../../src/link/option-retries';

/** Does a model say what was measured? Each answer is a list of disagreements, in words; the rows that were asked are marked. */

/** The bounds that end each fault. */
export const enders: Record<string, readonly Phase[]> = {
  silent: ['headers', 'idle', 'attempt', 'total'],
  body: ['idle', 'attempt', 'total'],
  trickle: ['attempt', 'total'],
  hole: ['connect', 'headers', 'attempt', 'total'],
  mute: ['connect', 'headers', 'idle', 'attempt', 'total'],
};

/** Bounds that some libraries start early and others late: such an end is theirs, but the lack of it proves nothing. */
const unsure: Record<string, readonly Phase[]> = { silent: ['idle'], hole: ['headers'], mute: ['connect'] };

type TimeoutDefault = Extract<DefaultModel, { readonly facet: 'timeout' }>;

export function defaultBounds(model: ClientModel, fault: Fault, end: End, limit: number, version: string): string[] {
  const phases = enders[fault] ?? [];
  const rows = defaultsOf(model, version).filter((row): row is TimeoutDefault => row.facet === 'timeout' && phases.includes(row.covers));
  if (end === 'pending') {
    touch(model.id, ...rows.filter((row) => row.ms === 'unbounded'));
    // A trickle outlives bounds on silence, which the catalogue counts as bounds on the attempt.
    return rows
      .filter((row) => row.on === undefined && typeof row.ms === 'number' && row.ms < limit * 0.8 && fault !== 'trickle')
      .map((row) => `it says ${row.ms} ms, but nothing had happened after ${limit}: ${row.says}`);
  }
  const fits = rows.filter((row) => typeof row.ms === 'number' && Math.abs(row.ms - end) < end * 0.35 + 500);
  touch(model.id, ...fits);
  return fits.length > 0 ? [] : [`it ended after about ${end} ms, which no default says`];
}

export function optionBounds(
  model: ClientModel,
  name: string,
  at: 'call' | 'instance',
  fault: Fault,
  ends: boolean,
  version: string,
  on: readonly string[] = [],
): string[] {
  // Some calls take options of the others and do not look at them.
  const without = new Set(model.calls.filter(({ paths }) => paths.some((path) => on.includes(path))).flatMap((call) => call.without ?? []));
  const rows = optionsOf(model, version).filter(
    (row) =>
      row.option === name &&
      !without.has(name) &&
      (row.at === undefined || row.at === at) &&
      (row.sets === 'timeout' || row.sets === 'cancellation'),
  );
  touch(model.id, ...rows);
  if (rows.length === 0) return ends ? [`it knows nothing of \`${name}\` at the ${at}`] : [];
  const phases = enders[fault] ?? [];
  const covers = (row: (typeof rows)[number]): boolean =>
    row.ignored === undefined &&
    (row.unit === 'signal' || row.unit === 'fetch' || row.sets === 'cancellation' || phases.includes(row.covers ?? 'attempt'));
  if (ends)
    return rows.some(covers) ? [] : [`\`${name}\` ended it, but the model says it covers ${rows.map((row) => row.covers ?? row.ignored)}`];
  // Idle bounds count as bounds on the attempt, so a trickle proves nothing against the model.
  if (fault === 'trickle') return [];
  const sure = (row: (typeof rows)[number]): boolean =>
    covers(row) && row.needs === undefined && !(row.covers !== undefined && unsure[fault]?.includes(row.covers));
  return rows.every(sure) ? [`\`${name}\` did not end it, but the model says that it covers this`] : [];
}

export function defaultRepeats(model: ClientModel, row: CountClaim, version: string): string[] {
  const rows = defaultsOf(model, version).flatMap((each) => (each.facet === 'retry' && each.reconnect !== true ? [each] : []));
  if (row.sends === 1) {
    touch(model.id, ...rows.filter((each) => each.attempts === 1));
    const loud = rows.filter((each) => each.on === undefined && each.attempts !== 1);
    const excused = (each: (typeof loud)[number]): boolean =>
      (row.verb === 'post' && !each.writes) || (typeof row.fault === 'number' && each.onStatus === false) || typeof row.fault === 'string';
    return loud.filter((each) => !excused(each)).map((each) => `it says ${each.attempts} tries, but there was one`);
  }
  const fits = rows.filter(
    (each) => (each.attempts === row.sends || each.attempts === 'unbounded') && (row.verb !== 'post' || each.writes),
  );
  touch(model.id, ...fits);
  return fits.length > 0
    ? []
    : [`${row.sends} ${row.verb ?? 'get'} requests came; it says ${rows.map((each) => `${each.attempts}, writes ${each.writes}`)}`];
}

export function optionRepeats(model: ClientModel, [name, value]: readonly [string, unknown], sends: number, version: string): string[] {
  const rows = optionsOf(model, version).filter((row) => row.option === name && row.sets === 'retry');
  touch(model.id, ...rows);
  if (rows.length === 0) return [`it knows nothing of \`${name}\``];
  const literal = typeof value === 'number' || typeof value === 'boolean' || value === null ? value : undefined;
  const fits = rows.some((row) => {
    if (literal !== undefined && row.off?.includes(literal)) return sends === 1;
    if (typeof value !== 'number' || (row.field ?? 'attempts') !== 'attempts') return true;
    return triesOf(row, value) === sends;
  });
  return fits ? [] : [`\`${name}: ${String(value)}\` made ${sends} requests, which the model does not say`];
}
