import type { ClientModel } from '../model/catalog/client';
import type { ArgPath } from '../model/catalog/paths';
import type { ExprId, Range } from '../model/summary';
import { amountOf } from './amounts';
import { argument, parseArg } from './arguments';
import type { Evaluator } from './evaluator';
import type { HandedLoop } from './handed-in-loops';
import { fits } from './library';
import { type ClientValue, each, type Value } from './values';
import type { View } from './view';

type JobsModel = NonNullable<ClientModel['jobs']>[number];

/** Jobs that a queue is told to run again when they fail, and for which no pause is told: `queue.add('mail', data, { attempts: 5 })`. */
export function jobRetries(evaluator: Evaluator, near: Evaluator, view: View): HandedLoop[] {
  const out: HandedLoop[] = [];
  for (const id of view.summary.calls) {
    const call = view.call(id);
    if (call === undefined || call.how === 'tag' || !near.clients(near.value(view.file, call.c)).some(takesJobs)) continue;
    const found = evaluator.clients(evaluator.value(view.file, call.c)).flatMap((client) =>
      (client.model.jobs ?? []).flatMap((row) => {
        const is = row.on.includes(client.kind) && row.constructs === (call.how === 'new') && fits(client.path, row.path);
        return is ? (toldBy(evaluator, view, id, client, row) ?? []) : [];
      }),
    );
    out.push(...found.slice(0, 1));
  }
  return out;
}

function toldBy(evaluator: Evaluator, view: View, id: ExprId, client: ClientValue, row: JobsModel): HandedLoop | undefined {
  const call = view.call(id)!;
  const place = { file: view.file, expr: id, frame: undefined, call };
  const attempts = amountOf(argument(evaluator, place, row.attempts));
  const pauses = [argument(evaluator, place, row.backoff), ...ofQueue(evaluator, client)];
  if (typeof attempts !== 'number' || !pauses.every(isAbsent)) return undefined;
  const name = argument(evaluator, place, row.name);
  return {
    runs: name.is === 'lit' && typeof name.v === 'string' ? name.v : 'a job',
    layer: {
      kind: 'retry',
      attempts,
      backoff: 'none',
      jitter: false,
      writes: 'unknown',
      permanent: true,
      form: 'queue',
      because: {
        from: 'option',
        says: `${client.model.title ?? client.model.id} runs a job again at once unless it is told a pause`,
        at: evaluator.span(view.file, writtenAt(view, call.a, row.attempts) ?? call.callee),
      },
    },
  };
}

const takesJobs = ({ model }: ClientValue): boolean => model.jobs !== undefined;

/** The pause that the queue of a job was made with; what is not known to be made here may have any. */
function ofQueue(evaluator: Evaluator, client: ClientValue): readonly Value[] {
  const { made, kind, model } = client;
  if (kind === 'module') return [];
  if (made === undefined) return [{ is: 'unknown', why: 'its queue is made elsewhere' }];
  return (model.jobs ?? []).flatMap((row) => (row.constructs ? [argument(evaluator, made, row.backoff)] : []));
}

const isAbsent = (value: Value): boolean => each(value).every((v) => v.is === 'lit' && v.v === undefined);

/** Where an option is written, as far as it stands in the call itself. */
function writtenAt(view: View, args: readonly ExprId[], path: ArgPath): Range | undefined {
  const { index, rest } = parseArg(path);
  let at: Range | undefined;
  let id = args[index];
  for (const name of rest) {
    const e = id === undefined ? undefined : view.expr(id);
    const property = e?.k === 'obj' ? e.p.find(({ n }) => n === name) : undefined;
    if (property === undefined) return undefined;
    at = property.at;
    id = property.e;
  }
  return at;
}
