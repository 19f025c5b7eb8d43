import type { ClientModel } from '../../../src/model/catalog/client';
import { analyse } from '../../harness/check';
import { type Case, callOf, holds, shown } from './case';
import { type Arguments, concrete, list, put, source, targetsOf } from './write';

/** What a client does once more: requests that an interceptor sends again, messages that are given back, jobs that fail. */
export function againCases(model: ClientModel): readonly Case[] {
  return [...resentCases(model), ...returnedCases(model), ...jobCases(model)];
}

function resentCases(model: ClientModel): readonly Case[] {
  return (model.resends ?? []).flatMap(({ path, arg, config }) =>
    [config, 'other'].map((member): Case => {
      const name = `${model.id}: ${path} sends ${member} again`;
      const target = model.calls.flatMap((call) => targetsOf(model, call))[0];
      if (target === undefined) return { name, text: '', judge: () => 'there is no call' };
      const handlers = [
        ...Array.from({ length: arg }, () => 'undefined'),
        `(error: any) => client${target.path === '' ? '' : `.${target.path}`}(error.${member})`,
      ];
      const between = (made: string): readonly string[] => [`const client = ${made};`, `client.${path}(${handlers.join(', ')});`];
      const text = source(model, target, { between });
      return {
        name,
        text,
        alone: true,
        judge: (calls) => {
          const layers = callOf(calls, model.id)?.layers ?? [];
          const seen = holds(layers, 'retry', { form: 'policy', attempts: 'unbounded' });
          return seen === (member === config) ? undefined : `it is ${seen ? '' : 'not '}seen; the layers are ${shown(layers)}\n${text}`;
        },
      };
    }),
  );
}

function returnedCases(model: ClientModel): readonly Case[] {
  return (model.returns ?? []).flatMap(({ path, on, unless }) =>
    on.flatMap((kind) =>
      (unless === undefined ? [true] : [true, false]).map((again): Case => {
        const name = `${model.id}: ${path} on ${kind}${again ? '' : ', told not to'}`;
        const target = model.calls.flatMap((call) => targetsOf(model, call)).find((one) => one.kind === kind);
        if (target === undefined) return { name, text: '', judge: () => 'there is no call on it' };
        const args: Arguments = new Map([[0, 'message']]);
        if (unless !== undefined) put(args, unless, [], String(again));
        const between = (made: string): readonly string[] => [
          'const work = async (message: any) => {',
          `  try { await fetch('https://x.test'); } catch { ${made}.${concrete(path)}(${list(args, 'false')}); }`,
          '};',
        ];
        const text = source(model, target, { between });
        return {
          name,
          text,
          judge: (calls) => {
            const seen = holds(callOf(calls, 'fetch')?.layers ?? [], 'retry', { form: 'queue' });
            return seen === again ? undefined : `it is ${seen ? '' : 'not '}seen in\n${text}`;
          },
        };
      }),
    ),
  );
}

function jobCases(model: ClientModel): readonly Case[] {
  return (model.jobs ?? []).flatMap((row) =>
    row.on.flatMap((kind) =>
      [false, true].map((pauses): Case => {
        const name = `${model.id}: jobs of ${row.path} by ${row.attempts}${pauses ? ', with a pause' : ''}`;
        const args: Arguments = new Map();
        put(args, row.name, [], "'named'");
        put(args, row.attempts, [], '5');
        if (pauses) put(args, row.backoff, [], '1000');
        const make = (model.makes ?? []).find((one) => (one.kind ?? 'instance') === kind);
        const made = (path: string, given: string): string => `new lib${path === '' ? '' : `.${path}`}(${given})`;
        const sent = row.constructs ? made(row.path, list(args)) : `${made(make?.path ?? '', "'q'")}.${row.path}(${list(args)})`;
        const text = `import ${model.makes?.some(({ path }) => path === '') === true ? 'lib' : '* as lib'} from '${model.modules[0]}';\n${sent};\n`;
        return {
          name,
          text,
          judge: () => {
            const { findings } = analyse({ files: { 'main.ts': text } });
            const seen = findings.some(({ rule, message }) => rule === 'retry-without-backoff' && message.includes('`named`'));
            return seen !== pauses ? undefined : `it is ${seen ? '' : 'not '}told in\n${text}`;
          },
        };
      }),
    ),
  );
}
