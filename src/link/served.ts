import { isAside } from '../model/call';
import type { CalledModel, LetGoModel, PlatformModel, ServerModel } from '../model/catalog/platform';
import type { ExprId, FnId, Range } from '../model/summary';
import { durationText } from '../model/words';
import { argument } from './arguments';
import { type End, goneOn, latest } from './ends';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import { packageOf } from './program';
import { remembered } from './remembered';
import { toldToServers } from './server-time';
import { each, type Value } from './values';
import type { View } from './view';
import type { Way } from './way';
import { writtenMs } from './written-time';

/** An app or a router: the call that made it. */
type App = Value & { readonly is: 'made' };

/** So many files are read for what is mounted, and so many routers may stand in each other. */
const most = 40;
const deepest = 4;

/** When a server of the program's own lets whoever asked go, where a way begins at one of its handlers. */
export function letGo(evaluator: Evaluator, platform: PlatformModel, serves: ServerModel, { kept, inside }: Way): End | undefined {
  if (kept === undefined) return ofAll(evaluator, platform, serves, inside.at(-1));
  const view = evaluator.view(kept.file);
  const handed = view === undefined ? undefined : handedTo(view, kept.call, serves);
  if (view === undefined || handed === undefined) return undefined;
  const { apps, calls } = receiverOf(evaluator, serves, view, handed);
  if (apps.length === 0) return undefined;
  for (const { file, fn } of inside) {
    const said = saidInHandler(evaluator, platform, serves, file, fn);
    if (said !== undefined) return said;
  }
  for (const id of calls) {
    const timer = id === handed || isOpen(evaluator, serves, view, id) ? timerAt(evaluator, platform, serves, view, id) : undefined;
    if (timer !== undefined) return timer;
  }
  return latest(
    apps.map((app) => remembered(evaluator, `${platform.id}:${keyOf(app)}`, () => ofApp(evaluator, platform, serves, app, new Set()))),
  );
}

/** The same for a handler that its type alone tells of: the time of every app that its package makes. */
function ofAll(
  evaluator: Evaluator,
  platform: PlatformModel,
  serves: ServerModel,
  outermost: Way['inside'][number] | undefined,
): End | undefined {
  const view = outermost === undefined ? undefined : evaluator.view(outermost.file);
  const { answers } = serves;
  const params = view?.summary.functions[outermost?.fn ?? -1]?.params ?? [];
  const isAnswer = ({ t }: (typeof params)[number]): boolean => {
    const [module, name] = view?.summary.bindings[t?.b ?? -1]?.im ?? [];
    return module !== undefined && name !== undefined && answers?.modules.includes(module) === true && answers.paths.includes(name);
  };
  if (view === undefined || answers === undefined || params.length < 2 || !params.some(isAnswer)) return undefined;
  const home = packageOf(evaluator.program, view.file);
  return remembered(evaluator, `${platform.id}:all:${home}`, () =>
    latest(appsIn(evaluator, serves, home).map((app) => ofApp(evaluator, platform, serves, app, new Set()))),
  );
}

/** The apps that the files of a package make; what is mounted in them belongs to one of them. */
function appsIn(evaluator: Evaluator, { made }: ServerModel, home: string): readonly App[] {
  const { program } = evaluator;
  const rows = made.filter(({ paths }) => paths.includes(''));
  const modules = rows.flatMap((row) => row.modules);
  return [...new Set(modules.flatMap((module) => filesNaming(evaluator, module)))].sort().flatMap((file) => {
    const view = packageOf(program, file) === home && !isAside(program.context(file)) ? evaluator.view(file) : undefined;
    return (view?.summary.calls ?? []).flatMap((id) => {
      const callee = view!.expr(view!.call(id)?.c ?? -1);
      const [from = ''] = callee.k === 'ref' ? (view!.summary.bindings[callee.b]?.im ?? []) : [];
      return modules.includes(from)
        ? each(evaluator.value(file, id)).filter((v): v is App => v.is === 'made' && rows.some((row) => isOf(v, { ...row, paths: [''] })))
        : [];
    });
  });
}

/** The call that tells an app of a handler, also where something is made of that first: `app.get(path, errorHandler(fn))`. */
function handedTo(view: View, id: ExprId, { handed }: ServerModel): ExprId | undefined {
  for (let at: ExprId | undefined = id; at !== undefined; at = view.call(at)?.into?.[0]) if (isNamed(view, at, handed)) return at;
  return undefined;
}

/** `req.setTimeout(60_000)` in a handler. */
function saidInHandler(evaluator: Evaluator, platform: PlatformModel, { told }: LetGoModel, file: string, fn: FnId): End | undefined {
  const view = evaluator.view(file);
  const params = view?.summary.functions[fn]?.params ?? [];
  // A handler is handed the request and the answer; who is handed one thing is called back.
  if (view === undefined || params.length < 2) return undefined;
  for (const index of told.params) {
    const b = params[index]?.b;
    for (const path of told.paths) {
      for (const id of view.callsNamed.get(path.split('.').at(-1) ?? '') ?? []) {
        const call = view.call(id);
        if (b === undefined || call?.fn !== fn || !fits(stepsFrom(view, call.c, b) ?? ['-'], path)) continue;
        const ms = writtenMs(argument(evaluator, { file, expr: id, frame: undefined, call }, told.limit));
        if (ms !== 0) return serverEnd(evaluator, platform, ms, view, call.callee);
      }
    }
  }
  return undefined;
}

/** The members from a name to an expression. */
function stepsFrom(view: View, id: ExprId, b: number): readonly string[] | undefined {
  const e = view.expr(id);
  if (e.k === 'ref') return e.b === b ? [] : undefined;
  const before = e.k === 'mem' ? stepsFrom(view, e.o, b) : undefined;
  return before === undefined || e.k !== 'mem' ? undefined : [...before, e.n];
}

/** The app that a handler or something else is told to, with the calls in between: `router.route(path).all(before).post(handler)`. */
function receiverOf(
  evaluator: Evaluator,
  serves: ServerModel,
  view: View,
  id: ExprId,
): { readonly apps: readonly App[]; readonly calls: readonly ExprId[] } {
  const calls = [id];
  for (let at = view.call(id)?.c; at !== undefined; ) {
    const e = view.expr(at);
    if (e.k === 'mem') {
      at = e.o;
      continue;
    }
    const apps = appsOf(serves, evaluator.value(view.file, at));
    if (apps.length > 0 || e.k !== 'call') return { apps, calls };
    calls.push(at);
    at = e.c;
  }
  return { apps: [], calls };
}

function appsOf({ made }: ServerModel, value: Value): readonly App[] {
  return each(value).filter((v): v is App => v.is === 'made' && made.some((one) => isOf(v, one)));
}

function isOf(value: Value & { readonly is: 'made' }, { modules, paths }: CalledModel): boolean {
  return modules.includes(value.module) && paths.some((path) => fits(value.path, path));
}

function isNamed(view: View, id: ExprId, names: readonly string[]): boolean {
  const callee = view.expr(view.call(id)?.c ?? -1);
  return callee.k === 'mem' && names.includes(callee.n);
}

/** Whether something is mounted for all that comes behind, and not for a part of the addresses only. */
export function isOpen(evaluator: Evaluator, { mounts }: LetGoModel, view: View, id: ExprId): boolean {
  const first = view.call(id)?.a[0];
  if (first === undefined || !isNamed(view, id, mounts)) return false;
  return each(evaluator.value(view.file, first)).every((v) => v.is === 'made' || v.is === 'fn');
}

/** The timer among what a call is handed. */
export function timerAt(evaluator: Evaluator, platform: PlatformModel, serves: LetGoModel, view: View, id: ExprId): End | undefined {
  const { timers } = serves;
  for (const a of view.call(id)?.a ?? []) {
    for (const value of each(evaluator.value(view.file, a))) {
      // `app.use((req, res, next) => { res.setTimeout(30_000); next(); })`
      const said = value.is === 'fn' ? saidInHandler(evaluator, platform, serves, value.file, value.fn) : undefined;
      if (said !== undefined) return said;
      const timer = value.is === 'made' ? timers.find((one) => isOf(value, one)) : undefined;
      if (value.is !== 'made' || timer === undefined) continue;
      const place = { ...value.place, call: value.call };
      const unless = timer.unless === undefined ? undefined : argument(evaluator, place, timer.unless);
      if (unless?.is === 'lit' && unless.v === false) continue;
      const limit = value.call.a.length === 0 ? timer.fallback : writtenMs(argument(evaluator, place, timer.limit));
      return serverEnd(evaluator, platform, limit === 0 ? timer.fallback : limit, view, view.call(id)?.callee ?? [0, 0]);
    }
  }
  return undefined;
}

/** What is mounted on an app, or on every one that it is mounted on itself. */
function ofApp(evaluator: Evaluator, platform: PlatformModel, serves: ServerModel, app: App, seen: ReadonlySet<string>): End | undefined {
  if (seen.has(keyOf(app)) || seen.size >= deepest) return undefined;
  const all = remembered(evaluator, `${platform.id}:for-all`, () => forAll(evaluator, platform, serves));
  if (all.length === 0) return undefined;
  const own = all.find(({ apps }) => apps.has(keyOf(app)));
  if (own !== undefined) return own.end;
  const isSame = (value: Value): boolean => appsOf(serves, value).some((one) => keyOf(one) === keyOf(app));
  const holders = [app.place.file, ...evaluator.program.importers(app.place.file).slice(0, most)];
  const above: App[] = [];
  for (const [view, id] of mountsIn(evaluator, serves, holders)) {
    const isHanded = (a: ExprId): boolean => isSame(evaluator.value(view.file, a));
    if (view.call(id)?.a.some(isHanded) === true) above.push(...receiverOf(evaluator, serves, view, id).apps);
  }
  const next = new Set([...seen, keyOf(app)]);
  return latest(above.map((one) => ofApp(evaluator, platform, serves, one, next)));
}

/** What is mounted before all that comes behind and lets whoever asked go, and what servers are told, each with the apps that it is for. */
function forAll(
  evaluator: Evaluator,
  platform: PlatformModel,
  serves: ServerModel,
): readonly { readonly end: End; readonly apps: ReadonlySet<string> }[] {
  const files = [filesOfTimers(evaluator, serves), filesThatTell(evaluator, serves)].flatMap((some) => (some.length > most ? [] : some));
  const mounted = mountsIn(evaluator, serves, files).flatMap(([view, id]) => {
    const timer = isOpen(evaluator, serves, view, id) ? timerAt(evaluator, platform, serves, view, id) : undefined;
    return timer === undefined
      ? []
      : [{ end: { ...timer, letGo: 'all' as const }, apps: new Set(receiverOf(evaluator, serves, view, id).apps.map(keyOf)) }];
  });
  const told = toldToServers(evaluator, serves, (value) => appsOf(serves, value).map(keyOf));
  return [...mounted, ...told.map(({ ms, view, at, apps }) => ({ end: serverEnd(evaluator, platform, ms, view, at, 'all'), apps }))];
}

/** The files of the program that name the package of a timer, told by the words of its name. */
function filesOfTimers(evaluator: Evaluator, { timers }: ServerModel): readonly string[] {
  return timers.flatMap(({ modules }) => modules.flatMap((module) => filesNaming(evaluator, module)));
}

/** The files of the program that import a module. */
function filesNaming(evaluator: Evaluator, module: string): readonly string[] {
  const { program, reuse } = evaluator;
  const [first = '', ...words] = module.split(/[^\w$]+/);
  reuse?.useLeaf('w', first);
  return program.mentioning(first).filter((file) => words.every((word) => program.mentions(file, word)) && names(evaluator, file, module));
}

/** The files of the program that mount something, and in which a request or an answer may be told how long it may take. */
function filesThatTell({ program, reuse }: Evaluator, { told, mounts }: ServerModel): readonly string[] {
  const words = new Set(told.paths.map((path) => path.split('.').at(-1) ?? ''));
  for (const word of words) reuse?.useLeaf('w', word);
  return [...words].flatMap((word) => program.mentioning(word)).filter((file) => mounts.some((name) => program.mentions(file, name)));
}

function names(evaluator: Evaluator, file: string, module: string): boolean {
  const summary = evaluator.view(file)?.summary;
  return (
    summary?.bindings.some(({ im }) => im?.[0] === module) === true || summary?.exprs.some((e) => e.k === 'mod' && e.m === module) === true
  );
}

/** The calls by which something is mounted in these files of the program. */
function mountsIn(evaluator: Evaluator, { mounts }: ServerModel, files: readonly string[]): readonly (readonly [View, ExprId])[] {
  const found: (readonly [View, ExprId])[] = [];
  for (const file of [...new Set(files)].sort()) {
    if (isAside(evaluator.program.context(file)) || !mounts.some((name) => evaluator.program.mentions(file, name))) continue;
    const view = evaluator.view(file);
    for (const name of mounts) for (const id of view?.callsNamed.get(name) ?? []) if (view !== undefined) found.push([view, id]);
  }
  return found;
}

export function serverEnd(evaluator: Evaluator, platform: PlatformModel, ms: number | undefined, view: View, at: Range, of?: 'all'): End {
  const when = ms === undefined ? 'after a time that is set elsewhere' : `after ${durationText(ms)}`;
  const says = `${platform.title} lets whoever asked go ${when}, and the work goes on`;
  // Whoever sets it has thought of whoever waits.
  return goneOn(platform, ms, ms === undefined, says, evaluator.span(view.file, at), of);
}

function keyOf({ place }: App): string {
  return `${place.file}#${place.expr}`;
}
