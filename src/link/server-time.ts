import { isAside } from '../model/call';
import type { LetGoModel } from '../model/catalog/platform';
import type { ExprId } from '../model/summary';
import { argument } from './arguments';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import { each, type Value } from './values';
import type { View } from './view';
import { writtenMs } from './written-time';

/** Where the server behind an app is told after which silence it drops whoever asked, and how long that is; `undefined` where that is set elsewhere. */
export interface Told {
  readonly view: View;
  readonly at: readonly [number, number];
  readonly ms: number | undefined;
  readonly apps: ReadonlySet<string>;
}

/** More files are not read for it. */
const most = 40;

/** `server.setTimeout(450_000)`, or `server.timeout = 450_000`, of each server that an app stands behind, with what that is called. */
export function toldToServers(evaluator: Evaluator, { behind }: LetGoModel, appsIn: (value: Value) => readonly string[]): readonly Told[] {
  if (behind === undefined) return [];
  return viewsOf(evaluator, behind).flatMap((view) => {
    const appsOf = (id: ExprId): ReadonlySet<string> =>
      new Set(serversIn(view, id).flatMap((one) => appsBehind(evaluator, behind, view, one, appsIn)));
    const calls = (view.callsNamed.get(behind.told) ?? []).flatMap((id): readonly Told[] => {
      const call = view.call(id);
      const callee = view.expr(call?.c ?? -1);
      const apps = callee.k === 'mem' ? appsOf(callee.o) : none;
      if (call === undefined || apps.size === 0) return [];
      return [
        {
          view,
          apps,
          at: call.callee,
          ms: writtenMs(argument(evaluator, { file: view.file, expr: id, frame: undefined, call }, behind.limit)),
        },
      ];
    });
    const fields = view.summary.writes.flatMap(({ n, o, v, at }): readonly Told[] => {
      const apps = n === behind.field ? appsOf(o) : none;
      return apps.size === 0 ? [] : [{ view, apps, at, ms: writtenMs(evaluator.value(view.file, v)) }];
    });
    return [...calls, ...fields].filter(({ ms }) => ms !== 0);
  });
}

const none: ReadonlySet<string> = new Set();

type Behind = NonNullable<LetGoModel['behind']>;

/** The files that start a server, or make one, and say something of a time. */
function viewsOf({ program, reuse, view }: Evaluator, { starts, made, told, field }: Behind): readonly View[] {
  const words = [...starts, ...made.flatMap(({ paths }) => paths.map((path) => path.split('.').at(-1) ?? ''))];
  for (const word of words) reuse?.useLeaf('w', word);
  const files = [...new Set(words.flatMap((word) => program.mentioning(word)))]
    .filter((file) => !isAside(program.context(file)) && [told, field].some((name) => program.mentions(file, name)))
    .sort();
  return files.length > most ? [] : files.flatMap((file) => view(file) ?? []);
}

/** What a name, or a member of its own class, was given in this file. */
function serversIn(view: View, id: ExprId): readonly ExprId[] {
  const e = view.expr(id);
  if (e.k === 'call') return [id];
  if (e.k === 'ref') {
    const binding = view.summary.bindings[e.b];
    return binding?.path === undefined ? [...(binding?.e === undefined ? [] : [binding.e]), ...(binding?.w ?? [])] : [];
  }
  if (e.k !== 'mem' || view.expr(e.o).k !== 'this') return [];
  return view.summary.writes.filter(({ n, o }) => n === e.n && view.expr(o).k === 'this').map(({ v }) => v);
}

/** The apps that what an expression makes or starts stands before. */
function appsBehind(
  evaluator: Evaluator,
  behind: Behind,
  view: View,
  id: ExprId,
  appsIn: (value: Value) => readonly string[],
): readonly string[] {
  const call = view.call(id);
  if (call === undefined) return [];
  const valuesOf = (one: ExprId): readonly string[] => each(evaluator.value(view.file, one)).flatMap(appsIn);
  const callee = view.expr(call.c);
  if (callee.k === 'mem' && behind.starts.includes(callee.n)) {
    const own = valuesOf(callee.o);
    // `http.createServer(app).listen(80)`
    return own.length > 0
      ? own
      : serversIn(view, callee.o).flatMap((one) => (one === id ? [] : appsBehind(evaluator, behind, view, one, appsIn)));
  }
  const makes = each(evaluator.value(view.file, id)).some(
    (value) =>
      value.is === 'made' &&
      behind.made.some(({ modules, paths }) => modules.includes(value.module) && paths.some((path) => fits(value.path, path))),
  );
  return makes ? call.a.flatMap(valuesOf) : [];
}
