import type { ClientModel } from '../../../src/model/catalog/client';
import type { HandModel } from '../../../src/model/catalog/instance';
import type { Case } from './case';
import { concrete, source, type Target, targetsOf, wayTo } from './write';

/** A function that is given to a client finds in its parameter what the row says, and not in another one. */
export function handCases(model: ClientModel): readonly Case[] {
  return (model.hands ?? []).flatMap((row, i) =>
    row.paths.flatMap((path) =>
      (row.on ?? ['instance']).flatMap((from): readonly Case[] => {
        const name = `${model.id}: hands ${i} (${path}) on ${from}`;
        const way = wayTo(model, from);
        const taken = callOn(model, row.kind ?? givenBy(model, from, path));
        if (way === undefined || taken === undefined) return [{ name, text: '', judge: () => 'nothing can be called on what it hands' }];
        const param = row.param ?? 0;
        return [param, param + 1].map((at): Case => {
          const names = Array.from({ length: at + 1 }, (_, n) => (n === at ? 'handed' : `other${n}`));
          const text = giving({ ...taken, kind: from, way, path: concrete(path) }, `(${names.join(', ')}) => ${sent(taken)}`, model);
          return {
            name: `${name} in parameter ${at}`,
            text,
            judge: (calls) => {
              const seen = calls.some(({ site }) => site.client === model.id && /^handed\b/.test(site.name));
              return seen === (at === param) ? undefined : `it is ${seen ? '' : 'not '}seen in\n${text}`;
            },
          };
        });
      }),
    ),
  );
}

/** The kind of what a call gives back. */
function givenBy(model: ClientModel, from: string, path: HandModel['paths'][number]): string {
  const make = (model.makes ?? []).find((one) => one.path === path && (one.on ?? ['module']).includes(from));
  return make?.kind ?? 'instance';
}

function callOn(model: ClientModel, kind: string): Target | undefined {
  return model.calls.flatMap((call) => targetsOf(model, call)).find((target) => target.kind === kind);
}

function sent({ call, path }: Target): string {
  const callee = path === '' ? 'handed' : `handed.${path}`;
  return call.tags === true ? `${callee}\`text\`` : `${callee}()`;
}

/** The call that the function is given to. */
function giving(target: Target, given: string, model: ClientModel): string {
  const { tags: _, constructs: __, ...call } = target.call;
  return source(model, { ...target, call }, { args: new Map([[0, given]]) });
}
