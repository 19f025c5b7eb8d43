import { adapted, exportedIn, isOf, isRunThere } from './adapters';
import type { PlatformModel } from '../model/catalog/platform';
import { isAside } from '../model/call';
import type { Deployed } from '../model/deployed';
import { amountOf } from './amounts';
import { argument } from './arguments';
import { deployedInCode } from './deploying';
import type { ExprId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { isFound } from './found-by-place';
import { isCallOf } from './platform-calls';
import { isHandler } from './platform-handlers';
import { packageOf } from './program';
import { remembered } from './remembered';
import { mentioned } from './said-in-code';
import { isAbsent } from './values';
import type { Way } from './way';

/** What of a file a platform is told to run, by files that deploy the project, by programs that do, and by what adapts it to the platform. */
export function deployedOf(evaluator: Evaluator, platform: PlatformModel, file: string): readonly Deployed[] {
  const { id, deploys, resources, deployCalls } = platform;
  const inFiles =
    deploys === undefined && resources === undefined
      ? []
      : evaluator.program.deployed(file).filter((one) => one.platform === id && one.runtime !== true);
  const inCode = deployCalls === undefined ? [] : deployedInCode(evaluator, platform, file);
  const own = adapted(evaluator, platform, file) ?? itself(evaluator, platform, file);
  const told = [...inFiles, ...inCode, ...(own === undefined ? [] : [own])];
  const said = told.filter(({ usual }) => usual !== true);
  return said.length > 0 ? said : told;
}

/** A file that the platform runs by its place: for as long as it says itself, or as the platform runs all there. */
function itself(evaluator: Evaluator, platform: PlatformModel, file: string): Deployed | undefined {
  const limit = isOf(platform, file) ? exportedIn(evaluator, platform, file) : undefined;
  if (limit !== undefined) return { platform: platform.id, limit, by: file };
  if (!isRunThere(evaluator, platform, file)) return undefined;
  return { platform: platform.id, ...(platform.after === undefined ? {} : { limit: platform.after }), usual: true, by: file };
}

/**
 * The functions in which a file runs that is loaded by them alone, whoever calls it there: `app.get('/', ask)` of an app that
 * `export const handler = handle(app)` answers by. Whatever loads it and is not deployed may be a server.
 */
export function deployedAbove(evaluator: Evaluator, platform: PlatformModel, { kept, inside }: Way): readonly Deployed[] {
  const file = inside.at(-1)?.file;
  const { deploys, resources, deployCalls, adapters, runs, handlers } = platform;
  if (file === undefined || (deploys ?? resources ?? deployCalls ?? adapters ?? runs ?? handlers) === undefined) return [];
  // Another export of what is deployed may be deployed as well, in a way that is not read.
  if (kept === undefined && !evaluator.program.isImported(file)) return [];
  return remembered(evaluator, `deployed above:${platform.id}:${file}`, () => {
    const { program } = evaluator;
    const told = (one: string): readonly Deployed[] => {
      const found = deployedOf(evaluator, platform, one);
      return found.length > 0 || !isHandled(evaluator, platform, one) ? found : [{ platform: platform.id, unsaid: true, by: one }];
    };
    // A program of functions ends with the one that may run longest, as far as it says.
    const timed = (one: Deployed): Deployed => {
      const limit = one.limit ?? longestCall(evaluator, platform, file);
      return limit === undefined ? one : { ...one, limit };
    };
    if (![file, ...program.importers(file)].some((one) => told(one).length > 0)) return [];
    const { all, roots: first } = loadedBy(evaluator, file);
    // What nobody loads and what does nothing when it is loaded runs nowhere, so that it is no other way to the file.
    const roots = first.filter((one) => one === file || told(one).length > 0 || !isIdle(evaluator, platform, one));
    const serves = roots.every((one) => told(one).some((deployed) => deployed.serves === true));
    if (all.some((one) => (program.published(one) && !program.sealed(one)) || (!serves && listens(evaluator, one)))) return [];
    if (!roots.every((one) => told(one).length > 0)) return [];
    // What only says whom it is for adds nothing to what is told how long others may run.
    const deployed = roots.flatMap((one) => deployedOf(evaluator, platform, one));
    return (deployed.length > 0 ? deployed : roots.flatMap(told)).map(timed);
  });
}

/** How long the functions of a file's package may run that calls make, where each says so or leaves it as it is; in the platform's unit. */
function longestCall(evaluator: Evaluator, { id, calls = [] }: PlatformModel, file: string): number | undefined {
  const home = packageOf(evaluator.program, file);
  return remembered(evaluator, `longest call:${id}:${home}`, () => {
    const rows = calls.filter(({ fallback }) => fallback !== undefined);
    // A module is looked for by the first word of its name.
    const words = new Set(rows.flatMap(({ modules }) => modules.flatMap((module) => module.match(/[\w$]+/) ?? [])));
    const files = new Set([...words].flatMap((word) => mentioned(evaluator, word)));
    const limits = [...files]
      .filter((one) => packageOf(evaluator.program, one) === home && !isAside(evaluator.program.context(one)))
      .flatMap((one) => limitsIn(evaluator, rows, one));
    const known = limits.filter((limit) => limit !== undefined);
    return known.length === 0 || known.length < limits.length ? undefined : Math.max(...known);
  });
}

/** How long each such call of a file says; what is shared by all may say more, so that a call that says nothing is not known where something is. */
function limitsIn(evaluator: Evaluator, rows: NonNullable<PlatformModel['calls']>, file: string): readonly (number | undefined)[] {
  const view = evaluator.view(file);
  return (view?.summary.calls ?? []).flatMap((id) => {
    const call = view?.call(id);
    const row = call === undefined || view === undefined ? undefined : rows.find((one) => isCallOf(evaluator, view, id, one));
    if (call === undefined || row?.limit === undefined) return [];
    const limit = argument(evaluator, { file, expr: id, frame: undefined, call }, row.limit);
    if (isAbsent(limit)) return row.shared !== undefined && mentioned(evaluator, row.shared).length > 0 ? [undefined] : [row.fallback];
    const amount = amountOf(limit);
    return [typeof amount === 'number' ? amount : undefined];
  });
}

/** Whether a file exports what the platform runs, by its name and by what it says of whom it is for; for how long is said elsewhere. */
function isHandled(evaluator: Evaluator, { handlers }: PlatformModel, file: string): boolean {
  // A file that does not hold such a name need not be read.
  const said = handlers?.exported.filter((name) => evaluator.program.mentions(file, name)) ?? [];
  const view = said.length === 0 ? undefined : evaluator.view(file);
  if (handlers === undefined || view === undefined || !said.some((name) => view.exportsNamed.has(name))) return false;
  return view.summary.functions.some((_, fn) => fn !== 0 && isHandler(evaluator, view, fn, handlers));
}

/** The files of the program that load a file, itself among them, and those of them that no other loads. */
function loadedBy(evaluator: Evaluator, file: string): { readonly all: readonly string[]; readonly roots: readonly string[] } {
  const { program } = evaluator;
  const all = [file];
  const roots: string[] = [];
  for (const one of all) {
    const loaders = program.importedBy(one).filter((other) => !isAside(program.context(other)) && loads(evaluator, other, one));
    if (loaders.length === 0) roots.push(one);
    all.push(...loaders.filter((other) => !all.includes(other)).sort());
  }
  return { all, roots };
}

/** Whether a file that imports another takes more of it than types, of which nothing is left when it runs. */
function loads(evaluator: Evaluator, by: string, file: string): boolean {
  const view = evaluator.view(by);
  if (view === undefined) return true;
  const { bindings, exports, exprs, stars } = view.summary;
  const leads = (module: string | undefined): boolean => module !== undefined && evaluator.program.resolve(module, by) === file;
  const taken = bindings.filter(({ im }) => leads(im?.[0]));
  return (
    taken.length === 0 ||
    taken.some(({ typeOnly }) => typeOnly !== true) ||
    exports.some(({ from }) => leads(from?.[0])) ||
    stars.some(leads) ||
    exprs.some((e) => e.k === 'mod' && leads(e.m))
  );
}

/** Whether a module does nothing but offer something under names by which no platform runs it, and nothing finds it by its place. */
function isIdle(evaluator: Evaluator, { handlers }: PlatformModel, file: string): boolean {
  const view = evaluator.view(file);
  if (view === undefined || isFound(evaluator.program, file)) return false;
  const { exports, calls } = view.summary;
  const acts = (id: ExprId): boolean => {
    const call = view.call(id);
    return call?.fn === 0 && call.used !== 'value';
  };
  const runs = new Set(['default', '=', 'main', ...(handlers?.exported ?? [])]);
  const isClass = ({ e, b }: (typeof exports)[number]): boolean =>
    (e !== undefined && view.expr(e).k === 'cls') || view.summary.bindings[b ?? -1]?.kind === 'class';
  const isRun = exports.some((one) => runs.has(one.n) && !isClass(one));
  return exports.length > 0 && !isRun && !calls.some(acts) && !evaluator.program.named(file);
}

/** Whether a file starts a server, so that it may be run by itself as well. */
function listens(evaluator: Evaluator, file: string): boolean {
  const names = evaluator.view(file)?.callsNamed;
  return names === undefined || starts.some((name) => names.has(name));
}

const starts = ['listen', 'serve', 'createServer'];
