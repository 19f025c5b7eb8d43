import type { CallSite, User } from '../model/call';
import type { Span } from '../model/span';
import type { CallExpr, FnId } from '../model/summary';
import { argument } from './arguments';
import { mostWays } from './around';
import { callOptions } from './call-options';
import type { Evaluator } from './evaluator';
import { readOptions } from './options';
import type { Site } from './sites';
import { each, type Frame, namesOfCall, type Value } from './values';
import type { View } from './view';
import type { Way } from './way';

/** A function that is entered, by a call. */
interface Entry {
  readonly at: Span;
  readonly view: View;
  readonly call: CallExpr;
  readonly file: string;
  readonly fn: FnId;
}

/** What whoever comes by a way decides about the bound that callers may hand in; it stays open where none can be, or where that is not known. */
export interface Decision {
  /** The calls it comes by, nearest first. */
  readonly entries: readonly Entry[];
  readonly bound: Bound;
  /** The call that decides. */
  readonly at?: Entry;
  /** What the parameters of the function are on this way. */
  readonly frame?: Frame;
}

type Bound = 'set' | 'perhaps' | 'none';

/** What is decided on each way. */
export function decisionsOf(evaluator: Evaluator, site: Site, ways: readonly Way[]): readonly Decision[] {
  const takes = new Map<string, boolean>();
  return ways.map((way) => {
    const entries = entriesOf(evaluator, way);
    const [first] = entries;
    if (first === undefined) return { entries, bound: 'perhaps' };
    const { file, fn } = first;
    const key = `${file}&${fn}`;
    const open = takes.get(key) ?? boundBy(evaluator, site, openFrame(file, fn)) !== 'none';
    takes.set(key, open);
    return open
      ? { entries, ...decided(evaluator, site, entries, isOptions(evaluator, site, openFrame(file, fn))) }
      : { entries, bound: 'perhaps' };
  });
}

/**
 * Where the function is called that a call stands in: each place once, in the order of the ways. Where callers may hand in
 * a bound, `bare` are the places that decide not to, which may lie further out; a way that is bounded otherwise, as by a race around it, needs none.
 */
export function usersOf(evaluator: Evaluator, decisions: readonly Decision[], hangs: readonly boolean[]): Pick<CallSite, 'users' | 'bare'> {
  const entered = decisions.filter(({ entries }) => entries.length > 0);
  if (entered.length === 0) return {};
  const told = (entries: readonly Entry[]): readonly User[] => once(entries).map((entry) => userOf(evaluator, entry));
  const users = told(entered.flatMap(({ entries }) => entries.slice(0, 1)));
  const bare = told(decisions.flatMap(({ bound, at }, i) => (bound === 'none' && at !== undefined && hangs[i] === true ? [at] : [])));
  return {
    users,
    ...(bare.length === 0
      ? {}
      : {
          bare: { users: bare, all: decisions.length < mostWays && entered.every(({ bound }) => bound === 'none') && hangs.every(Boolean) },
        }),
  };
}

/** The calls that a way comes by, nearest first, as far as each enters a function of the way. */
function entriesOf(evaluator: Evaluator, { through, inside }: Way): readonly Entry[] {
  const out: Entry[] = [];
  for (const { at } of through.slice(0, deepest)) {
    const view = at === undefined ? undefined : evaluator.view(at.file);
    const call = at === undefined || view === undefined ? undefined : callsByPlace(view).get(at.start);
    if (at === undefined || view === undefined || call === undefined) break;
    const into = each(evaluator.value(view.file, call.c)).find(
      (value): value is Value & { is: 'fn' } => value.is === 'fn' && inside.some(({ file, fn }) => file === value.file && fn === value.fn),
    );
    if (into === undefined) break;
    out.push({ at, view, call, file: into.file, fn: into.fn });
  }
  return out;
}

const known = new WeakMap<View, ReadonlyMap<number, CallExpr>>();

/** The calls of a file, by where their callee begins. */
function callsByPlace(view: View): ReadonlyMap<number, CallExpr> {
  let calls = known.get(view);
  if (calls === undefined) {
    calls = new Map(view.summary.calls.flatMap((id) => view.call(id) ?? []).map((call) => [call.callee[0], call]));
    known.set(view, calls);
  }
  return calls;
}

/** Outward from the nearest caller, until one says what is handed in. */
function decided(evaluator: Evaluator, site: Site, entries: readonly Entry[], mayBeOptions: readonly boolean[]): Omit<Decision, 'entries'> {
  for (let count = 1; count <= Math.min(entries.length, deepest); count++) {
    const frame = frameOf(evaluator, entries.slice(0, count));
    const read = boundBy(evaluator, site, frame);
    // What may be an address or options, and comes in from further out, is not left out yet.
    const bound = read === 'none' && isOptions(evaluator, site, frame, true).some((is, i) => is && mayBeOptions[i]) ? 'perhaps' : read;
    const at = entries[count - 1];
    if (bound !== 'perhaps' && at !== undefined && frame !== undefined) return { bound, at, frame };
  }
  return { bound: 'perhaps' };
}

/** More hops than this hand nothing on. */
const deepest = 4;

/** The frame of the innermost function, whose arguments are followed outward; those of the outermost one may be anything. */
function frameOf(evaluator: Evaluator, [entry, ...further]: readonly Entry[]): Frame | undefined {
  if (entry === undefined) return undefined;
  const { view, call, file, fn } = entry;
  const around = frameOf(evaluator, further) ?? openFrame(view.file, call.fn);
  return {
    ...openFrame(file, fn),
    arg: (index) => {
      const given = call.a[index];
      if (call.spread !== undefined && index >= call.spread) return anything;
      return given === undefined ? undefined : evaluator.value(view.file, given, around);
    },
    files: [...new Set([file, view.file, ...around.files])],
    key: `used:${file}&${fn}@${view.file}#${call.at[0]}<${around.key}`,
  };
}

/** A function whose arguments may be anything. */
function openFrame(file: string, fn: FnId): Frame {
  return { file, fn, arg: () => anything, self: undefined, up: undefined, depth: 1, files: [file], key: `open:${file}&${fn}` };
}

const anything: Value = { is: 'unknown', why: 'whoever calls may say', param: true };

/** Which of the arguments that may be options are not known; where `plain`, also those that are plain values by their type. */
function isOptions(
  evaluator: Evaluator,
  { view, id, call, model, shift }: Site,
  frame: Frame | undefined,
  plain = false,
): readonly boolean[] {
  const place = { file: view.file, expr: id, frame, call };
  return (model.options ?? []).map((at) =>
    each(argument(evaluator, place, at, shift)).some((value) => value.is === 'unknown' && (plain || value.plain !== true)),
  );
}

/** Whether the options of a call bound it, as they are under a frame. */
function boundBy(evaluator: Evaluator, site: Site, frame: Frame | undefined): Bound {
  const { client, model, view, call } = site;
  const { layers } = readOptions(evaluator, callOptions(evaluator, site, frame), {
    model: client.model,
    where: 'call',
    client,
    on: [...namesOfCall(client), ...(model.paths.length === 1 ? model.paths : [])],
    file: view.file,
    at: evaluator.span(view.file, call.callee),
    without: new Set(model.without ?? []),
    says: 'the call',
    certain: true,
  });
  // Whoever switches it off, or names what has no effect, said something.
  if (layers.some((layer) => (layer.kind === 'disabled' || layer.kind === 'ignored') && layer.facet === 'timeout')) return 'set';
  const bounds = layers.filter((layer) => layer.kind === 'timeout' && layer.ms !== 'unbounded');
  // A number that is only known by its type may be left out.
  if (bounds.some((layer) => layer.kind === 'timeout' && layer.ms !== 'unknown')) return 'set';
  return bounds.length > 0 || layers.some((layer) => layer.kind === 'opaque' && layer.may.includes('timeout')) ? 'perhaps' : 'none';
}

function userOf(evaluator: Evaluator, { at, file, fn }: Entry): User {
  const name = evaluator.view(file)?.scopeOf(fn) ?? '';
  return { at, name };
}

function once(entries: readonly Entry[]): readonly Entry[] {
  const met = new Set<string>();
  return entries.filter(({ at }) => {
    const key = `${at.file}#${at.start}`;
    return !met.has(key) && met.add(key);
  });
}
