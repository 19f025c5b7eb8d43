import { namesOf } from '../../../src/link/arguments';
import type { ClientModel } from '../../../src/model/catalog/client';
import { type Case, callOf, shown } from './case';
import { targetsThrough } from './clients';
import { wordsOf } from './options';
import { type Arguments, concrete, list, put, source, targetsOf } from './write';

/** What a member of data is spread into is told nothing by it; another member may say anything. */
export function dataCases(model: ClientModel): readonly Case[] {
  const target = model.calls.filter((call) => call.options !== undefined).flatMap((call) => targetsOf(model, call))[0];
  const at = target?.call.options?.[0];
  return (model.data ?? []).flatMap((path): readonly Case[] => {
    const name = `${model.id}: data ${path}`;
    if (target === undefined || at === undefined) return [{ name, text: '', judge: () => 'no call takes options' }];
    return [true, false].map((isData): Case => {
      const args: Arguments = new Map();
      put(args, at, [], `{ ...lib.${isData ? concrete(path) : 'elsewhere'} }`);
      const text = source(model, target, { args });
      return {
        name: `${name}, ${isData ? 'spread' : 'beside another member'}`,
        text,
        judge: (calls) => {
          const call = callOf(calls, model.id);
          if (call === undefined) return `nothing is seen in\n${text}`;
          const open = call.layers.some((layer) => layer.kind === 'opaque' && layer.may.includes('timeout'));
          return open === isData ? `it is taken for ${isData ? 'options' : 'data'}\n${text}` : undefined;
        },
      };
    });
  });
}

/** An option that is handed to a function which completes options is heard where its answer is given. */
export function completedCases(model: ClientModel): readonly Case[] {
  const row = (model.options ?? []).find((one) => one.at === undefined && one.versions === undefined && one.sets === 'cancellation');
  const word = row === undefined ? undefined : wordsOf(model, row, 'instance')[0];
  const make = (model.makes ?? []).find((one) => (one.options ?? []).length > 0);
  const target = make === undefined ? undefined : targetsThrough(model, make)[0];
  return (model.completes ?? []).map(({ path, options }): Case => {
    const name = `${model.id}: ${path} completes ${options}`;
    const at = make?.options?.[0];
    if (row === undefined || word === undefined || make === undefined || target === undefined || at === undefined)
      return { name, text: '', judge: () => 'no option can be written' };
    const handed: Arguments = new Map();
    put(handed, options, namesOf(row.option), word.value);
    const given: Arguments = new Map();
    put(given, at, [], `lib.${concrete(path)}(${list(handed)})`);
    const text = source(model, target, { makers: new Map([[target.way.indexOf(make), given]]) });
    return {
      name,
      text,
      judge: (calls) => {
        const call = callOf(calls, model.id);
        if (call === undefined) return `nothing is seen in\n${text}`;
        return word.wants(call) ? undefined : `${word.says}; the layers are ${shown(call.layers)}\n${text}`;
      },
    };
  });
}
