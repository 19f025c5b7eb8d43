import { isAside } from '../model/call';
import type { ActivitiesModel, PlatformModel } from '../model/catalog/platform';
import type { ExprId } from '../model/summary';
import { argument } from './arguments';
import { type End, latest } from './ends';
import type { Evaluator } from './evaluator';
import { isCallOf } from './platform-calls';
import { remembered } from './remembered';
import { mentioned } from './said-in-code';
import { serverEnd } from './served';
import { isAbsent } from './values';
import type { View } from './view';
import type { Way } from './way';
import { writtenMs } from './written-time';

/**
 * When who asked for an activity waits no longer: its work stands in an exported function, and whoever asks for it by that name says
 * for how long. The work goes on.
 */
export function activityEnds(
  evaluator: Evaluator,
  platform: PlatformModel,
  activities: ActivitiesModel,
  { kept, inside }: Way,
): End | undefined {
  const outermost = inside.at(-1);
  const view = outermost === undefined ? undefined : evaluator.view(outermost.file);
  const it = outermost === undefined ? undefined : view?.summary.functions[outermost.fn];
  if (kept !== undefined || view === undefined || it === undefined || it.kind === 'module') return undefined;
  const name = it.as ?? it.n;
  // What a framework calls is found by its decorator, whatever it is called.
  if (name === '' || it.decorators !== undefined || (it.parent === 0 && it.cls === undefined && !view.exportsNamed.has(name)))
    return undefined;
  const asked = remembered(evaluator, `activities:${platform.id}`, () => asksFor(evaluator, platform, activities));
  return latest(asked.get(name) ?? []);
}

/** How long is waited for each activity, by its name, wherever one is asked for. */
function asksFor(evaluator: Evaluator, platform: PlatformModel, { called, limits }: ActivitiesModel): ReadonlyMap<string, readonly End[]> {
  const all = new Map<string, End[]>();
  for (const path of called.paths) {
    for (const file of [...mentioned(evaluator, path)].sort()) {
      const view = isAside(evaluator.program.context(file)) ? undefined : evaluator.view(file);
      for (const id of view?.callsNamed.get(path) ?? []) {
        if (view === undefined || !isCallOf(evaluator, view, id, called)) continue;
        const end = endOf(evaluator, platform, limits, view, id);
        for (const name of namesFrom(view, id)) all.set(name, [...(all.get(name) ?? []), end]);
      }
    }
  }
  return all;
}

function endOf(evaluator: Evaluator, platform: PlatformModel, limits: ActivitiesModel['limits'], view: View, id: ExprId): End {
  const call = view.call(id)!;
  const said = limits
    .map((path) => argument(evaluator, { file: view.file, expr: id, frame: undefined, call }, path))
    .find((value) => !isAbsent(value));
  const written = said === undefined ? undefined : writtenMs(said);
  const ms = written === 0 ? undefined : written;
  return serverEnd(evaluator, platform, ms, view, call.callee);
}

/** The names by which something is asked of what a call gives: `const { send } = …`, `all.send(…)`. */
function namesFrom(view: View, id: ExprId): readonly string[] {
  const { bindings, exprs } = view.summary;
  const held = bindings.flatMap((it, b) => (it.e === id ? [{ b, path: it.path ?? [] }] : []));
  const taken = held.flatMap(({ path }) => path.slice(0, 1));
  const whole = new Set(held.flatMap(({ b, path }) => (path.length === 0 ? [b] : [])));
  const members = exprs.flatMap((e) => {
    const of = e.k === 'mem' ? view.expr(e.o) : undefined;
    return e.k === 'mem' && of?.k === 'ref' && whole.has(of.b) ? [e.n] : [];
  });
  return [...new Set([...taken, ...members])];
}
