import { isAside } from '../model/call';
import type { PlatformModel, QueueModel } from '../model/catalog/platform';
import type { ExprId } from '../model/summary';
import { durationText } from '../model/words';
import { argument, namesOf, optionAt, parseArg } from './arguments';
import { type End, goneOn, latest } from './ends';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import { type ClientValue, each, type Value } from './values';
import type { View } from './view';
import type { Way } from './way';
import { writtenMs } from './written-time';

/** So many files are read for how a framework is told to make queues. */
const most = 40;

/** When a job fails that takes longer, where a way begins at what works off jobs. */
export function jobFails(evaluator: Evaluator, platform: PlatformModel, queue: QueueModel, { kept, inside }: Way): End | undefined {
  const keeper = kept === undefined ? undefined : evaluator.view(kept.file);
  const own = kept === undefined || keeper === undefined ? undefined : ofQueue(evaluator, platform, queue, keeper, kept.call);
  if (own !== undefined) return own;
  const outermost = inside.at(-1);
  const view = outermost === undefined ? undefined : evaluator.view(outermost.file);
  const decorators = outermost === undefined ? [] : (view?.summary.functions[outermost.fn]?.decorators ?? []);
  const isWork = (id: ExprId): boolean => view !== undefined && leadsTo(evaluator, view, view.call(id)?.c, queue.modules, queue.decorators);
  return decorators.some(isWork) ? ofModule(evaluator, platform, queue) : undefined;
}

/** `queue.process(work)`: what the queue was made with. */
function ofQueue(evaluator: Evaluator, platform: PlatformModel, queue: QueueModel, view: View, id: ExprId): End | undefined {
  const callee = view.expr(view.call(id)?.c ?? -1);
  if (callee.k !== 'mem' || !queue.handed.includes(callee.n)) return undefined;
  const clients = evaluator.clients(evaluator.value(view.file, callee.o)).filter(({ model }) => model.id === queue.client);
  const ends = clients.map(({ made }): End | undefined => {
    const holder = made === undefined ? undefined : evaluator.view(made.file);
    if (made === undefined || holder === undefined) return undefined;
    for (const path of made.make.options ?? []) {
      const a = made.call.a[parseArg(path).index];
      const value = a === undefined ? undefined : optionAt(evaluator, evaluator.value(made.file, a, made.frame), namesOf(queue.option));
      const end = value === undefined ? undefined : endOf(evaluator, platform, value, holder, made.call.callee);
      if (end !== undefined) return end;
    }
    return ofJobs(evaluator, platform, queue, made);
  });
  return latest(ends);
}

/** `queue.add(data, { timeout: 30_000 })`: what all that is known to add jobs to a queue says of them. */
function ofJobs(
  evaluator: Evaluator,
  platform: PlatformModel,
  { added, client }: QueueModel,
  made: NonNullable<ClientValue['made']>,
): End | undefined {
  const { program } = evaluator;
  const files = [made.file, ...program.importers(made.file)].filter(
    (file) => program.mentions(file, added.member) && !isAside(program.context(file)),
  );
  if (files.length > most) return undefined;
  const ends = files.flatMap((file) => {
    const view = evaluator.view(file);
    return (view?.callsNamed.get(added.member) ?? []).flatMap((id) => {
      const call = view?.call(id);
      const callee = call === undefined ? undefined : view?.expr(call.c);
      if (view === undefined || call === undefined || callee?.k !== 'mem') return [];
      const isIts = (one: ClientValue): boolean => one.model.id === client && one.made?.file === made.file && one.made.expr === made.expr;
      if (!evaluator.clients(evaluator.value(file, callee.o)).some(isIts)) return [];
      const place = { file, expr: id, frame: undefined, call };
      const isNamed = each(argument(evaluator, place, 'arg[0]')).some((v) => v.is === 'lit' && typeof v.v === 'string');
      return [endOf(evaluator, platform, argument(evaluator, place, isNamed ? added.named : added.limit), view, call.callee)];
    });
  });
  return latest(ends);
}

/** `@Process()`: what the module of a framework is told of all queues, or of every single one. */
function ofModule(evaluator: Evaluator, platform: PlatformModel, queue: QueueModel): End | undefined {
  const shared: (End | undefined)[] = [];
  const single: (End | undefined)[] = [];
  for (const [paths, ends] of [
    [queue.shared, shared],
    [queue.single, single],
  ] as const) {
    for (const path of paths) {
      const [word = ''] = path.split('.');
      evaluator.reuse?.useLeaf('w', word);
      const files = evaluator.program.mentioning(word).filter((file) => !isAside(evaluator.program.context(file)));
      if (files.length > most) return undefined;
      for (const file of [...files].sort()) {
        const view = evaluator.view(file);
        for (const id of view?.callsNamed.get(path.split('.').at(-1) ?? '') ?? []) {
          const call = view?.call(id);
          if (view === undefined || call === undefined || !leadsTo(evaluator, view, call.c, queue.modules, [path])) continue;
          for (const a of call.a) ends.push(toldBy(evaluator, platform, queue, view, a, call.callee));
        }
      }
    }
  }
  return latest(single) ?? latest(shared.filter((end) => end !== undefined));
}

function toldBy(
  evaluator: Evaluator,
  platform: PlatformModel,
  queue: QueueModel,
  view: View,
  id: ExprId,
  at: readonly [number, number],
): End | undefined {
  const told = evaluator.value(view.file, id);
  for (const steps of [[], ...queue.makers.map((maker) => [maker, '()'])]) {
    const value = optionAt(evaluator, told, [...steps, ...namesOf(queue.option)]);
    const end = endOf(evaluator, platform, value, view, at);
    if (end !== undefined) return end;
  }
  return undefined;
}

function leadsTo(evaluator: Evaluator, view: View, id: ExprId | undefined, modules: readonly string[], paths: readonly string[]): boolean {
  const values = id === undefined ? [] : each(evaluator.value(view.file, id));
  return values.some((v) => v.is === 'lib' && modules.includes(v.module) && paths.some((path) => fits(v.path, path)));
}

/** What may be handed in was not written, and 0 is no limit. */
function endOf(evaluator: Evaluator, platform: PlatformModel, value: Value, view: View, at: readonly [number, number]): End | undefined {
  if (value.is === 'unknown' && value.param === true) return undefined;
  const ms = writtenMs(value);
  if (ms === 0) return undefined;
  const when = ms === undefined ? 'after a time that is set elsewhere' : `after ${durationText(ms)}`;
  // Nobody sits in front of a job.
  return goneOn(platform, ms, true, `${platform.title} fails the job ${when}, and its work goes on`, evaluator.span(view.file, at));
}
