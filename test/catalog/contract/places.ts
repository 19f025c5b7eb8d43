import { namesOf } from '../../../src/link/arguments';
import type { ClientModel } from '../../../src/model/catalog/client';
import type { OptionModel } from '../../../src/model/catalog/option';
import type { ArgPath } from '../../../src/model/catalog/paths';
import { type Case, callOf, shown } from './case';
import { belongs, targetsThrough } from './clients';
import { type Where, wordsOf } from './options';
import { type Arguments, put, source, type Target, targetsOf } from './write';

/** At each place where options may stand, of each call and of each maker, an option is heard. */
export function placeCases(model: ClientModel): readonly Case[] {
  const calls = model.calls.flatMap((call, row) =>
    (call.options ?? []).flatMap((at) => {
      const targets = targetsOf(model, call);
      return heard(model, `call ${row} (${call.paths[0]}) with options at ${at}`, targets, 'call', (target, words) => {
        const args: Arguments = new Map();
        if (call.command !== undefined) put(args, call.command, [], 'new lib.GetThingCommand({})');
        for (const [option, value] of words) put(args, at, namesOf(option), value);
        return source(model, target, { args });
      });
    }),
  );
  const makes = (model.makes ?? []).flatMap((make, row) =>
    (make.options ?? []).flatMap((at: ArgPath) => {
      const last = (target: Target): boolean => target.way.findLast((one) => (one.options ?? []).length > 0) === make;
      const targets = targetsThrough(model, make).filter(last);
      return heard(model, `maker ${row} (${make.path}) with options at ${at}`, targets, 'instance', (target, words) => {
        const args: Arguments = new Map();
        for (const [option, value] of words) put(args, at, namesOf(option), value);
        const command = target.call.command === undefined ? {} : { args: new Map([[0, 'new lib.GetThingCommand({})']]) };
        return source(model, target, { makers: new Map([[target.way.indexOf(make), args]]), ...command });
      });
    }),
  );
  return [...calls, ...makes];
}

type Words = readonly (readonly [option: string, value: string])[];

/** The first option that can be written there. */
function heard(
  model: ClientModel,
  name: string,
  targets: readonly Target[],
  where: Where,
  write: (target: Target, words: Words) => string,
): readonly Case[] {
  for (const target of targets) {
    const row = rowFor(model, target, where);
    const word = row === undefined ? undefined : wordsOf(model, row, where)[0];
    if (row === undefined || word === undefined) continue;
    const text = write(target, [[row.option, word.value], ...(word.more ?? [])]);
    return [
      {
        name: `${model.id}: ${name}`,
        text,
        judge: (calls) => {
          const call = callOf(calls, model.id);
          if (call === undefined) return `nothing is seen in\n${text}`;
          return word.wants(call) ? undefined : `${word.says}; the layers are ${shown(call.layers)}\n${text}`;
        },
      },
    ];
  }
  return [];
}

/** One that needs nothing beside it; a bound rather than anything else. */
function rowFor(model: ClientModel, target: Target, where: Where): OptionModel | undefined {
  const chained = new Set((model.chains ?? []).map((chain) => chain.as));
  const rows = (model.options ?? []).filter(
    (row) =>
      (row.at ?? where) === where &&
      belongs(row.on, target) &&
      row.versions === undefined &&
      !(row.needs !== undefined && chained.has(row.needs)) &&
      target.call.without?.includes(row.option) !== true &&
      !(row.sets === 'retry' && target.call.without?.includes('default:retry') === true),
  );
  const order: readonly OptionModel['sets'][] = ['timeout', 'cancellation', 'bulkhead', 'retry', 'idempotency', 'status', 'agent'];
  return rows.toSorted((a, b) => order.indexOf(a.sets) - order.indexOf(b.sets))[0];
}
