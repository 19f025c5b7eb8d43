import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientModel, DefaultModel, OptionModel } from '../../src/model/catalog';
import type { Phase } from '../../src/model/layer';
import type { CountClaim, End } from './claims';
import type { Fault } from './faults';
import { load } from './packages/load.mjs';

/** Does a model say what was measured? Each answer is a list of disagreements, in words. */

const folder = join(import.meta.dirname, '..', '..', 'src', 'catalog', 'clients');
const models = new Map<string, ClientModel>();

export async function modelOf(id: string): Promise<ClientModel | undefined> {
  if (models.size === 0) {
    for (const file of readdirSync(folder)) {
      const found: Record<string, ClientModel> = await import(join(folder, file));
      for (const model of Object.values(found)) models.set(model.id, model);
    }
  }
  return models.get(id);
}

/** The bounds that end each fault. */
const enders: Record<string, readonly Phase[]> = {
  silent: ['headers', 'idle', 'attempt', 'total'],
  body: ['idle', 'attempt', 'total'],
  trickle: ['attempt', 'total'],
  hole: ['connect', 'headers', 'attempt', 'total'],
  mute: ['connect', 'headers', 'idle', 'attempt', 'total'],
};

/** Bounds that some libraries start early and others late: such an end is theirs, but the lack of it proves nothing. */
const unsure: Record<string, readonly Phase[]> = { silent: ['idle'], hole: ['headers'], mute: ['connect'] };

async function holds(range: string | undefined, version: string): Promise<boolean> {
  if (range === undefined || version.startsWith('Node')) return true;
  const { default: semver } = await load('semver');
  return semver.satisfies(version, range, { includePrerelease: true });
}

async function filtered<T extends { readonly versions?: string }>(rows: readonly T[] | undefined, version: string): Promise<readonly T[]> {
  const kept = await Promise.all((rows ?? []).map((row) => holds(row.versions, version)));
  return (rows ?? []).filter((_, i) => kept[i]);
}

export async function defaultBounds(model: ClientModel, fault: Fault, end: End, limit: number, version: string): Promise<string[]> {
  const phases = enders[fault] ?? [];
  const rows = (await filtered<DefaultModel>(model.defaults, version)).filter(
    (row) => row.context !== 'browser' && row.facet === 'timeout',
  );
  const bounding = rows.flatMap((row) => (row.facet === 'timeout' && phases.includes(row.covers) && row.ms !== 'unbounded' ? [row] : []));
  if (end === 'pending') {
    // A trickle outlives bounds on silence, which the catalogue counts as bounds on the attempt.
    return bounding
      .filter((row) => row.on === undefined && typeof row.ms === 'number' && row.ms < limit * 0.8 && fault !== 'trickle')
      .map((row) => `it says ${row.ms} ms, but nothing had happened after ${limit}: ${row.says}`);
  }
  const fits = bounding.some((row) => typeof row.ms === 'number' && Math.abs(row.ms - end) < end * 0.35 + 500);
  return fits ? [] : [`it ended after about ${end} ms, which no default says`];
}

export async function optionBounds(
  model: ClientModel,
  name: string,
  at: 'call' | 'instance',
  fault: Fault,
  ends: boolean,
  version: string,
): Promise<string[]> {
  const rows = (await filtered<OptionModel>(model.options, version)).filter(
    (row) => row.option === name && (row.at === undefined || row.at === at) && (row.sets === 'timeout' || row.sets === 'cancellation'),
  );
  if (rows.length === 0) return ends ? [`it knows nothing of \`${name}\` at the ${at}`] : [];
  const phases = enders[fault] ?? [];
  const covers = (row: OptionModel): boolean =>
    row.ignored === undefined && (row.unit === 'signal' || row.sets === 'cancellation' || phases.includes(row.covers ?? 'attempt'));
  if (ends)
    return rows.some(covers) ? [] : [`\`${name}\` ended it, but the model says it covers ${rows.map((row) => row.covers ?? row.ignored)}`];
  // Idle bounds count as bounds on the attempt, so a trickle proves nothing against the model.
  if (fault === 'trickle') return [];
  const sure = (row: OptionModel): boolean =>
    covers(row) && row.needs === undefined && !(row.covers !== undefined && unsure[fault]?.includes(row.covers));
  return rows.every(sure) ? [`\`${name}\` did not end it, but the model says that it covers this`] : [];
}

export async function defaultRepeats(model: ClientModel, row: CountClaim, version: string): Promise<string[]> {
  const rows = (await filtered<DefaultModel>(model.defaults, version)).flatMap((each) =>
    each.facet === 'retry' && each.context !== 'browser' && each.reconnect !== true ? [each] : [],
  );
  if (row.sends === 1) {
    const loud = rows.filter((each) => each.on === undefined && each.attempts !== 1);
    const excused = (each: (typeof loud)[number]): boolean =>
      (row.verb === 'post' && !each.writes) || (typeof row.fault === 'number' && each.onStatus === false) || typeof row.fault === 'string';
    return loud.filter((each) => !excused(each)).map((each) => `it says ${each.attempts} tries, but there was one`);
  }
  const fits = rows.some((each) => (each.attempts === row.sends || each.attempts === 'unbounded') && (row.verb !== 'post' || each.writes));
  return fits
    ? []
    : [`${row.sends} ${row.verb ?? 'get'} requests came; it says ${rows.map((each) => `${each.attempts}, writes ${each.writes}`)}`];
}

export async function optionRepeats(
  model: ClientModel,
  [name, value]: readonly [string, unknown],
  sends: number,
  version: string,
): Promise<string[]> {
  const rows = (await filtered<OptionModel>(model.options, version)).filter((row) => row.option === name && row.sets === 'retry');
  if (rows.length === 0) return [`it knows nothing of \`${name}\``];
  const literal = typeof value === 'number' || typeof value === 'boolean' || value === null ? value : undefined;
  const fits = rows.some((row) => {
    if (literal !== undefined && row.off?.includes(literal)) return sends === 1;
    if (typeof value !== 'number' || (row.field ?? 'attempts') !== 'attempts') return true;
    return value + (row.plus ?? 1) === sends;
  });
  return fits ? [] : [`\`${name}: ${String(value)}\` made ${sends} requests, which the model does not say`];
}
