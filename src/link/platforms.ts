import type { PlatformModel } from '../model/catalog/platform';
import type { Deployed } from '../model/deployed';
import type { Provenance } from '../model/provenance';
import type { Span } from '../model/span';
import type { ExprId, FnId } from '../model/summary';
import { durationText } from '../model/words';
import { activityEnds } from './activities';
import { exportedIn, isOf } from './adapters';
import { amountOf } from './amounts';
import { argument } from './arguments';
import { deployedAbove, deployedOf } from './deployed-roots';
import { type End, goneOn } from './ends';
import type { Evaluator } from './evaluator';
import { givenUp } from './intercepted';
import { jobFails } from './jobs';
import { isCallOf } from './platform-calls';
import { isHandler, isRun } from './platform-handlers';
import { mentioned } from './said-in-code';
import { letGo } from './served';
import { takersOf } from './takers';
import { isAbsent } from './values';
import type { View } from './view';
import type { Way } from './way';

/** Where the platform that runs a function on the way ends it, by what the program says: whoever waits is not kept for longer. */
export function endedBy(evaluator: Evaluator, way: Way): End | undefined {
  for (const platform of evaluator.program.catalog.platforms ?? []) {
    const gone = platform.serves === undefined ? undefined : letGo(evaluator, platform, platform.serves, way);
    const failed = platform.queue === undefined ? undefined : jobFails(evaluator, platform, platform.queue, way);
    const left = platform.intercepts === undefined ? undefined : givenUp(evaluator, platform, platform.intercepts, way);
    const over = platform.activities === undefined ? undefined : activityEnds(evaluator, platform, platform.activities, way);
    const released = gone ?? failed ?? left ?? over;
    if (released !== undefined) return released;
    for (const { file, fn } of way.inside) {
      const found =
        byExport(evaluator, platform, file) ??
        byCall(evaluator, platform, file, fn) ??
        byDeploy(evaluator, platform, file, fn) ??
        byHandler(evaluator, platform, file, fn);
      if (found !== undefined) return found;
    }
  }
  return byRoots(evaluator, way);
}

/** Whatever loads the file of the outermost function is deployed, and ends with all that runs there. */
function byRoots(evaluator: Evaluator, way: Way): End | undefined {
  for (const platform of evaluator.program.catalog.platforms ?? []) {
    const found = longest(platform, way.inside.at(-1)?.file ?? '', deployedAbove(evaluator, platform, way));
    if (found !== undefined) return found;
  }
  return undefined;
}

function byExport(evaluator: Evaluator, platform: PlatformModel, file: string): End | undefined {
  const ms = isOf(platform, file) ? inMs(platform, exportedIn(evaluator, platform, file) ?? 'unknown') : undefined;
  return ms === undefined ? undefined : { ...endOf(platform, ms), because: reason(platform, ms, file) };
}

function byCall(evaluator: Evaluator, platform: PlatformModel, file: string, fn: FnId): End | undefined {
  const view = evaluator.view(file);
  if (view === undefined || platform.calls === undefined) return undefined;
  let usual: { readonly ms: number | undefined; readonly at: Span } | undefined;
  for (const id of takersOf(view, fn).flatMap(({ call }) => chainOf(view, call))) {
    const call = view.call(id);
    const row = call === undefined ? undefined : platform.calls.find((one) => isCallOf(evaluator, view, id, one));
    if (call === undefined || row === undefined) continue;
    const at = evaluator.span(file, call.callee);
    if (row.ends === true) return { ...endOf(platform, undefined), because: { ...said(platform, elsewhere(platform, file)), at } };
    if (row.limit === undefined) return goneOn(platform, undefined, false, elsewhere(platform, file), at);
    const limit = argument(evaluator, { file, expr: id, frame: undefined, call }, row.limit);
    const ms = inMs(platform, amountOf(limit));
    if (ms !== undefined) return { ...endOf(platform, ms), because: { ...reason(platform, ms, file), at } };
    // Of what is chained, another call may say it.
    usual ??= isAbsent(limit) ? { ms: usually(evaluator, platform, row), at } : undefined;
  }
  if (usual?.ms === undefined) return undefined;
  return { ...endOf(platform, usual.ms), because: { ...said(platform, waits(platform, usual.ms, file)), at: usual.at } };
}

/** How long what says nothing of it may run: as long as all of them are told, or as is usual. */
function usually(evaluator: Evaluator, platform: PlatformModel, { limit, fallback, shared }: Limited): number | undefined {
  if (limit === undefined || fallback === undefined || shared === undefined) return undefined;
  const told = mentioned(evaluator, shared).flatMap((file) => {
    const view = evaluator.view(file);
    return (view?.callsNamed.get(shared) ?? []).flatMap((id) => {
      const call = view?.call(id);
      return call === undefined ? [] : [argument(evaluator, { file, expr: id, frame: undefined, call }, limit)];
    });
  });
  const limits = told.filter((one) => !isAbsent(one)).map((one) => inMs(platform, amountOf(one)));
  if (limits.includes(undefined)) return undefined;
  return limits.length === 0 ? inMs(platform, fallback) : Math.max(...limits.map((ms) => ms ?? 0));
}

type Limited = NonNullable<PlatformModel['calls']>[number];

/** What the project is deployed by says that the platform runs the function, and for how long. */
function byDeploy(evaluator: Evaluator, platform: PlatformModel, file: string, fn: FnId): End | undefined {
  const told = deployedOf(evaluator, platform, file);
  const view = told.length === 0 ? undefined : evaluator.view(file);
  if (view === undefined) return undefined;
  const runs = around(view, fn);
  return longest(
    platform,
    file,
    told.filter(({ name }) => name === undefined || runs.some((one) => isRun(evaluator, view, name, one))),
  );
}

/** Of several under which one function is deployed, the longest. */
function longest(platform: PlatformModel, file: string, told: readonly Deployed[]): End | undefined {
  const limits = told.map(({ limit }) => inMs(platform, limit ?? 'unknown'));
  const known = limits.filter((ms) => ms !== undefined);
  if (told.length === 0) return undefined;
  if (known.length < limits.length) {
    const unsaid = told.every((one) => one.unsaid === true) ? { unsaid: true as const } : {};
    return { ...endOf(platform, undefined), ...unsaid, because: said(platform, elsewhere(platform, file)) };
  }
  const ms = Math.max(...known);
  const { by = file, usual } = told[limits.indexOf(ms)] ?? {};
  return { ...endOf(platform, ms), because: usual === true ? said(platform, waits(platform, ms, file)) : reason(platform, ms, by) };
}

const elsewhere = ({ title }: PlatformModel, file: string): string =>
  `${title} ends the function in \`${file}\` after a time that is set elsewhere`;

/** Whether a platform runs a function, or one around it, whose processes serve one request at a time. */
export function servesAlone(evaluator: Evaluator, file: string, fn: FnId): boolean {
  return (evaluator.program.catalog.platforms ?? []).some(
    (platform) =>
      platform.alone === true &&
      (byDeploy(evaluator, platform, file, fn) ?? byHandler(evaluator, platform, file, fn) ?? byCall(evaluator, platform, file, fn)) !==
        undefined,
  );
}

function byHandler(evaluator: Evaluator, platform: PlatformModel, file: string, fn: FnId): End | undefined {
  const { handlers, after } = platform;
  const view = handlers === undefined ? undefined : evaluator.view(file);
  if (handlers === undefined || view === undefined || !around(view, fn).some((one) => isHandler(evaluator, view, one, handlers)))
    return undefined;
  const ms = inMs(platform, after ?? 'unknown');
  return { ...endOf(platform, ms), because: said(platform, ms === undefined ? elsewhere(platform, file) : waits(platform, ms, file)) };
}

const waits = ({ title }: PlatformModel, ms: number, file: string): string =>
  `${title} waits ${durationText(ms)} for the function in \`${file}\``;

/** A function and those it stands in: what a handler makes runs for as long as the platform runs the handler. */
function around(view: View, from: FnId): readonly FnId[] {
  const out: FnId[] = [];
  for (let fn = from; fn !== 0 && !out.includes(fn); fn = view.summary.functions[fn]?.parent ?? 0) out.push(fn);
  return out;
}

function endOf({ patient }: PlatformModel, ms: number | undefined): Omit<End, 'because'> {
  return { ...(ms === undefined ? {} : { ms }), patient: patient === true };
}

/** A call, and those that it is chained on, nearest first. */
function chainOf(view: View, from: ExprId): readonly ExprId[] {
  const out: ExprId[] = [];
  for (let id: ExprId | undefined = from; id !== undefined && !out.includes(id); id = behind(view, id)) out.push(id);
  return out;
}

/** The call that another is chained on: `runWith(…)` of `runWith(…).https.onRequest(…)`. */
function behind(view: View, id: ExprId): ExprId | undefined {
  let at = view.call(id)?.c;
  for (let e = at === undefined ? undefined : view.expr(at); e?.k === 'mem'; e = view.expr(at)) at = e.o;
  return at !== undefined && view.expr(at).k === 'call' ? at : undefined;
}

function inMs({ unit }: PlatformModel, amount: number | 'unbounded' | 'unknown'): number | undefined {
  return typeof amount === 'number' && amount > 0 ? amount * (unit === 's' ? 1000 : 1) : undefined;
}

const reason = (platform: PlatformModel, ms: number, file: string): Provenance =>
  said(platform, `${platform.title} ends the function after ${durationText(ms)}, as \`${file}\` says`);

function said({ evidence }: PlatformModel, says: string): Provenance {
  const url = evidence[0]?.url;
  return { from: 'platform', says, ...(url === undefined ? {} : { evidence: url }) };
}

/** Whether a call keeps what it is handed for when the answer is sent, so that nobody waits for it. */
export function isForLater(evaluator: Evaluator, view: View, id: ExprId): boolean {
  return (evaluator.program.catalog.platforms ?? []).some(({ later = [] }) => later.some((one) => isCallOf(evaluator, view, id, one)));
}
