import { isAside } from '../model/call';
import type { CalledModel, InterceptedModel, PlatformModel } from '../model/catalog/platform';
import type { Layer } from '../model/layer';
import type { ExprId, FnId } from '../model/summary';
import { durationText } from '../model/words';
import { type End, goneOn, latest } from './ends';
import type { Evaluator } from './evaluator';
import { formsOf } from './guards';
import { fits } from './library';
import { provided } from './provisions';
import { remembered } from './remembered';
import { isOpen, serverEnd, timerAt } from './served';
import { toldToServers } from './server-time';
import { each, type Frame, type Value } from './values';
import { callsWithin, type View } from './view';
import type { Way } from './way';

/** So many files are read for what is told to all handlers, and for what makes the apps. */
const most = 60;

type Interceptor = Value & { readonly is: 'inst' };

/** When an interceptor lets whoever asked go, where a way begins at a handler that stands behind one. */
export function givenUp(evaluator: Evaluator, platform: PlatformModel, model: InterceptedModel, { inside }: Way): End | undefined {
  const outermost = inside.at(-1);
  const view = outermost === undefined ? undefined : evaluator.view(outermost.file);
  if (outermost === undefined || view === undefined || !isHandler(evaluator, model, view, outermost.fn)) return undefined;
  const own = ownOf(evaluator, model, view, outermost.fn).map((one) => endOf(evaluator, platform, model, one));
  const key = `${platform.id}:${view.file}`;
  return soonest([...own, remembered(evaluator, key, () => ofApps(evaluator, platform, model, view.file))]);
}

function isHandler(evaluator: Evaluator, { marks }: InterceptedModel, view: View, fn: FnId): boolean {
  return (view.summary.functions[fn]?.decorators ?? []).some((id) => marks.some((one) => isOf(evaluator, view, view.call(id)?.c, one)));
}

function isOf(evaluator: Evaluator, view: View, id: ExprId | undefined, { modules, paths }: CalledModel): boolean {
  const values = id === undefined ? [] : each(evaluator.value(view.file, id));
  return values.some((v) => v.is === 'lib' && modules.includes(v.module) && paths.some((path) => fits(v.path, path)));
}

/** What the decorators of a handler and of its class are handed. */
function ownOf(evaluator: Evaluator, { own }: InterceptedModel, view: View, fn: FnId): readonly Interceptor[] {
  const it = view.summary.functions[fn];
  const shape = it?.cls === undefined ? undefined : view.summary.classes[it.cls];
  return [...(it?.decorators ?? []), ...(shape?.decorators ?? [])].flatMap((id) => {
    const call = view.call(id);
    const isTheirs = call !== undefined && own.some((one) => isOf(evaluator, view, call.c, one));
    return isTheirs ? call.a.flatMap((a) => interceptorsOf(evaluator, view, a)) : [];
  });
}

/** A class that is made when it is wanted, one that is made already, or what makes one. */
function interceptorsOf(evaluator: Evaluator, view: View, id: ExprId): readonly Interceptor[] {
  const all = each(evaluator.value(view.file, id));
  const made = all.flatMap((v) =>
    v.is === 'fn' ? each(evaluator.apply(v, () => undefined, `${view.file}#${id}`, undefined, view.file)) : [v],
  );
  return made.flatMap((v): readonly Interceptor[] =>
    v.is === 'inst' ? [v] : v.is === 'cls' ? [{ is: 'inst', file: v.file, cls: v.cls }] : [],
  );
}

/** What is told to all handlers by every app that has a file; by whichever there is where none of those is seen. */
function ofApps(evaluator: Evaluator, platform: PlatformModel, model: InterceptedModel, file: string): End | undefined {
  const told = remembered(evaluator, `${platform.id}:told`, () => toldToAll(evaluator, platform, model));
  if (told.length === 0) return undefined;
  const apps = holding(
    evaluator,
    file,
    remembered(evaluator, `${platform.id}:apps`, () => appsIn(evaluator, model)),
  );
  if (apps.length === 0) return latest(told.map(({ end }) => end));
  return latest(apps.map((app) => soonest(told.flatMap((one) => (holding(evaluator, one.file, [app]).length > 0 ? [one.end] : [])))));
}

/** Those of some files that are a file, or import it. */
function holding({ program }: Evaluator, file: string, wanted: readonly string[]): readonly string[] {
  return [...wanted.filter((one) => one === file), ...program.importing(file, wanted)];
}

/** The files that make an app. */
function appsIn(evaluator: Evaluator, { makes }: InterceptedModel): readonly string[] {
  return filesNaming(evaluator, makes).filter((file) => {
    const view = evaluator.view(file);
    const names = makes.paths.map((path) => path.split('.').at(-1) ?? '');
    return (
      view !== undefined && names.some((name) => view.callsNamed.get(name)?.some((id) => isOf(evaluator, view, view.call(id)?.c, makes)))
    );
  });
}

function filesNaming({ program }: Evaluator, { paths }: CalledModel): readonly string[] {
  const files = new Set(paths.flatMap((path) => [...program.mentioning(path.split('.')[0] ?? '')]));
  return [...files].filter((file) => !isAside(program.context(file))).sort();
}

/** The times of the interceptors that are told to all handlers, with the file that tells them. */
function toldToAll(
  evaluator: Evaluator,
  platform: PlatformModel,
  model: InterceptedModel,
): readonly { readonly file: string; readonly end: End }[] {
  const { token, shared } = model;
  const before = remembered(evaluator, `${platform.id}:apps`, () => appsIn(evaluator, model)).flatMap((file) => {
    const end = beforeApp(evaluator, platform, model, file);
    return end === undefined ? [] : [{ file, end }];
  });
  const files = filesNaming(evaluator, { modules: token.modules, paths: [...token.paths, shared] });
  if (files.length > most) return before;
  const behind = files.flatMap((file) => {
    const view = evaluator.view(file);
    const handed = view === undefined ? [] : [...providedIn(evaluator, model, view), ...handedIn(model, view)];
    const end = soonest(handed.flatMap((id) => interceptorsOf(evaluator, view!, id)).map((one) => endOf(evaluator, platform, model, one)));
    return end === undefined ? [] : [{ file, end }];
  });
  return [...before, ...behind];
}

/** When the server before an app that a file makes lets whoever asked go: `app.use((req, res, next) => { res.setTimeout(30_000); next(); })`. */
function beforeApp(evaluator: Evaluator, platform: PlatformModel, { before, makes }: InterceptedModel, file: string): End | undefined {
  const view = evaluator.view(file);
  if (before === undefined || view === undefined) return undefined;
  const server = { ...platform, title: 'the server' };
  const isApp = (v: Value): boolean =>
    v.is === 'made' && makes.modules.includes(v.module) && makes.paths.some((path) => fits(v.path, path)) && v.place.file === file;
  const mounted = before.mounts
    .flatMap((name) => view.callsNamed.get(name) ?? [])
    .flatMap((id): readonly End[] => {
      const callee = view.expr(view.call(id)?.c ?? -1);
      if (callee.k !== 'mem' || !each(evaluator.value(file, callee.o)).some(isApp) || !isOpen(evaluator, before, view, id)) return [];
      const end = timerAt(evaluator, server, before, view, id);
      return end === undefined ? [] : [{ ...end, letGo: 'all' }];
    });
  const [told] = toldToServers(evaluator, before, (value) => (isApp(value) ? [file] : []));
  return soonest([...mounted, told === undefined ? undefined : serverEnd(evaluator, server, told.ms, told.view, told.at, 'all')]);
}

/** `app.useGlobalInterceptors(new TimeoutInterceptor())` */
function handedIn({ shared }: InterceptedModel, view: View): readonly ExprId[] {
  return (view.callsNamed.get(shared) ?? []).flatMap((id) => view.call(id)?.a ?? []);
}

/** `{ provide: APP_INTERCEPTOR, useClass: TimeoutInterceptor }` */
function providedIn(evaluator: Evaluator, { token, holders }: InterceptedModel, view: View): readonly ExprId[] {
  return view.summary.exprs.flatMap((e) =>
    e.k === 'obj' && e.p.some(({ e: named }) => view.expr(named).k === 'ref' && isOf(evaluator, view, named, token))
      ? e.p.flatMap(({ n, e: held }) => (holders.includes(n) ? [held] : []))
      : [],
  );
}

/** When an interceptor gives up what goes on behind it: `next.handle().pipe(timeout(5000))`. */
function endOf(evaluator: Evaluator, platform: PlatformModel, { asked, goesOn }: InterceptedModel, of: Interceptor): End | undefined {
  const bounds: (Layer & { readonly kind: 'timeout' })[] = [];
  let unbounded = false;
  for (const place of evaluator.lineage(of.file, of.cls).classes) {
    const view = evaluator.view(place.file);
    const entry = view?.summary.classes[place.cls]?.members.find(({ n, f }) => n === asked && f !== undefined)?.f;
    for (const fn of view === undefined ? [] : methodsOf(view, place.cls)) {
      for (const id of callsWithin(view!, fn)) {
        const callee = view!.expr(view!.call(id)?.c ?? -1);
        if (callee.k !== 'mem' || callee.n !== goesOn || view!.expr(callee.o).k !== 'ref') continue;
        const bound = boundBehind(evaluator, view!, id, { file: place.file, fn: entry ?? fn, self: of });
        if (bound === undefined) unbounded = true;
        else bounds.push(bound);
      }
    }
    if (entry !== undefined) break;
  }
  const known = bounds.flatMap(({ ms }) => (typeof ms === 'number' ? [ms] : []));
  const at = bounds[0]?.because.at;
  // Where the time comes from the handler and is left out without one, most are told none.
  if (at === undefined || (unbounded && known.length === 0)) return undefined;
  const ms = known.length === bounds.length ? Math.max(...known) : undefined;
  const when = ms === undefined ? 'after a time that is set elsewhere' : `after ${durationText(ms)}`;
  return goneOn(platform, ms, ms === undefined, `${platform.title} lets whoever asked go ${when}, and the work goes on`, at);
}

function methodsOf({ summary }: View, cls: number): readonly FnId[] {
  return summary.functions.flatMap((it, fn) => (it.cls === cls && it.kind === 'method' ? [fn] : []));
}

/** The bound among the operators that are chained to a call, also under a name. */
function boundBehind(
  evaluator: Evaluator,
  view: View,
  id: ExprId,
  { file, fn, self }: { readonly file: string; readonly fn: FnId; readonly self: Interceptor },
): (Layer & { readonly kind: 'timeout' }) | undefined {
  const { made } = self;
  const files = [file, ...(made === undefined ? [] : [self.file, made.file])];
  const frame: Frame = {
    file,
    fn,
    arg: () => undefined,
    self,
    up: undefined,
    depth: 1,
    files,
    key: `intercepts:${self.file}%${self.cls}@${made === undefined ? '' : `${made.file}#${made.expr}`}`,
  };
  const chained = [...(view.chainedOn.get(id) ?? []), ...(view.namesOf.get(id) ?? []).flatMap((b) => view.calledOn.get(b) ?? [])];
  for (const next of chained) {
    for (const a of view.call(next)?.a ?? []) {
      const call = view.call(a);
      if (call === undefined) continue;
      for (const { form, guard } of formsOf(evaluator, evaluator.value(view.file, call.c), view.file)) {
        if (form.form !== 'operator') continue;
        for (const layer of provided(evaluator, form.provides, { file: view.file, expr: a, frame, call }, guard))
          if (layer.kind === 'timeout') return layer;
      }
    }
    const further = boundBehind(evaluator, view, next, { file, fn, self });
    if (further !== undefined) return further;
  }
  return undefined;
}

/** The end that comes first, whichever is known before one that is not. */
function soonest(ends: readonly (End | undefined)[]): End | undefined {
  const known = ends.filter((end) => end !== undefined);
  return known.length === 0 ? undefined : known.reduce((a, b) => ((b.ms ?? Infinity) < (a.ms ?? Infinity) ? b : a));
}
